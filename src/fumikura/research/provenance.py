"""How the rows of each tool were made: what JSON says beside them, on the command line and in the page alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from fumikura.models import Document
from fumikura.research.counting import PER_LABEL
from fumikura.research.lineage import GROWTH
from fumikura.research.results import Collocates, Counted, KeyWords, Kwic, WordList
from fumikura.research.similarity import LEAST_SHARED, NEARLY_WHOLE
from fumikura.research.tools import Tools


class Opened(Protocol):
    """An open index, as far as it is said which one it is."""

    @property
    def tools(self) -> Tools:
        """The tools over it."""

    def documents(self) -> tuple[Document, ...]:
        """Its documents."""

    def __len__(self) -> int: ...


def versions(index: Opened) -> dict[str, Any]:
    """Versions, and a name for the content of the index."""
    from importlib.metadata import version  # imported here, as few answers say it

    from fumikura.text import ANALYZER_VERSION, dictionary_version

    return {
        "fumikura": version("fumikura"),
        "analyzer": ANALYZER_VERSION,
        "dictionary": dictionary_version(),
        "corpus": index.tools.fingerprints.corpus,
        "documents": len(index.documents()),
        "passages": len(index),
    }


def of_counts(found: Counted, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Of counts, `asked` for `unique` and with `synonyms` or not."""
    sizes = found.total[0].sizes
    return {
        "by": list(found.by),
        "rate_per": PER_LABEL[found.per],
        "interval": "Wilson 1927" if found.per == "passages" else "exact Poisson (Garwood 1936)",
        "unit": "long",
        "unique": asked["unique"],
        "synonyms": asked["synonyms"],
        "sizes": {name: getattr(sizes, name) for name in sizes.__match_args__},
    }


def of_kwic(found: Kwic, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Of a concordance, `asked` for in an order (`sort`), `unique`, with `synonyms`."""
    return {
        **{name: asked[name] for name in ("sort", "unique", "synonyms")},
        "occurrences": found.total,
        "passages_found": found.passages,
    }


def of_words(found: WordList, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Of a list of words, `asked` for of a `unit`, of speech parts (`pos`)."""
    return {
        "unit": asked["unit"],
        "pos": asked["pos"] or "content",
        "sizes": {"words": found.words, "passages": found.passages, "documents": found.documents},
        "rate_per": "10000 words",
    }


def of_key_words(found: KeyWords, asked: Mapping[str, Any], against: str, count_by: str) -> dict[str, Any]:
    """Of words that are commoner or rarer than in passages `against` them, counted by words or passages."""
    return {
        "unit": asked["unit"],
        "pos": asked["pos"] or "content",
        "measure": "g2: signed log-likelihood over four cells (Dunning 1993); p adjusted by Holm (1979) over all rows",
        "alpha": found.p,
        "counted": count_by,
        "sizes": {name: getattr(found, name) for name in ("words_a", "words_b", "passages_a", "passages_b")},
        "rate_per": f"10000 {count_by}",
        "against": against,
    }


def of_collocates(found: Collocates, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Of collocates, `asked` for in a `window`, of a `unit`, of speech parts (`pos`)."""
    return {
        "window": asked["window"],
        "unit": asked["unit"],
        "pos": asked["pos"] or "content",
        "measure": "surface co-occurrence in windows as found (Evert 2008): E = R1*C1/N; MI to base 2",
        "sizes": {"nodes": found.nodes, "windows": found.windows, "words": found.words},
    }


def of_lineage(least: float, against: str | None) -> dict[str, Any]:
    """Of a lineage from a least containment on, of each sentence beside the nearest or the seed."""
    return {
        "measure": f"weighted containment of 5-character shingles, {least} of the seed, {GROWTH} of one found; "
        f"{LEAST_SHARED} in common, or {NEARLY_WHOLE} of the shorter sentence",
        "similarity": "Indel ratio 2*LCS/(|a|+|b|) of letters and digits, folded",
        "against": against or "nearest earlier",
    }


def of_diff() -> dict[str, Any]:
    """Of a comparison of documents."""
    return {"measure": "weighted containment of 5-character shingles; Indel ratio"}
