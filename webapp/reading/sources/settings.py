"""How far gathering goes: the limits on what is unpacked, listed and fetched."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """What the user allows, and bounds that keep a hostile source from harm.

    `source_bytes` is how large a source may be, and all that is packed in it
    together; `files` how many a folder or an archive may hold; `links` how many
    addresses of a list are followed. `private` allows addresses of private
    networks and any port; `cache` is the folder that keeps what was fetched
    (None: nothing is kept); `seconds` is the longest that one address may take.
    Folders that are to be `passed_over` are none of lists.
    """

    source_bytes: int = 1_000_000_000
    files: int = 10_000
    links: int = 500
    private: bool = False
    cache: Path | None = None
    seconds: float = 60.0
    passed_over: Callable[[Path], bool] = lambda folder: False
