"""The chart in a browser: the server's drawing first, Plotly on the first move towards it."""

import json

import pytest
from playwright.sync_api import FloatRect, Page, Route, expect

from tests.browser.conftest import Visitor, draw

TRACES = """() => {
  const layer = document.querySelector(".plotly-layer");
  return layer._fullData.map((trace) => ({type: trace.type, n: trace.x.length}));
}"""
LOADED = "() => performance.getEntriesByType('resource').map((entry) => entry.name)"


def scripts_of(page: Page) -> list[str]:
    return [str(script.get_attribute("src")) for script in page.locator("script").all()]


def test_plotly_runs_only_after_a_move_towards_the_chart(
    visitor: Visitor, example_site: str
) -> None:
    page = visitor.open(example_site)
    expect(page.locator("link[rel=prefetch]")).to_have_count(1)
    assert not [src for src in scripts_of(page) if "plotly" in src]
    draw(page)
    assert [src for src in scripts_of(page) if "plotly" in src]


@pytest.mark.parametrize(
    ("query", "kinds", "marks"),
    [("", {"bar"}, 32), ("?by=week", {"bar"}, None), ("?chart=timeline", {"bar", "scatter"}, 80)],
)
def test_plotly_draws_each_kind_as_asked(
    visitor: Visitor, example_site: str, query: str, kinds: set[str], marks: int | None
) -> None:
    page = visitor.open(f"{example_site}/{query}")
    draw(page)
    traces = page.evaluate(TRACES)
    assert {trace["type"] for trace in traces} == kinds
    if marks:
        assert sum(trace["n"] for trace in traces[1:]) == marks


