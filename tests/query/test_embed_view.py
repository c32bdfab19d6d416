"""An embed and its address say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.query.strategies import views
from webapp.query.arguments import BadArgumentError
from webapp.query.embed_view import EmbedPart, EmbedView, Theme
from webapp.query.view import View


@given(st.builds(EmbedView, st.sampled_from(EmbedPart), views(), st.sampled_from(Theme)))
def test_an_embed_and_its_address_are_inverses(asked: EmbedView) -> None:
    args = asked.to_args()
    assert EmbedView.from_args(asked.part, args) == asked
    assert EmbedView.from_args(asked.part, args).to_args() == args
    assert ("theme", str(asked.theme)) in args or asked.theme is Theme.AUTO


def test_an_embed_is_on_the_first_page() -> None:
    asked = EmbedView.from_args(EmbedPart.TABLE, [("page", "3"), ("by", "week")])
    assert asked.view.page == 1
    assert asked.to_args() == [("by", "week")]


@pytest.mark.parametrize(
    ("name", "value"), [("theme", "sepia"), ("colour", "red"), ("by", "hour"), ("page", "0")]
)
def test_what_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(BadArgumentError) as refused:
        EmbedView.from_args(EmbedPart.CHART, [(name, value)])
    assert (refused.value.name, refused.value.value) == (name, value)


def test_the_parts_say_what_is_in_them() -> None:
    embeds = {part: EmbedView(part, View()) for part in EmbedPart}
    shown = {part: (each.has_chart, each.has_table) for part, each in embeds.items()}
    assert shown == {
        EmbedPart.CHART: (True, False),
        EmbedPart.TABLE: (False, True),
        EmbedPart.BOTH: (True, True),
    }
