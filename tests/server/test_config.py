"""Settings from the environment."""

import os
from pathlib import Path

import pytest

from webapp.config import Config, ConfigError


def test_nothing_given_is_the_example() -> None:
    config = Config.from_environment({})
    assert config == Config()
    assert Path(config.read_from[0]).name == "iran-january-2026.txt"
    assert config.heading == "Headlines about Iran, January 2026"


def test_everything_given_is_taken() -> None:
    config = Config.from_environment(
        {
            "DATELINE_SOURCES": f"a.txt{os.pathsep}b.txt",
            "DATELINE_ALIASES": "names.csv",
            "DATELINE_TITLE": "Mine",
            "DATELINE_HOST": "::1",
            "DATELINE_WORKERS": "3",
            "DATELINE_THREADS": "5",
            "PATH": "/bin",
        }
    )
    assert config == Config(
        sources=("a.txt", "b.txt"),
        aliases=Path("names.csv"),
        title="Mine",
        host="::1",
        workers=3,
        threads=5,
    )


@pytest.mark.parametrize(
    ("sources", "heading"),
    [(("my.txt",), "Headlines from my.txt"), (("a.txt", "b.txt"), "Headlines from 2 lists")],
)
def test_the_heading_follows_the_sources(sources: tuple[str, ...], heading: str) -> None:
    assert Config(sources).heading == heading


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DATELINE_WORKERS", "0"),
        ("DATELINE_WORKERS", "65"),
        ("DATELINE_THREADS", "-1"),
        ("DATELINE_THREADS", "٣"),
        ("DATELINE_SOURCE", "a.txt"),
    ],
)
def test_a_bad_setting_is_refused_by_name(variable: str, value: str) -> None:
    with pytest.raises(ConfigError, match=variable):
        Config.from_environment({variable: value})
