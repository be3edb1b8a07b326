"""The engines that `speed.py` compares. Each builds from a file of ready passages and one of their lemmas, and answers.

All but fumikura search the passages' own text only, as one field, and give ids; what they can't do stays empty.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import fumikura
from fumikura.errors import QueryError
from fumikura.text import Analyzer, fold
from speed_data import lemmas_of

Answer: TypeAlias = Callable[[Any], Sequence[Any]]
Tasks: TypeAlias = Mapping[str, Answer]
Paths: TypeAlias = tuple[Path, Path, Path]
"""Ready passages, their lemmas, and the folder for an index."""

TOP = 10


class Fumikura:
    """The project itself, with everything that it does."""

    uses_lemmas = False

    def build(self, paths: Paths) -> None:
        """Index the passages."""
        report = fumikura.build_index(paths[0].parent / "corpus", paths[2])
        assert all(file.status == "added" for file in report.files), report.files

    def tasks(self, paths: Paths) -> Tasks:
        """Everything."""
        index = fumikura.open_index(paths[2])

        def search(query: str, **options: Any) -> Sequence[Any]:
            try:
                return index.search(query, **{"limit": TOP, "highlight": False, **options}).hits
            except QueryError:  # a sentence that is no query for its signs
                return ()

        return {
            "questions": lambda query: search(query, mode="any"),
            "questions, marked": lambda query: search(query, mode="any", highlight=True),
            "questions, filtered": lambda query: search(query, mode="any", year=(1995, 2004)),
            "words": lambda query: search(" ".join(query)),
            "words, filtered": lambda query: search(" ".join(query), year=(1995, 2004)),
            "words, counted": lambda query: search(" ".join(query), limit=0),
            "runs": lambda query: search(f'"{query}"'),
        }


class Whoosh:
    """Whoosh as it comes: one field of lemmas, BM25F."""

    uses_lemmas = True

    def build(self, paths: Paths) -> None:
        """One field, with positions."""
        from whoosh.analysis import SpaceSeparatedTokenizer
        from whoosh.fields import ID, TEXT, Schema
        from whoosh.index import create_in

        schema = Schema(id=ID(stored=True), text=TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True))
        writer = create_in(paths[2], schema).writer(limitmb=512)
        for id_, words in _read_documents(paths):
            writer.add_document(id=id_, text=words)
        writer.commit()

    def tasks(self, paths: Paths) -> Tasks:
        """Questions and words."""
        from whoosh.index import open_dir
        from whoosh.query import And, Or, Term

        searcher = open_dir(paths[2]).searcher()
        analyzer = Analyzer()

        def search(kind: Any, text: str) -> Sequence[Any]:
            terms = [Term("text", term) for term in dict.fromkeys(lemmas_of(analyzer, text))]
            return [hit["id"] for hit in searcher.search(kind(terms), limit=TOP)]

        def count(words: Sequence[str]) -> Sequence[Any]:
            terms = [Term("text", term) for term in dict.fromkeys(lemmas_of(analyzer, " ".join(words)))]
            return range(sum(1 for _ in searcher.docs_for_query(And(terms))))

        return {
            "questions": lambda text: search(Or, text),
            "words": lambda words: search(And, " ".join(words)),
            "words, counted": count,
        }


class Tantivy:
    """Tantivy over the same lemmas."""

    uses_lemmas = True

    def _schema(self) -> Any:
        import tantivy

        schema = tantivy.SchemaBuilder()
        schema.add_text_field("id", stored=True, tokenizer_name="raw")
        schema.add_text_field("text", tokenizer_name="whitespace", index_option="position")
        return schema.build()

    def build(self, paths: Paths) -> None:
        """One field, with positions, by one thread."""
        import tantivy

        writer = tantivy.Index(self._schema(), str(paths[2])).writer(num_threads=1)
        for id_, words in _read_documents(paths):
            writer.add_document(tantivy.Document(id=id_, text=words))
        writer.commit()
        writer.wait_merging_threads()

    def tasks(self, paths: Paths) -> Tasks:
        """Questions and words."""
        import tantivy

        schema, analyzer = self._schema(), Analyzer()
        searcher = tantivy.Index(schema, str(paths[2])).searcher()

        def query(occur: Any, text: str) -> Any:
            terms = dict.fromkeys(lemmas_of(analyzer, text))
            parts = [(occur, tantivy.Query.term_query(schema, "text", term)) for term in terms]
            return tantivy.Query.boolean_query(parts)

        def search(occur: Any, text: str) -> Sequence[Any]:
            found = searcher.search(query(occur, text), TOP, count=False)
            return [searcher.doc(address)["id"][0] for _, address in found.hits]

        def count(words: Sequence[str]) -> Sequence[Any]:
            return range(searcher.search(query(tantivy.Occur.Must, " ".join(words)), TOP).count or 0)

        return {
            "questions": lambda text: search(tantivy.Occur.Should, text),
            "words": lambda words: search(tantivy.Occur.Must, " ".join(words)),
            "words, counted": count,
        }


class Bm25s:
    """bm25s over the same lemmas: scores worked out while it builds, no positions."""

    uses_lemmas = True

    def build(self, paths: Paths) -> None:
        """A matrix of scores."""
        import bm25s

        retriever = bm25s.BM25()
        corpus = [words.split(" ") for _, words in _read_documents(paths)]
        retriever.index(corpus, show_progress=False)
        retriever.save(str(paths[2]))

    def tasks(self, paths: Paths) -> Tasks:
        """Questions."""
        import bm25s

        retriever, analyzer = bm25s.BM25.load(str(paths[2])), Analyzer()

        def search(text: str) -> Sequence[Any]:
            terms = list(dict.fromkeys(lemmas_of(analyzer, text)))
            found, _ = retriever.retrieve([terms], k=TOP, show_progress=False)
            return list(found[0])

        return {"questions": search}


class Fts5:
    """SQLite's FTS5 with its trigram tokenizer: characters instead of words, no queries under three of them."""

    uses_lemmas = False

    def build(self, paths: Paths) -> None:
        """One table."""
        with sqlite3.connect(paths[2] / "fts5.db") as database:
            database.execute(
                "create virtual table passages using fts5(id unindexed, text, tokenize='trigram')"
            )
            rows = ((passage["id"], passage["text"]) for passage in _read_passages(paths))
            database.executemany("insert into passages values (?, ?)", rows)

    def tasks(self, paths: Paths) -> Tasks:
        """Questions as their trigrams, and runs of at least three characters."""
        database = sqlite3.connect(paths[2] / "fts5.db")
        sql = "select id from passages where passages match ? order by rank limit ?"

        def search(match: str) -> Sequence[Any]:
            return database.execute(sql, (match, TOP)).fetchall() if match else ()

        def trigrams(text: str) -> str:
            grams = dict.fromkeys(text[at : at + 3].replace('"', '""') for at in range(len(text) - 2))
            return " OR ".join(f'"{gram}"' for gram in grams)

        return {
            "questions": lambda text: search(trigrams(text)),
            "runs": lambda run: search(f'"{run}"' if len(run) > 2 else ""),
        }


class Scan:
    """Python's `in` over all texts in memory, in the normal form: the least that finding a run can cost here."""

    uses_lemmas = False

    def build(self, paths: Paths) -> None:
        """Nothing."""

    def tasks(self, paths: Paths) -> Tasks:
        """Runs."""
        texts = [fold(passage["text"]).text for passage in _read_passages(paths)]

        def search(run: str) -> Sequence[Any]:
            needle = fold(run).text
            return [number for number, text in enumerate(texts) if needle in text]

        return {"runs": search}


ENGINES: Mapping[str, type[Any]] = {
    "fumikura": Fumikura,
    "Whoosh": Whoosh,
    "FTS5 trigram": Fts5,
    "Tantivy": Tantivy,
    "bm25s": Bm25s,
    "in": Scan,
}


def _read_passages(paths: Paths) -> Iterator[Mapping[str, str]]:
    with paths[0].open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _read_documents(paths: Paths) -> Iterator[tuple[str, str]]:
    with paths[1].open(encoding="utf-8") as file:
        for passage, words in zip(_read_passages(paths), file, strict=True):
            yield passage["id"], words.rstrip("\n")
