"""The answer to a search as a person reads it: a block for each hit, and the number of hits below."""

from __future__ import annotations

from typing import TextIO

from fumikura.cli.blocks import QUIET, Page, page_for
from fumikura.cli.explain import about_hit
from fumikura.export import Neighbours
from fumikura.messages import Messages
from fumikura.models import Hit, Passage, Results

__all__ = ["write_table"]


def write_table(
    results: Results,
    stream: TextIO,
    say: Messages,
    *,
    corpus: str,
    offset: int = 0,
    neighbours: Neighbours | None = None,
) -> None:
    """Write the hits to `stream`; `corpus` is where their files are, for the links."""
    page = page_for(stream, say, corpus)
    for hit in results.hits:
        before, after = (neighbours or {}).get(hit.passage.id, ((), ()))
        _block(page, hit, before, after)
    if results.hits:
        _footer(page, results, offset)


def _block(page: Page, hit: Hit, before: tuple[Passage, ...], after: tuple[Passage, ...]) -> None:
    tags = [page.say(f"match.{hit.match}")] if hit.match != "word" else []
    page.head(hit.passage, f"{hit.rank}. ", tags, title=hit.title_highlights, section=hit.section_highlights)
    for passage in before:
        page.neighbour(passage)
    _excerpt(page, hit)
    for gloss, highlights in hit.matched_glosses:
        page.text(gloss, highlights, style=QUIET)
    for passage in after:
        page.neighbour(passage)
    page.place(hit.passage)
    for line in about_hit(hit, page.say):
        page.remark(line)
    page.blank()


def _excerpt(page: Page, hit: Hit) -> None:
    excerpt = hit.excerpt
    lead = "…" if excerpt.cut_before else ""
    text = lead + excerpt.text.replace("\n", " ") + ("…" if excerpt.cut_after else "")
    page.text(text, [(start + len(lead), end + len(lead)) for start, end in excerpt.highlights])


def _footer(page: Page, results: Results, offset: int) -> None:
    say = page.say
    last = offset + len(results.hits)
    parts = [say("search.footer", first=offset + 1, last=last, total=results.total)]
    if last < results.total:
        parts.append(say("search.footer-more", offset=last))
    page.print([(page.separator.join(parts), QUIET)])
