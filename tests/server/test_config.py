"""Settings from the environment."""

import datetime as dt
import os
from pathlib import Path

import pytest

from webapp.config import Config, ConfigError
from webapp.reading.dates.moments import moment


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
            "DATELINE_FORMAT": "text",
            "DATELINE_DAY_FIRST": "yes",
            "DATELINE_CAPTURED": "2026-01-31T18:30+01:00",
            "DATELINE_MAX_SOURCE_MB": "20",
            "DATELINE_MAX_LINES": "300",
            "DATELINE_FETCH_PRIVATE": "1",
            "DATELINE_CACHE": "kept",
            "DATELINE_LINKS_URL": "sqlite:///links",
            "DATELINE_MAX_LINKS": "12",
            "DATELINE_STATE": "lasting",
            "DATELINE_ADMIN_TOKEN": "sixteen letters!",
            "DATELINE_MAX_UPLOAD_MB": "7",
            "DATELINE_TITLE": "Mine",
            "DATELINE_HOST": "::1",
            "DATELINE_WORKERS": "3",
            "DATELINE_THREADS": "5",
            "DATELINE_PAGES_MB": "0",
            "DATELINE_QUERY_SECONDS": "30",
            "DATELINE_EMBED_ORIGINS": "https://example.org",
            "PATH": "/bin",
        }
    )
    assert config == Config(
        sources=("a.txt", "b.txt"),
        aliases=Path("names.csv"),
        format="text",
        day_first=True,
        captured=dt.datetime(2026, 1, 31, 17, 30, tzinfo=dt.UTC),
        max_source_mb=20,
        max_lines=300,
        fetch_private=True,
        cache=Path("kept"),
        links_url="sqlite:///links",
        max_links=12,
        state=Path("lasting"),
        admin_token="sixteen letters!",
        max_upload_mb=7,
        title="Mine",
        host="::1",
        workers=3,
        threads=5,
        pages_mb=0,
        query_seconds=30,
        embed_origins="https://example.org",
    )


@pytest.mark.parametrize(
    ("sources", "heading"),
    [
        (("my.txt",), "Headlines from my.txt"),
        (("lists/january/",), "Headlines from january"),
        ((f"{os.path.dirname(__file__)}/.",), "Headlines from server"),
        (("https://example.org/feed.xml?page=1",), "Headlines from example.org"),
        (("http://[",), "Headlines from ["),
        (("a.txt", "b.txt"), "Headlines from 2 lists"),
    ],
)
def test_the_heading_follows_the_sources(sources: tuple[str, ...], heading: str) -> None:
    assert Config(sources).heading == heading


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DATELINE_WORKERS", "0"),
        ("DATELINE_WORKERS", "65"),
        ("DATELINE_THREADS", "-1"),
        ("DATELINE_PAGES_MB", "-1"),
        ("DATELINE_PAGES_MB", "100001"),
        ("DATELINE_QUERY_SECONDS", "0"),
        ("DATELINE_QUERY_SECONDS", "601"),
        ("DATELINE_QUERY_SECONDS", "2.5"),
        ("DATELINE_THREADS", "٣"),
        ("DATELINE_WORKERS", "9" * 5_000),
        ("DATELINE_FORMAT", "tea leaves"),
        ("DATELINE_DAY_FIRST", "maybe"),
        ("DATELINE_CAPTURED", "yesterday"),
        ("DATELINE_CAPTURED", "2026-02-30"),
        ("DATELINE_CAPTURED", "0001-01-01T00:00+14:00"),
        ("DATELINE_MAX_SOURCE_MB", "0"),
        ("DATELINE_MAX_SOURCE_MB", "100001"),
        ("DATELINE_MAX_LINES", "0"),
        ("DATELINE_MAX_LINES", "100000001"),
        ("DATELINE_MAX_LINKS", "0"),
        ("DATELINE_MAX_LINKS", "100000001"),
        ("DATELINE_FETCH_PRIVATE", "perhaps"),
        ("DATELINE_CLUSTER", "8786"),
        ("DATELINE_CLUSTER", "scheduler:8786"),
        ("DATELINE_CLUSTER", "http://scheduler:8786"),
        ("DATELINE_CLUSTER", "tcp://scheduler"),
        ("DATELINE_CLUSTER_ALONE", "-1"),
        ("DATELINE_CLUSTER_ALONE", "1e6"),
        ("DATELINE_SOURCE", "a.txt"),
    ],
)
def test_a_bad_setting_is_refused_by_name(variable: str, value: str) -> None:
    with pytest.raises(ConfigError, match=variable):
        Config.from_environment({variable: value})


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("", ()),
        ("a.txt", ("a.txt",)),
        ("a.txt::b.txt:", ("a.txt", "b.txt")),
        ("my list.txt:b.txt", ("my list.txt", "b.txt")),
        ("https://a.test/feed", ("https://a.test/feed",)),
        ("a.txt:https://a.test/feed:b.txt", ("a.txt", "https://a.test/feed", "b.txt")),
        ("http://a.test:8080/feed:b.txt", ("http://a.test:8080/feed", "b.txt")),
        ("http://a.test:8080:b.txt", ("http://a.test:8080", "b.txt")),
        ("HTTP://a.test:8080", ("HTTP://a.test:8080",)),
        ("http://a.test:8080?x:https://b.test:1", ("http://a.test:8080?x", "https://b.test:1")),
        ("http://a.test:2026.txt", ("http://a.test", "2026.txt")),
        ("http://[::1]:8080/a:b.txt", ("http://[::1]:8080/a", "b.txt")),
        ("https://a.test:https://b.test", ("https://a.test", "https://b.test")),
        ("https://me:secret@a.test/a:b", ("https://me:secret@a.test/a", "b")),
        ("https://a.test/a:b\n  b.txt\n\n", ("https://a.test/a:b", "b.txt")),
        ("a:b.txt\n", ("a:b.txt",)),
        ("s3://bucket/folder", ("s3://bucket/folder",)),
        ("gs://bucket/a:b.txt", ("gs://bucket/a", "b.txt")),
    ],
)
def test_sources_are_parted_and_addresses_stay_whole(text: str, sources: tuple[str, ...]) -> None:
    assert Config.from_environment({"DATELINE_SOURCES": text}).sources == sources


