"""Which Whoosh wrote an index: asked of the package itself, as asking its metadata takes longer than a search."""

from __future__ import annotations

__all__ = ["whoosh_version"]


def whoosh_version() -> str:
    """The version of Whoosh that is installed, such as 2.7.4."""
    from whoosh import __version__

    return ".".join(map(str, __version__))