def test_plotly_stands_exactly_where_the_drawing_stood(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(example_site)
    bar = page.locator("svg[data-plot] rect.bar").first
    before = bar.bounding_box()
    draw(page)
    drawn = page.locator(".plotly-layer .barlayer .trace").nth(0).locator("path").first
    after = drawn.bounding_box()
    assert before is not None
    assert after is not None
    # The two are not compared by size: Chromium counts in the corners of outlines.
    assert _middle(after) == pytest.approx(_middle(before), abs=1)


def _middle(box: FloatRect) -> tuple[float, float]:
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_click_on_a_bar_shows_exactly_its_headlines(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(example_site)
    draw(page)
    # Fox News on 24 January: four headlines.
    target = page.evaluate(
        """() => {
          const layer = document.querySelector(".plotly-layer");
          const curve = layer._fullData.findIndex((trace) => trace.name === "Fox News");
          return JSON.stringify(layer._fullData[curve].customdata[0]);
        }"""
    )
    href, period = json.loads(target)
    assert period == "24 January 2026"
    box = page.locator("svg[data-plot] a").filter(has_text="Fox News: 4").locator("rect")
    place = box.bounding_box()
    assert place is not None
    page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.wait_for_url(f"{example_site}/{href}")
    expect(page.locator(".headlines tbody tr")).to_have_count(4)
    expect(page.locator(".sentence")).to_contain_text("4 headlines from Fox News")


def test_hovering_says_outlet_number_and_day(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(example_site)
    draw(page)
    place = (
        page.locator("svg[data-plot] a").filter(has_text="BBC: 4").locator("rect").bounding_box()
    )
    assert place is not None
    page.mouse.move(place["x"] + 5, place["y"] + place["height"] / 2)
    tip = page.locator(".plotly-layer .hoverlayer")
    expect(tip).to_contain_text("BBC: 4")
    expect(tip).to_contain_text("14 January 2026")


def drag(page: Page, start: float, end: float) -> None:
    """Drag over a part of the plot, from 0 at its left to 1 at its right."""
    plot = page.locator("svg[data-plot]").bounding_box()
    assert plot is not None
    middle = plot["y"] + plot["height"] / 2
    page.mouse.move(plot["x"] + start * plot["width"], middle)
    page.mouse.down()
    page.mouse.move(plot["x"] + end * plot["width"], middle, steps=5)
    page.mouse.up()


# The example goes from 9 to 26 January: 18 days, of which the first week has 3.
@pytest.mark.parametrize(
    ("query", "start", "end", "expected"),
    [
        ("", 5.3, 8.6, "?from=2026-01-14&to=2026-01-17"),
        # Less than half of a day at either end is not meant.
        ("", 4.6, 8.4, "?from=2026-01-14&to=2026-01-16"),
        # Within one day, which is then all that is kept.
        ("", 5.1, 5.9, "?from=2026-01-14&to=2026-01-14"),
        ("?by=week", 4.0, 13.0, "?from=2026-01-12&to=2026-01-18&by=week"),
        (
            "?q=iran&outlet=bbc&chart=timeline",
            12.2,
            17.9,
            "?q=iran&outlet=bbc&from=2026-01-21&to=2026-01-26&chart=timeline",
        ),
    ],
)
def test_dragging_narrows_the_dates_to_whole_periods(
    visitor: Visitor, example_site: str, query: str, start: float, end: float, expected: str
) -> None:
    page = visitor.open(f"{example_site}/{query}")
    draw(page)
    drag(page, start / 18, end / 18)
    page.wait_for_url(f"{example_site}/{expected}")
    expect(page.locator(".stretch")).to_be_visible()
    page.go_back()
    page.wait_for_url(f"{example_site}/{query}")
    expect(page.locator(".stretch")).to_have_count(0)


def test_a_drag_over_everything_or_over_next_to_nothing_narrows_nothing(
    visitor: Visitor, example_site: str
) -> None:
    page = visitor.open(example_site)
    draw(page)
    drag(page, 0.01, 0.99)
    range_of = "() => document.querySelector('.plotly-layer')._fullLayout.xaxis.range"
    whole = page.evaluate(range_of)
    assert [day[:10] for day in whole] == ["2026-01-09", "2026-01-27"]
    # On the ground of a day not observed: a click there leads nowhere.
    drag(page, 0.2, 0.202)
    assert page.evaluate(range_of) == whole
    assert page.url == f"{example_site}/"
    # What came before did nothing; the next drag still narrows.
    drag(page, 5.2 / 18, 8.8 / 18)
    page.wait_for_url(f"{example_site}/?from=2026-01-14&to=2026-01-17")


def test_earlier_later_and_all_dates_are_links_beside_the_chart(
    visitor: Visitor, example_site: str
) -> None:
    page = visitor.open(f"{example_site}/?from=2026-01-14&to=2026-01-17")
    dates = page.get_by_role("navigation", name="Dates")
    expect(dates).to_contain_text("14 to 17 January 2026")
    dates.get_by_role("link", name="Later").click()
    page.wait_for_url(f"{example_site}/?from=2026-01-18&to=2026-01-21")
    dates.get_by_role("link", name="Earlier").click()
    page.wait_for_url(f"{example_site}/?from=2026-01-14&to=2026-01-17")
    dates.get_by_role("link", name="All dates").click()
    page.wait_for_url(f"{example_site}/")
    expect(dates).to_have_count(0)


def test_a_finger_on_the_chart_scrolls_the_page(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(example_site, width=375, height=700)
    draw(page)
    plot = page.locator("svg[data-plot]").bounding_box()
    assert plot is not None
    touch = page.context.new_cdp_session(page)
    x, y = plot["x"] + plot["width"] / 2, plot["y"] + plot["height"] / 2
    touch.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    touch.send(
        "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}
    )
    for moved in range(20, 220, 20):
        point = {"x": x, "y": y - moved}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function("() => scrollY > 50")
    assert page.url == f"{example_site}/"


def test_a_mark_of_the_timeline_opens_its_headline(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(f"{example_site}/?chart=timeline", height=1800)
    draw(page)
    mark = page.locator("svg[data-plot] circle").last
    place = mark.bounding_box()
    title = mark.locator("xpath=..").locator("title").text_content()
    assert place is not None
    assert title is not None
    page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    marked = page.locator("li[data-target], li:target")
    expect(marked).to_contain_text(title)
    expect(marked).to_be_in_viewport()


def test_the_chart_follows_a_change_to_dark(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(example_site)
    draw(page)
    colour = "() => document.querySelector('.plotly-layer')._fullData[1].marker.color"
    light = page.evaluate(colour)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"(light) => ({colour})() !== light", arg=light)


def test_the_chart_follows_the_width_of_the_window(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(example_site)
    draw(page)
    page.set_viewport_size({"width": 700, "height": 800})
    page.wait_for_function(
        """() => {
          const frame = document.querySelector("[data-plot-frame]").getBoundingClientRect();
          const drawn = document.querySelector(".plotly-layer")._fullLayout.width;
          return Math.abs(frame.width - drawn) < 1 && frame.width < 700;
        }"""
    )


def test_a_new_view_is_drawn_by_plotly_again(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(example_site)
    draw(page)
    page.get_by_role("link", name="Week", exact=True).click()
    page.wait_for_url(f"{example_site}/?by=week")
    expect(page.locator("[data-drawn]")).to_be_attached()
    assert page.evaluate(TRACES)


@pytest.mark.parametrize("chart", ["", "?chart=timeline"])
def test_hostile_text_stays_text_in_plotly(visitor: Visitor, hostile_site: str, chart: str) -> None:
    page = visitor.open(f"{hostile_site}/{chart}", height=1800)
    draw(page)
    shapes = page.locator("svg[data-plot] :is(rect.bar, circle)")
    for index in range(0, shapes.count(), 2):
        place = shapes.nth(index).bounding_box()
        assert place is not None
        page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
        expect(page.locator(".plotly-layer .hoverlayer .hovertext").first).to_be_attached()
    assert page.locator(".hoverlayer a, .plotly-layer img, .plotly-layer script").count() == 0
    tips = page.locator(".hoverlayer").all_text_contents()
    assert not [tip for tip in tips if "49" in tip and "7 * 7" not in tip]


def test_a_figure_of_newer_data_brings_the_whole_page_anew(
    visitor: Visitor, example_site: str
) -> None:
    page = visitor.open(example_site)
    figures: list[str] = []

    def newer_once(route: Route) -> None:
        figures.append(route.request.url)
        response = route.fetch()
        changed = {"dateline-version": "newer"} if len(figures) == 1 else {}
        route.fulfill(response=response, headers={**response.headers, **changed})

    page.route("**/figure.json", newer_once)
    with page.expect_request(f"{example_site}/"):
        page.locator("[data-plot-frame]").hover(position={"x": 5, "y": 5})
    expect(page.locator("[data-drawn]")).to_be_attached()
    assert len(figures) == 2
    assert page.evaluate("() => history.length") == 2
