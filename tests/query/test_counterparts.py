"""What a view is worth being put beside."""

from tests.factories import example_version, line, list_of, version_of
from webapp.dataset import Version
from webapp.query.comparison import Comparison
from webapp.query.counterparts import counterparts
from webapp.query.view import Grain, View

EXAMPLE = example_version()


def found(version: Version, *args: tuple[str, str]) -> dict[str, Comparison]:
    return dict(counterparts(version, Comparison.from_args(args)))


def test_the_largest_two_outlets_of_the_view_stand_beside_each_other() -> None:
    ((text, asked),) = found(EXAMPLE, ("q", "trump"), ("by", "week"), ("without", "bbc")).items()
    assert text == "The two largest outlets: Fox News and Al Jazeera"
    assert asked.first.outlets == ("fox-news",)
    assert asked.second.outlets == ("al-jazeera",)
    assert asked.first.search == asked.second.search
    assert asked.first.search.text == "trump"
    assert asked.grain is Grain.WEEK


def test_an_outlet_stands_beside_everyone_else() -> None:
    ((text, asked),) = found(EXAMPLE, ("outlet", "bbc"), ("q", "iran")).items()
    assert text == "Everyone else"
    assert asked.first.outlets == asked.second.without == ("bbc",)
    assert asked.second.outlets == ()
    assert asked.second.search.text == "iran"


def test_dates_stand_beside_those_before_and_a_year_before() -> None:
    version = version_of(list_of(*(("News", "BBC", day) for day in ("2023-01-01", "2024-03-15"))))
    asked = found(version, ("from", "2024-02-29"), ("to", "2024-03-14"))
    assert list(asked) == [
        "The time before, as long: 14 to 28 February 2024",
        "A year before: 28 February to 14 March 2023",
    ]
    assert [str(each.second.first) for each in asked.values()] == ["2024-02-14", "2023-02-28"]
    assert [str(each.second.last) for each in asked.values()] == ["2024-02-28", "2023-03-14"]


def test_what_is_filtered_stands_beside_everything_of_its_days() -> None:
    asked = found(EXAMPLE, ("q", "trump"), ("outlet", "bbc"), ("to", "2026-01-14"))
    second = asked["All headlines of the same dates"].second
    assert second.to_args() == [("to", "2026-01-14")]
    # Without dates that is the second side as it is, and of all headlines it is the first.
    for args in (("q", "trump"), ("to", "2026-01-14")):
        assert "All headlines of the same dates" not in found(EXAMPLE, args)


def test_dates_before_the_data_are_not_offered() -> None:
    def offered(*args: tuple[str, str]) -> list[str]:
        return [text.partition(":")[0] for text in found(EXAMPLE, *args)]

    largest = "The two largest outlets"
    assert offered(("from", "2026-01-09"), ("to", "2026-01-14")) == [largest]
    assert offered(("from", "2026-01-14"), ("to", "2026-01-19")) == [
        "The time before, as long",
        largest,
    ]
    assert offered(("from", "2026-01-14")) == [largest]


def test_the_largest_two_groups_of_the_first_set_stand_beside_each_other() -> None:
    outlets = {"BBC": 1, "Sky": 3, "CNN": 3, "RFI": 2, "NHK": 9}
    version = version_of(
        list_of(
            *(
                (f"News {number}", outlet, "2026-01-01")
                for outlet, headlines in outlets.items()
                for number in range(headlines)
            )
        ),
        groups="outlet,Country,Type\nBBC,UK,TV\nSky,UK,TV\nCNN,US,TV\nRFI,France,Radio\n",
    )
    largest = "The two largest by country: UK and US"
    asked = found(version, ("q", "news"), ("group", "type.tv"), ("by", "week"))[largest]
    assert asked.to_args() == [
        ("q", "news"), ("group", "country.uk"), ("group", "type.tv"),
        ("q2", "news"), ("group2", "country.us"), ("group2", "type.tv"), ("by", "week"),
    ]  # fmt: skip
    assert largest in found(version)
    # Of what is already of one country, or of one outlet, there is no such pair.
    for args in (("group", "country.uk"), ("outlet", "bbc"), ("group", "type.radio")):
        assert not [text for text in found(version, args) if "country" in text]


def test_of_one_outlet_or_none_there_are_no_two() -> None:
    assert found(version_of(line("News") + "\n" + line("Nobody's", ""))) == {}
    assert found(version_of("")) == {}
    assert counterparts(EXAMPLE, Comparison(View(), View()))
