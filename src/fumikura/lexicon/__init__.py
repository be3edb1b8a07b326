"""Names of one thing: those that a person keeps (thesaurus.toml), and those that documents define themselves."""

from __future__ import annotations

from fumikura.lexicon.known import KnownNames
from fumikura.lexicon.suggest import suggest
from fumikura.lexicon.thesaurus import Group, Thesaurus, load_thesaurus, thesaurus_stamp

__all__ = ["Group", "KnownNames", "Thesaurus", "load_thesaurus", "suggest", "thesaurus_stamp"]
