"""What was fetched, kept so that a server need not send it again.

One file for each address: a line of JSON about it, then its bytes. A file that
is not what was written is no entry, and the next fetch replaces it.
"""

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

# More than what is said of a body ever takes.
_HEAD_BYTES: Final = 65_536


class Kept(NamedTuple):
    """A body as it came: where it came from in the end, and what it can be asked for by again."""

    address: str
    final: str
    etag: str
    modified: str
    media_type: str
    data: bytes


class Cache:
    """A folder of kept bodies, for the user alone. Nothing it does raises."""

    def __init__(self, folder: Path | None, largest: int) -> None:
        """`folder` None keeps nothing; bodies of more than `largest` bytes are not given back."""
        self._folder = folder
        self._largest = largest

    def get(self, address: str) -> Kept | None:
        """What is kept of `address`, if it is whole."""
        path = self._path(address)
        try:
            if path is None or path.stat().st_size > self._largest + _HEAD_BYTES:
                return None
            head, _, data = path.read_bytes().partition(b"\n")
            said = json.loads(head)
            kept = Kept(**said["about"], data=data)
            whole = said["sha256"] == _digest(kept) and kept.address == address
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None
        return kept if whole and len(data) <= self._largest else None

    def keep(self, kept: Kept) -> None:
        """Keep `kept` in place of what was known of its address; at once or not at all."""
        path = self._path(kept.address)
        if path is None:
            return
        head = json.dumps({"sha256": _digest(kept), "about": _about(kept)})
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Readable by its owner only, as tempfile makes files.
            handle, name = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(head.encode() + b"\n" + kept.data)
                os.replace(name, path)
            except BaseException:
                os.unlink(name)
                raise

    def _path(self, address: str) -> Path | None:
        if self._folder is None:
            return None
        return self._folder / hashlib.sha256(address.encode("utf-8", "replace")).hexdigest()


def _about(kept: Kept) -> dict[str, str]:
    about = kept._asdict()
    del about["data"]
    return about


def _digest(kept: Kept) -> str:
    digest = hashlib.sha256(json.dumps(_about(kept), sort_keys=True).encode() + b"\n")
    digest.update(kept.data)
    return digest.hexdigest()
