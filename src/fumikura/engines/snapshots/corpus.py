"""Which corpus an index was built from, asked without opening it."""

from __future__ import annotations

from pathlib import Path

from fumikura.engines.snapshots.generations import current_generation
from fumikura.errors import IndexError_

__all__ = ["corpus_of"]


def corpus_of(index: str | Path) -> Path | None:
    """The corpus that the index in a folder was built from, whether it is still there or not; of any version.

    None where there is no index, or none that can be read.
    """
    folder = Path(index)
    try:
        generation = current_generation(folder)
    except (IndexError_, OSError, ValueError):
        return None
    corpus = generation.manifest.get("corpus")
    generation.release()
    return (folder / corpus).resolve() if isinstance(corpus, str) and corpus else None
