"""Moving from view to view: the address bar always holds the whole of it."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Visitor


def outlet(page: Page, name: str) -> Locator:
    """The check box of an outlet; its count stands in its label too."""
    return page.get_by_role("checkbox", name=re.compile(f"^{name} [0-9]"))


def test_typing_words_filters_without_leaving_the_page(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(example_site)
    page.evaluate("() => { window.stayed = true; }")
    page.get_by_label("Words in the headline").press_sequentially("armada")
    page.wait_for_url(f"{example_site}/?q=armada")
    expect(page.locator(".sentence")).to_contain_text("6 headlines matching “armada”")
    expect(page.locator(".headlines tbody tr")).to_have_count(6)
    assert page.evaluate("() => window.stayed")
    expect(page.get_by_label("Words in the headline")).to_be_focused()
    page.go_back()
    page.wait_for_url(f"{example_site}/")
    expect(page.locator(".sentence")).to_contain_text("80 headlines")
    expect(page.get_by_label("Words in the headline")).to_have_value("")


def test_half_typed_words_are_explained_and_change_nothing(
    visitor: Visitor, example_site: str
) -> None:
    page = visitor.open(example_site)
    page.get_by_label("Words in the headline").fill('"help is')
    expect(page.get_by_role("alert")).to_contain_text("Words in the headline: quotes in pairs")
    expect(page.locator("#q")).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".sentence")).to_contain_text("80 headlines")
    assert page.url == f"{example_site}/"
    page.get_by_label("Words in the headline").fill('"help is"')
    page.wait_for_url(re.compile("q=%22help"))
    expect(page.locator("[data-problem]")).to_be_empty()
    visitor.forgive("status of 400")


def test_outlets_dates_chips_and_back(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(example_site)
    outlet(page, "BBC").check()
    page.wait_for_url(f"{example_site}/?outlet=bbc")
    outlet(page, "CNN").check()
    page.wait_for_url(f"{example_site}/?outlet=bbc&outlet=cnn")
    page.get_by_label("From", exact=True).fill("2026-01-24")
    page.wait_for_url(f"{example_site}/?outlet=bbc&outlet=cnn&from=2026-01-24")
    expect(page.locator(".headlines tbody tr")).to_have_count(2)
    page.get_by_role("link", name="Remove: Outlet BBC").click()
    page.wait_for_url(f"{example_site}/?outlet=cnn&from=2026-01-24")
    expect(outlet(page, "BBC")).not_to_be_checked()
    page.go_back()
    page.wait_for_url(f"{example_site}/?outlet=bbc&outlet=cnn&from=2026-01-24")
    expect(outlet(page, "BBC")).to_be_checked()
    expect(page.get_by_label("From", exact=True)).to_have_value("2026-01-24")
    page.get_by_role("link", name="Clear all").click()
    page.wait_for_url(f"{example_site}/")
    expect(page.locator(".chips")).to_have_count(0)
    expect(page.get_by_label("From", exact=True)).to_have_value("")


def test_a_copied_link_shows_the_same_elsewhere(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(example_site)
    outlet(page, "The Guardian").check()
    page.wait_for_url(re.compile("outlet=the-guardian"))
    page.get_by_role("link", name="Headline", exact=True).click()
    page.wait_for_url(re.compile("sort=headline"))
    elsewhere = visitor.open(page.url)
    for selector in (".sentence", ".headlines tbody", ".chips", ".options"):
        assert elsewhere.locator(selector).inner_text() == page.locator(selector).inner_text()


def test_sorting_paging_and_kind_of_chart_are_kept_by_later_filters(
    visitor: Visitor, example_site: str
) -> None:
    page = visitor.open(example_site)
    page.get_by_role("link", name="Outlet", exact=True).click()
    page.wait_for_url(f"{example_site}/?sort=outlet")
    page.get_by_role("link", name="Next").click()
    page.wait_for_url(f"{example_site}/?sort=outlet&page=2")
    expect(page.locator(".pages")).to_contain_text("51–80 of 80")
    page.get_by_label("Words in the headline").press_sequentially("iran")
    page.wait_for_url(f"{example_site}/?q=iran&sort=outlet")


def test_what_is_unfolded_on_a_phone_stays_so(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(example_site, width=375)
    week = page.get_by_role("link", name="Week", exact=True)
    expect(week).to_be_hidden()
    page.locator("#choices > summary").click()
    week.click()
    page.wait_for_url(f"{example_site}/?by=week")
    expect(page.locator("#choices > summary")).to_contain_text("by week")
    expect(week).to_be_visible()


def test_focus_stays_where_the_reader_was(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(example_site)
    page.get_by_role("link", name="Timeline", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{example_site}/?chart=timeline")
    expect(page.get_by_role("link", name="Timeline", exact=True)).to_be_focused()
    page.get_by_role("link", name="Bars", exact=True).click()
    page.get_by_role("link", name="Week", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{example_site}/?by=week")
    # Bars by week: the link to bars now leads there too.
    expect(page.get_by_role("link", name="Week", exact=True)).to_be_focused()
    box = outlet(page, "BBC")
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("outlet=bbc"))
    expect(outlet(page, "BBC")).to_be_focused()


def test_the_change_is_announced(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(example_site)
    outlet(page, "BBC").check()
    expect(page.get_by_role("status")).to_contain_text("5 headlines from BBC")


def test_outlets_are_found_by_name(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(f"{example_site}/?outlet=cnn")
    page.get_by_label("Find an outlet by name").fill("guard")
    options = page.locator(".options .name")
    expect(options).to_have_text(["CNN", "The Guardian"])
    outlet(page, "The Guardian").check()
    page.wait_for_url(f"{example_site}/?outlet=cnn&outlet=the-guardian")
    page.get_by_label("Find an outlet by name").fill("")
    expect(options).to_have_count(37)


def test_a_link_opens_in_a_new_tab_when_asked_to(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(example_site)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Timeline", exact=True).click(modifiers=["Control"])
    assert opened.value.url == f"{example_site}/?chart=timeline"
    assert page.url == f"{example_site}/"


def test_a_link_to_a_headline_on_a_later_page_lands_on_it(
    visitor: Visitor, example_site: str
) -> None:
    page = visitor.open(f"{example_site}/?chart=timeline")
    page.get_by_role("link", name="Next").click()
    page.wait_for_url(f"{example_site}/?chart=timeline&page=2")
    page.evaluate("() => { location.hash = 'day-2026-01-09'; }")
    expect(page.locator("#day-2026-01-09")).to_be_in_viewport()
    page.go_back()
    page.wait_for_url(f"{example_site}/?chart=timeline&page=2")


@pytest.mark.parametrize("chart", ["", "?chart=timeline"])
def test_everything_can_be_read_without_scripts(
    visitor: Visitor, example_site: str, chart: str
) -> None:
    page = visitor.open(f"{example_site}/{chart}", scripts=False)
    expect(page.locator(".sentence")).to_contain_text("80 headlines from 36 outlets")
    expect(page.locator("svg[data-plot]")).to_be_visible()
    expect(page.locator("#headlines-heading")).to_contain_text("80 headlines")
    page.get_by_label("Words in the headline").fill("armada")
    outlet(page, "Fox News").check()
    page.get_by_role("button", name="Show").click()
    assert "q=armada" in page.url
    assert "outlet=fox-news" in page.url
    assert "from=" not in page.url
    expect(page.locator(".sentence")).to_contain_text("1 headline matching “armada” from Fox News")


def test_a_bar_is_a_link_without_scripts(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(example_site, scripts=False)
    bar = page.locator("svg[data-plot] a").filter(has_text="Fox News: 4").locator("rect")
    place = bar.bounding_box()
    assert place is not None
    page.mouse.click(place["x"] + 5, place["y"] + 5)
    expect(page.locator(".headlines tbody tr")).to_have_count(4)


def test_a_date_can_be_typed(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(example_site)
    page.get_by_label("From", exact=True).focus()
    page.keyboard.type("01142026", delay=60)
    page.wait_for_url(f"{example_site}/?from=2026-01-14")
    expect(page.locator(".sentence")).to_contain_text("70 headlines")
    expect(page.get_by_label("From", exact=True)).to_have_value("2026-01-14")


def test_dates_the_wrong_way_round_are_explained_and_change_nothing(
    visitor: Visitor, example_site: str
) -> None:
    page = visitor.open(f"{example_site}/?outlet=bbc&to=2026-01-14")
    page.get_by_label("From", exact=True).fill("2026-01-20")
    expect(page.get_by_role("alert")).to_have_text("To: a day not before 2026-01-20")
    assert page.url == f"{example_site}/?outlet=bbc&to=2026-01-14"
    page.get_by_label("To", exact=True).fill("2026-01-26")
    page.wait_for_url(f"{example_site}/?outlet=bbc&from=2026-01-20&to=2026-01-26")
    expect(page.locator("[data-problem]")).to_be_empty()
    visitor.forgive("status of 400")


def test_typing_makes_one_step_of_history(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(f"{example_site}/?outlet=cnn")
    words = page.get_by_label("Words in the headline")
    words.press_sequentially("ir")
    page.wait_for_url(f"{example_site}/?q=ir&outlet=cnn")
    words.press_sequentially("an")
    page.wait_for_url(f"{example_site}/?q=iran&outlet=cnn")
    page.go_back()
    page.wait_for_url(f"{example_site}/?outlet=cnn")
    # The address changes at once, the page when its answer has come.
    expect(words).to_have_value("")
    words.press_sequentially("us")
    page.wait_for_url(f"{example_site}/?q=us&outlet=cnn")
    page.go_back()
    page.wait_for_url(f"{example_site}/?outlet=cnn")


def test_a_click_wins_over_words_whose_answer_is_on_its_way(
    visitor: Visitor, example_site: str
) -> None:
    page = visitor.open(example_site)
    held: list[Route] = []
    page.route("**/?q=*", lambda route: held.append(route))
    with page.expect_request("**/?q=i"):
        page.get_by_label("Words in the headline").press_sequentially("iran")
    page.get_by_role("link", name="Timeline", exact=True).click()
    page.wait_for_url(f"{example_site}/?chart=timeline")
    expect(page.locator(".lane-names")).to_be_visible()
    expect(page.get_by_label("Words in the headline")).to_have_value("")
    assert len(held) == 1


def test_words_typed_while_an_answer_is_on_its_way_are_kept(
    visitor: Visitor, example_site: str
) -> None:
    page = visitor.open(example_site)
    held: list[Route] = []
    page.route("**/?outlet=cnn", lambda route: held.append(route))
    with page.expect_request("**/?outlet=cnn"):
        outlet(page, "CNN").check()
    words = page.get_by_label("Words in the headline")
    words.press_sequentially("ir")
    held[0].continue_()
    words.press_sequentially("an")
    page.wait_for_url(f"{example_site}/?q=iran&outlet=cnn")
    expect(words).to_have_value("iran")


def test_back_to_a_page_that_fails_asks_once(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(f"{example_site}/?chart=timeline#day-2026-01-24")
    page.get_by_role("link", name="Bars", exact=True).click()
    page.wait_for_url(f"{example_site}/")
    asked: list[str] = []

    def fail(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=500, body="<h1>broken</h1>", content_type="text/html")

    page.route("**/?chart=timeline", fail)
    page.go_back()
    expect(page.locator("h1")).to_have_text("broken")
    assert len(asked) <= 2
    visitor.forgive("status of 500")


def test_without_a_connection_the_page_stays_and_says_so(
    visitor: Visitor, example_site: str
) -> None:
    page = visitor.open(example_site)
    page.context.set_offline(True)
    page.get_by_label("Words in the headline").fill("armada")
    expect(page.get_by_role("alert")).to_contain_text("cannot be reached")
    expect(page.locator(".sentence")).to_contain_text("80 headlines")
    page.context.set_offline(False)
    page.get_by_label("Words in the headline").press("Enter")
    page.wait_for_url(f"{example_site}/?q=armada")
    visitor.forgive("ERR_INTERNET_DISCONNECTED")


def test_what_was_filled_in_before_the_script_came_is_applied(
    visitor: Visitor, example_site: str
) -> None:
    page = visitor.open("about:blank")
    held: list[Route] = []
    page.route("**/main.js", lambda route: held.append(route))
    with page.expect_request("**/main.js"):
        page.goto(example_site, wait_until="commit")
    page.get_by_label("Words in the headline").fill("armada")
    held[0].continue_()
    page.wait_for_url(f"{example_site}/?q=armada")
    visitor.forgive("request to")


def test_the_next_page_starts_at_its_top(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(example_site)
    page.get_by_role("link", name="Next").click()
    page.wait_for_url(f"{example_site}/?page=2")
    expect(page.locator("#headlines-heading")).to_be_focused()
    expect(page.locator("#headlines-heading")).to_be_in_viewport()


def test_only_one_headline_is_marked(visitor: Visitor, example_site: str) -> None:
    page = visitor.open(f"{example_site}/?chart=timeline&page=2", height=1800)
    marks = page.locator("svg[data-plot] a[href*='page=2'] circle")
    for index in (0, 1):
        page.evaluate("() => scrollTo(0, 0)")
        place = marks.nth(index).bounding_box()
        assert place is not None
        page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
        expect(page.locator("li[data-target], li:target")).to_have_count(1)


def test_while_an_answer_is_on_its_way_only_the_newest_words_wait(
    visitor: Visitor, example_site: str
) -> None:
    page = visitor.open(example_site)
    held: list[Route] = []
    page.route("**/?q=*", lambda route: held.append(route))
    words = page.get_by_label("Words in the headline")
    with page.expect_request("**/?q=a"):
        words.press_sequentially("a")
    words.press_sequentially("rmada")
    assert [route.request.url for route in held] == [f"{example_site}/?q=a"]
    with page.expect_request("**/?q=*") as asked:
        held.pop().continue_()
    assert asked.value.url == f"{example_site}/?q=armada"
    expect(page.locator(".sentence")).to_contain_text("80 headlines")
    held.pop().continue_()
    page.wait_for_url(f"{example_site}/?q=armada")
    expect(page.locator(".sentence")).to_contain_text("6 headlines matching “armada”")
    expect(words).to_have_value("armada")
    page.go_back()
    page.wait_for_url(f"{example_site}/")


def test_words_that_take_too_long_are_explained_and_change_nothing(
    visitor: Visitor, example_site: str
) -> None:
    page = visitor.open(example_site)
    body = "<title>Slow</title><p data-accepted>Took more than 10 seconds</p>"
    page.route(
        "**/?q=*", lambda route: route.fulfill(status=503, body=body, content_type="text/html")
    )
    page.get_by_label("Words in the headline").fill("armada")
    expect(page.get_by_role("alert")).to_have_text("Took more than 10 seconds")
    expect(page.locator(".sentence")).to_contain_text("80 headlines")
    assert page.url == f"{example_site}/"
    visitor.forgive("status of 503")
