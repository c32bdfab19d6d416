"""What the chips of active filters say."""

import pytest

from webapp.outlets import UNKNOWN, Outlets
from webapp.pages.chips import chips
from webapp.query.search import Search
from webapp.query.view import View, Wire

NOBODY = Outlets((UNKNOWN,), code_by_written={}, code_by_slug={}, joins=())


@pytest.mark.parametrize(
    ("search", "kind", "text"),
    [
        ("iran", "Headline has", "iran"),
        ('-"coal mine"', "Headline without", '"coal mine"'),
        ("outlet:bbc", "Outlet named", "“bbc”"),
        ('Outlet:"New York Times"', "Outlet named", "“New York Times”"),
        ('-outlet:"New York Times"', "Outlet not named", "“New York Times”"),
        ("outlet:bbc OR outlet:new*", "Outlet named", "“bbc” or “new*”"),
        ("iran OR outlet:bbc", "Headline or outlet", "iran OR outlet:bbc"),
    ],
)
def test_a_chip_says_what_a_clause_asks(search: str, kind: str, text: str) -> None:
    view = View(search=Search.parse(f"{search} tail"))
    first, last = chips(view, NOBODY, "")
    assert (first.kind, first.text) == (kind, text)
    assert first.rest.search.text == "tail"
    assert last.text == "tail"


def test_a_rerun_may_be_of_the_same_outlet() -> None:
    (chip,) = chips(View(wire=Wire.RERUN), NOBODY, "")
    assert (chip.kind, chip.text) == ("Wire", "re-run: not the first")
    assert chip.rest == View()
