"""Finished pages are kept by tag, within bytes."""

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from webapp.pages.page_cache import FinishedPage, PageCache


def page_of(size: int) -> FinishedPage:
    """A page that takes `size` bytes in all."""
    empty = FinishedPage(b"", ())
    return FinishedPage(b"x" * (size - empty.size), ())


def test_a_page_is_found_by_its_tag() -> None:
    cache = PageCache(10_000)
    assert cache.get("a") is None
    page = page_of(2_000)
    cache.put("a", page)
    assert cache.get("a") is page
    assert cache.get("b") is None


def test_the_longest_unused_leaves_first() -> None:
    cache = PageCache(6_000)
    for tag in "abc":
        cache.put(tag, page_of(2_000))
    assert cache.get("a")
    cache.put("d", page_of(2_000))
    assert [bool(cache.get(tag)) for tag in "abcd"] == [True, False, True, True]


def test_with_no_bytes_nothing_is_kept() -> None:
    cache = PageCache(0)
    cache.get("a")
    cache.put("a", FinishedPage(b"", ()))
    assert cache.get("a") is None


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(1_100, 9_000))))
def test_it_never_holds_more_than_it_may(pages: list[tuple[str, int]]) -> None:
    cache = PageCache(8_000)
    for tag, size in pages:
        cache.put(tag, page_of(size))
        found = [cache.get(each) for each in "abcdef"]
        assert cache.size == sum(page.size for page in found if page) <= 8_000
        # What was put last is there, or was too large.
        assert (cache.get(tag) is not None) or size > 8_000


def test_threads_may_use_it_at_once() -> None:
    cache = PageCache(20_000)

    def use(start: int) -> None:
        for number in range(start, start + 500):
            cache.put(str(number % 37), page_of(1_100 + number))
            cache.get(str(number % 11))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(use, range(8)))
    found = [cache.get(str(number)) for number in range(37)]
    assert cache.size == sum(page.size for page in found if page) <= 20_000
