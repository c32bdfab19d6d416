"""What counting alone takes: bare numpy over the headlines that a list of rows names.

That list is there beforehand, as an index would have it, and nothing is rendered: what a page
takes beyond this is overhead. Only counts that were made beforehand can be quicker.
"""

import time
from collections.abc import Sequence
from typing import Final

import numpy as np

from bench.facts import Facts, Ints
from bench.load import Times
from bench.requests import PAGE_ROWS, Request, matching

_SERIES: Final = 12


def floor(facts: Facts, requests: Sequence[Request]) -> Times:
    """Counts of 12 outlets and the rest by month, counts by outlet, and the newest 50 rows."""
    months = np.asarray(facts.days).astype("M8[D]").astype("M8[M]").astype(np.int32)
    months -= months.min()
    # In memory, as the arrays of a server that has been running are.
    codes = np.array(facts.codes)
    times = []
    for request in requests:
        rows = None if request == Request(page=request.page) else matching(facts, request)
        start = time.perf_counter()
        _count(codes, months, rows, len(facts.outlets))
        times.append((time.perf_counter() - start) * 1e3)
    return Times(tuple(times))


def _count(codes: Ints, months: Ints, rows: Ints | None, outlets: int) -> None:
    if rows is not None:
        codes, months = codes[rows], months[rows]
    by_outlet = np.bincount(codes, minlength=outlets)
    series = np.full(outlets, _SERIES, dtype=np.int32)
    largest = np.argsort(by_outlet)[-_SERIES:]
    series[largest] = np.arange(len(largest))
    np.bincount(months * (_SERIES + 1) + series[codes])
    codes[-PAGE_ROWS:].tolist()
