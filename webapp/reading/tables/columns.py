"""Which column of a table is the title, the outlet, the date and the link.

By name, in the words of the programs and people that write such tables, and by
what the column holds: a column called "source" full of links is no outlet.
"""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from webapp.links import is_host, is_url
from webapp.reading.tables.column_dates import looks_dated
from webapp.text import fold, make_visible, shorten


class Role(StrEnum):
    """What a column is for, in the words of notes."""

    TITLE = "title"
    OUTLET = "outlet"
    DOMAIN = "site"
    PUBLISHED = "published"
    CLOCK = "time"
    LISTED = "listed"
    URL = "link"
    DATE_SOURCE = "origin of the date"


# fmt: off
#: Names of columns as `_key` makes them, those that say most clearly first.
NAMES: Final[dict[Role, tuple[str, ...]]] = {
    Role.TITLE: (
        "headline", "title", "titlewithoutlet", "headlinemain", "articletitle", "newstitle",
        "webtitle", "storytitle", "headlinetext", "titleofarticle", "schlagzeile", "uberschrift",
        "titel", "titulo", "titular", "titre", "titolo", "kop", "rubrik", "naslov", "tytul",
        "заголовок", "name",
    ),
    Role.PUBLISHED: (
        "datetimepub", "publishedat", "published", "publisheddate", "publishdate", "pubdate",
        "publicationdate", "datepublished", "publishedon", "dateofpublication", "publicationtime",
        "publishtime", "webpublicationdate", "datepublication", "datedepublication",
        "datedeparution", "fechadepublicacion", "fechapublicacion", "veroffentlicht",
        "veroffentlichtam", "erscheinungsdatum", "datadipubblicazione", "datadepublicacao",
        "date", "datetime", "datum", "fecha", "data", "dato", "дата", "day", "timestamp",
        "createdat", "created", "time",
    ),
    Role.LISTED: (
        "listed", "listedat", "collectdate", "datecollected", "collectedat", "indexeddate",
        "captured", "capturedate", "capturedat", "capturetime", "firstseen", "seendate",
        "seenat", "dateadded", "addedat", "crawldate", "crawledat", "scrapedat", "scrapeddate",
        "fetchedat", "retrievedat", "accessdate", "abrufdatum",
    ),
    Role.URL: (
        "url", "link", "articlelink", "articleurl", "weburl", "permalink", "href", "newsurl",
        "storyurl", "sourceurl", "guid", "uri", "adresse", "lien", "enlace",
    ),
    Role.OUTLET: (
        "outlet", "outletname", "newsoutlet", "mediaoutlet", "sourcename", "sourcetitle",
        "medianame", "publicationtitle", "publicationname", "publication", "publishername",
        "publisher", "newspaper", "newssource", "source", "media", "medium", "provider",
        "providername", "quelle", "zeitung", "herausgeber", "fuente", "medio", "periodico",
        "fonte", "testata", "veiculo", "journal", "krant", "bron", "avis", "kilde", "источник",
        "издание", "sitename", "website", "site", "feed",
    ),
    Role.DOMAIN: (
        "domain", "host", "hostname", "sourcecommonname", "sourcedomain", "sourceuri",
        "mediaurl", "siteurl", "netloc",
    ),
    Role.CLOCK: ("time", "timeofday", "uhrzeit", "zeit", "hora", "heure", "ora", "clock"),
    Role.DATE_SOURCE: ("datesource",),
}
# fmt: on
_ROLE_BY_NAME: Final = {
    name: role
    for role in (Role.CLOCK, *[role for role in NAMES if role is not Role.CLOCK])
    for name in NAMES[role]
}
#: Roles in the order in which they take their columns; each column has one.
_ORDER: Final = (
    Role.TITLE,
    Role.PUBLISHED,
    Role.LISTED,
    Role.URL,
    Role.OUTLET,
    Role.DOMAIN,
    Role.CLOCK,
    Role.DATE_SOURCE,
)
#: A table's header is among its first rows.
HEADER_WITHIN: Final = 20
_MAX_NAMED: Final = 12

