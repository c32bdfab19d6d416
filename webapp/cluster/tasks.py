"""What workers are asked: several questions of a run of parts at once, and to join answers."""

import pickle
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import pyarrow as pa
from distributed import get_worker

from webapp.cluster.runs import OpenRun
from webapp.cluster.wire import pack, unpack
from webapp.query.deadline import end_deadline, start_deadline
from webapp.query.measure import Ask, partials_here

#: Questions, packed once for all tasks: a list of Ask.
Packed = bytes


def packed(asks: Sequence[Ask[Any, Any]]) -> Packed:
    """Questions as workers are asked them."""
    return pickle.dumps(list(asks), protocol=pickle.HIGHEST_PROTOCOL)


def ask_run(run: OpenRun, asks: Packed, seconds: float) -> pa.RecordBatch:
    """What a run of parts says to each of `asks`: a list of partials, as a table.

    Raises TooSlowError after so many seconds, and NotWantedError when it was cancelled.
    """
    start_deadline(seconds, _is_cancelled)
    try:
        return pack(
            [
                each.measure.joined(partials_here(run.parts, each), each.view)
                for each in _unpacked(asks)
            ]
        )
    finally:
        end_deadline()


def join(asks: Packed, tables: Sequence[pa.RecordBatch]) -> pa.RecordBatch:
    """What neighbouring runs say together, as one of them would."""
    answers = zip(*map(unpack, tables), strict=True)
    return pack(
        [
            each.measure.joined(partials, each.view)
            for each, partials in zip(_unpacked(asks), answers, strict=True)
        ]
    )


def merged(asks: Sequence[Ask[Any, Any]], tables: Sequence[pa.RecordBatch]) -> list[Any]:
    """What all runs say together to each of `asks`."""
    answers = zip(*map(unpack, tables), strict=True)
    return [
        each.measure.of_all(partials, each.view)
        for each, partials in zip(asks, answers, strict=True)
    ]


def _unpacked(asks: Packed) -> list[Ask[Any, Any]]:
    # Of the server, which is trusted to send any task.
    found: list[Ask[Any, Any]] = pickle.loads(asks)  # noqa: S301
    return found


def _is_cancelled() -> bool:
    """Whether nobody wants the task that this thread is busy with."""
    with suppress(ValueError, KeyError):
        worker = get_worker()
        return bool(worker.state.tasks[worker.get_current_task()].state == "cancelled")
    return False
