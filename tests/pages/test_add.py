"""Adding headlines in the browser: giving, checking, publishing, discarding."""

import errno
import gc
import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.adding import TOKEN, Person, folder_of
from tests.factories import HOSTILE, line, list_of
from tests.pages.conftest import getter, href, said, text, texts
from webapp.dataset import follower
from webapp.dataset.draft import Given, Stage, State
from webapp.dataset.drafts import MOST
from webapp.dataset.store import Store
from webapp.ingest import ingest
from webapp.pages.add import MOST_FILES

FIRST = list_of(("Old", "BBC", "January 8th, 2026"))
MIXED = "\n".join(
    [
        "An article first.",
        line("Good"),
        "- Bad - BBC - February 30th, 2026",
        "- Two dates - BBC - January 9th, 2026 [January 8th, 2026]",
    ]
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return folder_of(tmp_path, FIRST)


@pytest.fixture
def person(store: Store, monkeypatch: pytest.MonkeyPatch) -> Person:
    # Every request looks at the folder.
    monkeypatch.setattr(follower, "LOOK_AGAIN", 0)
    return Person(store).sign_in()


def page(person: Person, address: str, status: int = 200) -> BeautifulSoup:
    return getter(person.client)(address, status)


def headlines(person: Person) -> int:
    return int(person.client.get("/healthz").get_json()["headlines"])


def file(name: str, data: bytes = b"") -> tuple[io.BytesIO, str]:
    return io.BytesIO(data or line("Good").encode()), name


def only_source(person: Person, draft: str) -> str:
    return text(page(person, draft), ".sources th[scope=row] a")


def test_a_pasted_list_is_checked_published_and_shown(person: Person) -> None:
    draft = person.give(text=MIXED, name="January, late")
    shown = page(person, draft)
    assert text(shown, ".sentence").startswith("2 headlines from 1 outlet were read in 1 source.")
    assert "1 source is new" in text(shown, ".verdict-said")
    assert texts(shown, ".lines .verdict") == ["rejected", "ambiguous"]
    assert "“February 30th, 2026” is a date that does not exist" in text(shown, "#line-1-3")
    assert text(shown, "#line-1-4 .taken") == "Read as Two dates · BBC · 9 Jan 2026"
    assert text(shown, ".sources th[scope=row] a") == "January, late"
    assert headlines(person) == 1
    assert person.post(f"{draft}/publish").location == draft
    done = page(person, draft)
    assert text(done, "h1") == "Published"
    assert "2 headlines are new: there were 1, now there are 3." in text(done, ".sentence")
    assert headlines(person) == 3
    (days,) = done.select(".main-link")
    assert href(days) == "/?from=2026-01-09&to=2026-01-09"
    assert "Good" in page(person, href(days)).get_text()
    assert "January, late" in page(person, "/data").get_text()


def test_a_report_has_all_that_the_one_on_data_has(person: Person) -> None:
    rows = [(f"T{number}", "BBC", "January 9th, 2026") for number in range(150)]
    draft = person.give(text=list_of(*rows))
    everything = page(person, f"{draft}?verdict=all")
    assert len(everything.select(".lines tbody tr")) == 100
    (following,) = everything.select("a[rel=next]")
    assert len(page(person, href(following)).select(".lines tbody tr")) == 50
    (form,) = everything.select("form.find")
    assert form["action"] == draft
    assert texts(page(person, f"{draft}?q=t149&verdict=all"), ".lines .written") == [
        line(*rows[149])
    ]
    page(person, f"{draft}?verdict=good", status=400)


def test_a_draft_without_a_name_is_called_after_its_time(person: Person) -> None:
    found = only_source(person, person.give(text=MIXED))
    assert found.startswith("pasted 20")
    assert found.endswith(" UTC.txt")


def test_what_is_there_already_is_told_and_adds_nothing(person: Person) -> None:
    draft = person.give(files=file("again.txt", FIRST.encode()))
    assert "It is there already, byte for byte" in text(page(person, draft), ".verdict-said")
    person.post(f"{draft}/publish")
    assert "1 headline, as many as before" in text(page(person, draft), ".sentence")
    assert headlines(person) == 1


@pytest.mark.parametrize(
    ("titles", "told"),
    [
        (("New",), "Its title is not there yet."),
        (("New", "Newer"), "None of its titles is there yet."),
        (("Old",), "Of 1 different title, 1 is there already"),
        (("New", "Old", "New"), "Of 2 different titles, 1 is there already"),
    ],
)
def test_how_many_titles_are_there_already_is_told(
    person: Person, titles: tuple[str, ...], told: str
) -> None:
    days = ("January 9th, 2026", "January 10th, 2026", "January 11th, 2026")
    rows = zip(titles, ("CNN",) * 3, days, strict=False)
    draft = person.give(text=list_of(*rows))
    assert told in text(page(person, draft), ".verdict-said")


def test_several_files_and_archives_are_read_and_what_cannot_be_is_said(person: Person) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inside/one.txt", line("Packed"))
    files = [
        file("list.txt", line("One").encode()),
        file("list.txt", line("Two").encode()),
        file("all.zip", packed.getvalue()),
        file("paper.pdf", b"%PDF-1.7"),
    ]
    draft = person.give(files=files)
    shown = page(person, draft)
    assert texts(shown, ".sources th[scope=row] a") == [
        "list.txt",
        "list.txt",
        "all.zip/inside/one.txt",
    ]
    (unread,) = texts(shown, ".unread-sources li")
    assert unread.startswith("paper.pdf: ")
    person.post(f"{draft}/publish")
    done = page(person, draft)
    assert "3 headlines are new" in text(done, ".sentence")
    assert "1 source could not be read and was left out." in done.get_text()


def test_nothing_readable_is_a_page_with_the_reasons(person: Person) -> None:
    draft = person.give(files=file("paper.pdf", b"%PDF-1.7"))
    shown = page(person, draft)
    assert text(shown, "h1") == "Nothing could be read"
    assert "paper.pdf: " in text(shown, "[role=alert]")
    assert "received" not in shown.get_text()
    person.post(f"{draft}/publish")
    assert text(page(person, draft), "h1") == "Nothing could be read"


def test_a_text_without_headlines_cannot_be_published(person: Person) -> None:
    shown = page(person, person.give(text="Only a thought."))
    assert "No headline was found" in text(shown, ".sentence")
    assert [said(button) for button in shown.select(".actions button")] == ["Discard"]


def test_the_limits_of_unpacking_hold(person: Person) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", b"0" * 12_000_000)
    shown = page(person, person.give(files=file("bomb.zip", bomb.getvalue())))
    assert "unpacks to more than 100 times its size" in text(shown, "[role=alert]")


@pytest.mark.parametrize(("order", "day"), [("day", "2026-04-03"), ("month", "2026-03-04")])
def test_the_order_of_days_is_as_said_also_once_published(
    person: Person, order: str, day: str
) -> None:
    draft = person.give(text="- T - BBC - 3/4/2026", order=order)
    assert text(page(person, draft), ".sentence").startswith("1 headline ")
    person.post(f"{draft}/publish")
    assert href(page(person, draft).select_one(".main-link")) == f"/?from={day}&to={day}"
    (row,) = page(person, f"/?from={day}&to={day}").select(".headlines tbody tr")
    assert "T" in text(row, ".title")


def test_an_order_not_said_is_not_guessed(person: Person) -> None:
    draft = person.give(text="- T - BBC - 3/4/2026\n- U - BBC - 5/4/2026")
    assert texts(page(person, draft), ".lines .verdict") == ["rejected", "rejected"]


def test_the_time_of_capture_counts_also_once_published(person: Person) -> None:
    text_given = "- Now - BBC - 3 hours ago\n- Then - CNN - 2 days ago"
    draft = person.give(text=text_given, captured="2026-01-31T18:30")
    assert text(page(person, draft), ".sentence").startswith("2 headlines ")
    person.post(f"{draft}/publish")
    days = href(page(person, draft).select_one(".main-link"))
    assert days == "/?from=2026-01-29&to=2026-01-31"
    assert texts(page(person, days), ".headlines tbody .title") == ["Now", "Then"]


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("text", "  ", "Nothing was given; paste a list, choose files or give an address."),
        ("captured", "yesterday", "It must be a date as 2026-01-31"),
        ("address", "https://", "It cannot be read: it names no server."),
        ("address", "https://me:secret@example.org/", "with a user name or a password"),
        ("address", "ftp://example.org/x", "only http and https addresses are read"),
        ("order", "year", "Choose one of the three."),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field_and_what_was_typed_stays(
    person: Person, field: str, value: str, problem: str
) -> None:
    data = {"text": "" if field == "address" else "Kept & safe", field: value}
    answer = person.post("/add", **data)
    assert answer.status_code == 400
    form = BeautifulSoup(answer.text, "html.parser")
    (item,) = form.select(".problems li")
    (link,) = item.select("a")
    assert problem.lower() in said(item).lower()
    assert said(link) in texts(form, ".sheet label, .sheet legend") or field == "order"
    assert form.select_one(href(link)) is not None
    assert problem in text(form, f"#{field}-problem")
    if field != "text":
        (area,) = form.select("textarea")
        assert area.get_text().strip() == data["text"]
    assert not person.drafts.all()


#: What Werkzeug opened for a form that it gave up is closed by the garbage collector.
GIVEN_UP = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def collected() -> Iterator[None]:
    yield
    gc.collect()


@GIVEN_UP
@pytest.mark.usefixtures("collected")
def test_too_many_files_are_refused(person: Person) -> None:
    answer = person.post("/add", files=[file(f"{n}.txt") for n in range(MOST_FILES + 1)])
    assert answer.status_code == 400
    assert f"{MOST_FILES} are taken at a time" in answer.text
    answer = person.post("/add", files=[file(f"{n}.txt") for n in range(3 * MOST_FILES)])
    assert answer.status_code == 413


@GIVEN_UP
@pytest.mark.usefixtures("collected")
@pytest.mark.parametrize("field", ["text", "files"])
def test_too_much_is_refused_with_the_limit(store: Store, field: str) -> None:
    person = Person(store, max_upload_mb=1).sign_in()
    enough, too_much = "x" * 900_000, "x" * 1_000_001
    for data, status in ((enough, 303), (too_much, 413)):
        value = data if field == "text" else file("big.txt", data.encode())
        answer = person.post("/add", **{field: value})
        assert answer.status_code == status
    assert "1 MB are taken at a time" in answer.text
    assert len(person.drafts.all()) == 1


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_as_text(person: Person, hostile: str) -> None:
    draft = person.give(text=f"{hostile}\n{line(hostile, hostile)}", name=hostile)
    for shown in (page(person, f"{draft}?verdict=all"), page(person, "/add")):
        assert not shown.select("script:not([src]), img, a[href^=javascript]")
    person.post(f"{draft}/publish")
    assert text(page(person, draft), "h1") == "Published"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../evil.txt", "evil.txt"),
        ("/etc/passwd", "passwd"),
        ("C:\\Users\\me\\list.csv", "list.csv"),
        ("..", "list 1"),
        (".hidden", "hidden"),
        ("nul\x00byte.txt", "nul␀byte.txt"),
        ("long" * 500 + ".csv", ("long" * 49) + ".csv"),
        ("https://example.org/feed", "feed"),
        ("ééé" * 100 + ".txt", "é" * 98 + ".txt"),
    ],
)
def test_no_name_of_a_file_leads_anywhere(person: Person, name: str, kept: str) -> None:
    draft = person.drafts.add(Given(((name, line("Good").encode()),)))
    assert draft.names == [kept]
    (path,) = map(Path, draft.sources)
    assert path.read_bytes() == line("Good").encode()
    assert path.is_relative_to((person.store.folder / "drafts" / draft.id).resolve())


