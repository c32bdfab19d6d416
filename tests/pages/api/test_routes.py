"""What every operation keeps to: tags, other sites, problems, methods."""

import gzip
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import example_version, line, version_of
from tests.pages.conftest import Get, texts
from tests.pages.test_every_number import VERSION
from webapp.app import create_app
from webapp.config import Config
from webapp.pages.api.examples import example
from webapp.pages.api.operations import OPERATIONS
from webapp.pages.api.problems import KINDS
from webapp.query.deadline import TooSlowError

CLIENT = create_app(Config(), VERSION).test_client()
EXAMPLES = [
    found.address for operation in OPERATIONS if (found := example(VERSION, operation)) is not None
]


def test_there_is_an_example_of_every_operation() -> None:
    assert len(EXAMPLES) == len(OPERATIONS)


#: Which versions there are may change without a new one being shown.
KEPT = [
    found.address
    for operation in OPERATIONS
    if operation.is_kept and (found := example(VERSION, operation)) is not None
]


@pytest.mark.parametrize("address", [*KEPT, "/api/v1/openapi.json"])
def test_an_answer_can_be_kept_and_read_by_other_sites(address: str) -> None:
    first = CLIENT.get(address, headers={"Accept-Encoding": "gzip"})
    assert first.status_code == 200
    assert first.content_type == "application/json"
    assert first.headers["Cache-Control"] == "no-cache"
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in first.headers
    assert {"ETag", "Link"} <= set(first.headers["Access-Control-Expose-Headers"].split(", "))
    tag = {"If-None-Match": first.headers["ETag"], "Accept-Encoding": "gzip"}
    again = CLIENT.get(address, headers=tag)
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    plain = CLIENT.get(address, headers={"Accept-Encoding": "identity"})
    packed = first.headers.get("Content-Encoding") == "gzip"
    assert plain.data == (gzip.decompress(first.data) if packed else first.data)
    head = CLIENT.head(address)
    assert (head.status_code, head.data) == (200, b"")


def test_which_versions_there_are_is_asked_anew_each_time() -> None:
    assert "/api/v1/versions" in set(EXAMPLES) - set(KEPT)
    assert "ETag" not in CLIENT.get("/api/v1/versions").headers


@pytest.mark.parametrize("address", [*EXAMPLES, "/api/v1/openapi.json"])
def test_a_browser_may_ask_whether_it_may_ask(address: str) -> None:
    asked = CLIENT.options(address, headers={"Origin": "https://example.org"})
    assert (asked.status_code, asked.data) == (204, b"")
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert asked.headers["Access-Control-Allow-Origin"] == "*"


def test_another_spelling_is_answered_and_the_one_spelling_said() -> None:
    answer = CLIENT.get("/api/v1/summary?outlet=bbc&q=talks&by=&fbclid=1")
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["about"]["view"] == "q=talks&outlet=bbc"


def test_what_is_pinned_leads_on_within_its_version() -> None:
    answer = CLIENT.get(f"/at/{VERSION.name}/api/v1/headlines?limit=2").json
    assert answer is not None
    assert answer["about"]["page"] == f"http://localhost/at/{VERSION.name}/"
    assert answer["next"].startswith(f"http://localhost/at/{VERSION.name}/api/v1/headlines?")


@pytest.mark.parametrize(
    ("address", "argument", "value"),
    [
        ("summary?nope=1", "nope", "1"),
        ("summary?by=hour", "by", "hour"),
        ("summary?page=2", "page", "2"),
        ("coverage?chart=timeline", "chart", "timeline"),
        ("headlines?outlet=nobody", "outlet", "nobody"),
        ("headlines?limit=5000", "limit", "5000"),
        ("headlines?q=%22", "q", '"'),
        ("outlets?order=size", "order", "size"),
        ("outlets/bbc?outlet=bbc", "outlet", "bbc"),
        ("stories?find=x", "find", "x"),
        ("stories?group=country.nowhere", "group", "country.nowhere"),
        ("words?from=2026-02-30", "from", "2026-02-30"),
        ("compare?outlet2=nobody", "outlet2", "nobody"),
        ("report?source=9", "source", "9"),
        ("openapi.json?x=1", "x", "1"),
    ],
)
def test_a_bad_argument_is_named(address: str, argument: str, value: str) -> None:
    refused = CLIENT.get(f"/api/v1/{address}")
    assert refused.status_code == 400
    assert refused.content_type == "application/problem+json"
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    problem = refused.json
    assert problem is not None
    assert (problem["argument"], problem["value"]) == (argument, value)
    assert problem["status"] == 400
    assert problem["accepted"] in problem["detail"]
    assert problem["type"] == "http://localhost/api#problem-bad-argument"
    assert problem["instance"] == f"/api/v1/{address}"


