"""What an index depends on besides its documents: with another of these, it would hold other tokens."""

from __future__ import annotations

from collections.abc import Mapping

import whoosh

from fumikura.engines.verification import check_versions as _check_versions
from fumikura.text import ANALYZER_VERSION, dictionary_version

SCHEMA_VERSION = "21"
"""To be raised whenever the files of an index, or what they mean, change."""


def current_versions() -> dict[str, str]:
    """The versions that an index built now would have."""
    return {
        "schema": SCHEMA_VERSION,
        "analyzer": ANALYZER_VERSION,
        "dictionary": dictionary_version(),
        "whoosh": ".".join(map(str, whoosh.__version__)),  # its metadata takes longer to read than a search
    }


def check_versions(found: Mapping[str, str], folder: object) -> None:
    """Raises IndexVersionError, saying what differs, where `found` are not the current versions."""
    _check_versions(found, current_versions(), folder)