@pytest.mark.parametrize(
    ("environment", "cache"),
    [
        ({}, None),
        ({"HOME": "/home/me"}, "/home/me/.cache/dateline"),
        ({"HOME": "/home/me", "XDG_CACHE_HOME": "/fast"}, "/fast/dateline"),
        ({"HOME": "/home/me", "XDG_CACHE_HOME": "not/whole"}, "/home/me/.cache/dateline"),
        ({"HOME": ""}, None),
        ({"HOME": "/home/me", "DATELINE_CACHE": "/kept"}, "/kept"),
    ],
)
def test_what_was_fetched_is_kept_where_the_user_keeps_such(
    environment: dict[str, str], cache: str | None
) -> None:
    assert Config.from_environment(environment).cache == (Path(cache) if cache else None)


@pytest.mark.parametrize(
    ("environment", "state"),
    [
        ({}, None),
        ({"HOME": "/home/me"}, "/home/me/.local/state/dateline"),
        ({"HOME": "/home/me", "XDG_STATE_HOME": "/lasting"}, "/lasting/dateline"),
        ({"HOME": "/home/me", "DATELINE_STATE": "/kept"}, "/kept"),
    ],
)
def test_what_is_to_last_is_kept_where_the_user_keeps_such(
    environment: dict[str, str], state: str | None
) -> None:
    assert Config.from_environment(environment).state == (Path(state) if state else None)


@pytest.mark.parametrize(
    ("text", "moment_in_utc"),
    [
        ("2026-01-31", "2026-01-31T12:00:00+00:00"),
        ("2026-01-31T18:30", "2026-01-31T18:30:00+00:00"),
        ("2026-01-31 18:30:15", "2026-01-31T18:30:15+00:00"),
        ("2026-01-31T18:30Z", "2026-01-31T18:30:00+00:00"),
        ("2026-01-31T18:30-05:00", "2026-01-31T23:30:00+00:00"),
    ],
)
def test_a_moment_is_taken_in_utc(text: str, moment_in_utc: str) -> None:
    assert moment(text).isoformat() == moment_in_utc


@pytest.mark.parametrize(("text", "said"), [("No", False), ("TRUE", True), ("0", False)])
def test_yes_and_no_may_be_said_in_other_words(text: str, said: bool) -> None:
    assert Config.from_environment({"DATELINE_DAY_FIRST": text}).day_first is said


def test_a_token_that_could_be_guessed_is_refused_and_no_message_shows_it() -> None:
    with pytest.raises(ConfigError, match="at least 16 characters") as refusal:
        Config.from_environment({"DATELINE_ADMIN_TOKEN": "fifteen letters"})
    assert "fifteen" not in str(refusal.value)
    assert "sixteen" not in repr(
        Config.from_environment({"DATELINE_ADMIN_TOKEN": "sixteen letters!"})
    )


@pytest.mark.parametrize(
    ("text", "framers"),
    [
        ("*", "*"),
        (" * ", "*"),
        ("none", "'none'"),
        ("None", "'none'"),
        ("https://example.org", "https://example.org"),
        (
            "HTTPS://*.Example.org:8443 http://127.0.0.1:5000",
            "https://*.example.org:8443 http://127.0.0.1:5000",
        ),
        ("http://localhost\nhttp://localhost", "http://localhost"),
        ("   ", "*"),
    ],
)
def test_who_may_embed_is_said_as_policies_say_it(text: str, framers: str) -> None:
    assert Config.from_environment({"DATELINE_EMBED_ORIGINS": text}).embed_origins == framers


@pytest.mark.parametrize(
    "origin",
    [
        *("example.org", "https://example.org/", "https://example.org/path", "ftp://example.org"),
        *(
            "https://",
            "https://*",
            "https://exa mple.org:x",
            "https://a.*.org",
            "https://example..org",
        ),
        *(
            "https://example.org:0",
            "https://example.org:70000",
            "https://-a.org",
            "https://a_b.org",
        ),
        *(
            "https://example.org;script-src",
            "https://exämple.org",
            "'self'",
            "https://u@example.org",
        ),
        *("* https://example.org", "none https://example.org", "https://example.org,https://b.org"),
    ],
)
def test_what_is_no_origin_is_named(origin: str) -> None:
    with pytest.raises(ConfigError, match="DATELINE_EMBED_ORIGINS: .* is no origin"):
        Config.from_environment({"DATELINE_EMBED_ORIGINS": origin})
