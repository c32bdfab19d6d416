"""The visible text of a page, row by row, with the links, dates and names that stand in it."""

from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from webapp.reading.web.elements import (
    BLOCKS,
    CELLS,
    HEADINGS,
    INLINE,
    INVISIBLE,
    aside,
    class_names,
    is_hidden,
    is_source,
    stable_names,
)

#: A page of more rows is cut there, and that is said.
MAX_ROWS: Final = 200_000

NO_CONTENT: Final = "navigation, a footer, comments or the like"

# What is more than half of a page is its content, whatever it is called.
_MAX_ASIDE_SHARE: Final = 0.5


class Piece(NamedTuple):
    """A run of text with one link (or ""), one time (its attribute, "" for none) and one role."""

    text: str
    link: str = ""
    time: str | None = None
    is_source: bool = False


class Row(NamedTuple):
    """One line as a browser shows it. `alts` are its pictures' descriptions.

    `aside` says why it is no part of the page's content; "" when it may be.
    """

    text: str
    pieces: tuple[Piece, ...]
    alts: tuple[str, ...] = ()
    is_heading: bool = False
    aside: str = ""


class Block(NamedTuple):
    """An element: which others it is like, and its rows, from `start` up to `end`."""

    likeness: int
    start: int
    end: int


class PageRows(NamedTuple):
    """All rows of a page in order, its blocks, and whether rows beyond the limit were left out."""

    rows: list[Row]
    blocks: list[Block]
    is_cut: bool


def page_rows(page: LexborHTMLParser) -> PageRows:
    """Walk the page once. Never raises."""
    walk = _Walk()
    if page.root is not None:
        walk.run(page.root)
    return PageRows(walk.content_rows(), walk.blocks, walk.is_cut)


class _State(NamedTuple):
    """What holds inside an element."""

    likeness: int = 0
    link: str = ""
    time: str | None = None
    is_source: bool = False
    is_heading: bool = False
    is_pre: bool = False
    in_content: bool = False


class _Frame(NamedTuple):
    """An element that is being walked through: what held outside of it, and what comes after."""

    tag: str
    start: int
    aside: str
    outer: _State
    after: LexborNode | None


class _Walk:
    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.blocks: list[Block] = []
        self.is_cut = False
        self._pieces: list[Piece] = []
        self._alts: list[str] = []
        self._heading = False
        # Start and end of what is no content; how sure that is by its name alone.
        self._asides: list[tuple[int, int, bool]] = []

    def run(self, root: LexborNode) -> None:
        """Depth first, without recursion: pages nest deeper than calls may."""
        node: LexborNode | None = root
        state = _State()
        inside: list[_Frame] = []
        while node is not None or inside:
            if node is None:
                frame = inside.pop()
                self._leave(frame, state)
                node, state = frame.after, frame.outer
                continue
            tag = node.tag or ""
            after = None if self.is_cut else node.next
            if tag == "-text":
                self._add_text(node.text_content or "", state)
            elif not tag.startswith("-") and tag not in INVISIBLE:
                attributes = node.attributes
                if not is_hidden(attributes):
                    beside = aside(tag, attributes, in_content=state.in_content)
                    inside.append(_Frame(tag, self._enter(tag), beside, state, after))
                    state = self._inside(tag, attributes, state)
                    node = None if self.is_cut else node.first_child
                    continue
            node = after
        self._end_row()

    def content_rows(self) -> list[Row]:
        """The rows, those marked that are no part of the page's content."""
        sizes = [0]
        for row in self.rows:
            sizes.append(sizes[-1] + len(row.text))
        marked = bytearray(len(self.rows))
        for start, end, sure in self._asides:
            if sure or sizes[end] - sizes[start] <= _MAX_ASIDE_SHARE * sizes[-1]:
                marked[start:end] = b"\x01" * (end - start)
        return [
            row._replace(aside=NO_CONTENT) if mark else row
            for row, mark in zip(self.rows, marked, strict=True)
        ]

    def _enter(self, tag: str) -> int:
        if tag in CELLS:
            if self._pieces:
                self._pieces.append(Piece(" | "))
        elif tag not in INLINE:
            self._end_row()
        return len(self.rows)

    def _leave(self, frame: _Frame, state: _State) -> None:
        if frame.tag in INLINE or frame.tag in CELLS:
            return
        self._end_row()
        end = len(self.rows)
        if end > frame.start:
            if frame.aside:
                self._asides.append((frame.start, end, frame.aside == "sure"))
            if frame.tag in BLOCKS:
                self.blocks.append(Block(state.likeness, frame.start, end))

    def _inside(self, tag: str, attributes: dict[str, str | None], outer: _State) -> _State:
        names = class_names(attributes)
        state = outer._replace(likeness=hash((outer.likeness, tag, *stable_names(names))))
        if tag == "a":
            state = state._replace(link=attributes.get("href") or "")
        elif tag == "time":
            state = state._replace(time=attributes.get("datetime") or "")
        elif tag == "img":
            self._alts.append(" ".join((attributes.get("alt") or "").split()))
        elif tag in HEADINGS:
            state = state._replace(is_heading=True)
        elif tag == "pre":
            state = state._replace(is_pre=True)
        elif tag in ("main", "article"):
            state = state._replace(in_content=True)
        if is_source(tag, names):
            state = state._replace(is_source=True)
        return state

    def _add_text(self, text: str, state: _State) -> None:
        lines = text.split("\n") if state.is_pre else [text]
        for number, line in enumerate(lines):
            if number:
                self._end_row()
            self._heading |= state.is_heading
            piece = Piece(line, state.link, state.time, state.is_source)
            last = self._pieces[-1] if self._pieces else None
            if last and last[1:] == piece[1:] and last.text != " | ":
                self._pieces[-1] = last._replace(text=last.text + line)
            else:
                self._pieces.append(piece)

    def _end_row(self) -> None:
        text = " ".join("".join(piece.text for piece in self._pieces).split()).strip(" |")
        self.is_cut |= bool(text) and len(self.rows) == MAX_ROWS
        if text and not self.is_cut:
            pieces = tuple(
                piece._replace(text=" ".join(piece.text.split()))
                for piece in self._pieces
                if piece.text.strip(" \t\r\n|")
            )
            alts = tuple(alt for alt in self._alts if alt)
            self.rows.append(Row(text, pieces, alts, self._heading))
            self._alts.clear()
        self._pieces.clear()
        self._heading = False
