"""Languages by the small words of headlines, and which words are then left out."""

import numpy as np
import pytest

from tests.factories import list_of, version_of
from webapp.dataset import Version
from webapp.query.languages import LEAST, Told, languages, stop_words_of, told
from webapp.query.stop_words import LETTERS, stop_lists, stop_words
from webapp.query.view import View
from webapp.text import words

ENGLISH = (
    "The war is over and the soldiers are coming home",
    "What we know about the fire at the factory",
    "This is why the minister did not go to the talks",
    "He was there when it happened, and so was I",
    "All of the schools will be closed on Monday",
)
GERMAN = (
    "Der Minister war nicht in der Stadt, als es passierte",
    "Was wir über das Feuer in der Fabrik wissen",
    "Das ist der Grund, warum er nicht dabei war",
    "Die Schulen sind am Montag alle geschlossen",
    "Er war es nicht, sagt seine Frau vor dem Gericht",
)
SPANISH = (
    "El ministro no estaba en la ciudad cuando todo pasó",
    "Lo que sabemos sobre el incendio de la fábrica",
    "Estas son las razones por las que no fue a la reunión",
    "Todas las escuelas estarán cerradas el lunes",
    "No fue él, dice su mujer ante el juez",
)
HEBREW = (
    "השר לא היה בעיר כאשר זה קרה",
    "כל מה שאנחנו יודעים על השריפה של אתמול",
    "זה לא היה הוא, אמרה אשתו אל השופט",
    "כל בתי הספר יהיו סגורים גם ביום שני",
    "הוא אמר כי לא יבוא אל הפגישה עם השרים",
)
CHINESE = (
    "我们所知道的关于工厂火灾的一切",
    "部长没有参加昨天的会议，这是为什么",
    "所有的学校将于星期一关闭",
    "他的妻子在法庭上说不是他做的",
    "这是他们为什么没有来的原因",
)
JAPANESE = (
    "工場の火災について分かっていること",
    "大臣はなぜ昨日の会議に出なかったのか",
    "すべての学校が月曜日に休みになる",
    "妻は法廷で彼ではないと言った",
    "これが彼らが来なかった理由だ",
)
BY_CODE = {
    "en": ENGLISH, "de": GERMAN, "es": SPANISH, "he": HEBREW, "zh": CHINESE, "ja": JAPANESE
}  # fmt: skip


def published(outlet: str, titles: tuple[str, ...]) -> list[tuple[str, str, str]]:
    return [(title, outlet, f"2026-01-{day:02}") for day, title in enumerate(titles, 1)]


@pytest.fixture(scope="module", params=[1, 3])
def version(request: pytest.FixtureRequest) -> Version:
    rows = [row for code, titles in BY_CODE.items() for row in published(f"Paper {code}", titles)]
    few = published("Paper few", GERMAN[: LEAST - 1])
    names = published("Paper names", tuple(f"Xqzw {n}: Vbnm {n + 1}" for n in range(8)))
    more = published("Paper more", tuple(f"{title}, again" for title in ENGLISH))
    return version_of(list_of(*rows, *few, *names, *more), parts=request.param)


def only(*slugs: str) -> View:
    return View(outlets=tuple(f"paper-{slug}" for slug in slugs))


def test_each_outlet_by_its_small_words(version: Version) -> None:
    found = languages(version)
    said = {
        outlet.slug.removeprefix("paper-"): code
        for outlet, code, is_told in zip(
            version.outlets.outlets, found.codes, found.told, strict=True
        )
        if is_told
    }
    assert said == {**{code: code for code in BY_CODE}, "more": "en"}


def test_what_cannot_be_told_is_taken_as_the_usual(version: Version) -> None:
    assert told(version, View()).outlets[0] == ("English", 2)
    assert told(version, View()).untold == 2
    assert told(version, only("few", "de")) == Told((("German", 1),), 1, "English")


def test_nothing_to_tell() -> None:
    empty = version_of("")
    assert told(empty, View()).outlets == ()
    assert stop_words_of(empty, View()) == LETTERS


def test_a_word_is_left_out_where_it_says_nothing(version: Version) -> None:
    english, german = stop_words_of(version, only("en")), stop_words_of(version, only("de"))
    assert "war" not in english
    assert "war" in german
    assert {"the", "is"} <= english
    assert {"der", "nicht"} <= german - english
    # Most of the headlines that hold it are German ones.
    assert "war" in stop_words_of(version, only("en", "de"))
    assert {"the", "la", "של", "s"} <= stop_words_of(version, View())


def test_what_headlines_are_about_is_left_in(version: Version) -> None:
    assert not {"fire", "us", "uk", "ai", "home"} & stop_words_of(version, only("en"))


def test_lists_are_folded_as_titles_are() -> None:
    for code in stop_lists().codes:
        for word in stop_words(code):
            assert len(words(word)) == 1 or len(word) == 2
    assert "uber" in stop_words("de")
    assert {"don", "t"} & stop_words("en") == {"don"}
    assert "的话" in stop_words("zh") or any(len(word) == 2 for word in stop_words("zh"))


def test_a_word_of_many_lists_tells_less_of_each() -> None:
    lists = stop_lists()
    the, no = lists.words.index("the"), lists.words.index("no")
    assert lists.fits[:, the].max() > lists.fits[:, no].max()
    np.testing.assert_allclose(lists.fits.sum(axis=0), 1, rtol=1e-5)
