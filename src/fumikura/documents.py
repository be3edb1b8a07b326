"""From a file to its documents and passages: reading, layout and structure, one after the other.

The one place that knows the three stages; `build` and `fumikura catalog` both go through it.
"""

from __future__ import annotations

import hashlib
import re
import traceback
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path, PurePosixPath

from fumikura.blocks import Block
from fumikura.catalog import Catalog, CatalogEntry, key_of
from fumikura.dates import parse_date
from fumikura.errors import CatalogError, FumikuraError, StageError, UnreadableError
from fumikura.layout.flow import layout
from fumikura.layout.geometry import from_pages
from fumikura.layout.given import from_given
from fumikura.layout.lines import number_of_lines
from fumikura.messages import Coded, Message
from fumikura.models import Document, Passage
from fumikura.notes import Note
from fumikura.pagination import Starts, locate_passages
from fumikura.reading.content import About, Blocks, Content, Pages, Parts, Ready, Text
from fumikura.reading.discovery import SourceFile
from fumikura.reading.registry import load_bytes, read_bytes, suffixes
from fumikura.structure.documents import split
from fumikura.structure.head import Head, read_head
from fumikura.structure.inference import infer
from fumikura.structure.passages import passages_of
from fumikura.structure.titles import Said
from fumikura.vertical_forms import VerticalForms

STAGES_VERSION = "120"
"""Of reading, layout and structure together: another number means other passages from the same file."""


@dataclass(frozen=True, slots=True)
class FileContent:
    """What a file holds. `inferred` are the documents that no catalog entry speaks of.

    `left_out` are parts of it that could not be read, each with the reason: members of an archive, pages.
    """

    documents: tuple[Document, ...]
    inferred: tuple[Document, ...]
    passages: tuple[Passage, ...]
    left_out: tuple[tuple[str, Coded], ...] = ()


def fingerprint(data: bytes, entries: Sequence[CatalogEntry], id_: str, notes: Sequence[Note] = ()) -> str:
    """A name for all that decides what a file gives: bytes, catalog entries, notes, id, the stages' version."""
    rest = repr((tuple(entries), id_, STAGES_VERSION, *notes))
    return f"{hashlib.sha256(data).hexdigest()}-{hashlib.sha256(_stable(rest)).hexdigest()[:16]}"


def document_ids(sources: Sequence[str], catalog: Catalog) -> dict[str, str]:
    """An id for each file, from its name; where two would be the same, with the ending of the name as well.

    A file whose ending no format has is no reason for that: the picture beside a document does not change its id.
    """
    taken = {entry.document.id for entries in catalog.entries.values() for entry in entries}
    known = {source for source in sources if source.lower().endswith(suffixes())}
    first = sorted(sources, key=lambda source: source not in known)
    stems = {source: _slug(source.rsplit(".", 1)[0]) for source in first}
    counts = Counter(stems[source] for source in known)
    ids: dict[str, str] = {}
    for source, stem in stems.items():
        id_ = stem if counts[stem] <= 1 and stem not in taken else _slug(source)
        while id_ in taken:
            id_ += "-"
        ids[source] = id_
        taken.add(id_)
    return ids


def read_file(
    found: SourceFile,
    entries: Sequence[CatalogEntry],
    id_: str,
    encoding: str | None = None,
    data: bytes | None = None,
) -> FileContent:
    """The documents and passages of a file, of which `data` are the bytes if they were read before.

    Raises CorpusError where it can't be read, or has nothing to index.
    """
    try:
        if data is None:
            data = load_bytes(found.path, found.source)
        content = read_bytes(data, found.source, id_, encoding, named=found.named)
        made = _Reading(entries, encoding).of(content, found.source, id_)
        return replace(made, left_out=(*made.left_out, *_unused(entries, made, content)))
    except Exception as error:
        raise failure_of(found.source, error) from error


def failure_of(source: str, error: Exception) -> FumikuraError:
    """What is to be said of a file where an exception ended the work on it."""
    if isinstance(error, FumikuraError):
        return error
    if isinstance(error, (MemoryError, RecursionError)):
        return UnreadableError("file.too-much", source=source, kind=type(error).__name__)
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "fumikura" in Path(frame.filename).parts] or frames
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"
    said = " ".join("".join(traceback.format_exception_only(error)).split())
    return StageError("file.stage-failed", source=source, place=place, said=said)


