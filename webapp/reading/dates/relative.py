"""Relative dates ("3 hours ago", "gestern"): from the moment at which a list was captured."""

import datetime as dt
import re
from functools import lru_cache
from typing import Final, NamedTuple

from webapp.reading.dates.dates import FIRST_YEAR, LAST_YEAR
from webapp.reading.entry import Verdict
from webapp.text import fold, long_day

_MINUTE, _HOUR, _DAY, _WEEK, _MONTH, _YEAR = "minute", "hour", "day", "week", "month", "year"

# fmt: off
_UNITS: Final = {
    _MINUTE: "m min mins minute minutes minuten minut minuto minuti minutos minuut minuter "
             "minutter minuta minuty minutes мин минуту минуты минут 分 分钟 분",
    _HOUR: "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur uren u "
           "timme timmar tim time timer tunti tuntia godz godzine godziny godzin hodinou "
           "hodinami ч час часа часов година години годин 時間 小时 小時 시간",
    _DAY: "d day days tag tagen tage jour jours j dia dias giorno giorni dag dagen dagar dage "
          "dager paiva paivaa dzien dni dny dnem день дня дней дні днів 日 天 일",
    _WEEK: "w wk wks week weeks woche wochen semaine semaines semana semanas settimana settimane "
           "weken vecka veckor uge uger uke uker viikko viikkoa tydzien tygodnie tygodni "
           "неделю недели недель 週間 周 주",
    _MONTH: "mo mos month months monat monaten mois mes meses mese mesi maand maanden manad "
            "manader maned maneder miesiac miesiace miesiecy месяц месяца месяцев",
    _YEAR: "y yr yrs year years jahr jahren an ans ano anos anni anno jaar ar rok lata lat "
           "год года лет",
}
_DAYS_BACK: Final = {
    0: "now|just now|moments ago|today|heute|gerade eben|aujourd'hui|hoy|oggi|hoje|vandaag|idag|"
       "i dag|dzisiaj|сегодня|сьогодні|только что|今日|今天|오늘",
    1: "yesterday|gestern|hier|ayer|ieri|ontem|gisteren|igar|i gar|eilen|wczoraj|вчера|вчора|昨日|"
       "昨天|어제",
    2: "vorgestern|avant-hier|anteayer|позавчера",
}
_AGO: Final = (
    "ago|fa|atras|geleden|sedan|siden|sitten|temu|назад|тому|前|전|zuvor"
)
_BEFORE: Final = "vor|il y a|hace|ha|hace unas|for|pred|about"
_ONE: Final = "a|an|one|einer|einem|une|un|una|uno|um|uma|een|en|ett|et"
# fmt: on

_KIND: Final = {word: kind for kind, words in _UNITS.items() for word in words.split()}
_BACK: Final = {word: days for days, words in _DAYS_BACK.items() for word in words.split("|")}
_SHORT: Final = ("m", "min", "h", "hr", "hrs", "d", "w", "wk", "mins")
_HOURS: Final = {
    _MINUTE: 1 / 60,
    _HOUR: 1.0,
    _DAY: 24.0,
    _WEEK: 168.0,
    _MONTH: 730.0,
    _YEAR: 8766.0,
}

_AGO_SHAPE: Final = re.compile(
    rf"(?:(?P<before>{_BEFORE})\s+)?(?:(?P<count>\d{{1,3}})\s*|(?P<one>{_ONE})\s+)"
    rf"(?P<unit>[^\W\d_]{{1,10}}?)\.?(?:\s*(?P<ago>{_AGO}))?"
)
_LAST_WORDS: Final = {*_KIND, *_AGO.split("|"), *(words.split()[-1] for words in _BACK)}
#: Nothing longer can be a relative date, in characters.
MAX_LENGTH: Final = 30


class Ago(NamedTuple):
    """How long before its capture something was published.

    `unit` is what it was said in; `number` of them ago.
    """

    number: int
    unit: str


class Capture(NamedTuple):
    """When a list was captured, and from where that is known ("the line “Captured: …”").

    Of `moment` only the day counts unless `has_clock`; a clock without a zone
    gives days but no moments. `is_said` means that somebody said it, of this list
    or for it: it then dates headlines that have no date at all.
    """

    moment: dt.datetime
    has_clock: bool
    source: str
    is_said: bool = False


class Counted(NamedTuple):
    """A relative date, counted back: day and moment (UTC), with the verdict and the reason."""

    day: dt.date | None
    time: dt.datetime | None
    verdict: Verdict
    reason: str


def may_be_relative(text: str) -> bool:
    """Whether `text` ends like a relative date: worth a closer look, and quick to tell."""
    last = text[-MAX_LENGTH:].rsplit(None, 1)[-1:]
    if not last:
        return False
    return _ends_relative(last[0].strip(".()[]·|"))


@lru_cache(maxsize=65_536)
def _ends_relative(word: str) -> bool:
    word = fold(word)
    return word in _LAST_WORDS or word[:1].isdigit() or word in _BACK


def read_relative(text: str) -> Ago | None:
    """What `text` says as a relative date; None when it is none."""
    if len(text) > MAX_LENGTH:
        return None
    folded = " ".join(fold(text).strip(" .()").split())
    if folded in _BACK:
        days = _BACK[folded]
        return Ago(0, _MINUTE) if folded in ("now", "just now", "moments ago") else Ago(days, _DAY)
    match = _AGO_SHAPE.fullmatch(folded)
    if not match:
        return None
    kind = _KIND.get(match["unit"])
    # "100 m" is a race; "15m" and "15 min" are not.
    is_glued = len(match["unit"]) > 1 or f"{match['count']}{match['unit']}" == folded
    is_short = match["unit"] in _SHORT and int(match["count"] or 60) < 60 and is_glued
    if kind is None or not (match["before"] or match["ago"] or is_short):
        return None
    return Ago(int(match["count"] or 1), kind)


def count_back(text: str, ago: Ago, capture: Capture | None) -> Counted:
    """The day `ago`, written as `text`, before `capture`."""
    if capture is None:
        return Counted(
            None,
            None,
            Verdict.REJECTED,
            f"“{text}” counts from when the list was captured, which is not known; "
            "say it with --captured",
        )
    precise = ago.unit in (_MINUTE, _HOUR)
    try:
        moment = capture.moment - dt.timedelta(hours=ago.number * _HOURS[ago.unit])
    except OverflowError:
        moment = capture.moment.min
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        reason = f"“{text}” is not in a year between {FIRST_YEAR} and {LAST_YEAR}"
        return Counted(None, None, Verdict.REJECTED, reason)
    said = f"“{text}” counted from {capture.source}"
    if ago.unit in (_WEEK, _MONTH, _YEAR):
        return Counted(
            moment.date(), None, Verdict.AMBIGUOUS, f"{said}: {long_day(moment)}, give or take"
        )
    if precise and not capture.has_clock:
        return Counted(
            capture.moment.date() - dt.timedelta(days=ago.number // 24 if ago.unit == _HOUR else 0),
            None,
            Verdict.AMBIGUOUS,
            f"{said}, which has no time of day: it may be the day before",
        )
    time = moment.astimezone(dt.UTC) if precise and moment.tzinfo else None
    return Counted(moment.date(), time, Verdict.HEADLINE, "")
