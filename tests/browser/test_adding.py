"""Adding headlines as a person does it: sign in, paste, check, publish, see the chart."""

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.adding import TOKEN, folder_of
from tests.browser.conftest import Visitor, axe_finds_nothing, resize
from tests.factories import HOSTILE, line, list_of
from tests.serving import running_with
from webapp.dataset.draft import Stage, State
from webapp.dataset.drafts import Drafts
from webapp.dataset.store import Store

FIRST = list_of(("Old", "BBC", "January 8th, 2026"))
GIVEN = "\n".join(
    [
        "Monitoring, week 2",
        line("Fog lifts", "CNN", "January 9th, 2026"),
        "- Bad - BBC - February 30th, 2026",
        "- Two dates - BBC - January 10th, 2026 [January 9th, 2026]",
        f"- {HOSTILE[0]} - {HOSTILE[6]} - January 10th, 2026",
    ]
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return folder_of(tmp_path, FIRST)


@pytest.fixture
def site(store: Store) -> Iterator[str]:
    """Asked for before the visitor, who has then left when it is stopped: nobody is waited for."""
    with running_with({"DATELINE_ADMIN_TOKEN": TOKEN}, str(store.folder)) as address:
        yield address


@pytest.fixture(scope="module")
def site_as_it_is(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site on which no test publishes anything."""
    store = folder_of(tmp_path_factory.mktemp("as_it_is"), FIRST)
    with running_with({"DATELINE_ADMIN_TOKEN": TOKEN}, str(store.folder)) as address:
        yield address


def sign_in(page: Page) -> None:
    page.get_by_role("link", name="Add headlines").click()
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Add headlines")


def check_page(page: Page) -> None:
    for width in (320, 1280):
        resize(page, width)
        axe_finds_nothing(page)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_list_is_pasted_checked_published_and_seen(
    site: str, visitor: Visitor, scripts: bool
) -> None:
    page = visitor.open(site, scripts=scripts)
    expect(page.locator("svg[data-plot] a")).to_have_count(1)
    sign_in(page)
    page.get_by_label("Paste a list").fill(GIVEN)
    page.get_by_label("What it is called").fill("week 2")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check before publishing")
    expect(page.locator(".lines .verdict")).to_have_text(["rejected", "ambiguous"])
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Published")
    expect(page.locator(".sentence")).to_contain_text("there were 1, now there are 4")
    page.get_by_role("link", name="See the days").click()
    expect(page.locator("svg[data-plot] a")).to_have_count(3)
    expect(page.locator(".headlines")).to_contain_text("Fog lifts")


def test_files_are_dropped_on_the_form_and_discarded(visitor: Visitor, site_as_it_is: str) -> None:
    page = visitor.open(site_as_it_is)
    sign_in(page)
    page.get_by_label("Or files").set_input_files(
        {"name": "one.txt", "mimeType": "text/plain", "buffer": line("One").encode()}
    )
    page.wait_for_load_state()
    page.evaluate(
        """(text) => {
          const all = new DataTransfer();
          all.items.add(new File([text], "two.txt"));
          const event = new DragEvent("drop", { dataTransfer: all, bubbles: true });
          document.querySelector("#text").dispatchEvent(event);
        }""",
        line("Two"),
    )
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".sources th[scope=row] a")).to_have_text(["one.txt", "two.txt"])
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Add headlines")
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{site_as_it_is}/add")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_too_much_is_answered_and_not_cut_off(
    visitor: Visitor, site_as_it_is: str, tmp_path: Path
) -> None:
    page = visitor.open(site_as_it_is)
    sign_in(page)
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * 21_000_000)
    page.get_by_label("Or files").set_input_files(large)
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "This is more than is taken at a time"
    )
    visitor.forgive("status of 413")


def test_axe_finds_nothing_and_no_page_is_too_wide(
    site: str, store: Store, visitor: Visitor
) -> None:
    page = visitor.open(f"{site}/add")
    check_page(page)
    page.get_by_label("Token").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check_page(page)
    visitor.forgive("status of 403")
    sign_in(page)
    check_page(page)
    page.get_by_label("When it was saved").fill("yesterday")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check_page(page)
    visitor.forgive("status of 400")
    page.get_by_label("When it was saved").fill("")
    page.get_by_label("Paste a list").fill(GIVEN)
    page.get_by_label("Or files").set_input_files(
        {"name": "paper.pdf", "mimeType": "text/plain", "buffer": b"%PDF-1.7"}
    )
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check before publishing")
    check_page(page)
    draft = page.url
    busy = Drafts(store).get(draft.rpartition("/")[2])
    assert busy
    checked = busy.state
    busy.say(State(Stage.WRITING, part=0.3))
    with (busy.folder / "work").open("a+") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_have_text("Publishing")
        check_page(page)
        busy.say(State(Stage.WAITING))
        expect(page.get_by_role("heading", level=1)).to_have_text("Waiting")
    expect(page.get_by_role("alert")).to_contain_text("it was stopped before it was done")
    check_page(page)
    busy.say(checked)
    page.reload()
    check_page(page)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Published")
    check_page(page)


def test_the_form_is_filled_in_by_keyboard(visitor: Visitor, site_as_it_is: str) -> None:
    page = visitor.open(site_as_it_is)
    sign_in(page)
    page.get_by_label("Paste a list").focus()
    seen = ["text"]
    for _ in range(6):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("() => document.activeElement.id || 'check'"))
    assert seen == ["text", "name", "files", "address", "order-none", "captured", "check"]
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("paste a list, choose files")
    visitor.forgive("status of 400")