def test_a_name_that_is_sent_leads_nowhere(person: Person) -> None:
    assert only_source(person, person.give(files=file("../../evil.txt"))) == "evil.txt"
    assert {path.name for path in person.store.folder.parent.iterdir()} == {"data", "first.txt"}


def test_a_discarded_draft_is_gone(person: Person) -> None:
    draft = person.give(text=MIXED)
    (link,) = page(person, "/add").select(".drafts a")
    assert href(link) == draft
    assert person.post(f"{draft}/discard").location == "/add"
    gone = page(person, draft, status=404)
    assert text(gone, "h1") == "This draft is not there any more"
    assert person.post(f"{draft}/publish").status_code == 404
    assert not list((person.store.folder / "drafts").iterdir())
    assert headlines(person) == 1


def test_a_published_draft_leaves_only_what_is_said_of_it(person: Person) -> None:
    draft = person.give(text=MIXED)
    person.post(f"{draft}/publish")
    (kept,) = (person.store.folder / "drafts").iterdir()
    assert not [path for path in kept.rglob("*") if path.suffix in (".arrow", ".txt")]
    assert not page(person, "/add").select(".drafts")
    version = person.client.get("/healthz").get_json()["version"]
    person.post(f"{draft}/publish")
    assert person.client.get("/healthz").get_json()["version"] == version


