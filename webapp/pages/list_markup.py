"""The headlines and the outlets of a page as HTML.

There are a hundred and more of them on each page, and a template takes several times as
long to write them. What somebody else wrote, and every address, is escaped here.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from markupsafe import Markup

from webapp.charts.markup import escaped, html, said_often
from webapp.pages.listing import MAX_NAME, MAX_TITLE, Item
from webapp.pages.outlet_options import Option
from webapp.text import short_date, shorten

# The largest outlets are offered on page after page.
_OUTLETS_KEPT: Final = 4_096


def table_rows(items: Iterable[Item]) -> Markup:
    """Headlines as rows of the table."""
    return html(map(_table_row, items))


def headline(item: Item) -> Markup:
    """A headline, linked to its article where its address is known, and what else is known."""
    return html([_headline(item)])


def choices(options: Iterable[Option]) -> Markup:
    """A box to tick for each outlet, with how many headlines it has."""
    return html(map(_choice, options))


def _table_row(item: Item) -> str:
    fallback = f' <span class="help">{escaped(item.fallback)}</span>' if item.fallback else ""
    unknown = "" if item.known_outlet else ' class="unknown"'
    return (
        f'<tr id="{item.anchor}">\n'
        f'<td class="date"><time datetime="{item.day}">{short_date(item.day)}</time>{fallback}'
        "</td>\n"
        f'<td class="outlet"><a href="{escaped(item.outlet_link)}" data-view-link data-go-to="view"'
        f' dir="auto"{unknown}>{said_often(item.outlet)}</a></td>\n'
        f'<td class="title">{_headline(item)}</td>\n</tr>\n'
    )


def _headline(item: Item) -> str:
    title = escaped(item.title)
    if item.url:
        written = (
            f'<a class="headline" href="{escaped(item.url)}" rel="noopener noreferrer" dir="auto">'
            f"{title}</a>"
        )
    elif item.whole_title:
        written = (
            f'<details class="headline" dir="auto"><summary>{title}</summary>'
            f"{escaped(item.whole_title)}</details>"
        )
    else:
        written = f'<span class="headline" dir="auto">{title}</span>'
    if item.verdict:
        verdict = escaped(item.verdict)
        written += (
            f' <a class="verdict verdict-{verdict}" href="{escaped(item.line_link)}">{verdict}</a>'
        )
    if item.family_link:
        written += (
            f' <a class="verdict" href="{escaped(item.family_link)}" data-view-link>'
            f"at {item.family_outlets} outlets</a>"
        )
    if item.times > 1:
        written += f' <span class="help">read {item.times} times</span>'
    if item.earlier:
        titles = "".join(
            f'<li><span class="help">Earlier:</span> '
            f'<span dir="auto">{escaped(shorten(title, MAX_TITLE))}</span></li>'
            for title in item.earlier
        )
        written += f'\n<ul class="earlier">{titles}</ul>'
    return written


def _choice(option: Option) -> str:
    before, after = _around_choice(option.outlet.slug, option.outlet.name)
    checked = " checked" if option.chosen else ""
    return f"{before}{checked}{after}{option.headlines:,}</span>\n</label>\n</li>\n"


@lru_cache(maxsize=_OUTLETS_KEPT)
def _around_choice(slug: str, name: str) -> tuple[str, str]:
    """What stands before and after "checked" in the box of an outlet, up to its number."""
    value = escaped(slug)
    return (
        f'<li>\n<label>\n<input type="checkbox" name="outlet" value="{value}" id="outlet-{value}"',
        f'>\n<span class="name"><bdi>{escaped(shorten(name, MAX_NAME))}</bdi></span>\n'
        '<span class="count">',
    )
