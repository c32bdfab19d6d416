"""What adding headlines in the browser needs; without it no page can write."""

import hmac
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Final

from webapp.dataset.draft import Draft, Work
from webapp.dataset.drafts import Drafts
from webapp.pages.site import current_service

#: So many wrong tokens are compared in so many seconds; then none is, right or wrong.
WRONG_TOKENS: Final = 10
WRONG_SECONDS: Final = 60.0


class WrongTokens:
    """How many wrong tokens this process was given of late."""

    def __init__(self) -> None:
        self._times: deque[float] = deque(maxlen=WRONG_TOKENS)
        self._lock = Lock()

    def add(self) -> None:
        """Count one."""
        with self._lock:
            self._times.append(monotonic())

    @property
    def are_too_many(self) -> bool:
        """Whether no further token is looked at for now."""
        with self._lock:
            full = len(self._times) == WRONG_TOKENS
            return full and monotonic() - self._times[0] < WRONG_SECONDS


@dataclass(frozen=True)
class Adding:
    """Who may add (`token`), how much at a time (`upload_bytes`), and to what (`drafts`).

    `start` begins work on a draft and does not wait for its end. Raises OSError.
    """

    token: str = field(repr=False)
    upload_bytes: int
    drafts: Drafts
    start: Callable[[Draft, Work], None]
    wrong_tokens: WrongTokens = field(default_factory=WrongTokens)

    def is_token(self, given: str) -> bool:
        """Whether this is the token, in a time that does not tell how much of it is right."""
        return hmac.compare_digest(given.encode("utf-8", "replace"), self.token.encode())


def current_adding() -> Adding:
    """How headlines are added to the site; only asked where they can be."""
    adding = current_service().adding
    assert adding is not None  # noqa: S101
    return adding
