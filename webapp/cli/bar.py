"""Reading with a progress bar."""

import sys
import time
from types import TracebackType
from typing import Final

import click

from webapp.config import Config
from webapp.dataset import Version
from webapp.load import load, say_failed
from webapp.reading import Progress, Reading
from webapp.text import plural

# With these, the bar fits a terminal of 80 columns.
_SHOWN_NAME: Final = 28
_BAR_WIDTH: Final = 12
#: Work that takes longer, or has more to read, shows how far it is.
_LONG_SECONDS: Final = 1.0
_LONG_BYTES: Final = 20_000_000
_STEPS: Final = 1_000
_BUILDING: Final = "All read; now who is who"
_WRITING: Final = "Writing the version"


def load_with_bar(config: Config) -> Version:
    """What `webapp.load.load` gives, with a bar while it takes long."""
    with Bar() as bar:
        return load(config, bar.failed, bar.show, bar.building)


class Bar:
    """A progress bar on standard error, once the work proves long; none where nobody watches."""

    def __init__(self) -> None:
        self._start = time.time()
        self._watched = sys.stderr.isatty()
        self._writes = False
        self._bar: click._termui_impl.ProgressBar[Progress] | None = None

    def __enter__(self) -> "Bar":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.render_finish()

    def show(self, progress: Progress) -> None:
        """Draw how far reading is."""
        if not self._watched:
            return
        if self._bar is None:
            if time.time() - self._start < _LONG_SECONDS and progress.size < _LONG_BYTES:
                return
            self._bar = click.progressbar(
                length=_STEPS, file=sys.stderr, item_show_func=self._lines_so_far, width=_BAR_WIDTH
            )
            # What was done before it was shown counts for the time that is left.
            self._bar.start = self._start
        name = progress.source
        # The end of a path tells more than its beginning.
        name = name if len(name) <= _SHOWN_NAME else f"…{name[1 - _SHOWN_NAME :]}"
        self._bar.label = f"{name:<{_SHOWN_NAME}}"
        self._bar.current_item = progress
        # The whole grows when a list names addresses; the bar only goes forward.
        self._bar.make_step(max(0, int(progress.part * _STEPS) - self._bar.pos))
        self._bar.render_progress()

    def _lines_so_far(self, progress: Progress | None) -> str | None:
        if not progress:
            return None
        rate = progress.lines / max(1e-9, time.time() - self._start)
        return f"{plural(progress.lines, 'line')}, {rate:,.0f}/s"

    def building(self) -> None:
        """Say that all is read, where a bar is shown: for many headlines the rest takes as long."""
        if self._bar:
            self._bar.label = f"{_BUILDING:<{_SHOWN_NAME}}"
            self._bar.render_progress()

    def writing(self, part: float) -> None:
        """Draw how far the writing of a version is, from 0 to 1."""
        if not self._bar:
            return
        if not self._writes:
            # From its beginning again: for many headlines it takes as long as reading.
            self._writes = True
            self._bar.current_item = None
            self._bar.pos, self._bar.finished, self._bar.start = 0, False, time.time()
            self._bar.label = f"{_WRITING:<{_SHOWN_NAME}}"
        self._bar.make_step(max(0, int(part * _STEPS) - self._bar.pos))
        self._bar.render_progress()

    def failed(self, reading: Reading) -> None:
        """Say that a source could not be read, on a line of its own."""
        if self._bar:
            click.echo("\r\033[2K", file=sys.stderr, nl=False)
        say_failed(reading)
