"""`python -m webapp.cli`: the command `dateline`."""

import sys

from webapp.cli import main

sys.exit(main())
