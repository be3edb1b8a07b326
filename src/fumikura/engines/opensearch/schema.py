"""Settings and mappings of an index: how passages, and the documents beside them, are stored and indexed.

Nothing is stored twice: `kept` has the passage and its view and is not indexed; the other fields are indexed and not
stored. No field has norms, and the similarity is the number of occurrences: scripts compute BM25F from exact numbers of
words (`planning`), so that neither deleted passages nor shards change a score.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fumikura.fields import EXACT_FIELDS, field_named
from fumikura.plan.nodes import SEARCHED
from fumikura.text import ANALYZER_VERSION, dictionary_version

SCHEMA_VERSION = "2"
"""To be raised whenever what is in the indexes, or what it means, changes."""

HOLE = "\ue000"
"""The token in place of what is no word."""

STACK = "\ue001"
"""Separates tokens that have the same place."""

DAYS = ("first_day", "last_day")
"""The fields with the first and the last day that a date may mean."""

_FORMAT = "fumikura"


def words(field: str) -> str:
    """The lemmas of a searched field."""
    return f"{field}.words"


def chars(field: str) -> str:
    """Its folded text."""
    return f"{field}.chars"


def dates(field: str) -> str:
    """The dates that it speaks of."""
    return f"{field}.dates"


def length(field: str) -> str:
    """The number of its words."""
    return f"{field}.length"


def exact(field: str) -> str:
    """The exact values of a field."""
    return f"exact.{field}"


def current_versions() -> dict[str, str]:
    """The versions that an index built now would have."""
    return {
        "engine": "opensearch",
        "schema": SCHEMA_VERSION,
        "analyzer": ANALYZER_VERSION,
        "dictionary": dictionary_version(),
    }


def index_settings(shards: int, replicas: int) -> dict[str, Any]:
    """The settings of an index."""
    return {
        "number_of_shards": shards,
        "number_of_replicas": replicas,
        "refresh_interval": "-1",
        "analysis": {
            "filter": {
                "holes": {"type": "stop", "stopwords": [HOLE]},
                "stack": {
                    "type": "pattern_capture",
                    "preserve_original": False,
                    "patterns": [f"([^{STACK}]+)"],
                },
            },
            "analyzer": {
                "words": {"type": "custom", "tokenizer": "whitespace", "filter": ["holes"]},
                "stacked": {"type": "custom", "tokenizer": "whitespace", "filter": ["stack"]},
            },
        },
        "similarity": {"times": {"type": "scripted", "script": {"source": "return query.boost * doc.freq;"}}},
    }


def index_mappings() -> dict[str, Any]:
    """The fields of an index."""
    stacked = {"analyzer": "stacked", "search_analyzer": "whitespace"}
    searched = {
        "properties": {
            "words": _tokens(analyzer="words"),
            "chars": _tokens(**stacked),
            "dates": _tokens(**stacked),
            "length": {"type": "integer", "index": False},
        }
    }
    kinds = {name: "integer" if field_named(name).type == "year" else "keyword" for name in EXACT_FIELDS}
    return {
        "dynamic": "strict",
        "_meta": {"format": _FORMAT, "versions": current_versions()},
        "_source": {"includes": ["kept", "value"]},
        "properties": {
            # Of a passage:
            "kept": {"type": "object", "enabled": False},
            "number": {"type": "long"},
            "id": {"type": "keyword", "doc_values": False},
            "exact": {"properties": {name: {"type": kind} for name, kind in kinds.items()}},
            **{name: {"type": "keyword"} for name in DAYS},
            **dict.fromkeys(SEARCHED, searched),
            # Of both:
            "file": {"type": "keyword"},
            # Of what lies beside the passages (`lexicon`):
            "what": {"type": "keyword"},
            "key": {"type": "keyword", "doc_values": False},
            "value": {"type": "object", "enabled": False},
        },
    }


def versions_of(mappings: Mapping[str, Any]) -> Mapping[str, str] | None:
    """The versions that an index was built with, None where it is none of ours."""
    about = mappings.get("_meta", {})
    return dict(about["versions"]) if about.get("format") == _FORMAT else None


def _tokens(**analyzers: str) -> dict[str, Any]:
    return {"type": "text", "norms": False, "similarity": "times", **analyzers}
