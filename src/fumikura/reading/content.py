"""What a reader makes of the bytes of a file; which of these it is decides the way from there to passages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from fumikura.blocks import Block
from fumikura.models import Document, Passage

__all__ = ["Blocks", "Content", "Ready", "Text"]


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text, with the lines that it came in: layout makes blocks of it."""

    text: str


@dataclass(frozen=True, slots=True)
class Blocks:
    """Paragraphs, headings and tables that the format itself tells apart: structure makes documents of them."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """Documents and passages that need nothing more."""

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]


Content: TypeAlias = Text | Blocks | Ready
