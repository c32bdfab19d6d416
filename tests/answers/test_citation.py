"""How a view is cited."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.answers.citation import ACCESSED, Citation, tex

MADE = datetime(2026, 11, 23, 4, 13, tzinfo=UTC)
FROZEN = datetime(2026, 12, 1, tzinfo=UTC)
LINK = "https://news.example/at/0123456789abcdef/outlets?q=iran&from=2026-01-09"
CITED = Citation("Iran: Outlets", "80 headlines", "0123456789abcdef", MADE, FROZEN, LINK)


def test_the_text_says_all_in_one_line() -> None:
    assert CITED.plain == (
        "Iran: Outlets (2026). 80 headlines. Dateline, version 0123456789abcdef of 23 November "
        f"2026, frozen on 1 December 2026. {LINK} (accessed {ACCESSED})."
    )


def test_nothing_is_said_that_is_not_known() -> None:
    unknown = replace(CITED, made=None, frozen=None, title="Two\nlines")
    assert unknown.plain == (
        "Two lines. 80 headlines. Dateline, version 0123456789abcdef, at an address that goes on "
        f"with the data. {LINK} (accessed {ACCESSED})."
    )
    assert "year" not in unknown.bibtex
    assert "month" not in unknown.bibtex
    assert "frozen" not in unknown.bibtex


def test_the_entry_says_the_same() -> None:
    assert CITED.bibtex == (
        f"@misc{{{CITED.key},\n"
        "  title = {{Iran: Outlets}},\n"
        "  author = {{Dateline}},\n"
        "  note = {80 headlines. Version 0123456789abcdef of 23 November 2026, frozen on "
        "1 December 2026},\n"
        f"  url = {{{LINK}}},\n"
        "  year = {2026},\n"
        "  month = nov,\n"
        "}\n"
    )


def test_each_view_has_a_key_of_its_own() -> None:
    keys = {replace(CITED, link=f"https://x/?page={number}").key for number in range(20)}
    assert len(keys) == 20
    assert all(re.fullmatch(r"dateline-0123456789abcdef-[0-9a-f]{6}", key) for key in keys)


@pytest.mark.parametrize(
    ("text", "set_"),
    [
        ("50% of R&D", r"50\% of R\&D"),
        ("C# for $5_000", r"C\# for \$5\_000"),
        ("{a}", r"\textbraceleft{}a\textbraceright{}"),
        (r"\input{x}", r"\textbackslash{}input\textbraceleft{}x\textbraceright{}"),
        ("~^", r"\textasciitilde{}\textasciicircum{}"),
        ("شهادت ایران, 中国, Škoda", "شهادت ایران, 中国, Škoda"),
        ("\u2068إيران\u2069 and \u200fmore", "إيران and more"),
        ("two\n\tlines ", "two lines"),
    ],
)
def test_tex_sets_what_was_written(text: str, set_: str) -> None:
    assert tex(text) == set_


@given(st.text(), st.text(st.sampled_from('{}\\%&#_$~^@," \n')))
def test_no_title_breaks_an_entry(title: str, sentence: str) -> None:
    entry = replace(CITED, title=title, sentence=sentence).bibtex
    depth = 0
    for place, sign in enumerate(entry):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth > 0 or place in (*range(len("@misc")), len(entry) - 2, len(entry) - 1)
    assert depth == 0
    assert [line.split(" = ")[0].strip() for line in entry.split("\n")[1:-2]] == [
        *("title", "author", "note", "url", "year", "month")
    ]
    # Of what TeX acts on, nothing stands without its backslash.
    fields = [line.split(" = ", 1)[1] for line in entry.split("\n")[1:4]]
    assert not [field for field in fields if re.search(r"(?<!\\)[$&%#_]|[~^]", field)]