@pytest.mark.parametrize(
    "name", ["x", "a" * 22, "..", "%2e%2e", "../../versions", ".unfinished-" + "a" * 10]
)
def test_a_draft_that_is_not_ours_is_not_found(person: Person, name: str) -> None:
    person.give(text=MIXED)
    for address in (f"/add/draft/{name}", f"/add/draft/{name}/publish"):
        assert person.client.get(address).status_code in (404, 405)
    assert person.post(f"/add/draft/{name}/discard").status_code == 404


def test_the_stages_of_work_are_told_and_followed(person: Person) -> None:
    draft = person.drafts.add(Given((("a.txt", b"x"),)))
    held = draft.hold()
    assert held is not None
    with open(held, "rb"):
        for stage, heading in (
            (Stage.READING, "Reading"),
            (Stage.WAITING, "Waiting"),
            (Stage.WRITING, "Publishing"),
        ):
            draft.say(State(stage, part=0.42))
            shown = page(person, f"/add/draft/{draft.id}")
            assert text(shown, "h1") == heading
            assert shown.select("noscript meta[http-equiv=refresh]")
            if stage is not Stage.WAITING:
                (bar,) = shown.select("progress")
                assert bar["value"] == "42"
        assert person.post(f"/add/draft/{draft.id}/publish").status_code == 303
        person.post(f"/add/draft/{draft.id}/discard")
        assert text(page(person, f"/add/draft/{draft.id}"), "h1") == "Publishing"
    assert draft.state.stage is Stage.FAILED


