"""A field of one passage, read once for all that is looked for in it."""

from __future__ import annotations

from fumikura.engines.whoosh_engine.cuts import Cuts
from fumikura.engines.whoosh_engine.segment import Segment

__all__ = ["FieldText"]


class FieldText:
    """The folded text of `field` in the passage `local` of a segment, in UTF-8 (`row`), and the words of it."""

    __slots__ = ("_cuts", "field", "local", "row", "segment")

    def __init__(self, segment: Segment, local: int, field: str) -> None:
        self.segment = segment
        self.local = local
        self.field = field
        self.row = segment.chars(field)[local]
        self._cuts: Cuts | None = None

    @property
    def cuts(self) -> Cuts:
        """Where the words begin."""
        if self._cuts is None:
            self._cuts = Cuts(self.segment.cuts(self.field)[self.local], len(self.row))
        return self._cuts
