"""XML as text, before any parser sees it: its encoding settled, its traps refused.

Nothing here or in the parsers that follow ever fetches what a document names.
"""

import codecs
import html
import re
from html.entities import html5
from typing import Final

from webapp.reading.encoding import decode
from webapp.reading.entry import UnreadableSourceError
from webapp.text import plural

HEAD_BYTES: Final = 65_536
MAX_BAD_SHARE: Final = 0.1

_DECLARATION: Final = re.compile(r"^\s*<\?xml\b[^>]*\?>")
_DECLARED: Final = re.compile(
    rb"^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']"
)
_DOCTYPE: Final = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_ENTITY: Final = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_NAMED: Final = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_NUMBERED: Final = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));")
_ROOT: Final = re.compile(
    r"(?:\s|<\?(?:(?!\?>).)*\?>|<!--(?:(?!-->).)*-->|<!DOCTYPE\b[^>\[]*(?:\[[^\]]*\]\s*)?>)*+"
    r"<(?:[\w.-]+:)?([\w.-]+)",
    re.DOTALL | re.IGNORECASE,
)
_ASCII: Final = bytes(range(0x80))
# These five are XML's own.
_XML_NAMES: Final = {"amp", "lt", "gt", "quot", "apos"}


def root_element(data: bytes) -> str:
    """The name of the outermost element, in small letters and without prefix; "" if none is seen.

    Looks at the start only, and never raises.
    """
    head = data[:HEAD_BYTES].replace(b"\x00", b"").decode("utf-8", "replace")
    match = _ROOT.match(head.lstrip("\ufeff\ufffd"))
    return match[1].lower() if match else ""


def xml_text(data: bytes) -> tuple[str, str]:
    """The text of an XML document, without its declaration, and its encoding's name.

    Codes that HTML has names for become characters, so that "&nbsp;" breaks no
    parser. Raises UnreadableSourceError when it is not text, or when it
    declares entities: they can unfold to any size and name any file.
    """
    text, encoding = _decoded(data)
    # Wherever it stands: a document that hides one in its text loses nothing by not being read.
    if _DOCTYPE.search(text) and _ENTITY.search(text):
        raise UnreadableSourceError(
            "its document type declares entities, which can be made to unfold without end; "
            "it is not read"
        )
    declaration = _DECLARATION.match(text)
    if declaration:
        # Line breaks stay, so that lines keep their numbers.
        text = "\n" * declaration[0].count("\n") + text[declaration.end() :]
    text = _NUMBERED.sub(_numbered, _NAMED.sub(_named, text))
    return text, encoding


def _decoded(data: bytes) -> tuple[str, str]:
    match = _DECLARED.match(data[:HEAD_BYTES])
    name = match[1].decode("ascii").lower() if match else "utf-8"
    try:
        codec = codecs.lookup(name).name
        # A declaration can be read as it stands only in an encoding that holds ASCII.
        if not codec.startswith("utf") and "<?xml".encode(name) == b"<?xml":
            return data.decode(name), name.upper()
    except (LookupError, UnicodeError):
        codec = ""
    if codec == "utf-8":
        # A few bytes that do not fit must not make all the others be read as something else.
        text = data.decode("utf-8", "replace")
        bad = text.count("\ufffd")
        if 0 < bad <= MAX_BAD_SHARE * len(data.translate(None, _ASCII)):
            return text.removeprefix("\ufeff"), f"UTF-8 with {plural(bad, 'damaged character')}"
    return decode(data)


def _named(match: re.Match[str]) -> str:
    if match[1] in _XML_NAMES:
        return match[0]
    characters = html5.get(f"{match[1]};")
    return match[0] if characters is None else html.escape(characters)


def _numbered(match: re.Match[str]) -> str:
    digits = match[1] or match[2]
    code = int(digits, 16 if match[1] else 10) if len(digits) < 9 else 0
    if code in (0x9, 0xA, 0xD) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE:
        return match[0]
    return match[0] if 0x10000 <= code < 0x110000 else "\ufffd"
