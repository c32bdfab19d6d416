"""Relative dates ("3 hours ago", "gestern"): from the moment at which a list was captured."""

import datetime as dt
import re
from functools import lru_cache
from typing import Final, NamedTuple

from webapp.reading.dates.clock import CLOCK_SHAPE
from webapp.reading.dates.dates import FIRST_YEAR, LAST_YEAR
from webapp.reading.dates.moments import Moment, in_utc
from webapp.reading.entry import Verdict
from webapp.text import fold, long_day

_SECOND, _MINUTE, _HOUR, _DAY = "second", "minute", "hour", "day"
_WEEK, _MONTH, _YEAR = "week", "month", "year"

# fmt: off
_UNITS: Final = {
    _SECOND: "s sec secs second seconds sekunde sekunden seconde secondes seconden segundo "
             "segundos secondo secondi sekund sekunder sekunnin sekundy sekund секунд секунду "
             "секунды 秒 초",
    _MINUTE: "m min mins minute minutes minuten minut minuto minuti minutos minuut minuter "
             "minutter minuta minuty minutes мин минуту минуты минут 分 分钟 분 "
             "dakika دقيقة دقائق דקות דקה",
    _HOUR: "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur uren u "
           "timme timmar tim time timer tunti tuntia godz godzine godziny godzin hodinou "
           "hodinami ч час часа часов година години годин 時間 小时 小時 시간 "
           "saat ساعة ساعات ساعت שעות שעה",
    _DAY: "d day days tag tagen tage jour jours j dia dias giorno giorni dag dagen dagar dage "
          "dager paiva paivaa dzien dni dny dnem день дня дней дні днів 日 天 일 "
          "gun يوم أيام روز ימים יום",
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
       "i dag|dzisiaj|dnes|bugun|اليوم|امروز|היום|сегодня|сьогодні|только что|今日|今天|오늘",
    1: "yesterday|gestern|hier|ayer|ieri|ontem|gisteren|igar|i gar|eilen|wczoraj|vcera|dun|"
       "أمس|امس|دیروز|אתמול|вчера|вчора|昨日|"
       "昨天|어제",
    2: "vorgestern|avant-hier|anteayer|позавчера",
}
_AGO: Final = (
    "ago|fa|atras|geleden|sedan|siden|sitten|temu|once|پیش|назад|тому|前|전|zuvor"
)
_BEFORE: Final = "vor|il y a|hace|ha|hace unas|pred|منذ|قبل|לפני"
# Say nothing by themselves: a man can be jailed for 5 years.
_FILLERS: Final = "for|about"
_ONE: Final = "a|an|one|einer|einem|une|un|una|uno|um|uma|een|en|ett|et"
# fmt: on

_KIND: Final = {word: kind for kind, words in _UNITS.items() for word in words.split()}
_BACK: Final = {word: days for days, words in _DAYS_BACK.items() for word in words.split("|")}
_SHORT: Final = ("m", "min", "h", "hr", "hrs", "d", "w", "wk", "mins")
_HOURS: Final = {
    _SECOND: 1 / 3600,
    _MINUTE: 1 / 60,
    _HOUR: 1.0,
    _DAY: 24.0,
    _WEEK: 168.0,
    _MONTH: 730.0,
    _YEAR: 8766.0,
}

_AGO_SHAPE: Final = re.compile(
    rf"(?:(?:(?P<before>{_BEFORE})|{_FILLERS})\s+)?(?:(?P<count>\d{{1,3}})\s*|(?P<one>{_ONE})\s+)"
    rf"(?P<unit>[^\W\d_]{{1,10}}?)\.?(?:\s*(?P<ago>{_AGO}))?"
)
_LAST_WORDS: Final = {*_KIND, *_AGO.split("|"), *(words.split()[-1] for words in _BACK)}
#: Nothing longer can be a relative date, in characters.
MAX_LENGTH: Final = 30


# Where a relative date can be parted from what else stands on its line. Not by a
# comma: "Today, a bridge opens" is a sentence.
_PART: Final = re.compile(r"[^|·•()\[\]–—]+")
_WORD: Final = re.compile(r"\S+")
_MOST_WORDS: Final = 5
_HAS_NUMBER: Final = re.compile(rf"\d|\b(?:{_ONE})\b")
_CLOCK: Final = re.compile(CLOCK_SHAPE, re.IGNORECASE)
#: In no longer text a relative date is looked for.
MAX_SEARCHED: Final = 120


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
    folded = _folded(text)
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


class Found(NamedTuple):
    """A relative date within a text: its words, and from where to where it stands.

    A time of day behind it ("Yesterday at 18:30") stands there too.
    """

    words: str
    start: int
    end: int


def find_relative(text: str) -> Found | None:
    """The relative date in `text`; None when there is none.

    It stands between marks ("Post · yesterday"), or before or behind other words if
    its own say that it is one ("Updated 3 hours ago", "Yesterday at 18:30").
    """
    if len(text) > MAX_SEARCHED:
        return None
    for part in _PART.finditer(text):
        words = [*_WORD.finditer(text, *part.span())]
        if not words:
            continue
        start, end = words[0].start(), words[-1].end()
        if read_relative(text[start:end]):
            return Found(text[start:end], start, end)
        day = words[0][0].rstrip(",")
        if _folded(day) in _BACK and _CLOCK.fullmatch(text, start + len(day), end):
            return Found(day, start, end)
        if not _HAS_NUMBER.search(fold(part[0])):
            continue
        for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
            for chosen in (words[:count], words[-count:]):
                start, end = chosen[0].start(), chosen[-1].end()
                if _says_so(text[start:end]):
                    return Found(text[start:end], start, end)
    return None


def _says_so(text: str) -> bool:
    """Whether `text` is a relative date whatever stands beside it: "2h" is not."""
    match = _AGO_SHAPE.fullmatch(_folded(text))
    return bool(match and (match["before"] or match["ago"])) and read_relative(text) is not None


def _folded(text: str) -> str:
    return " ".join(fold(text).strip(" .()").split())


def count_back(text: str, ago: Ago, capture: Capture | None) -> Moment:
    """The day `ago`, written as `text`, before `capture`."""
    if capture is None:
        return Moment(
            None,
            None,
            Verdict.REJECTED,
            f"“{text}” counts from when the list was captured, which is not known; "
            "say it with --captured",
        )
    precise = ago.unit in (_SECOND, _MINUTE, _HOUR)
    try:
        moment = capture.moment - dt.timedelta(hours=ago.number * _HOURS[ago.unit])
    except OverflowError:
        moment = capture.moment.min
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        reason = f"“{text}” is not in a year between {FIRST_YEAR} and {LAST_YEAR}"
        return Moment(None, None, Verdict.REJECTED, reason)
    said = f"“{text}” counted from {capture.source}"
    if ago.unit in (_WEEK, _MONTH, _YEAR):
        return Moment(
            moment.date(), None, Verdict.AMBIGUOUS, f"{said}: {long_day(moment)}, give or take"
        )
    if precise and not capture.has_clock:
        return Moment(
            capture.moment.date() - dt.timedelta(days=ago.number // 24 if ago.unit == _HOUR else 0),
            None,
            Verdict.AMBIGUOUS,
            f"{said}, which has no time of day: it may be the day before",
        )
    time = in_utc(moment) if precise else None
    return Moment(moment.date(), time, Verdict.HEADLINE, "")
