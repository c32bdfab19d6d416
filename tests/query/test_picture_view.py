"""A picture is one address, and one address a picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.query.strategies import views
from webapp.query.arguments import BadArgumentError
from webapp.query.picture_view import PictureView, Size, sized_comparison, with_size
from webapp.query.view import Sort, View


@given(view=views(), size=st.sampled_from(Size))
def test_address_and_picture_are_inverses(view: View, size: Size) -> None:
    asked = PictureView(view, size)
    assert PictureView.from_args(asked.to_args()) == asked
    assert asked.view == view.but(sort=Sort.NEWEST)


def test_defaults_are_left_out() -> None:
    assert PictureView(View(sort=Sort.OLDEST, page=3)).to_args() == []
    assert PictureView(View(), Size.PRINT).to_args() == [("size", "print")]


@pytest.mark.parametrize("args", [[("size", "huge")], [("sise", "print")], [("size", "print")] * 2])
def test_what_cannot_be_used_is_named(args: list[tuple[str, str]]) -> None:
    for read in (PictureView.from_args, sized_comparison):
        with pytest.raises(BadArgumentError) as raised:
            read(args)
        assert raised.value.name == args[0][0]
    with pytest.raises(BadArgumentError, match="size"):
        PictureView.from_args([("sise", "print")])


def test_a_comparison_keeps_its_arguments() -> None:
    args = [("outlet", "bbc"), ("size", "print"), ("outlet2", "cnn")]
    assert sized_comparison(args) == (Size.PRINT, [("outlet", "bbc"), ("outlet2", "cnn")])
    assert with_size([("q", "x")], Size.PREVIEW) == [("q", "x")]
