"""Which corpus an index was built from, asked without opening it."""

from __future__ import annotations

from pathlib import Path

from fumikura.engines.snapshots.generations import current_generation


def corpus_of(folder: Path) -> object:
    """What the index in a folder says of its corpus, relative to the folder; of any version.

    Raises IndexError_, OSError or ValueError where there is none, or none that can be read.
    """
    generation = current_generation(folder)
    generation.release()
    return generation.manifest.get("corpus")
