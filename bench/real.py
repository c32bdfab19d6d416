"""A file of real headlines, made ready so that every peer counts the same."""

import re
from collections import defaultdict
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from bench.facts import RARE_ROWS, Facts, Ints, choose_words
from bench.load import Client
from bench.peers.dateline import Dateline
from bench.servers import running

#: Longer words seldom stand inside others.
_WORD: Final = re.compile(r"(?<![^\W_])[a-z]{4,}(?![^\W_])")
#: So many of the most common words, and of the rare ones, are looked at closely.
_LIKELY: Final = 300
_PLAIN: Final = r"[A-Za-z0-9][A-Za-z0-9 ]*"


class _AsItIs(Dateline):
    """Dateline over a file that nobody has prepared."""

    def __init__(self, path: Path, folder: Path) -> None:
        none = np.zeros(0, dtype=np.int32)
        super().__init__(Facts((path,), (), none, none, (), (), {}), folder)


def write_real(path: Path, folder: Path) -> Facts:
    """Prepare a CSV (gzip or not) that Dateline can read, and say what is true of it.

    Dateline joins outlets and leaves out repeats, which its peers do not: so all get what it
    makes of the file (/headlines.csv), at outlets with plain names. Words are asked for that
    stand inside no other one there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    raw = folder / "headlines-raw.csv"
    dateline = _AsItIs(path, folder / "as-it-is")
    dateline.prepare()
    with running(dateline, "/healthz") as server:
        raw.write_text(Client(server.ports).fetch("/headlines.csv"), "utf-8")
    frame = pd.read_csv(raw, dtype=str, keep_default_na=False)
    raw.unlink()
    plain = frame["outlet"].str.fullmatch(_PLAIN) & ~frame["headline"].str.startswith("'")
    frame = frame[plain].drop_duplicates(["headline", "outlet", "date"])
    frame = frame.rename(columns={"headline": "title"}).iloc[::-1].reset_index(drop=True)
    listed = folder / "headlines-00.csv"
    frame["day"] = frame["date"]
    frame["date"] = frame["time"].where(frame["time"] != "", frame["date"] + "T00:00:00Z")
    frame[["title", "outlet", "date", "url"]].to_csv(listed, index=False)
    codes, outlets = pd.factorize(frame["outlet"])
    common, rare, word_rows = _words(frame["title"])
    facts = Facts(
        files=(listed,),
        outlets=tuple(outlets),
        days=frame["day"].to_numpy("M8[D]").astype(np.int32),
        codes=codes.astype(np.int32),
        common=common,
        rare=rare,
        word_rows=word_rows,
    )
    facts.save(folder)
    return facts


def _words(titles: "pd.Series[str]") -> tuple[tuple[str, ...], tuple[str, ...], dict[str, Ints]]:
    """Common words, rare ones, and the places of the titles that have each."""
    folded = titles.str.lower()
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, title in enumerate(folded):
        # Peers differ in what they take for a letter beyond ASCII.
        for word in set(_WORD.findall(title)) if title.isascii() else ():
            places[word].append(place)
    likely = sorted(places, key=lambda word: -len(places[word]))[:_LIKELY]
    likely += [word for word in places if len(places[word]) == RARE_ROWS][:_LIKELY]
    words = [
        word
        for word in dict.fromkeys(likely)
        if folded.str.contains(word, regex=False).sum() == len(places[word])
    ]
    common, rare = choose_words(np.array([len(places[word]) for word in words]), len(titles))
    return (
        tuple(words[place] for place in common),
        tuple(words[place] for place in rare),
        {words[place]: np.array(places[words[place]], dtype=np.int32) for place in common + rare},
    )
