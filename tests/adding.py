"""Somebody who adds headlines: a browser that is signed in, as far as a test needs one."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from webapp import adding as work_on_drafts
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset.draft import Draft, Work
from webapp.dataset.drafts import Drafts
from webapp.dataset.store import Store
from webapp.ingest import ingest
from webapp.pages import Adding
from webapp.pages.site import _KEY

TOKEN = "correct horse battery"
OWN = {"Origin": "http://localhost"}


def folder_of(path: Path, text: str) -> Store:
    """A dataset folder in `path` with one list."""
    source = path / "first.txt"
    source.write_text(text, "utf-8")
    store = Store(path / "data")
    ingest(Config(sources=(str(source),)), store)
    return store


def at_once(config: Config, store: Store) -> Callable[[Draft, Work], None]:
    """Works on a draft as a process of its own would, in this one, until it is done."""

    def start(draft: Draft, work: Work) -> None:
        held = draft.hold()
        assert held is not None
        try:
            work_on_drafts.run(config, store, draft, work)
        finally:
            os.close(held)

    return start


class Person:
    """Uses a site by its pages' forms."""

    def __init__(self, store: Store, **config: Any) -> None:
        config = {"cache": None, "pages_mb": 1, **config}
        self.config = Config(sources=(str(store.folder),), admin_token=TOKEN, **config)
        self.store = store
        self.app = create_app(self.config)
        service = self.app.extensions[_KEY]
        self.adding: Adding = service.adding
        # A process for each would take seconds; one test has real ones.
        object.__setattr__(self.adding, "start", at_once(self.config, store))
        self.client: FlaskClient = self.app.test_client()

    @property
    def drafts(self) -> Drafts:
        return self.adding.drafts

    def post(self, address: str, /, **data: Any) -> TestResponse:
        """Send a form as a page of the site does."""
        kind = "multipart/form-data" if address == "/add" else None
        return self.client.post(address, data=data, headers=OWN, content_type=kind)

    def sign_in(self) -> "Person":
        assert self.post("/add/sign-in", token=TOKEN).location == "/add"
        return self

    def give(self, **data: Any) -> str:
        """Give something to be checked; the address of its draft."""
        answer = self.post("/add", **data)
        assert answer.status_code == 303, answer.text
        assert re.fullmatch(r"/add/draft/[\w-]{22}", answer.location)
        return answer.location
