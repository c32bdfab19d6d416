"""The user's notes on a time axis: which stand on it, and where their numbers go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from webapp.charts.ticks import room
from webapp.query.periods import Axis
from webapp.reading.notes import Note
from webapp.text import long_day


@dataclass(frozen=True, slots=True)
class NumberedNote:
    """A note, its number on an axis, from 1, and its place there, in days from the start."""

    number: int
    at: float
    day: date
    text: str
    url: str

    @property
    def said(self) -> str:
        """12 January 2026: Talks begin in Geneva."""
        return f"{long_day(self.day)}: {self.text}"


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Notes that share one label: too near each other for one each. In order of day."""

    notes: tuple[NumberedNote, ...]

    @property
    def at(self) -> float:
        """Its middle, in days from the start of the axis."""
        return (self.notes[0].at + self.notes[-1].at) / 2

    @property
    def days(self) -> tuple[float, ...]:
        """Where the days lie that it marks."""
        return tuple(dict.fromkeys(note.at for note in self.notes))

    @property
    def label(self) -> str:
        """The number, or the first and the last: 3–5."""
        first, last = self.notes[0].number, self.notes[-1].number
        return str(first) if first == last else f"{first}–{last}"

    @property
    def said(self) -> str:
        """What they say, a line each."""
        return "\n".join(note.said for note in self.notes)


def notes_on(notes: Sequence[Note], time: Axis) -> tuple[NumberedNote, ...]:
    """Those of `notes`, in order of day, whose day is on the axis, in the middle of their days."""
    within = [note for note in notes if time.first <= note.day <= time.last]
    return tuple(
        NumberedNote(number, (note.day - time.first).days + 0.5, note.day, note.text, note.url)
        for number, note in enumerate(within, 1)
    )


def note_marks(notes: Sequence[NumberedNote], time: Axis) -> tuple[NoteMark, ...]:
    """The labels of notes on an axis, none over another on the narrowest screen."""
    marks: list[NoteMark] = []
    for note in notes:
        marks.append(NoteMark((note,)))
        while len(marks) > 1 and _overlap(marks[-2], marks[-1], time):
            last = marks.pop()
            marks[-1] = NoteMark(marks[-1].notes + last.notes)
    return tuple(marks)


def _overlap(one: NoteMark, other: NoteMark, time: Axis) -> bool:
    return (other.at - one.at) / time.days < room(one.label, other.label)
