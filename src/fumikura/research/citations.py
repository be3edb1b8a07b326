"""A document, or a passage of one, as it is cited: in three styles of text and three formats of programs.

What is cited is the document with its own date; the meeting that a passage is about goes into the note.
Sources: SIST 02-2007; APA, 7th edition; Chicago Manual of Style, 17th edition; biblatex; RIS; CSL-JSON 1.0.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, get_args

from fumikura.models import Document, Passage
from fumikura.values import frozen, replace

Style: TypeAlias = Literal["sist02", "apa", "chicago", "bibtex", "ris", "csl-json"]
STYLES: tuple[Style, ...] = get_args(Style)
DATA_STYLES: tuple[Style, ...] = ("bibtex", "ris", "csl-json")
"""The styles that programs read; the others are a line of text each."""

_OFFICES = tuple("省府庁室局部")
_MONTHS = "January February March April May June July August September October November December".split()
_NO_KEY = re.compile("[^A-Za-z0-9.+:/_-]+")
_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_TEX = {**{char: f"\\{char}" for char in "%&#_$"}, "\\": r"\textbackslash{}"}
_PAIRED_BRACES = str.maketrans({**_TEX, "{": r"\{", "}": r"\}"})
# BibTeX counts braces that have a backslash, too, so those that are not in pairs have names.
_OTHER_BRACES = str.maketrans({**_TEX, "{": r"\textbraceleft{}", "}": r"\textbraceright{}"})
# A link is taken as it stands, but for what would end it.
_LINK = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


@frozen
class Citation:
    """What is known of a source; dates are ISO 8601. `page` and `note` say where in it, `pages` which it has."""

    id: str
    title: str
    authors: tuple[str, ...]
    kind: Literal["webpage", "book", "chapter", "document"]
    date: str = ""
    url: str = ""
    container: str = ""
    accessed: str = ""
    page: str = ""
    pages: str = ""
    note: str = ""

    @property
    def site(self) -> str:
        """The site or book that it is in, unless that has the name of an author."""
        return "" if self.container in self.authors else self.container


def citation_of(document: Document, passage: Passage | None = None, accessed: str = "") -> Citation:
    """How to cite a document, and a passage in it. `accessed` goes before the day that the document has."""
    return Citation(
        id=document.id,
        title=document.title or document.id,
        authors=_authors(document.publisher),
        kind=_kind(document),
        date=document.date,
        url=document.url,
        container=document.container,
        accessed=accessed or document.accessed,
        page=passage.page if passage is not None else "",
        pages=document.pages,
        note=_note(document, passage) if passage is not None else "",
    )


def cite(citations: Iterable[Citation], style: Style) -> str:
    """The citations in a style, ended by a line feed: a line each, or a file for a program, in which an id stands once:

    a document with the notes of all its passages.
    """
    if style in DATA_STYLES:
        citations = _of_each_document(citations)
    if style == "csl-json":
        return json.dumps([_csl(each) for each in citations], ensure_ascii=False, indent=2) + "\n"
    between = "\n" if style == "bibtex" else ""
    return between.join(f"{_WRITERS[style](each)}\n" for each in citations)


def _of_each_document(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    places: dict[str, dict[Citation, None]] = {}
    for each in citations:
        places.setdefault(each.id, {})[each] = None
    return tuple(
        replace(
            next(iter(all_)),
            note=" | ".join(dict.fromkeys(each.note for each in all_ if each.note)),
            page="" if len(all_) > 1 else next(iter(all_)).page,
        )
        for all_ in places.values()
    )


def _authors(publisher: str) -> tuple[str, ...]:
    """The publisher; several offices are parted, but not a ・ inside of a name."""
    parts = tuple(part.strip() for part in re.split("[・、]", publisher))
    if len(parts) > 1 and all(part.endswith(_OFFICES) for part in parts):
        return parts
    return (publisher,) if publisher else ()


def _kind(document: Document) -> Literal["webpage", "book", "chapter", "document"]:
    if document.url:
        return "webpage"
    if document.doc_type == "white-paper":
        return "chapter" if document.container else "book"
    return "document"


def _note(document: Document, passage: Passage) -> str:
    about = " ".join(part for part in (passage.meeting, passage.date) if part)
    if passage.date == document.date and passage.meeting == document.meeting:
        about = ""
    first, last = passage.lines
    place = f"lines {first}" if first == last else f"lines {first}-{last}"
    if passage.page:  # the lines of an extracted page are not a reader's
        place = _pinpoint(passage.page)
    place = f"{place} of {passage.source}" if passage.source else ""
    return "; ".join(part for part in (about, place) if part)


def _pinpoint(page: str) -> str:
    """A page as text has it; a sheet with its cell is named as it is."""
    return page if "!" in page else f"p. {page}"


def _ended(text: str) -> str:
    return text if text.endswith((".", "。", "?", "!", "？", "！")) else f"{text}."


def _sentences(*parts: str) -> str:
    """The parts that are not empty, each ended by a full stop."""
    return " ".join(_ended(part) for part in parts if part)


def _sist02(cited: Citation) -> str:
    authors, date = ", ".join(cited.authors), cited.date or "出版年不明"
    if cited.kind == "webpage":
        url = f"{cited.url}, (参照 {cited.accessed})" if cited.accessed else cited.url
        return _with_page(_sentences(authors, f"“{cited.title}”", cited.site, date, url), cited)
    if cited.kind == "document":
        return _with_page(_sentences(authors, cited.title, cited.site, date), cited)
    title = f"“{cited.title}”" if cited.kind == "chapter" else cited.title
    imprint = ", ".join(part for part in (authors, cited.date[:4] or date) if part)
    return _with_page(_sentences(authors, title, cited.site, imprint), cited)


def _apa(cited: Citation) -> str:
    authors, date = _listed(cited.authors, ", & "), f"({_apa_date(cited.date)})"
    title = f"{cited.title} ({_pinpoint(cited.page)})" if cited.page else cited.title
    head = (authors, date, title) if authors else (title, date)
    text = _sentences(*head, cited.site)
    return f"{text} {cited.url}" if cited.url else text


def _chicago(cited: Citation) -> str:
    authors = _listed(cited.authors, " and ")
    date = _chicago_date(cited.date) or "n.d."
    if cited.kind == "webpage":
        accessed = f"Accessed {_chicago_date(cited.accessed)}" if cited.accessed else ""
        title = f"“{_ended(cited.title)}”"
        parts = [_ended(authors) if authors else "", title, _sentences(cited.site, date, accessed, cited.url)]
        return _with_page(" ".join(part for part in parts if part), cited)
    if cited.kind == "document":
        return _with_page(_sentences(authors, cited.title, cited.site, date), cited)
    title = f"“{cited.title}”" if cited.kind == "chapter" else cited.title
    imprint = ", ".join(part for part in (authors, cited.date[:4] or "n.d.") if part)
    return _with_page(_sentences(authors, title, cited.site, imprint), cited)


def _with_page(text: str, cited: Citation) -> str:
    return _ended(f"{text.removesuffix('.')}, {_pinpoint(cited.page)}") if cited.page else text


def _listed(names: Sequence[str], last: str) -> str:
    """Names in a row, with `last` before the last one; a comma too where there are three or more."""
    if len(names) < 2:
        return "".join(names)
    comma = "," if len(names) > 2 and not last.startswith(",") else ""
    return f"{', '.join(names[:-1])}{comma}{last}{names[-1]}"


def _apa_date(date: str) -> str:
    year, month, day = _parts(date)
    if not year:
        return "n.d."
    named = f"{_MONTHS[month - 1]} {day}" if day else _MONTHS[month - 1] if month else ""
    return f"{year}, {named}" if named else str(year)


def _chicago_date(date: str) -> str:
    year, month, day = _parts(date)
    if not month:
        return str(year or "")
    return f"{_MONTHS[month - 1]} {day}, {year}" if day else f"{_MONTHS[month - 1]} {year}"


def _parts(date: str) -> tuple[int, int, int]:
    """Year, month and day of an ISO date; 0 for what it does not say."""
    year, month, day = (*(int(part) for part in date.split("-") if part), 0, 0, 0)[:3]
    return year, month, day


def _bibtex(cited: Citation) -> str:
    authors = " and ".join(f"{{{_tex(name)}}}" for name in cited.authors)
    entry = {"webpage": "online", "book": "book", "chapter": "incollection", "document": "misc"}[cited.kind]
    fields = {
        "author": authors,
        "title": _tex(cited.title),
        "booktitle" if cited.kind == "chapter" else "organization": _tex(cited.site),
        "publisher": _tex(_publisher(cited)),
        "date": cited.date,
        "url": cited.url.translate(_LINK),
        "urldate": cited.accessed if cited.url else "",
        "pages": _tex(cited.page or cited.pages),
        "note": _tex(cited.note),
        "langid": "japanese" if _is_japanese(cited) else "",
    }
    lines = [f"  {name} = {{{_one_line(value)}}},\n" for name, value in fields.items() if value]
    return f"@{entry}{{{_bibtex_key(cited.id)},\n{''.join(lines)}}}"


def _tex(text: str) -> str:
    """A text without what TeX would read as a command."""
    depths = list(accumulate((char == "{") - (char == "}") for char in text))
    is_paired = not depths or (min(depths) >= 0 and depths[-1] == 0)
    return text.translate(_PAIRED_BRACES if is_paired else _OTHER_BRACES)


def _bibtex_key(id_: str) -> str:
    """A key for a document, in the characters that keys may have; what had others is told apart by a digest of it."""
    key = _NO_KEY.sub("-", id_)
    if key == id_:
        return key
    digest = hashlib.sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{key.strip('-')}-{digest}".lstrip("-")


def _ris(cited: Citation) -> str:
    year, month, day = _parts(cited.date)
    kind = {"webpage": "ELEC", "book": "BOOK", "chapter": "CHAP", "document": "GEN"}[cited.kind]
    fields = [
        ("TY", kind),
        ("ID", cited.id),
        *(("AU", name) for name in cited.authors),
        ("TI", cited.title),
        ("T2", cited.site),
        ("PB", _publisher(cited)),
        ("PY", f"{year:04d}" if year else ""),
        ("DA", "/".join(cited.date.split("-")) if month or day else ""),
        ("UR", cited.url),
        ("Y2", "/".join(cited.accessed.split("-")) if cited.url else ""),
        ("SP", cited.page or cited.pages),
        ("N1", cited.note),
        ("LA", "ja" if _is_japanese(cited) else ""),
    ]
    return "".join(f"{tag}  - {_one_line(value)}\n" for tag, value in fields if value) + "ER  - "


def _csl(cited: Citation) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": cited.id,
        "type": cited.kind,
        "title": cited.title,
        "author": [{"literal": name} for name in cited.authors],
        "container-title": cited.site,
        "publisher": _publisher(cited),
        "issued": _date_parts(cited.date),
        "URL": cited.url,
        "accessed": _date_parts(cited.accessed) if cited.url else None,
        "page": cited.page or cited.pages,
        "note": cited.note,
        "language": "ja" if _is_japanese(cited) else "",
    }
    return {name: value for name, value in fields.items() if value}


def _publisher(cited: Citation) -> str:
    return "・".join(cited.authors) if cited.kind in ("book", "chapter") else ""


def _date_parts(date: str) -> dict[str, list[list[int]]] | None:
    parts = [part for part in _parts(date) if part]
    return {"date-parts": [parts]} if parts else None


def _is_japanese(cited: Citation) -> bool:
    return _JAPANESE.search(cited.title) is not None


def _one_line(text: str) -> str:
    return " ".join(text.split())


_WRITERS: Mapping[str, Callable[[Citation], str]] = MappingProxyType(
    {"sist02": _sist02, "apa": _apa, "chicago": _chicago, "bibtex": _bibtex, "ris": _ris}
)
