"""A document: the bytes of one source, before anything is made of them."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cached_property

from webapp.reading.encoding import decode


@dataclass(frozen=True)
class Document:
    """Bytes with what is known of them from outside.

    `name` is how the source is called: a file's name, a path within a folder or
    an archive, or an address. `media_type` is what a server called it, without
    parameters, or "". `captured` is when it was fetched, in UTC.
    """

    name: str
    data: bytes
    media_type: str = ""
    captured: dt.datetime | None = None

    @property
    def text(self) -> str:
        """Raises UnreadableSourceError when it is not text in an encoding that can be told."""
        return self._decoded[0]

    @property
    def encoding(self) -> str:
        """The name of the encoding of `text`. Raises as `text` does."""
        return self._decoded[1]

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def _decoded(self) -> tuple[str, str]:
        return decode(self.data)