_ISO = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_DEEPEST = 3  # archives in one another


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is known while a file is read, and the parts of it that are files themselves."""

    entries: Sequence[CatalogEntry]
    encoding: str | None

    def of(self, content: Content, source: str, id_: str, depth: int = 0) -> FileContent:
        """The documents and passages that `content` gives. Raises CorpusError, also where there are none."""
        made = self._made(content, source, id_, depth)
        if not made.passages:  # rules, empty tags, a comment: there is text, but none of it is the document's
            raise UnreadableError("file.empty", source=source)
        return made

    def _made(self, content: Content, source: str, id_: str, depth: int) -> FileContent:
        if isinstance(content, Ready):
            left = tuple((source, fault) for fault in content.faults)
            return FileContent(content.documents, (), content.passages, left)
        if isinstance(content, Parts):
            return self._parts(content, source, id_, depth)
        forms = VerticalForms(content.text if isinstance(content, Text) else "")
        blocks, starts, left_out = _blocks(content, forms)
        if not blocks:
            raise _nothing_in(source, left_out)
        entries = [
            replace(entry, document=replace(entry.document, source=source))
            for entry in self.entries
            if key_of(entry.document.source) == key_of(source)
        ]
        if entries:
            _check_lines(entries, content, blocks, source)
            made = _content(_by_catalog(blocks, entries, source), inferred=False)
        else:
            parts = _by_heads(blocks, id_, source, Said(content.about.title, content.about.is_shown))
            made = _content(_with_about(parts, content.about), inferred=True)
        made = _as_written(made, forms) if forms.any else made
        left = tuple((source, reason) for reason in left_out)
        pages = content.pages if isinstance(content, Pages) else ()
        recognised = frozenset(place for place, page in enumerate(pages) if page.recognised)
        return replace(made, passages=locate_passages(made.passages, starts, recognised), left_out=left)

    def _parts(self, content: Parts, source: str, id_: str, depth: int) -> FileContent:
        """What the files in an archive hold, those that can't be read left out."""
        made: list[FileContent] = []
        left_out: list[tuple[str, Coded]] = []
        taken = {id_}
        for part in content.parts:
            name = f"{source}!{part.name}" if part.name else source
            try:
                if part.fault:
                    raise part.fault
                if part.name and depth >= _DEEPEST:
                    raise UnreadableError("file.too-deep", source=name, most=_DEEPEST)
                own = _unique(f"{id_}-{_slug(part.name.rsplit('.', 1)[0])}", taken) if part.name else id_
                inner = part.content or read_bytes(part.data, name, own, self.encoding)
                made.append(self.of(inner, name, own, depth + 1))
            except Exception as error:
                fault = failure_of(name, error)
                if part.name or fault.code != "file.empty":  # else it is a cover for what is in it
                    left_out.append((name, fault))
        if not made and not left_out:
            raise UnreadableError("file.empty", source=source)
        if not made:
            reasons = tuple(reason for _, reason in left_out[:3])
            raise UnreadableError("file.archive-unreadable", source=source, reasons=reasons)
        return FileContent(
            tuple(document for each in made for document in each.documents),
            tuple(document for each in made for document in each.inferred),
            tuple(passage for each in made for passage in each.passages),
            (*(pair for each in made for pair in each.left_out), *left_out),
        )


def _unused(
    entries: Sequence[CatalogEntry], made: FileContent, content: Content
) -> Iterator[tuple[str, Coded]]:
    """The entries of the catalog that no document of a file was made by, and why."""
    sources = (*(each.source for each in made.documents), *(source for source, _ in made.left_out))
    there = set(map(key_of, sources))
    for source in dict.fromkeys(entry.document.source for entry in entries):
        if isinstance(content, Ready):
            yield source, Message("file.catalog-ready", source=source)
        elif key_of(source) not in there:
            yield source, Message("file.catalog-no-part", source=source)


def _nothing_in(source: str, left_out: Sequence[Coded]) -> UnreadableError:
    """Why a file gives nothing: what of it could not be read, if anything, has what it says."""
    for reason in left_out:
        return UnreadableError(reason.code, **reason.values)
    return UnreadableError("file.empty", source=source)


def _unique(id_: str, taken: set[str]) -> str:
    while id_ in taken:
        id_ += "-"
    taken.add(id_)
    return id_


def _blocks(
    content: Text | Blocks | Pages, forms: VerticalForms
) -> tuple[Sequence[Block], Starts, Sequence[Coded]]:
    """The blocks of a file, which lines its pages begin with, and what of it could not be read."""
    if isinstance(content, Text):
        return layout(forms.horizontal), (), ()
    if isinstance(content, Blocks):
        return from_given(content.blocks), content.starts, content.notes
    blocks, starts = from_pages(content.pages)
    return blocks, starts, content.notes


def _with_about(parts: list[_Part], about: About) -> list[_Part]:
    """What a file says of itself outside of its text, where the text of its only document does not say it."""
    if len(parts) != 1:
        return parts
    (document, blocks, head), *_ = parts
    unsaid = bool(about.title) and document.title == PurePosixPath(document.source).stem
    said = about.title if unsaid else document.title
    date = document.date or _iso(about.date)
    publisher = document.publisher or about.publisher
    return [
        (
            replace(document, title=said, date=date, publisher=publisher, url=document.url or about.url),
            blocks,
            head,
        )
    ]


def _iso(date: str) -> str:
    match = _ISO.match(date.strip())
    return parse_date(match[0] if match else date.strip()) or ""