def test_the_words_of_a_refusal_are_those_of_the_page() -> None:
    page = CLIENT.get("/?by=hour").text
    problem = CLIENT.get("/api/v1/summary?by=hour").json
    assert problem is not None
    assert problem["accepted"] in page


@pytest.mark.parametrize(
    "path", ["/api/v1/", "/api/v1/nope", "/api/v2/summary", "/api/v1/outlets/nobody", "/api/"]
)
def test_what_is_not_there_is_a_problem(path: str) -> None:
    answer = CLIENT.get(path)
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"
    assert answer.json is not None
    assert answer.json["type"].endswith("#problem-not-found")
    assert CLIENT.head(path).status_code == 404


def test_a_story_that_is_not_there_is_named() -> None:
    problem = CLIENT.get("/api/v1/stories/0123456789ab").json
    assert problem is not None
    assert "0123456789ab" in problem["detail"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(method: str) -> None:
    own = {"Origin": "http://localhost"}
    answer = CLIENT.open("/api/v1/summary", method=method, headers=own)
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert answer.content_type == "application/problem+json"
    assert answer.json is not None
    assert answer.json["type"].endswith("#problem-not-allowed")
    # Nothing there takes anything, so that it does not matter who may be behind it.
    answer = CLIENT.open("/api/v1/summary", method=method)
    assert (answer.status_code, answer.content_type) == (405, "application/problem+json")


def _raising(error: Exception) -> Callable[..., None]:
    def ask(*_: object) -> None:
        raise error

    return ask


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (TooSlowError(7, "counting headlines"), 503, "too-slow"),
        (RuntimeError("a secret"), 500, "failed"),
    ],
)
def test_what_fails_is_a_problem_without_its_trace(
    error: Exception, status: int, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = create_app(Config(), VERSION).test_client()
    monkeypatch.setattr("webapp.pages.api.questions.summary", _raising(error))
    answer = client.get("/api/v1/summary")
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.json is not None
    assert answer.json["type"].endswith(f"#problem-{kind}")
    assert "secret" not in answer.text
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


_TEXT = st.text(max_size=20)


@given(
    st.sampled_from([operation.path for operation in OPERATIONS]),
    st.lists(
        st.tuples(
            st.sampled_from([each.name for each in OPERATIONS[2].parameters]) | _TEXT,
            _TEXT | st.sampled_from(["1", "bbc", "2026-01-06", "month", "all", "-date"]),
        ),
        max_size=4,
    ),
    _TEXT,
)
def test_whatever_is_asked_is_answered_or_refused(
    path: str, args: list[tuple[str, str]], value: str
) -> None:
    filled = path.replace("{slug}", value).replace("{name}", value)
    answer = CLIENT.get(f"/api/v1/{filled}", query_string=dict(args))
    assert answer.status_code in (200, 308, 400, 404)
    if answer.status_code != 308:
        kind = "json" if answer.status_code == 200 else "problem+json"
        assert answer.content_type == f"application/{kind}"


@pytest.mark.parametrize(
    "version", [example_version(), version_of(""), version_of(line("One"))], ids=["80", "0", "1"]
)
def test_examples_work_on_any_list(version: object) -> None:
    client: FlaskClient = create_app(Config(), version).test_client()  # type: ignore[arg-type]
    for operation in OPERATIONS:
        found = example(version, operation)  # type: ignore[arg-type]
        if found:
            assert client.get(found.address).status_code == 200, found.address
        assert client.get("/api").status_code == 200
    plain = [each for each in OPERATIONS if not any(one.required for one in each.parameters)]
    for operation in plain:
        assert client.get(f"/api/v1/{operation.path}").status_code == 200, operation.path


def test_the_page_tells_of_everything(get: Get) -> None:
    page = get("/api")
    assert texts(page, ".operation h3") == [operation.title for operation in OPERATIONS]
    assert [str(each["id"]) for each in page.select("dt[id]")] == [kind.anchor for kind in KINDS]
    links = [str(link["href"]) for link in page.select(".example a")]
    assert len(links) == len(OPERATIONS)
    assert get("/data").select("a[href='/api']")
    parts = set(texts(page, "section[aria-labelledby=parts-heading] summary"))
    named = re.findall(r"\b[A-Z]\w+", " ".join(texts(page, ".fields dt .help")))
    assert parts == set(named)
    for operation, section in zip(OPERATIONS, page.select(".operation"), strict=True):
        rows = texts(section, "tbody th")
        assert rows == [each.name for each in operation.parameters]
