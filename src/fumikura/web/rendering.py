"""Renders HTML from templates. Everything is escaped, and characters that can't be seen are shown by their number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from fumikura.dates import both_calendars
from fumikura.errors import (
    BusyError,
    FilterError,
    FumikuraError,
    IndexError_,
    QueryError,
    TimeLimitError,
    UnknownIdError,
)
from fumikura.export.printable import printable
from fumikura.export.rows import file_and_lines
from fumikura.fields import FILTERED
from fumikura.messages import Messages
from fumikura.models import Snippet, Span
from fumikura.presentation import describe_change, passage_facts
from fumikura.values import frozen
from fumikura.web.addresses import Address, document_address, passage_address

TEMPLATES = Path(__file__).parent / "templates"


def render(
    template: str, say: Messages, address: Address, *, status: int = 200, **values: Any
) -> HTMLResponse:
    """A page, rendered from a template."""
    languages = [(name, address.with_values("lang", name)) for name in ("ja", "en")]
    made = _environment().get_template(template)
    content = made.render(say=say, address=address, languages=languages, **values)
    return HTMLResponse(content, status_code=status, headers={"Content-Language": say.language})


def mark_spans(text: str, spans: Sequence[Span]) -> Markup:
    """A text with its matches marked."""
    made: list[str] = []
    at = 0
    for start, end in spans:
        made += [_escape(text[at:start]), "<mark>", _escape(text[start:end]), "</mark>"]
        at = end
    return Markup("".join([*made, _escape(text[at:])]))


def _excerpt(excerpt: Snippet) -> Markup:
    before, after = ("…" if cut else "" for cut in (excerpt.cut_before, excerpt.cut_after))
    return before + mark_spans(excerpt.text, excerpt.highlights) + after


def _escape(text: str) -> str:
    return str(escape(printable(text, keep="\n")))


def _initial(text: str) -> str:
    """A label with a capital letter."""
    return text[:1].upper() + text[1:]


def _as_typed(text: str) -> Markup:
    """A text for a field of a form, whatever its characters."""
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
        coded=[(filter_.parameter, field) for field, filter_ in FILTERED if field.codes],
        document_address=document_address,
        passage_facts=passage_facts,
        file_and_lines=file_and_lines,
        passage_address=passage_address,
        with_marks=_with_marks,
    )
    made.filters.update(
        as_typed=_as_typed, calendars=both_calendars, excerpt=_excerpt, initial=_initial, marked=mark_spans
    )
    return made


def _with_marks(parts: Sequence[str], marks: Sequence[Sequence[Span]]) -> list[tuple[str, Sequence[Span]]]:
    """The parts of a field, each with its marks."""
    return list(zip(parts, [*marks, *[()] * (len(parts) - len(marks))], strict=True))


@frozen
class ErrorView:
    """An error as a page shows it; for one in a query, the text before its position, the character, and the rest."""

    sentence: str
    remedy: str
    query: tuple[str, str, str] | None = None


def view_of_error(error: FumikuraError, say: Messages) -> ErrorView:
    """An error in the language of `say`."""
    sentence = say.sentence(error)
    if isinstance(error, QueryError):
        at = max(0, min(error.position, len(error.query)))
        place = (error.query[:at], error.query[at : at + 1], error.query[at + 1 :])
        return ErrorView(say("query.lead", message=sentence), say.remedy(error), place)
    if isinstance(error, FilterError):
        sentence = say("filter.lead", message=sentence)
    return ErrorView(sentence, say.remedy(error))


def status_of(error: FumikuraError) -> int:
    """The HTTP status for an error."""
    if isinstance(error, UnknownIdError):
        return 404
    if isinstance(error, QueryError | FilterError):
        return 400
    return 503 if isinstance(error, IndexError_ | TimeLimitError | BusyError) else 500
