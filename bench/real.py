"""A file of real headlines, made ready so that every peer counts the same."""

import re
from collections import defaultdict
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from bench.facts import Facts, Ints, choose_words
from bench.load import Client
from bench.peers.dateline import Dateline
from bench.servers import running
from webapp.text import words

_WORD: Final = re.compile(r"\w+")
_PLAIN_WORD: Final = re.compile("[a-z]{2,}")
_PLAIN: Final = r"[A-Za-z0-9][A-Za-z0-9 ]*"


class _AsItIs(Dateline):
    """Dateline over a file that nobody has prepared."""

    def __init__(self, path: Path, folder: Path) -> None:
        none = np.zeros(0, dtype=np.int32)
        super().__init__(Facts((path,), (), none, none, (), (), {}), folder)


def write_real(path: Path, folder: Path) -> Facts:
    """Prepare a CSV (gzip or not) that Dateline can read, and say what is true of it.

    Dateline joins outlets and leaves out repeats, which its peers do not: so all get what it
    makes of the file (/headlines.csv), at outlets with plain names.
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
        words_stand_alone=False,
    )
    facts.save(folder)
    return facts


def _words(titles: "pd.Series[str]") -> tuple[tuple[str, ...], tuple[str, ...], dict[str, Ints]]:
    """Common words, rare ones, and the places of the titles that have each."""
    as_written: defaultdict[str, list[int]] = defaultdict(list)
    folded: defaultdict[str, list[int]] = defaultdict(list)
    for place, title in enumerate(titles):
        for word in set(_WORD.findall(title.lower())):
            as_written[word].append(place)
        for word in set(words(title)):
            folded[word].append(place)
    # Peers differ in what they do about accents, so such words are not asked for.
    alike = [
        word
        for word, places in as_written.items()
        if _PLAIN_WORD.fullmatch(word) and places == folded[word]
    ]
    sizes = np.array([len(as_written[word]) for word in alike])
    common, rare = ([alike[place] for place in places]
                    for places in choose_words(sizes, len(titles)))  # fmt: skip
    return (
        tuple(common),
        tuple(rare),
        {word: np.array(as_written[word], dtype=np.int32) for word in common + rare},
    )