_NOT_NAME: Final = re.compile(r"[\W_]+")
_IN_BRACKETS: Final = re.compile(r"[(\[].*?[)\]]")
_TIME: Final = re.compile(r"\d{1,2}:\d{2}.*", re.ASCII)
_MOST: Final = 0.5
_NEARLY_ALL: Final = 0.8
_TITLE_WORDS: Final = 3.5
_MAX_TITLE_MEAN: Final = 250
_MAX_OUTLET_MEAN: Final = 60


class Columns(NamedTuple):
    """The columns of a table: their names as written ("" without a header) and
    where in a row each role's is. `guessed` are the roles given by content alone."""

    names: Sequence[str]
    places: dict[Role, int]
    guessed: frozenset[Role] = frozenset()

    def place(self, role: Role) -> int:
        """The role's place in a row, or -1."""
        return self.places.get(role, -1)

    def called(self, role: Role) -> str:
        """The role's column as it is spoken of: “headline”, or column 3."""
        return self._called(self.places[role])

    def unused(self) -> str:
        """The columns that no role has, named."""
        left = [place for place in range(len(self.names)) if place not in self.places.values()]
        named = ", ".join(map(self._called, left[:_MAX_NAMED]))
        return named + (f" and {len(left) - _MAX_NAMED:,} more" if len(left) > _MAX_NAMED else "")

    def all_named(self) -> str:
        """All columns, named."""
        return Columns(self.names, {}).unused()

    def narrowed(self) -> tuple["Columns", list[int]]:
        """The same roles for rows that hold only the columns in use, and which those are."""
        kept = sorted(set(self.places.values()))
        places = {role: kept.index(place) for role, place in self.places.items()}
        return Columns([self.names[place] for place in kept], places, self.guessed), kept

    def _called(self, place: int) -> str:
        name = shorten(make_visible(self.names[place])[0].strip(), 40)
        return f"“{name}”" if name else f"column {place + 1}"


