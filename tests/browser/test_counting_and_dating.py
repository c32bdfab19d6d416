"""What counts as one, and by which date: chosen in the form, kept in the address."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visitor, draw


def test_a_way_of_counting_is_chosen_kept_and_taken_back(visitor: Visitor, mixed_site: str) -> None:
    page = visitor.open(mixed_site)
    expect(page.locator("#headlines-heading")).to_have_text("6 headlines")
    page.get_by_role("radio", name=re.compile("One per wire family")).check()
    page.wait_for_url(f"{mixed_site}/?count=families")
    expect(page.locator("#headlines-heading")).to_have_text("4 headlines")
    expect(page.locator(".sentence")).to_contain_text("one per wire family")
    page.get_by_role("radio", name="The day listed").check()
    page.wait_for_url(f"{mixed_site}/?dated=listed&count=families")
    page.go_back()
    page.wait_for_url(f"{mixed_site}/?count=families")
    expect(page.get_by_role("radio", name="The best known date")).to_be_checked()
    page.get_by_role("radio", name=re.compile("All headlines")).check()
    page.wait_for_url(f"{mixed_site}/")
    expect(page.locator("#headlines-heading")).to_have_text("6 headlines")


def test_it_works_without_scripts(visitor: Visitor, mixed_site: str) -> None:
    page = visitor.open(mixed_site, scripts=False)
    page.get_by_role("radio", name=re.compile("Unique titles")).check()
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile(r"\?.*count=unique"))
    expect(page.locator(".sentence")).to_contain_text("unique headlines")


def test_days_on_fallback_dates_are_marked_in_both_drawings(
    visitor: Visitor, mixed_site: str
) -> None:
    page = visitor.open(mixed_site)
    expect(page.locator("rect.fallback")).to_have_count(1)
    draw(page)
    strips = page.evaluate(
        "() => document.querySelector('.plotly-layer')._fullData"
        ".filter((t) => t.name === 'Fallback dates').map((t) => [t.type, t.x.length])"
    )
    assert strips == [["bar", 1]]
    page.get_by_role("link", name="leave them out").click()
    page.wait_for_url(f"{mixed_site}/?dated=published")
    expect(page.locator(".sentence")).to_contain_text("only headlines with a date of their own")


def test_lines_to_be_checked_are_searched(visitor: Visitor, mixed_site: str) -> None:
    page = visitor.open(f"{mixed_site}/data")
    expect(page.locator(".lines tbody tr")).to_have_count(2)
    page.get_by_label("Line or reason holds").fill("no such")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url(re.compile("q=no\\+such"))
    expect(page.locator(".lines tbody tr")).to_have_count(1)
