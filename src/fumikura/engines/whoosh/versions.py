"""The versions that an index depends on: with other ones it would hold other tokens."""

from __future__ import annotations

from collections.abc import Mapping

import whoosh

from fumikura.engines.verification import check_versions as _check_versions
from fumikura.text import ANALYZER_VERSION, dictionary_version

SCHEMA_VERSION = "22"
"""To be raised whenever the files of an index, or what they mean, change."""


def current_versions() -> dict[str, str]:
    """The versions of an index that is built now."""
    return {
        "schema": SCHEMA_VERSION,
        "analyzer": ANALYZER_VERSION,
        "dictionary": dictionary_version(),
        "whoosh": ".".join(map(str, whoosh.__version__)),  # reading its metadata takes longer than a search
    }


def check_versions(found: Mapping[str, str], folder: object) -> None:
    """Raise IndexVersionError, naming the differences, where `found` are not the current versions."""
    _check_versions(found, current_versions(), folder)
