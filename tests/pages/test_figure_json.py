"""/figure.json: the figure of a view."""

from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from tests.pages.conftest import Get
from webapp.pages.figure_json import VERSION_HEADER


def test_the_figure_counts_what_the_page_counts(client: FlaskClient, get: Get) -> None:
    for query in ("", "?q=trump", "?by=week", "?outlet=bbc&outlet=unknown"):
        figure = client.get("/figure.json" + query).get_json()
        bars = [trace for trace in figure["data"] if trace["meta"]["colour"] != "not-observed"]
        links = {
            link[0]: count
            for trace in bars
            for link, count in zip(trace["customdata"], trace["y"], strict=True)
        }
        page: BeautifulSoup = get("/" + query)
        drawn = [str(link["href"]) for link in page.select(".plot a")]
        assert sorted(links) == sorted(drawn)
        heading = page.select_one("#headlines-heading")
        assert heading is not None
        assert heading.get_text().startswith(f"{sum(links.values())} ")


def test_a_timeline_has_a_point_for_each_headline(client: FlaskClient) -> None:
    figure = client.get("/figure.json?chart=timeline").get_json()
    points = [point for trace in figure["data"][1:] for point in trace["x"]]
    assert len(points) == 80


def test_nothing_to_draw_is_404(client: FlaskClient) -> None:
    assert client.get("/figure.json?q=zeppelin").status_code == 404


def test_the_figure_names_the_version_of_the_page(client: FlaskClient, get: Get) -> None:
    named = client.get("/figure.json").headers[VERSION_HEADER]
    element = get("/").select_one("[data-version]")
    assert element is not None
    assert element["data-version"] == named
