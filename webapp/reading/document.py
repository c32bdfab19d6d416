"""A document: the bytes of one source, before anything is made of them."""

import datetime as dt
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from webapp.reading.encoding import codec_of, name_of

#: How much of a text is looked at to tell what it is.
HEAD_CHARACTERS: Final = 65_536


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

    @cached_property
    def text(self) -> str:
        """Raises UnreadableSourceError when it is not text in an encoding that can be told."""
        return self.data.decode(self._codec).removeprefix("\ufeff")

    @property
    def encoding(self) -> str:
        """The name of the encoding of `text`. Raises as `text` does."""
        return name_of(self._codec)

    @cached_property
    def head(self) -> str:
        """The first HEAD_CHARACTERS of `text` with breaks as in `lines`. Raises as `text` does."""
        return self._stream().read(HEAD_CHARACTERS).removeprefix("\ufeff")

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    def lines(self) -> Iterator[str]:
        """The lines of `text` without their breaks (\\r\\n, \\r or \\n), one at a time.

        A long text is never in memory as a whole. Raises as `text` does.
        """
        stream = self._stream()
        first = stream.readline().removeprefix("\ufeff")
        if first:
            yield first.removesuffix("\n")
        for line in stream:
            yield line.removesuffix("\n")

    def _stream(self) -> io.TextIOWrapper:
        return io.TextIOWrapper(io.BytesIO(self.data), encoding=self._codec)

    @cached_property
    def _codec(self) -> str:
        return codec_of(self.data)
