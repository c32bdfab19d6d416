"""What holds for every test with a cluster."""

import threading
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module", autouse=True)
def nothing_is_left_connected() -> Iterator[None]:
    """What goes on looking for a cluster would disturb the tests that come after."""
    yield
    assert [each for each in threading.enumerate() if each.name == "dateline"] == []
