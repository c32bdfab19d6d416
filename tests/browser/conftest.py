"""Real gunicorn, real Chromium. Every test also fails on any message or request it should not see.

In CI these tests run or fail; on a machine without Chromium they are left out,
and the summary says so and how to get it.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.factories import HOSTILE, list_of
from tests.serving import dateline

CHROMIUM = next(
    filter(None, (os.environ.get("CHROMIUM"), *map(which, ("chromium", "chromium-browser")))),
    "/usr/bin/chromium",
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
#: Waiting ends as soon as the condition holds; this is for slow machines.
PATIENCE_MS = 15_000
expect.set_options(timeout=PATIENCE_MS)


NO_CHROMIUM = f"no Chromium at {CHROMIUM}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    leave_out = not Path(CHROMIUM).exists() and not os.environ.get("CI")
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
            if leave_out:
                item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.getreports("skipped")
    left_out = sum(NO_CHROMIUM in str(report.longrepr) for report in skipped)
    if left_out:
        terminalreporter.write_line(
            f"{left_out} browser tests were left out: {NO_CHROMIUM}. On Debian or Ubuntu: "
            "sudo apt install chromium. Elsewhere: CHROMIUM=/path/to/chromium make test",
            yellow=True,
        )


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def example_site() -> Iterator[str]:
    with dateline() as address:
        yield address


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    lists = tmp_path_factory.mktemp("lists")
    rows = [(text, text, f"January {day}th, 2026") for text in HOSTILE for day in (9, 10)]
    path = lists / "hostile.txt"
    path.write_text(list_of(*rows), encoding="utf-8")
    with dateline(str(path)) as address:
        yield address


#: Wire copy, an edited title, a repeated row, a day known only by its listing, a bad date.
MIXED = """\
title,outlet,published,listed,url
Iran and the US hold talks in Oman today,AP News,2026-01-09,2026-01-09,https://apnews.com/article/1
Iran and the US hold talks in Oman today,BBC,2026-01-10,2026-01-11,https://www.bbc.co.uk/news/1
Iran and the US hold talks in Oman today,Fox News,2026-01-10,2026-01-11,https://www.foxnews.com/1
Talks begin,The Guardian,2026-01-10,2026-01-10,https://www.theguardian.com/world/1
Talks end,The Guardian,2026-01-11,2026-01-11,https://www.theguardian.com/world/1
Only listed,CNN,,2026-01-12,https://edition.cnn.com/1
No such day,CNN,2026-02-30,,https://edition.cnn.com/2
A night in Isfahan,Cond Nast Traveler,2026-01-14,2026-01-14,
"""


@pytest.fixture(scope="session")
def mixed_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("tables") / "monitor.csv"
    path.write_text(MIXED, encoding="utf-8")
    with dateline(str(path)) as address:
        yield address


class Visitor:
    """Opens pages and watches them: anything on the console, any other host, is kept."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._closing: list[Page] = []
        self._complaints: list[str] = []
        self._forgiven: list[str] = []

    def open(
        self,
        url: str,
        *,
        width: int = 1280,
        height: int = 800,
        dark: bool = False,
        scripts: bool = True,
    ) -> Page:
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        host = "/".join(url.split("/")[:3])
        page.on("console", lambda message: self._complaints.append(message.text))
        page.on("pageerror", lambda error: self._complaints.append(str(error)))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith(host)
                else self._complaints.append(f"request to {request.url}")
            ),
        )
        page.goto(url)
        self._closing.append(page)
        return page

    def forgive(self, part: str) -> None:
        """Pass over complaints that hold `part`: what provokes an error expects its note."""
        self._forgiven.append(part)

    def complaints(self) -> list[str]:
        return [
            text for text in self._complaints if not any(part in text for part in self._forgiven)
        ]

    def close(self) -> None:
        for page in self._closing:
            page.context.close()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    visitor = Visitor(browser)
    yield visitor
    visitor.close()
    assert visitor.complaints() == []


def draw(page: Page) -> None:
    """Move towards the chart and wait until Plotly has drawn it."""
    page.locator("[data-plot-frame]").hover(position={"x": 5, "y": 5})
    expect(page.locator("[data-drawn]")).to_be_attached()


def resize(page: Page, width: int) -> None:
    """Give an open page another width: nothing of a page depends on the width it was opened at."""
    size = page.viewport_size
    assert size
    page.set_viewport_size({"width": width, "height": size["height"]})


# A scheme changes nothing but colours, and these are the rules that look at them.
_RULES_OF_COLOUR: Final = {
    "resultTypes": ["violations"],
    "runOnly": ["color-contrast", "link-in-text-block"],
}


def axe_finds_nothing(page: Page) -> None:
    """Hold a page that was opened in light to all rules of axe, and in dark to those of colour."""
    everything = Axe().run(page)
    assert everything.violations_count == 0, everything.generate_report()
    page.emulate_media(color_scheme="dark")
    colours = Axe().run(page, options=_RULES_OF_COLOUR)
    assert colours.violations_count == 0, f"in dark: {colours.generate_report()}"
    page.emulate_media(color_scheme="light")
