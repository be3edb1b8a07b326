"""The documents of the hits as bibtex: see `research.citations`."""

from __future__ import annotations

from fumikura.export.citing import format_of_style

FORMAT = format_of_style("bibtex", ".bib")
