"""What can be said of the look without eyes: nothing hidden, nothing too wide, axe content."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor, axe_finds_nothing, draw, resize

WIDTHS = [320, 375, 768, 1280, 1600]
PAGES = [
    "/",
    "/?chart=timeline",
    "/?chart=multiples",
    "/?chart=heatmap&measure=share",
    "/?q=trump&outlet=bbc&outlet=cnn",
    "/?q=zeppelin",
    "/data?verdict=all",
    "/api",
    "/outlets",
    "/outlet/ap-news",
    "/outlets/choose",
    "/outlets/names",
    "/words",
    "/words?from=2026-01-24",
    "/stories",
    "/compare?q=iran&outlet=bbc&to=2026-01-17&measure=own-share",
]


def unfold(page: Page) -> None:
    page.evaluate("() => document.querySelectorAll('main details').forEach((d) => (d.open = true))")


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(visitor: Visitor, example_site: str, path: str) -> None:
    page = visitor.open(example_site + path)
    unfold(page)
    for width in (1280, 375):
        resize(page, width)
        axe_finds_nothing(page)


@pytest.mark.parametrize(
    "path", ["/", "/?chart=timeline", "/data", "/outlets/names", "/outlets/names?show=joined"]
)
def test_axe_finds_nothing_where_much_is_to_be_said(
    visitor: Visitor, mixed_site: str, path: str
) -> None:
    page = visitor.open(mixed_site + path)
    unfold(page)
    for width in (1280, 375):
        resize(page, width)
        axe_finds_nothing(page)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", ["/", "/?chart=timeline"])
def test_axe_finds_nothing_once_plotly_has_drawn(
    visitor: Visitor, example_site: str, path: str
) -> None:
    page = visitor.open(example_site + path)
    draw(page)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("path", [*PAGES, "/?by=hour"])
def test_no_page_is_wider_than_the_screen(visitor: Visitor, example_site: str, path: str) -> None:
    page = visitor.open(example_site + path)
    for width in WIDTHS:
        resize(page, width)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    visitor.forgive("status of 400")


@pytest.mark.parametrize("chart", ["", "?chart=timeline"])
def test_hostile_text_does_not_widen_the_page(
    visitor: Visitor, hostile_site: str, chart: str
) -> None:
    page = visitor.open(f"{hostile_site}/{chart}")
    for width in (375, 1280):
        resize(page, width)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("query", ["", "?q=trump&outlet=bbc&outlet=cnn&from=2026-01-09"])
def test_chart_and_first_rows_are_seen_without_scrolling(
    visitor: Visitor, example_site: str, query: str
) -> None:
    page = visitor.open(f"{example_site}/{query}")
    expect(page.locator("svg[data-plot]")).to_be_in_viewport(ratio=1)
    expect(page.locator(".headlines tbody tr").nth(2)).to_be_in_viewport(ratio=1)


def test_on_a_phone_the_chart_is_on_the_first_screen(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(example_site, width=375, height=700)
    expect(page.locator("svg[data-plot]")).to_be_in_viewport(ratio=1)
    expect(page.get_by_label("Words in the headline")).not_to_be_visible()
    page.get_by_text("Filter", exact=True).click()
    expect(page.get_by_label("Words in the headline")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_on_paper_the_drawing_stands_in_light_colours_and_the_controls_do_not(
    visitor: Visitor, example_site: str, dark: bool
) -> None:
    page = visitor.open(example_site, dark=dark)
    draw(page)
    page.emulate_media(media="print")
    expect(page.locator("svg[data-plot]")).to_be_visible()
    expect(page.locator("svg[data-plot]")).to_have_css("opacity", "1")
    expect(page.locator("rect.fill-1").first).to_have_css("fill", "rgb(0, 79, 151)")
    expect(page.locator(".plotly-layer")).not_to_be_visible()
    expect(page.locator(".address")).to_contain_text(f"{example_site}/ · version ")
    expect(page.locator(".sentence")).to_be_visible()
    expect(page.locator(".filters")).not_to_be_visible()
    expect(page.locator(".switch").first).not_to_be_visible()


def test_the_chart_stays_in_the_accessibility_tree_once_drawn(
    visitor: Visitor, example_site: str
) -> None:
    page = visitor.open(example_site)
    draw(page)
    expect(page.get_by_role("link", name="Fox News: 4 headlines, 24 January 2026")).to_be_attached()


def test_every_control_is_reached_by_keyboard(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(example_site)
    seen: list[str] = []
    for _ in range(120):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                "() => document.activeElement.id || document.activeElement.textContent.trim()"
            )
        )
    for control in (
        "Skip to the content",
        "Skip to chart and headlines",
        "q",
        "from",
        "to",
        "find",
        "outlet-bbc",
        "Timeline",
        "Week",
        "The chart as a table",
        "Download as CSV",
        "Headline",
    ):
        assert control in seen, control