def test_who_died_at_work_is_told_and_it_can_be_tried_again(person: Person) -> None:
    address = person.give(text=MIXED)
    draft = person.drafts.get(address.rpartition("/")[2])
    assert draft
    draft.say(State(Stage.WRITING, part=0.5))
    shown = page(person, address)
    assert "it was stopped before it was done" in text(shown, "[role=alert]")
    assert "Publish" in texts(shown, ".actions button")
    person.post(f"{address}/publish")
    assert text(page(person, address), "h1") == "Published"


def test_a_failure_to_publish_is_told_and_loses_nothing(person: Person) -> None:
    draft = person.give(text=MIXED)
    inputs = person.store.folder / "inputs"
    for path in inputs.iterdir():
        path.unlink()
    for path in (person.store.folder / "readings").iterdir():
        path.unlink()
    person.post(f"{draft}/publish")
    shown = page(person, draft)
    assert "It could not be published" in text(shown, "[role=alert]")
    assert "is missing" in text(shown, "[role=alert]")
    assert texts(shown, ".lines .verdict") == ["rejected", "ambiguous"]


def test_a_full_disk_is_told_and_what_was_typed_stays(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    answer = person.post("/add", text=MIXED)
    assert answer.status_code == 507
    assert "it could not be kept: no space left on device." in answer.text
    assert "Two dates" in answer.text
    assert not list((person.store.folder / "drafts").iterdir())


def test_drafts_are_bounded(person: Person) -> None:
    for number in range(MOST):
        person.drafts.add(Given(((f"{number}.txt", b"x"),)))
    answer = person.post("/add", text=MIXED)
    assert answer.status_code == 409
    assert "publish or discard some" in answer.text


def test_corrections_are_explained(person: Person) -> None:
    ingest_mixed = person.give(text=MIXED, name="mixed.txt")
    person.post(f"{ingest_mixed}/publish")
    report = person.client.get("/data/report.csv?source=2").data.decode("utf-8-sig")
    rows = report.splitlines()
    bad = next(row for row in rows if "30th" in row)
    mended = bad.replace(",,,", ",,,", 1)
    assert mended == bad
    draft = person.give(files=file("mended.csv", report.replace("Two dates", "2 dates").encode()))
    assert "It corrects lines of other sources." in text(page(person, draft), ".verdict-said")
    person.post(f"{draft}/publish")
    assert "2 dates" in page(person, "/").get_text()


def test_it_is_said_to_be_published_when_every_process_has_looked(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = person.give(text=MIXED)
    person.post(f"{draft}/publish")
    person.client.get("/")
    monkeypatch.setattr(follower, "LOOK_AGAIN", 3600)
    assert page(person, draft).select("[data-follow]")
    monkeypatch.setattr(follower, "LOOK_AGAIN", 0)
    assert not page(person, draft).select("[data-follow]")


def test_the_public_pages_are_the_same_for_everybody(person: Person) -> None:
    stranger = person.app.test_client()
    for address in ("/", "/data", "/outlets/choose"):
        one, other = (each.get(address) for each in (person.client, stranger))
        assert one.data == other.data
        assert one.headers["ETag"] == other.headers["ETag"]
        assert "Cookie" not in one.headers.get("Vary", "")
        assert "Set-Cookie" not in one.headers
        assert "Add headlines" in one.text


def test_pages_for_who_is_signed_in_are_kept_by_nobody(person: Person) -> None:
    draft = person.give(text=MIXED)
    for address in ("/add", draft, "/add/sign-in", f"{draft}x"):
        answer = person.client.get(address)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers


def test_the_token_is_nowhere_on_the_site(person: Person) -> None:
    assert TOKEN not in repr(person.config) + repr(person.adding)
    for path in person.store.folder.rglob("*"):
        assert not path.is_file() or TOKEN.encode() not in path.read_bytes()


def test_other_versions_may_come_meanwhile(person: Person, tmp_path: Path) -> None:
    draft = person.give(text=MIXED)
    person.post(f"{draft}/publish")
    other = tmp_path / "other.txt"
    other.write_text(line("Other", "CNN"), "utf-8")
    ingest(person.config.__class__(sources=(str(other),)), person.store)
    assert text(page(person, draft), "h1") == "Published"


def test_a_folder_that_is_damaged_is_told(person: Person) -> None:
    manifest = person.store.version(person.store.current) / "manifest.json"
    whole = manifest.read_text()
    manifest.write_text("{}")
    draft = person.give(text=MIXED)
    shown = page(person, draft)
    assert "manifest.json is missing or damaged" in text(shown, "[role=alert]")
    manifest.write_text(whole)
    draft = person.give(text=MIXED)
    manifest.write_text("{}")
    person.post(f"{draft}/publish")
    shown = page(person, draft)
    assert "What is served is as it was" in text(shown, "[role=alert]")
    assert "Publish" in texts(shown, ".actions button")
