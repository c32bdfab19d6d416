"""What holds for every test."""

import os

from hypothesis import settings

# Machines are noisy, so no example has a time limit; CI tries the same ones every time.
settings.register_profile("dateline", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("dateline")
