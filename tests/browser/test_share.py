"""Sharing in a real browser: the panel, its buttons, and copying."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.adding import folder_of
from tests.browser.conftest import Visitor
from tests.factories import list_of
from tests.serving import fetch, running_with

HEADLINES = list_of(
    ("Talks begin", "BBC", "January 9th, 2026"), ("Talks end", "CNN", "January 10th, 2026")
)
VIEW = "/?outlet=bbc"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dataset folder, of which views can be frozen."""
    store = folder_of(tmp_path_factory.mktemp("share"), HEADLINES)
    with running_with({}, str(store.folder)) as address:
        yield address


def open_panel(page: Page) -> None:
    """With the keyboard alone."""
    page.get_by_role("link", name="Share this view").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Share")).to_be_visible()


def copied(page: Page) -> str:
    """What was copied last."""
    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    return str(page.evaluate("() => navigator.clipboard.readText()"))


def test_the_panel_opens_and_closes_by_keyboard_and_focus_comes_back(
    visitor: Visitor, site: str
) -> None:
    page = visitor.open(site + VIEW)
    open_panel(page)
    assert page.evaluate("() => document.activeElement.closest('dialog') !== null")
    expect(page.get_by_role("heading", name="Citation")).to_be_attached()
    assert page.url == site + VIEW
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    expect(page.get_by_role("link", name="Share this view")).to_be_focused()


def test_links_are_made_frozen_and_copied_in_the_panel(visitor: Visitor, site: str) -> None:
    page = visitor.open(site + VIEW)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_panel(page)
    page.get_by_role("button", name="Copy the whole link").press("Enter")
    assert copied(page) == site + VIEW
    page.get_by_role("button", name="Make a short link").press("Enter")
    expect(page.get_by_label("Short link", exact=True)).to_be_focused()
    page.get_by_role("button", name="Copy the short link").click()
    short = copied(page)
    assert short.startswith(f"{site}/s/")
    page.get_by_role("button", name="Freeze this view").click()
    frozen = page.get_by_label("Frozen link")
    expect(frozen).to_be_focused()
    page.get_by_role("link", name="Share the frozen view").click()
    expect(page.get_by_text("This is the frozen view")).to_be_visible()
    page.get_by_role("button", name="Copy the HTML of the chart").click()
    assert copied(page).startswith(f'<iframe src="{site}/at/')
    assert page.url == site + VIEW
    page.goto(short)
    assert page.url == site + VIEW


def test_the_panel_is_of_the_view_that_is_shown(visitor: Visitor, site: str) -> None:
    page = visitor.open(site)
    page.get_by_role("checkbox", name="CNN").check()
    expect(page.locator(".chip")).to_contain_text("CNN")
    open_panel(page)
    expect(page.get_by_label("Whole link", exact=True)).to_have_value(f"{site}/?outlet=cnn")
    assert "1 headline from CNN" in fetch(f"{site}/share/?outlet=cnn")


def test_where_copying_is_not_allowed_the_text_is_selected(visitor: Visitor, site: str) -> None:
    page = visitor.open(f"{site}/share{VIEW}")
    page.evaluate("() => Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_role("button", name="Copy the whole link").click()
    expect(page.get_by_role("status").filter(has_text="Selected")).to_be_visible()
    assert page.evaluate("() => getSelection().toString()") == site + VIEW


def test_without_scripts_all_is_on_a_page(visitor: Visitor, site: str) -> None:
    page = visitor.open(f"{site}/words", scripts=False)
    page.get_by_role("link", name="Share this view").click()
    page.get_by_role("button", name="Make a short link", exact=True).click()
    expect(page.get_by_label("Short link", exact=True)).to_be_visible()
    assert page.url == f"{site}/share/words"
    expect(page.get_by_role("button", name="Copy the whole link")).not_to_be_visible()


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (375, True)])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    visitor: Visitor, site: str, width: int, dark: bool
) -> None:
    page = visitor.open(f"{site}/share/compare?outlet=bbc&outlet2=cnn", width=width, dark=dark)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.goto(f"{site}/outlets")
    open_panel(page)
    panel = page.get_by_role("dialog")
    assert panel.evaluate("(panel) => panel.scrollWidth <= panel.clientWidth")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
