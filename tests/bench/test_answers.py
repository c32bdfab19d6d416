"""Answers are held against the truth before anything is timed."""

from pathlib import Path

import pytest

from bench import made
from bench.facts import Facts
from bench.floor import floor
from bench.pages import check
from bench.peers.dateline import Dateline
from bench.peers.naive import Naive, create_app
from bench.requests import (
    COMMON,
    KINDS,
    OUTLET,
    OUTLET_YEAR,
    Answer,
    Request,
    WrongAnswerError,
    compare,
    requests_of,
    truth,
)
from webapp.app import create_app as create_dateline
from webapp.config import Config


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    return made.write(100, tmp_path_factory.mktemp("made"))


def test_naive_and_dateline_give_the_true_answers(facts: Facts, tmp_path: Path) -> None:
    files = tuple(str(path) for path in facts.files)
    naive = create_app(files).test_client()
    ours = create_dateline(Config(sources=files)).test_client()
    for kind, requests in requests_of(facts, 1).items():
        assert requests, kind
        check(Naive(facts, tmp_path), lambda path: naive.get(path).text, requests)
        check(Dateline(facts, tmp_path), lambda path: ours.get(path).text, requests)


def test_a_wrong_answer_is_told(facts: Facts) -> None:
    request = Request(word=facts.common[0])
    true = truth(facts, request)
    name, count = next(iter(true.by_outlet.items()))
    compare("a peer", request, Answer(true.total, {name: count}), true)
    for wrong, said in (
        (Answer(true.total + 1, {name: count}), f"{true.total + 1} headlines instead of"),
        (Answer(true.total, {name: count + 1}), f"{name}: {count + 1} instead of {count}"),
        (Answer(true.total, {"Nobody": 1}), "Nobody: 1 instead of 0"),
        (Answer(true.total, {}), "no outlet is named"),
    ):
        with pytest.raises(WrongAnswerError, match=said):
            compare("a peer", request, wrong, true)


def test_requests_of_a_kind_differ_and_find_something(facts: Facts) -> None:
    requests = requests_of(facts, 9)
    assert tuple(requests) == KINDS
    for each in requests.values():
        assert len(set(each)) == len(each)
        assert all(truth(facts, request).total for request in each)
    assert len(requests[OUTLET]) == len(requests[COMMON]) == 9
    assert all(request.year in range(2016, 2026) for request in requests[OUTLET_YEAR])


def test_the_truth_of_an_outlet_in_its_years_sums_to_all_of_it(facts: Facts) -> None:
    name = facts.outlets[0]
    in_years = [truth(facts, Request(outlet=name, year=year)).total for year in facts.years]
    assert sum(in_years) == truth(facts, Request(outlet=name)).total > 0


def test_the_floor_times_every_request(facts: Facts) -> None:
    requests = requests_of(facts, 4)[COMMON]
    assert len(floor(facts, requests).each) == 4
