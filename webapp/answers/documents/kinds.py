"""What all documents are made of: days, queries, outlets, counts, periods."""

from datetime import UTC, date, datetime
from typing import Annotated, NamedTuple, TypedDict

from webapp.dataset import Version
from webapp.outlets import UNKNOWN_CODE
from webapp.query.periods import Axis, Period, State
from webapp.query.view import Grain, View, between


class Format(NamedTuple):
    """How a string is spelled, as JSON Schema names it."""

    name: str


#: 2026-01-31.
Day = Annotated[str, Format("date")]
#: 2026-01-31T12:00:00Z.
Moment = Annotated[str, Format("date-time")]
#: A view by its arguments, "" for the whole list: what stands behind the "?" of the dashboard, and
#: of every operation here that takes a view.
Query = Annotated[str, "Arguments of a view that keeps exactly these headlines; empty for all."]
#: The same, where no address is long enough to name them.
MaybeQuery = Annotated[
    str | None, "Arguments of a view that keeps exactly these headlines; null where none can."
]
#: From 0 to 1.
Share = Annotated[float, "From 0 to 1."]
MaybeShare = Annotated[float | None, "From 0 to 1; null where nothing can be a share."]


class OutletNamed(TypedDict):
    """An outlet, and what links call it."""

    name: str
    slug: str


#: Null where no outlet is known; links call that “unknown”.
MaybeOutlet = Annotated[OutletNamed | None, "Null where no outlet is known."]


class Counted(TypedDict):
    """So many headlines, and the view that keeps exactly these."""

    headlines: int
    view: MaybeQuery


class Stretch(TypedDict):
    """A period of the axis of time; both its days are included."""

    first: Day
    last: Day
    state: State
    observed_days: int
    calendar_days: Annotated[int, "Of the whole week, month or year, or counted period."]


class Time(TypedDict):
    """How time is laid out: so are all lists that are called “by_period”."""

    grain: Grain
    periods: list[Stretch]


def outlet_named(version: Version, code: int) -> OutletNamed | None:
    """The outlet with `code`; None for the unknown one."""
    if code == UNKNOWN_CODE:
        return None
    outlet = version.outlets[code]
    return OutletNamed(name=outlet.name, slug=outlet.slug)


def counted(headlines: int, view: View | None) -> Counted:
    """So many headlines, which `view` keeps where it is one; where there are none, no view does."""
    return Counted(headlines=int(headlines), view=view.query if view and headlines else None)


def day(value: date) -> str:
    """2026-01-31."""
    return value.isoformat()


def maybe_day(value: date | None) -> str | None:
    """2026-01-31; None for none."""
    return value.isoformat() if value else None


def moment(value: datetime) -> str:
    """2026-01-31T12:00:00Z."""
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def stretch(period: Period) -> Stretch:
    """A period as documents have it."""
    return Stretch(
        first=day(period.first),
        last=day(period.last),
        state=period.state,
        observed_days=period.observed_days,
        calendar_days=period.calendar_days,
    )


def time_of(time: Axis) -> Time:
    """An axis as documents have it."""
    return Time(grain=time.grain, periods=list(map(stretch, time.periods)))


def where_observed(counts: list[int], time: Axis) -> list[int | None]:
    """Counts by period, None where it was not observed."""
    return [
        count if period.observed else None
        for count, period in zip(counts, time.periods, strict=True)
    ]


def within(view: View, period: Period) -> str:
    """The query of what `view` keeps in a period that lies within its dates."""
    before, after = view.but().around("from", "to")
    return f"{before}{between(period.first, period.last)}{after}"
