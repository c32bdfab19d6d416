"""The words that say nothing of what a headline is about, by language.

The lists are those of the Stopwords ISO collection (package stopwordsiso), folded as
titles are. A title's "don't" is two words here, and so are the lists'.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
import stopwordsiso

from webapp.text import is_unspaced, words

#: Languages of which there are lists, by ISO 639-1.
LANGUAGES: Final = {
    "af": "Afrikaans", "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "br": "Breton",
    "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician",
    "gu": "Gujarati", "ha": "Hausa", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "ku": "Kurdish", "la": "Latin", "lt": "Lithuanian",
    "lv": "Latvian", "mr": "Marathi", "ms": "Malay", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovenian", "so": "Somali", "st": "Sotho", "sv": "Swedish", "sw": "Swahili",
    "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "yo": "Yoruba", "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip

#: Left out in all languages: what is left of "Iran's" and "U.S.".
LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz")
# Nobody writes headlines in these, and their lists fit those of others.
_NOT_GUESSED: Final = ("eo", "la")

# The English list was made for web pages: it has what stands in their frames and addresses.
# In headlines these are what is reported on.
_NEWS: Final = frozenset(
    (
        *("ai", "au", "bill", "billion", "case", "cases", "cn", "computer", "effect", "eu", "fire"),
        *("hi", "home", "hundred", "information", "interest", "interests", "invention", "member"),
        *("members", "microsoft", "million", "netscape", "ng", "novel", "nz", "office", "order"),
        *("orders", "research", "right", "room", "rooms", "state", "states", "system", "test"),
        *("trillion", "tv", "ua", "ug", "uk", "us", "web", "website", "work", "working", "works"),
        *("world", "za"),
    )
)


@dataclass(frozen=True, eq=False)
class StopLists:
    """Every language's list over the words that are in any.

    `words` are in order. `fits`, float32, has a row for each of `codes` and a column for
    each word: how much the word tells of the language, 0 where it is not in its list. A
    word of many lists tells little of each, and lists of many words have many of those.
    `stops`, of the same shape, are the words that are left out in a language.
    """

    codes: tuple[str, ...]
    words: tuple[str, ...]
    fits: npt.NDArray[np.float32]
    stops: npt.NDArray[np.bool_]


@cache
def stop_words(code: str) -> frozenset[str]:
    """The folded stop words of a language (ISO 639-1).

    Of scripts written without spaces they are pairs of characters, with nothing between.
    """
    pieces = [words(word) for word in stopwordsiso.stopwords(code)]
    spaced = {word for some in pieces for word in some if not is_unspaced(word)}
    pairs = {"".join(some) for some in pieces if len(some) == 2 and all(map(is_unspaced, some))}
    found = frozenset(word for word in spaced if not word.isdecimal()) - LETTERS
    return (found - _NEWS if code == "en" else found) | pairs


@cache
def stop_lists() -> StopLists:
    """The lists by which languages are told apart."""
    codes = tuple(code for code in sorted(LANGUAGES) if code not in _NOT_GUESSED)
    lists = [_pieces(code) for code in codes]
    every = tuple(sorted(frozenset().union(*lists)))
    is_in = _are_in(every, lists)
    return StopLists(
        codes,
        every,
        (is_in / is_in.sum(axis=0)).astype(np.float32),
        _are_in(every, [stop_words(code) for code in codes]),
    )


def _pieces(code: str) -> frozenset[str]:
    """What titles are read for: of scripts without spaces, which characters."""
    pieces = {piece for word in stopwordsiso.stopwords(code) for piece in words(word)}
    return frozenset(word for word in pieces if not word.isdecimal()) - LETTERS


def _are_in(every: Sequence[str], lists: Sequence[frozenset[str]]) -> npt.NDArray[np.bool_]:
    return np.array([[word in some for word in every] for some in lists], np.bool_)