def _as_written(content: FileContent, forms: VerticalForms) -> FileContent:
    """What a file holds, with the vertical forms of signs that the file has."""
    return FileContent(
        tuple(replace(each, title=forms.written(each.title)) for each in content.documents),
        tuple(replace(each, title=forms.written(each.title)) for each in content.inferred),
        tuple(
            replace(
                each,
                title=forms.written(each.title),
                text=forms.written(each.text),
                glosses=tuple(map(forms.written, each.glosses)),
                section=tuple(map(forms.written, each.section)),
                speaker=forms.written(each.speaker),
            )
            for each in content.passages
        ),
    )


_Part = tuple[Document, Sequence[Block], Head]
"""A document, its blocks, and which of them are its head."""


def _content(parts: Sequence[_Part], *, inferred: bool) -> FileContent:
    documents = tuple(part[0] for part in parts)
    passages = tuple(
        passage for document, blocks, head in parts for passage in passages_of(document, blocks, head)
    )
    return FileContent(documents, documents if inferred else (), passages)


def _by_heads(blocks: Sequence[Block], id_: str, source: str, said: Said) -> list[_Part]:
    """The documents in a file as their heads tell them apart; the second is `<id>-2`."""
    parts: list[_Part] = []
    first = read_head(blocks, said)
    for place, (start, end) in enumerate(split(blocks, first), start=1):
        part = blocks[start:end]
        head = first if len(part) == len(blocks) else read_head(part, said)
        name = id_ if place == 1 else f"{id_}-{place}"
        document = infer(
            part, head, id_=name, source=source, lines=_lines(part), stem=PurePosixPath(source).stem
        )
        parts.append((document, part, head))
    return parts


def _by_catalog(blocks: Sequence[Block], entries: Sequence[CatalogEntry], source: str) -> list[_Part]:
    """The documents in a file as the catalog has them."""
    if len(entries) == 1 and not entries[0].has_lines:
        spans: Sequence[tuple[int, int]] = [(0, len(blocks))]
    elif all(entry.has_lines for entry in entries):
        entries = sorted(entries, key=lambda entry: entry.document.lines)
        spans = _spans_by_lines(blocks, entries)
    else:
        spans = split(blocks, read_head(blocks))
        if len(spans) != len(entries):
            raise CatalogError("catalog.documents", source=source, entries=len(entries), found=len(spans))
    parts: list[_Part] = []
    for entry, (start, end) in zip(entries, spans, strict=True):
        part = blocks[start:end]
        lines = _lines(part) if part else entry.document.lines
        document = entry.document if entry.has_lines else replace(entry.document, lines=lines)
        head = read_head(part)
        if part and not (document.title and document.date):
            own = infer(
                part, head, id_=document.id, source=source, lines=lines, stem=PurePosixPath(source).stem
            )
            document = _filled(entry, document, own)
        parts.append((document, part, head))
    return parts


def _check_lines(
    entries: Sequence[CatalogEntry], content: Content, blocks: Sequence[Block], source: str
) -> None:
    """Raise CatalogError where an entry speaks of lines that a file has not, or two of the same ones."""
    number = number_of_lines(content.text) if isinstance(content, Text) else _lines(blocks)[1]
    for entry in entries:
        first, last = entry.document.lines
        if entry.has_lines and last > number:
            raise CatalogError("catalog.lines-past", source=source, first=first, last=last, number=number)
        if entry.has_lines and not any(
            block.lines[0] <= last and first <= block.lines[1] for block in blocks
        ):
            raise CatalogError("catalog.lines-blank", source=source, first=first, last=last)
    placed = sorted(
        (each.document for each in entries if each.has_lines), key=lambda document: document.lines
    )
    for before, after in pairwise(placed):
        if after.lines[0] <= before.lines[1]:
            raise CatalogError("catalog.lines-overlap", source=source, id=before.id, other=after.id)


def _lines(blocks: Sequence[Block]) -> tuple[int, int]:
    return blocks[0].lines[0], max(block.lines[1] for block in blocks)


def _filled(entry: CatalogEntry, document: Document, inferred: Document) -> Document:
    """An entry with what it leaves unsaid taken from the document itself."""
    unsaid = {"title", "publisher", "doc_type", "date", "meeting", "place"} - set(entry.known)
    values = {name: getattr(inferred, name) for name in unsaid}
    return replace(document, **values)


def _spans_by_lines(blocks: Sequence[Block], entries: Sequence[CatalogEntry]) -> list[tuple[int, int]]:
    """Blocks by the lines that entries give; what lies between two documents goes with the first."""
    starts = [entry.document.lines[0] for entry in entries]
    firsts = [next((i for i, b in enumerate(blocks) if b.lines[0] >= start), len(blocks)) for start in starts]
    firsts[0] = 0
    return list(zip(firsts, [*firsts[1:], len(blocks)], strict=True))


def _slug(name: str) -> str:
    composed = unicodedata.normalize("NFC", name)  # some file systems take ガ apart
    return "-".join("".join(c if c.isalnum() or c in "-_.+" else " " for c in composed).split()) or "document"


def _stable(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
