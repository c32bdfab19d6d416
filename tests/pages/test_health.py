"""/healthz."""

from flask.testing import FlaskClient

from webapp.dataset import Version


def test_it_says_what_is_served(client: FlaskClient, example: Version) -> None:
    assert client.get("/healthz").get_json() == {
        "status": "ok",
        "version": example.name,
        "headlines": 80,
    }
