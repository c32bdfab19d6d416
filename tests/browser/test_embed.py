"""Embeds within a page of another site, in a real browser."""

import math
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import Visitor
from tests.serving import running_with

SCRIPT = '<script async src="{site}/embed.js"></script>'
FRAMES = "".join(
    f'<iframe id="{part}" src="{{site}}/embed/{part}?q=trump" width="600" height="200"></iframe>'
    for part in ("chart", "table", "both")
)
PAPER = {"light": "rgb(251, 250, 247)", "dark": "rgb(21, 23, 26)"}


class _Host(BaseHTTPRequestHandler):
    """A page of whatever HTML its address says, as another site would have it."""

    def do_GET(self) -> None:
        path, _, body = self.path.partition("?")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if path == "/isolated":
            self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        self.end_headers()
        self.wfile.write(f"<!doctype html><link rel=icon href=data:,>{unquote(body)}".encode())

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """Another origin than any Dateline of these tests."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Host)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def show(visitor: Visitor, host: str, site: str, html: str, **how: bool) -> Page:
    """A page of `host` that holds `html`, in which {site} is a Dateline."""
    visitor.forgive(f"request to {site}")
    where, _, body = html.rpartition("|")
    return visitor.open(f"{host}/{where}?{body.format(site=site).replace('?', '%3F')}", **how)


def inner(page: Page, name: str) -> Frame:
    frame = page.query_selector(f"#{name}")
    assert frame is not None
    found = frame.content_frame()
    assert found is not None
    return found


FITS = (
    """([frame, content]) => frame.clientHeight >= content && frame.clientHeight <= content + 1"""
)


def expect_to_fit(page: Page, name: str) -> None:
    """The frame is as high as what is in it, which needs no scrolling."""
    frame = page.locator(f"#{name}")
    expect(page.frame_locator(f"#{name}").locator("footer")).to_be_visible()
    content = "() => document.documentElement.getBoundingClientRect().height"
    page.wait_for_function("(name) => document.getElementById(name).style.height !== ''", arg=name)
    height = inner(page, name).evaluate(content)
    expect(frame).to_have_js_property("clientHeight", math.ceil(height))


def test_frames_are_as_high_as_what_is_in_them(
    visitor: Visitor, host: str, example_site: str
) -> None:
    # Out of sight as well, where browsers draw nothing.
    html = FRAMES.replace('<iframe id="both"', '<p style="height: 5000px"></p><iframe id="both"')
    page = show(visitor, host, example_site, html + SCRIPT)
    for part in ("chart", "table", "both"):
        expect_to_fit(page, part)
    chart = page.frame_locator("#chart")
    before = page.locator("#chart").bounding_box()
    chart.get_by_text("The chart as a table").click()
    expect(chart.locator(".numbers table")).to_be_visible()
    page.wait_for_function(
        "(before) => document.getElementById('chart').clientHeight > before + 50",
        arg=before["height"] if before else 0,
    )


def test_a_script_that_comes_late_asks(visitor: Visitor, host: str, example_site: str) -> None:
    page = show(visitor, host, example_site, FRAMES)
    for part in ("chart", "table", "both"):
        expect(page.frame_locator(f"#{part}").locator("footer")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.locator("#chart").get_attribute("style") is None
    page.add_script_tag(url=f"{example_site}/embed.js")
    expect_to_fit(page, "chart")
    expect_to_fit(page, "both")


def test_only_the_sites_own_frames_are_fitted(
    visitor: Visitor, host: str, example_site: str
) -> None:
    other = host.replace("localhost", "127.0.0.1")
    tells = "<script>parent.postMessage({{dateline: {{height: 999}}}}, '*')</script>"
    hears = "<script>addEventListener('message', (e) => {{ window.heard ??= e.origin }})</script>"
    frame = f'<iframe id="other" src="{other}/?{tells}"></iframe>'
    script = SCRIPT.replace("async ", "")
    visitor.forgive(f"request to {other}")
    page = show(visitor, host, example_site, script + hears + frame)
    page.wait_for_function("(other) => window.heard === other", arg=other)
    assert page.locator("#other").get_attribute("style") is None
    # Neither does one of the right origin that is in none of the page's frames.
    page = visitor.open(f"{example_site}/embed/chart")
    page.add_script_tag(url=f"{example_site}/embed.js")
    page.evaluate("() => window.postMessage({dateline: {height: 999}}, '*')")
    assert page.locator("[style]").count() == 0


@pytest.mark.parametrize(
    ("theme", "system", "kind"),
    [("light", "dark", "heatmap"), ("dark", "light", "timeline"), ("auto", "dark", "multiples")],
)
def test_the_theme_is_the_one_asked_for_and_axe_finds_nothing(
    visitor: Visitor, example_site: str, theme: str, system: str, kind: str
) -> None:
    query = f"chart={kind}" + ("" if theme == "auto" else f"&theme={theme}")
    dark = system == "dark"
    page = visitor.open(f"{example_site}/embed/both?{query}", dark=dark, width=375)
    shown = system if theme == "auto" else theme
    expect(page.locator("html")).to_have_css("background-color", PAPER[shown])
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    for width in (375, 200):
        page.set_viewport_size({"width": width, "height": 400})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_a_frame_of_no_origin_and_an_isolated_page_show_it_too(
    visitor: Visitor, host: str, example_site: str
) -> None:
    html = '<iframe id="chart" {how} src="{{site}}/embed/chart"></iframe>'
    for where, how in (("", 'sandbox="allow-scripts"'), ("isolated|", "")):
        page = show(visitor, host, example_site, where + html.format(how=how))
        shown = page.frame_locator("#chart")
        expect(shown.locator("html")).to_have_css("background-color", PAPER["light"])
        expect(shown.locator("rect.fill-1").first).to_be_visible()


def test_links_open_the_whole_site_beside_the_article(
    visitor: Visitor, host: str, example_site: str
) -> None:
    page = show(visitor, host, example_site, FRAMES, scripts=False)
    with page.context.expect_page() as opened:
        page.frame_locator("#chart").get_by_role("link", name="Open this view").click()
    expect(opened.value).to_have_url(f"{example_site}/?q=trump")
    assert page.url.startswith(host)


def test_only_who_is_named_may_show_embeds_and_nobody_the_dashboard(
    visitor: Visitor, host: str
) -> None:
    named = host.replace("localhost", "127.0.0.1")
    html = '<iframe id="chart" src="{site}/embed/chart"></iframe><iframe id="whole" src="{site}/">'
    visitor.forgive("frame-ancestors")
    visitor.forgive("chrome-error")
    with running_with({"DATELINE_EMBED_ORIGINS": named}) as site:
        refused = show(visitor, host, site, html)
        shown = show(visitor, named, site, html)
        expect(shown.frame_locator("#chart").locator("h1")).to_be_visible()
        for page, name in ((refused, "chart"), (refused, "whole"), (shown, "whole")):
            inner(page, name).wait_for_url(re.compile("^chrome-error:"))
