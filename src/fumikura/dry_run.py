"""A run over a corpus that writes nothing; and the check that an index belongs to the corpus of a run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from pathlib import Path

from fumikura.engines import corpus_of, open_engine
from fumikura.engines.base_writer import BaseWriter
from fumikura.engines.protocol import FileRecord, Prepared
from fumikura.errors import IndexError_, IndexMissingError
from fumikura.file_access import may_exist
from fumikura.models import Definition, Passage


class DryRunWriter(BaseWriter):
    """A writer that writes nothing: it knows the files in the index, and what would become of them."""

    def __init__(self, index: str | Path, *, rebuild: bool = False) -> None:
        super().__init__({} if rebuild else _files_of(index))

    def remove_file(self, source: str) -> None:
        self._forget_file(source)

    def add_file(
        self,
        record: FileRecord,
        passages: Iterable[Passage],
        definitions: Iterable[Definition] = (),
        prepared: Prepared | None = None,
    ) -> None:
        self._enter_file(record, [passage.id for passage in passages])

    def holders(self, passage_ids: Iterable[str]) -> Mapping[str, str]:
        return {id_: self._holders[id_] for id_ in passage_ids if id_ in self._holders}

    def commit(self) -> None:
        """Do nothing."""

    def cancel(self) -> None:
        """Do nothing."""


def check_corpus(index: Path, corpus: Path, sources: Collection[str]) -> None:
    """Raise IndexError_ if the index holds the documents of another corpus, which a run would remove.

    A moved corpus is the same one: it is gone from its old place, and some of its files (`sources`) are in the index.
    """
    known = corpus_of(index)
    if known is None or known == corpus.resolve():
        return
    if may_exist(known) or not _shares_files(index, sources):
        raise IndexError_("index.other-corpus", folder=index, known=known, corpus=corpus)


def _shares_files(index: Path, sources: Collection[str]) -> bool:
    try:
        files = _files_of(index)
    except IndexError_:  # of another version, or damaged: whoever opens it to write says so
        return True
    return not files or not files.keys().isdisjoint(sources)


def _files_of(index: str | Path) -> dict[str, FileRecord]:
    try:
        with closing(open_engine(index)) as engine:
            return dict(engine.files)
    except IndexMissingError:
        return {}
