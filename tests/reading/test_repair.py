"""Damaged text is put right, and text that only looks unusual is left alone."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from webapp.reading.repair import CLOSED_UP, DECODED, UNESCAPED, repair_text, tidy


@pytest.mark.parametrize(
    ("damaged", "repaired"),
    [
        ("Iran&#39;s protests", "Iran's protests"),
        ("Iran&#x27;s protests", "Iran's protests"),
        ("Iran&amp;#39;s protests", "Iran's protests"),
        ("Iran&amp;amp;amp;amp;amp;#39;s protests", "Iran's protests"),
        ("Iran&#38;#39;s protests", "Iran's protests"),
        ("AT&amp;T", "AT&T"),
        ("Q&amp;amp;A", "Q&A"),
        ("one&nbsp;two&#160;three&#xA0;four", "one two three four"),
        ("&ldquo;Quoted&rdquo; &ndash; caf&eacute;", "“Quoted” – café"),
        ("&lt;b&gt;bold&lt;/b&gt;", "<b>bold</b>"),
        ("&amp;lt;b&amp;gt;", "<b>"),
    ],
)
def test_codes_become_characters(damaged: str, repaired: str) -> None:
    assert repair_text(damaged) == (repaired, [UNESCAPED])


@pytest.mark.parametrize(
    ("damaged", "repaired"),
    [
        ("Iranâ€™s protests", "Iran’s protests"),
        ("cafÃ© – bar", "café – bar"),
        ("MÃ¼nchen", "München"),
        ("L’Ã‰quipe", "L’Équipe"),
        ("Â£5m for Â«MöbelÂ»", "£5m for «Möbel»"),
        ("РџСЂРёРІРµС‚ РјРёСЂ", "Привет мир"),
    ],
)
def test_text_read_in_the_wrong_encoding_is_read_in_the_right_one(
    damaged: str, repaired: str
) -> None:
    assert repair_text(damaged) == (repaired, [DECODED])


@pytest.mark.parametrize(
    ("damaged", "repaired"),
    [
        ("U . S . aquaculture grows", "U.S. aquaculture grows"),
        ("The U . N . and the U . S .", "The U.N. and the U.S."),
        ("Iran 's nuclear plans", "Iran's nuclear plans"),
        ("Iran ’s nuclear plans", "Iran’s nuclear plans"),
        ("the leader 's word , and more", "the leader's word , and more"),
    ],
)
def test_spaces_that_a_machine_put_before_marks_are_taken_out(damaged: str, repaired: str) -> None:
    assert repair_text(damaged) == (repaired, [CLOSED_UP])


def test_several_kinds_of_damage_are_all_named() -> None:
    assert repair_text("Iranâ€™s U . S . Q&amp;A") == (
        "Iran’s U.S. Q&A",
        [UNESCAPED, DECODED, CLOSED_UP],
    )


@pytest.mark.parametrize(
    "text",
    [
        "R&D and AT&T",
        "Tom&Jerry; a love story",
        "Fish & chips; more",
        "price&copy=1",
        "&#0; &#xFFFFFF;",
        "Plan B . is",
        "Short Wave : off",
        "Que fait l'Iran ? Rien !",
        "Schoof rijdt 's nachts door Amsterdam",
        "In Amsterdam 's avonds onrustig",
        "Sophie in 't Veld en Gerard 't Hooft",
        "'s-Hertogenbosch",
        "They said 's' is a letter",
        "SÃO PAULO",
        "NAÇÃO E AÇÃO: O PÃO",
        "IRÃ “EM CHAMAS”",
        "São Paulo é ótimo – João Câmara, nº 5",
        "Ça suffit, dit l’Élysée à l’Île-de-France",
        "Señor, ¿qué pasó en Ñuñoa?",
        "Ärger über Österreichs Öl: „Nein“",
        "Thủ tướng Việt Nam gặp Tổng thống Ấn Độ",
        "Știri din România: ţară, învăţământ",
        "Žižek čeká příliš žluťoučký kůň",
        "Łódź świętuje zażółć gęślą jaźń",
        "İstanbul’da şiddetli yağış",
        "Årets største nyhet på Åland",
        "Győr: árvíztűrő tükörfúrógép",
        "Þetta er ísland, Æsir og Öld",
        "Привет, мир",
        "Η Αθήνα σήμερα",
        "شهادت ایران",
        "ÂNGELA MERKEL",
        "５０円 ｶﾀｶﾅ",
    ],
)
def test_text_without_damage_is_left_alone(text: str) -> None:
    assert repair_text(text) == (text, [])


@given(st.text())
@example("&am&#112;#39;")
@example("&#38;#38;#38;#38;lt;")
@example("&amp;" * 50 + "#39;")
@example("A . B . C . D . 's")
@example("Ã&copy;")
def test_repairing_again_changes_nothing(text: str) -> None:
    once, done = repair_text(text)
    assert repair_text(once) == (once, [])
    assert bool(done) == (once != text)


@given(
    st.lists(
        st.sampled_from(
            ["&", "amp;", "#39;", "lt;", "nbsp;", " .", "U", " 's", "Ã", "©", "â€™", " "]
        )
    )
)
def test_repairing_text_made_of_damage_again_changes_nothing(pieces: list[str]) -> None:
    once, _ = repair_text("".join(pieces))
    assert repair_text(once) == (once, [])


def test_tidy_text_is_on_one_line_and_shows_what_is_hidden() -> None:
    text, done = tidy("  Iran&#39;s\n  protests\x00 ")
    assert text == "Iran's protests␀"
    assert len(done) == 2
    assert done[0] == UNESCAPED
    assert tidy("Plain") == ("Plain", [])
