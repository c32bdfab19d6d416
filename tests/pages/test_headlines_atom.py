"""/headlines.atom: kept by who asks again, and the same within a version."""

import feedparser
from flask.testing import FlaskClient

from webapp.dataset import Version


def test_a_feed_is_of_its_filter_and_leads_on(client: FlaskClient) -> None:
    response = client.get("/headlines.atom?from=2026-01-09")
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(response.data)
    links = {link.rel: link.href for link in found.feed.links}
    assert links["alternate"] == "http://localhost/?from=2026-01-09"
    assert links["self"] == "http://localhost/headlines.atom?from=2026-01-09"
    more = feedparser.parse(client.get(links["next"]).data)
    assert len(found.entries) + len(more.entries) == 80
    trump = feedparser.parse(client.get("/headlines.atom?q=trump").data)
    assert len(trump.entries) == 29
    assert trump.feed.title.endswith(": “trump”")


def test_who_has_it_is_told_so_and_it_is_sent_compressed(client: FlaskClient) -> None:
    coded = {"Accept-Encoding": "gzip"}
    first = client.get("/headlines.atom", headers=coded)
    assert first.headers["Content-Encoding"] == "gzip"
    again = client.get("/headlines.atom", headers=coded | {"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_within_a_version_all_links_are(client: FlaskClient, example: Version) -> None:
    found = feedparser.parse(client.get(f"/at/{example.name}/headlines.atom").data)
    within = f"http://localhost/at/{example.name}/"
    assert all(link.href.startswith(within) for link in found.feed.links)
    assert found.entries[0].link.startswith(f"{within}?outlet=")
    live = feedparser.parse(client.get("/headlines.atom").data)
    assert [entry.id for entry in found.entries] == [entry.id for entry in live.entries]
