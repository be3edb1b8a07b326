"""What a web page says of itself in its head: title, date, publisher and address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fumikura.reading.content import About

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_DATES = (
    "article:published_time", "dcterms.date", "dcterms.issued", "dcterms.created", "dc.date", "dc.date.issued",
    "citation_publication_date", "citation_date", "date", "pubdate", "publish_date", "datepublished", "og:pubdate",
)  # fmt: skip
_PUBLISHERS = (
    "og:site_name", "dcterms.publisher", "dc.publisher", "citation_publisher", "publisher", "dcterms.creator",
    "dc.creator", "author", "copyright",
)  # fmt: skip
_SEPARATORS = re.compile(r"\s*[｜|│]\s*|\s+[-–—:：«»]\s+|\s*[：:]\s*(?=[^：:]{1,20}$)")
_BAR = re.compile(r"\s*[｜|│]\s*")  # behind it stands the site, whatever its name
_SITE_END = re.compile(
    r"(?:省|庁|院|府|官邸|[市県都区町村]|大学|新聞|協会|機構|研究所|ホームページ|サイト|オンライン|News)$"
)


def about_page(root: LexborNode) -> tuple[About, str]:
    """What the head says, and the characters of `<title>` as they stand there."""
    node = root.css_first("title")
    whole = " ".join((node.text(deep=True) if node is not None else "").split())
    named = dict(reversed(list(_metas(root))))  # the first of a name counts
    title, site = _split(named.get("og:title") or whole, named.get("og:site_name", ""))
    publisher = next((named[name] for name in _PUBLISHERS if named.get(name)), "") or site
    link = root.css_first("link[rel='canonical']")
    url = (link.attributes.get("href") or "") if link is not None else named.get("og:url", "")
    url = url if url.startswith(("https://", "http://")) else ""
    return About(title, _date(root, named), publisher, url, is_shown=True), whole


def _metas(root: LexborNode) -> Iterator[tuple[str, str]]:
    for node in root.css("meta"):
        found = node.attributes
        name = found.get("property") or found.get("name") or found.get("itemprop") or ""
        content = " ".join((found.get("content") or "").split())
        if name and content:
            yield name.lower(), content


def _date(root: LexborNode, named: dict[str, str]) -> str:
    date = next((named[name] for name in _DATES if named.get(name)), "")
    if date:
        return date
    times = root.css("time[datetime]")
    marked = [each for each in times if each.attributes.get("pubdate") is not None] or times[:1]
    return (marked[0].attributes.get("datetime") or "") if marked else ""


def _split(title: str, site: str) -> tuple[str, str]:
    """A title without the name of the site that goes with it on every page, and that name."""
    parts = [part for part in _SEPARATORS.split(title) if part]
    if len(parts) < 2:
        return title, site
    for place in (-1, 0):
        if parts[place] == site or _SITE_END.search(parts[place]):
            name = parts[place]
            rest = title[: title.rindex(name)] if place else title[len(name) :]
            return rest.strip(" \u3000｜|│-–—:：«»"), site or name
    return _BAR.split(title, maxsplit=1)[0] or title, site
