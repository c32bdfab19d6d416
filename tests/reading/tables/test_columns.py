import pytest

from webapp.reading.tables.columns import Role, choose, header_row

EXAMPLES = {
    Role.TITLE: "Talks resume in Geneva",
    Role.PUBLISHED: "2026-01-14",
    Role.LISTED: "2026-01-15",
    Role.OUTLET: "BBC News",
    Role.URL: "https://www.bbc.com/news/1",
    Role.DOMAIN: "bbc.com",
}


@pytest.mark.parametrize(
    "columns",
    [
        "id=en indexed_date=listed language=en media_name=outlet media_url=site "
        "publish_date=published title=title url=link",
        "url=link url_mobile=en title=title seendate=listed domain=site language=en",
        "source.id=en source.name=outlet title=title url=link publishedAt=published",
        "Publication_Title=outlet Title=title Url=link Date=published Date_Added=listed",
        "date=published listed=listed outlet=outlet headline=title url=link source=en line=7",
        "Titel=title Quelle=outlet Datum=published Link=link",
        "título=title fuente=outlet fecha_de_publicación=published",
        "titre=title Média=outlet date_de_publication=published",
        "id=1 title=title source_title=outlet article_link=link pub_date=published",
        "published_at=published title_with_outlet=en title=title outlet=outlet host=site",
        "Headline=title News_outlet=outlet Date_(UTC)=published",
        "webTitle=title webUrl=link webPublicationDate=published",
        "title=title date=published collect_date=listed",
        "title=title Date_Added=listed",
    ],
)
def test_columns_are_known_by_name(columns: str) -> None:
    pairs = [pair.split("=") for pair in columns.split()]
    roles = {str(role): role for role in EXAMPLES}
    cells = [EXAMPLES[roles[role]] if role in roles else role for _, role in pairs]
    found = choose([name.replace("_", " ") for name, _ in pairs], [cells] * 3)
    expected = {roles[role]: place for place, (_, role) in enumerate(pairs) if role in roles}
    assert found.places == expected
    assert not found.guessed


def test_a_name_is_not_believed_against_what_the_column_holds() -> None:
    rows = [["https://a.com/1", "BBC", "Talks resume today", "2026-01-14"]] * 3
    found = choose(["source", "publisher", "title", "date"], rows)
    assert found.called(Role.OUTLET) == "“publisher”"
    assert found.called(Role.URL) == "“source”"
    assert Role.URL in found.guessed


def test_a_column_that_is_nearly_empty_gives_way_to_a_full_one() -> None:
    rows = [["", "2026-01-14", "Talks resume"], ["", "2026-01-15", "Talks end"]] * 3
    rows.append(["2026-01-01", "2026-01-15", "Talks fail"])
    assert choose(["published", "date", "title"], rows).called(Role.PUBLISHED) == "“date”"


def test_a_date_column_stays_one_when_a_spreadsheet_spoiled_it() -> None:
    found = choose(["title", "date"], [["Talks resume", "########"]] * 3)
    assert found.called(Role.PUBLISHED) == "“date”"


def test_without_names_content_tells() -> None:
    row = ["17", "2026-01-14", "Talks resume in Geneva", "BBC News", "https://bbc.com/1"]
    found = choose([""] * 5, [row] * 3)
    assert {role: found.called(role) for role in found.places} == {
        Role.PUBLISHED: "column 2",
        Role.TITLE: "column 3",
        Role.OUTLET: "column 4",
        Role.URL: "column 5",
    }
    assert found.unused() == "column 1"


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([["title", "date"], ["Talks", "2026-01-14"]], 0),
        ([["My list"], ["Headline", "Date"], ["Talks", "2026-01-14"]], 1),
        ([["Overskrift", "Dag"], ["Talks resume in Geneva", "2026-01-14"]], 0),
        ([["Talks resume", "2026-01-14"], ["Talks end", "2026-01-15"]], None),
        ([], None),
    ],
)
def test_the_row_of_names_is_found(rows: list[list[str]], place: int | None) -> None:
    assert header_row(rows) == place


def test_a_time_of_day_counts_only_beside_a_day_without_one() -> None:
    row = ["Talks resume", "2026-01-14", "18:30Z"]
    assert Role.CLOCK in choose(["title", "date", "time"], [row]).places
    row[1] += "T10:00:00"
    assert Role.CLOCK not in choose(["title", "date", "time"], [row]).places
