"""Every measure of every view says the same here and on a cluster of three worker processes."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any, Final

import pytest
from hypothesis import given, note, settings

from tests.cluster.made import folder_of
from tests.query.every_measure import asks, results_of
from tests.query.strategies import assert_same, views
from webapp.cluster.connection import Connection
from webapp.cluster.local import LocalMachines
from webapp.cluster.serving import cluster_store
from webapp.dataset import Version
from webapp.dataset.store import Store
from webapp.query.measure import answer_here
from webapp.query.view import View

PARTS: Final = (1, 2, 7, 40)
WORKERS: Final = 3


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, tuple[Version, Version]]]:
    """The same version in so many parts, here and on the cluster."""
    with LocalMachines(WORKERS) as machines, closing(Connection(machines.address)) as connection:
        found = {}
        for parts in PARTS:
            folder = folder_of(tmp_path_factory.mktemp(f"parts-{parts}"), parts)
            here = Store(folder).open_current().version
            elsewhere = cluster_store(str(folder), connection, 0).open_current().version
            assert elsewhere.parts == ()
            found[parts] = here, elsewhere
        machines.wait_for(WORKERS)
        yield found


@settings(max_examples=100, deadline=None)
@given(view=views())
def test_every_measure_of_a_view_says_the_same_in_one_question(
    both: dict[int, tuple[Version, Version]], view: View
) -> None:
    for parts, (here, elsewhere) in both.items():
        asked = asks(here, view)
        assert elsewhere.elsewhere is not None
        answers = elsewhere.elsewhere.answer(list(asked.values()))
        for (name, ask), answer in zip(asked.items(), answers, strict=True):
            note(f"{name} of {parts} parts")
            assert_same(answer, answer_here(here.parts, ask))


@settings(max_examples=2, deadline=None)
@given(view=views())
def test_all_that_is_shown_of_a_view_is_the_same(
    both: dict[int, tuple[Version, Version]], view: View
) -> None:
    whole: dict[str, Any] = results_of(both[1][0], view)
    for parts, (_, elsewhere) in both.items():
        for name, result in results_of(elsewhere, view).items():
            note(f"{name} of {parts} parts")
            assert_same(result, whole[name])


def test_parts_are_spread_over_all_workers(both: dict[int, tuple[Version, Version]]) -> None:
    for parts, (_, elsewhere) in both.items():
        assert elsewhere.elsewhere is not None
        where = elsewhere.elsewhere.where()
        assert sum(where.values()) == parts
        assert len(where) == min(parts, WORKERS)
        assert max(where.values()) - min(where.values()) <= max(1, parts // WORKERS)
