"""Names of one thing: those that a person keeps (thesaurus.toml), and those that documents define themselves."""

from __future__ import annotations

from fumikura.terms.known import KnownNames
from fumikura.terms.suggest import suggest
from fumikura.terms.thesaurus import Group, Thesaurus, load, stamp_of

__all__ = ["Group", "KnownNames", "Thesaurus", "load", "stamp_of", "suggest"]
