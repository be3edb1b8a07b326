"""HTML from templates: everything is escaped, and what acts on a reader's screen is shown by its number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from fumikura.dates import both_calendars
from fumikura.export.printable import printable
from fumikura.export.rows import file_and_lines
from fumikura.fields import FILTERED
from fumikura.messages import Messages
from fumikura.models import Snippet, Span
from fumikura.presentation import describe_change, passage_facts
from fumikura.web.addresses import Address, document_address, passage_address

TEMPLATES = Path(__file__).parent / "templates"


def html(template: str, say: Messages, address: Address, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page, made of a template."""
    languages = [(name, address.having("lang", name)) for name in ("ja", "en")]
    made = _environment().get_template(template)
    content = made.render(say=say, address=address, languages=languages, **values)
    return HTMLResponse(content, status_code=status, headers={"Content-Language": say.language})


def marked(text: str, spans: Sequence[Span]) -> Markup:
    """A text with what matches marked."""
    made: list[str] = []
    at = 0
    for start, end in spans:
        made += [_shown(text[at:start]), "<mark>", _shown(text[start:end]), "</mark>"]
        at = end
    return Markup("".join([*made, _shown(text[at:])]))


def _excerpt(excerpt: Snippet) -> Markup:
    before, after = ("…" if cut else "" for cut in (excerpt.cut_before, excerpt.cut_after))
    return before + marked(excerpt.text, excerpt.highlights) + after


def _shown(text: str) -> str:
    return str(escape(printable(text, keep="\n")))


def _initial(text: str) -> str:
    """A label as it stands by itself, with a capital."""
    return text[:1].upper() + text[1:]


def _as_typed(text: str) -> Markup:
    """A text as it goes back into a form, whatever its characters."""
    return escape(text.encode("utf-8", "replace").decode())


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: printable(value, keep="\n") if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(
        describe_change=describe_change,
        coded=[(filter_.flag.removeprefix("--"), field) for field, filter_ in FILTERED if field.codes],
        document_address=document_address,
        passage_facts=passage_facts,
        file_and_lines=file_and_lines,
        passage_address=passage_address,
        zip_longest=_parts,
    )
    made.filters.update(
        as_typed=_as_typed, calendars=both_calendars, excerpt=_excerpt, initial=_initial, marked=marked
    )
    return made


def _parts(parts: Sequence[str], marks: Sequence[Sequence[Span]]) -> list[tuple[str, Sequence[Span]]]:
    """Parts of a field, each with its marks."""
    return list(zip(parts, [*marks, *[()] * (len(parts) - len(marks))], strict=True))
