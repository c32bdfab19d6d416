"""The plotly.js that is served is the one that the pinned plotly package was made for."""

import gzip
import hashlib
import re

import plotly.offline
import pytest

from webapp.paths import STATIC

VENDOR = STATIC / "vendor"
(SCRIPT,) = VENDOR.glob("plotly-*.js")


def test_its_version_is_the_one_of_the_python_package() -> None:
    assert SCRIPT.name == f"plotly-basic-{plotly.offline.get_plotlyjs_version()}.min.js"
    # The file says itself what it is.
    head = SCRIPT.read_text("utf-8")[:200]
    assert f"plotly.js (basic - minified) v{plotly.offline.get_plotlyjs_version()}" in head


def test_its_bytes_are_those_that_were_written_down() -> None:
    rows = re.findall(
        r"^\| (\S+\.js) \| (\S+) \|.*\| ([0-9a-f]{64}) \|$",
        (VENDOR / "README.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert rows == [
        (
            SCRIPT.name,
            plotly.offline.get_plotlyjs_version(),
            hashlib.sha256(SCRIPT.read_bytes()).hexdigest(),
        )
    ]


def test_the_compressed_file_unpacks_to_the_same_bytes() -> None:
    packed = VENDOR / f"{SCRIPT.name}.gz"
    assert gzip.decompress(packed.read_bytes()) == SCRIPT.read_bytes()


@pytest.mark.parametrize("suffix", [".gz", ".br"])
def test_a_compressed_file_is_much_smaller(suffix: str) -> None:
    packed = VENDOR / f"{SCRIPT.name}{suffix}"
    assert packed.stat().st_size < SCRIPT.stat().st_size / 2
