"""A report saved to a disk: it opens there, whole, with no network at all."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import Visitor
from tests.serving import fetch


@pytest.mark.parametrize("chart", ["", "?chart=timeline"])
def test_a_saved_report_asks_for_nothing_and_shows_what_the_page_shows(
    browser: Browser, visitor: Visitor, example_site: str, tmp_path: Path, chart: str
) -> None:
    file = tmp_path / "report.html"
    file.write_text(fetch(f"{example_site}/report.html{chart}"), encoding="utf-8")
    live = visitor.open(f"{example_site}/{chart}", scripts=False)
    context = browser.new_context(offline=True)
    kept = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    kept.on("request", lambda request: asked.append(request.url))
    kept.on("console", lambda message: complaints.append(message.text))
    kept.goto(file.as_uri())
    assert asked == [file.as_uri()]
    for shapes in (".plot .bar", ".plot .mark", ".legend li"):
        assert kept.locator(shapes).count() == live.locator(shapes).count()
    assert kept.locator(".sentence").inner_text() == live.locator(".sentence").inner_text()
    frame = kept.locator(".plot-frame").bounding_box()
    assert frame is not None
    assert frame["height"] > 100
    assert complaints == []
    context.close()


@pytest.mark.parametrize(("chart", "dark"), [("", True), ("?chart=multiples", False)])
def test_axe_finds_nothing_in_a_report(
    visitor: Visitor, example_site: str, chart: str, dark: bool
) -> None:
    page = visitor.open(f"{example_site}/report.html{chart}", width=375, dark=dark)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 375


@pytest.mark.parametrize("path", ["/report.html", "/", "/outlet/bbc", "/report.html?chart=heatmap"])
def test_nothing_is_wider_than_paper(visitor: Visitor, example_site: str, path: str) -> None:
    # The width of A4 less its margins, in pixels of CSS.
    page = visitor.open(example_site + path, width=680)
    page.emulate_media(media="print")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 680
    for control in page.locator("nav:not(.pages), form, button, .filters").all():
        assert not control.is_visible()