def header_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows names the columns; None if none does.

    A row whose cells are known names; else the first one of the table's width,
    if it holds neither date nor link and the rows below do.
    """
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        roles = {_ROLE_BY_NAME.get(_key(name)) for name in row} - {None}
        if len(roles) >= 2 and (Role.TITLE in roles or Role.PUBLISHED in roles) and _is_bare(row):
            return place
    width = max((len(row) for row in rows), default=0)
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        if len(row) == width and width > 1:
            below = [row for row in rows[place + 1 :] if len(row) == width]
            has_dates = any(_fits(_clearly_dated, values) for values in _columns(below, width))
            return place if all(row) and _is_bare(row) and has_dates else None
    return None


def choose(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Columns:
    """The columns of the roles, by `names` and by what a sample of `rows` holds."""
    values = _columns(rows, len(names))
    keys = [_key(name) for name in names]
    places: dict[Role, int] = {}
    for role in _ORDER:
        named = [
            place
            for name in NAMES[role]
            for place, key in enumerate(keys)
            if key == name and place not in places.values()
        ]
        fitting = [place for place in named if _fits(_CONTENT[role], values[place])]
        place = _first(fitting, values) if fitting else _spoiled(role, named, values)
        if place is not None:
            places[role] = place
    published = values[places[Role.PUBLISHED]] if Role.PUBLISHED in places else []
    if any(":" in value for value in published) or not published:
        places.pop(Role.CLOCK, None)
    by_name = set(places)
    _by_content(places, values, headed=any(names))
    return Columns(names, places, frozenset(set(places) - by_name))


def _key(name: str) -> str:
    return _NOT_NAME.sub("", fold(_IN_BRACKETS.sub("", name[:100])))


def _columns(rows: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    """The values of each column that are not empty."""
    return [
        [row[place].strip() for row in rows if len(row) > place and row[place].strip()]
        for place in range(width)
    ]


def _is_bare(row: Sequence[str]) -> bool:
    """Whether no cell is a date or a link."""
    return not any(is_url(cell) or looks_dated(cell) for cell in row if cell)


def _dated(text: str) -> bool:
    return looks_dated(text) and not _timed(text)


def _clearly_dated(text: str) -> bool:
    """A date that is no number of days, as which any small number could be taken."""
    return len(text) > 5 and _dated(text)


def _worded(text: str) -> bool:
    return any(map(str.isalpha, text)) and not is_url(text) and not looks_dated(text)


def _placed(text: str) -> bool:
    return is_host(text) or is_url(text)


def _timed(text: str) -> bool:
    return _TIME.fullmatch(text) is not None


_CONTENT: Final[dict[Role, Callable[[str], bool]]] = {
    Role.TITLE: _worded,
    Role.OUTLET: _worded,
    Role.DOMAIN: _placed,
    Role.PUBLISHED: _dated,
    Role.LISTED: _dated,
    Role.CLOCK: _timed,
    Role.URL: is_url,
    Role.DATE_SOURCE: _worded,
}


def _fits(test: Callable[[str], bool], values: Sequence[str], share: float = _MOST) -> bool:
    """Whether most values pass; no values pass nothing."""
    return bool(values) and sum(map(test, values)) >= share * len(values)


def _first(named: list[int], values: list[list[str]]) -> int:
    """The first of columns of one role, but none that is mostly empty beside a full one."""
    fullest = max(len(values[place]) for place in named)
    return next(place for place in named if len(values[place]) * 2 >= fullest)


def _spoiled(role: Role, named: list[int], values: list[list[str]]) -> int | None:
    """A column named so whose values do not fit: a title or date it must be, if only
    for its rows to be rejected with a reason."""
    if role not in (Role.TITLE, Role.PUBLISHED, Role.DATE_SOURCE):
        return None
    return next((place for place in named if values[place]), named[0] if named else None)


def _by_content(places: dict[Role, int], values: list[list[str]], *, headed: bool) -> None:
    """Give the roles that no name gave, as far as what a column holds leaves no doubt."""

    def free() -> list[int]:
        return [place for place in range(len(values)) if place not in places.values()]

    def take(role: Role, fitting: list[int]) -> None:
        if fitting:
            places[role] = fitting[0]

    if Role.PUBLISHED not in places and Role.LISTED not in places:
        take(
            Role.PUBLISHED, [at for at in free() if _fits(_clearly_dated, values[at], _NEARLY_ALL)]
        )
    if Role.URL not in places:
        take(Role.URL, [at for at in free() if _fits(is_url, values[at], _NEARLY_ALL)])
    if Role.TITLE not in places:
        take(Role.TITLE, [at for at in free() if _reads_like_titles(values[at])])
    if Role.OUTLET not in places and Role.DOMAIN not in places and not headed:
        if Role.LISTED not in places:
            take(
                Role.LISTED, [at for at in free() if _fits(_clearly_dated, values[at], _NEARLY_ALL)]
            )
        take(Role.DOMAIN, [at for at in free() if _fits(_placed, values[at], _NEARLY_ALL)])
        take(Role.OUTLET, [at for at in free() if _reads_like_names(values[at])])


def _reads_like_titles(values: Sequence[str]) -> bool:
    words = sum(len(value.split()) for value in values)
    return (
        _fits(_worded, values, _NEARLY_ALL)
        and words >= _TITLE_WORDS * len(values)
        and sum(map(len, values)) <= _MAX_TITLE_MEAN * len(values)
    )


def _reads_like_names(values: Sequence[str]) -> bool:
    return (
        _fits(_worded, values, _NEARLY_ALL)
        and sum(map(len, values)) <= _MAX_OUTLET_MEAN * len(values)
        and len(max(values, key=len)) > 2
    )
