"""Lists made at random: odd lines of one shape, and lists of every shape, well made and not."""

from hypothesis import strategies as st

DAY = "January 9th, 2026"
BOTH = f"{DAY} [{DAY}]"

DASHES = ["-", "–", "—", "--", "|", "- ", " -"]
WORDS = ["Iran", "US-based", "x-", "'armada'", "2026", "²", "Köln", "[1]", "7.", "a.", "is", "BBC"]
ODD_WORDS = ["-sap", "--", "٣", "\x00", "\u00a0", "", " ", "\t", "- ", DAY, f"- {DAY}", BOTH]
ODD_BULLETS = ["-", "", "* ", "1. ", "— ", "- - ", " - ", "-  "]
ODD_SEPARATORS = [" – ", " -- ", "- ", " -", "  -  ", " - - ", " "]
ODD_DATES = [
    "January 9nd, 2026",
    "Jan 9, 2026",
    "January 40, 2026",
    "Abcde 9, 2026",
    "Monday, January 9th, 2026",
    "9 January 2026",
    "2026-01-09",
    "01/02/2026",
    "January 2026",
    "",
]
ODD_BRACKETS = ["", "[]", f"[{DAY}]", "[x]", f"[{DAY}] ", f"[{DAY}]."]


@st.composite
def list_lines(draw: st.DrawFn) -> str:
    """Text that looks like a line of a list, odd in some of its parts or in none."""
    odd = draw(st.sets(st.sampled_from(["bullet", "words", "separator", "date", "bracket"])))

    def one(part: str, usual: str, others: list[str]) -> str:
        return draw(st.sampled_from([usual, *others])) if part in odd else usual

    words = [*WORDS, *DASHES, *ODD_WORDS] if "words" in odd else [*WORDS, *WORDS, *DASHES]
    phrases = st.lists(st.sampled_from(words), max_size=4).map(" ".join)
    day = one("date", DAY, ODD_DATES)
    return "".join(
        (
            one("bullet", "- ", ODD_BULLETS),
            draw(phrases),
            one("separator", " - ", ODD_SEPARATORS),
            draw(phrases),
            one("separator", " - ", ODD_SEPARATORS),
            f"{day} {one('bracket', f'[{day}]', ODD_BRACKETS)}",
        )
    )


TITLES = (
    "Fog closes the harbour",
    "Who rules - a guide",
    "Oil up again",
    "on the road north",
    "1. FC Köln wins",
    "Is it over?",
    "“Nobody knows”",
    "What March 3rd, 2025 meant",
    "",
)
OUTLETS = ("BBC", "Harbour Post", "FAZ - Frankfurter Allgemeine", "bbc", "The Lantern", "")
DATES = (
    "14 January 2026",
    "January 12th, 2026",
    "2026-01-13",
    "Jan. 9",
    "Friday 9 January",
    "31 June 2026",
    "25/1/2026",
    "3/4/2026",
    "3 hours ago",
    "yesterday",
    "January 2026",
)
#: Records of one headline, of one line or several, and what stands around them.
RECORDS = (
    "- {t} - {o} - {d} [{d}]",
    "- {t} - {o} - {d}",
    "- {t} - {d}",
    "{t} - {o} - {d}",
    "- {t} - {o}",
    "{t} - {o}",
    "{t} ({o})",
    "* {t} | {o}",
    "{o}: {t}",
    "**{o}**: [{t}](https://www.bbc.com/a)",
    "{t} ({o}, {d})",
    "- {t} - {o}, {d}",
    "{d} {o}: {t}",
    "{d}\n{t} - {o}",
    "{t} - {o}\n{d}",
    "{t}\n{o} · {d}",
    "{t}\n{o}\n{d}",
    "{o}\n{t}\n{d}",
    "{d}\n\n{o}\n{t}",
    "- {t} that goes\non and on - {o} - {d}",
    "{t} that goes\non and on - {o} - {d}",
    "{t} - {o} - {d}\nhttps://www.bbc.com/b",
    "{t} - {o}\n\n<https://www.bbc.com/b>",
    "Title: {t}\nSource: {o}\nDate: {d}",
    "- Title: {t}\n- Url: https://www.bbc.com/c\n- Published: {d}",
    "TY  - NEWS\nTI  - {t}\nT2  - {o}\nDA  - {d}\nER  -",
    'Smith, Ann. "{t}." {o}, {d}.',
    '"{t}". {o}. Retrieved {d}.',
    "Smith, A. (2026, January 14). {t}. {o}.",
    "[14/01/2026, 18:30] Ann: {t} - {o} https://www.bbc.com/d",
    "[14/01/2026, 18:31] Ann: {t}",
)
AROUND = (
    "",
    " ",
    "-",
    "More",
    "Read more:",
    "## {d}",
    "{d}:",
    "- {d}",
    "Captured: {d}",
    "{t}",
    "- {t}",
    "{o}",
    "The road north is closed, and nobody knows why.",
    "https://www.bbc.com/e",
)


@st.composite
def lists(draw: st.DrawFn) -> list[str]:
    """The lines of a text that holds lists of a few kinds, and other lines."""
    kinds = draw(st.lists(st.sampled_from(RECORDS), min_size=1, max_size=3))
    around = draw(st.lists(st.sampled_from(AROUND), max_size=2))
    parts = draw(st.lists(st.sampled_from([*kinds, *kinds, *around]), max_size=8))
    fields = st.fixed_dictionaries(
        {"t": st.sampled_from(TITLES), "o": st.sampled_from(OUTLETS), "d": st.sampled_from(DATES)}
    )
    return [line for part in parts for line in part.format(**draw(fields)).split("\n")]
