"""Every error fumikura raises on purpose, in one tree.

    FumikuraError
    ├── CorpusError              the documents
    │   ├── UnreadableError      a file cannot be opened, or is no text
    │   ├── UndecodableError     its bytes are in no encoding that we can tell
    │   ├── StageError           fumikura itself failed on it
    │   ├── CatalogError         catalog.toml is malformed
    │   └── ThesaurusError       thesaurus.toml is malformed
    ├── IndexError_              the index
    │   ├── IndexMissingError    there is none where one was looked for
    │   ├── IndexVersionError    it was built by another version
    │   ├── IndexLockedError     another process is writing it
    │   └── IndexDamagedError    its files are not what was written
    ├── QueryError               the words of a search, with the position of the mistake
    ├── FilterError              the value of a filter or an option
    ├── UnknownIdError           no passage or document of that id
    └── OutputError              the result could not be written

A message says what happened, where, and (`remedy`) what to do. The command line prints both in one line.
"""

from __future__ import annotations

__all__ = [
    "CatalogError",
    "CorpusError",
    "FilterError",
    "FumikuraError",
    "IndexDamagedError",
    "IndexError_",
    "IndexLockedError",
    "IndexMissingError",
    "IndexVersionError",
    "OutputError",
    "QueryError",
    "StageError",
    "ThesaurusError",
    "UndecodableError",
    "UnknownIdError",
    "UnreadableError",
]


class FumikuraError(Exception):
    """Root of the tree: `message` says what and where, `remedy` what to do about it (may be empty)."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class CorpusError(FumikuraError):
    """Something is wrong with the documents."""


class UnreadableError(CorpusError):
    """A file cannot be opened, or holds no text."""


class UndecodableError(CorpusError):
    """The bytes of a file are in no encoding that can be told for certain."""


class StageError(CorpusError):
    """A stage of fumikura failed on a file by a fault of its own; the message names the place in the sources."""


class CatalogError(CorpusError):
    """`catalog.toml` is malformed, or names what is not there."""


class ThesaurusError(CorpusError):
    """`thesaurus.toml` is malformed; the message names the line."""


class IndexError_(FumikuraError):  # noqa: N801, N818 - the underscore keeps it apart from the builtin
    """Something is wrong with the index."""


class IndexMissingError(IndexError_):
    """There is no index in the folder that was named."""


class IndexVersionError(IndexError_):
    """The index was built with another schema, analyzer or dictionary."""


class IndexLockedError(IndexError_):
    """Another process is writing to the index."""


class IndexDamagedError(IndexError_):
    """The files of the index are not what was written."""


class QueryError(FumikuraError):
    """A mistake in the words of a search: `query` as given, `position` of the character (from 0)."""

    def __init__(self, message: str, query: str, position: int, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.query = query
        self.position = position


class FilterError(FumikuraError):
    """The value of a filter or an option is none that is known; the message lists what is valid."""


class UnknownIdError(FumikuraError):
    """No passage or document has the id that was asked for."""


class OutputError(FumikuraError):
    """The result could not be written where it should go."""
