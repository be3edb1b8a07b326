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
    │   ├── IndexDamagedError    its files are not what was written
    │   └── ClusterError         the cluster that keeps it is out of reach, or refuses
    ├── QueryError               the words of a search, with the position of the mistake
    ├── FilterError              the value of a filter or an option
    │   └── ArgumentError        an argument of Python of a wrong type, or out of its range
    ├── UnknownIdError           no passage or document of that id
    ├── TimeLimitError           there was not enough time for the answer
    ├── BusyError                too many requests are waiting already
    └── OutputError              the result could not be written

An error is a code and values, never a sentence:

    raise UnreadableError("file.too-large", source=source, most=50)

Its sentences in both languages stand in `fumikura.messages.file` (the module of the code's topic), with the names of
values in braces, and what to do about it under `file.too-large.remedy`. Values are passed as they are: numbers as
numbers, several names as a tuple, an error of the system as `messages.system_reason(error)`, a part with a code of its
own as a `messages.Message` or another error. The sentence puts a user's word in quotation marks (`{value!r}`) and cuts
a long one. `str(error)` is English; programs use `error.code` and `error.values`. `tests/test_messages.py` checks that
each code that is raised has sentences with exactly its values.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class FumikuraError(Exception):
    """Root of the tree: `code` says what is wrong, `values` where and with what."""

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values: Mapping[str, object] = values

    @property
    def message(self) -> str:
        """What is wrong, and where, in English."""
        # Imported here and below, as no search that succeeds says an error.
        from fumikura.messages import Messages

        return Messages("en").sentence(self)

    @property
    def remedy(self) -> str:
        """What to do about it, in English; may be empty."""
        from fumikura.messages import Messages

        return Messages("en").remedy(self)

    def __str__(self) -> str:
        from fumikura.messages import Messages

        return Messages("en").whole(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpickle, (type(self), self.code, self.values)


def _unpickle(kind: type[FumikuraError], code: str, values: Mapping[str, Any]) -> FumikuraError:
    """The error, as it comes out of another process."""
    return kind(code, **values)


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


class ClusterError(IndexError_):
    """The cluster that keeps the index can't be reached, refuses, or can answer for a part of it alone."""


class QueryError(FumikuraError):
    """A mistake in the words of a search: `query` as given, `position` of the character (from 0)."""

    def __init__(self, code: str, /, query: str, position: int, **values: object) -> None:
        super().__init__(code, **values)
        self.query = query
        self.position = position

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpickle, (
            type(self),
            self.code,
            {**self.values, "query": self.query, "position": self.position},
        )


class FilterError(FumikuraError):
    """The value of a filter or an option is none that is known; the message lists what is valid."""


class ArgumentError(FilterError):
    """An argument that a function of Python was given is of a wrong type, or out of its range."""


class UnknownIdError(FumikuraError):
    """No passage or document has the id that was asked for."""


class TimeLimitError(FumikuraError):
    """There was not enough time for an answer that can't be given in part."""


class BusyError(FumikuraError):
    """Too many requests are waiting already."""


class OutputError(FumikuraError):
    """The result could not be written where it should go."""
