"""What HTML's elements are to somebody who looks for headlines, by name, role and class."""

import re
from collections.abc import Mapping
from typing import Final


def _named(names: str) -> frozenset[str]:
    return frozenset(names.split())


#: Elements whose text is not seen, or is no text of the page.
INVISIBLE: Final = _named(
    "head script style template noscript svg math iframe object audio video canvas map "
    "select datalist textarea title"
)
#: Elements within a line; all others begin and end one.
INLINE: Final = _named(
    "a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt "
    "ruby s samp small span strike strong sub sup time tt u var wbr picture source"
)
CELLS: Final = _named("td th")
HEADINGS: Final = _named("h1 h2 h3 h4 h5 h6")
#: Elements that can be one of many alike, each with a headline.
BLOCKS: Final = _named("li article tr p div section dd dt c-wiz")
#: Elements that end by themselves, or cannot hold others: leaving their end out nests nothing.
SELF_ENDING: Final = _named(
    "area base br col embed hr img input link meta param source track wbr html head body "
    "p li dt dd tr td th thead tbody tfoot colgroup caption option optgroup rp rt"
)
_ASIDE: Final = _named("nav footer aside form dialog button menu")
_ASIDE_ROLES: Final = _named(
    "navigation banner contentinfo search dialog alertdialog complementary menu menubar toolbar"
)
_NEVER_ASIDE: Final = _named("html body main article")
_MAX_NAMES: Final = 20
_ASIDE_NAME: Final = re.compile(
    r"(?:(?:site|page|main|global|top|bottom|primary|secondary|post|entry|article|blog)-?)?"
    r"(?:nav|navbar|navigation|menu|footer|breadcrumbs?|sidebar|share|sharing|social|comments?"
    r"|cookies?|consent|gdpr|newsletter|subscribe|subscription|signup|login|pagination|pager"
    r"|related|promo|advert|ads?|sponsored|banner|masthead|toolbar|tags)"
    r"(?:-?(?:area|bar|box|list|links|menu|section|container|wrapper|widget|buttons?|form"
    r"|notice|banner|thread|nav))?"
)
_SOURCE_NAME: Final = re.compile(
    r"(?:(?:item|news|story|article|card|post|entry|meta)[-_]{0,2})?"
    r"(?:source|publisher|outlet|provider|publication|site-?name)(?:[-_]{0,2}(?:name|link|label))?"
)
_HIDDEN: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_UNSTABLE: Final = re.compile(r"\d|^(?:first|last|odd|even|active|current|selected)$")


def class_names(attributes: Mapping[str, str | None]) -> list[str]:
    """An element's classes and id, in small letters."""
    joined = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return joined.lower().split()[:_MAX_NAMES]


def stable_names(names: list[str]) -> list[str]:
    """The classes that like elements share: none that counts them or says which is first."""
    return [name for name in names if not _UNSTABLE.search(name)][:2]


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element says of itself that it is not shown."""
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def is_source(tag: str, names: list[str]) -> bool:
    """Whether an element is there to name a source."""
    return tag == "cite" or any(map(_SOURCE_NAME.fullmatch, names))


def aside(tag: str, attributes: Mapping[str, str | None], *, in_content: bool) -> str:
    """Whether an element is no content of its page: "sure", only "named" so, or ""."""
    if tag in _NEVER_ASIDE:
        return ""
    if (
        tag in _ASIDE
        or (attributes.get("role") or "").lower() in _ASIDE_ROLES
        or (tag == "header" and not in_content)
    ):
        return "sure"
    names = class_names(attributes)
    if any(map(_ASIDE_NAME.fullmatch, names)):
        return "sure" if any("comment" in name for name in names) else "named"
    return ""
