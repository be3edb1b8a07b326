"""Engines store passages and find them. `protocol` says what one does, `whoosh` is the default.

The file `fumikura.toml` beside the folder of an index may choose another (`opensearch.settings`).
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from fumikura.errors import IndexMissingError

if TYPE_CHECKING:
    from fumikura.engines.opensearch.client import Client
    from fumikura.engines.opensearch.settings import Settings
    from fumikura.engines.protocol import Engine, Prepared, Writer
    from fumikura.models import Passage

__all__ = [
    "SETTINGS",
    "committed_state",
    "corpus_of",
    "open_engine",
    "open_writer",
    "prepare",
    "restore_index",
    "use_engine",
]

SETTINGS = "fumikura.toml"
"""The file that chooses the engine of an index; it lies beside the folder of the index."""


def open_engine(path: str | Path) -> Engine:
    """The index in the folder `path`, as it was last committed.

    Raises IndexMissingError, IndexVersionError, IndexDamagedError where files are missing or cut short, or ClusterError.
    """
    folder = Path(path)
    if client := _cluster_client(folder):
        from fumikura.engines.opensearch.engine import ClusterEngine

        return ClusterEngine(client)
    from fumikura.engines.whoosh.engine import WhooshEngine
    from fumikura.engines.whoosh.guard import guard_engine

    return guard_engine(WhooshEngine(folder), folder)


def committed_state(path: str | Path) -> str:
    """A name for the committed state of the index in the folder `path`, which every commit changes; cheap to ask for.

    Raises IndexMissingError, IndexDamagedError, or ClusterError.
    """
    folder = Path(path)
    if client := _cluster_client(folder):
        from fumikura.engines.opensearch.generations import current_generation

        with closing(client):
            return current_generation(client).index
    from fumikura.engines.snapshots.pointer import read_pointer

    pointer = read_pointer(folder)
    if pointer is None:
        raise IndexMissingError("index.missing", folder=folder)
    return f"{pointer.current.generation} {pointer.current.manifest}"


def prepare(passages: Iterable[Passage]) -> Prepared:
    """What `Writer.add_file` would make of the passages of a file; for another process to write."""
    from fumikura.engines.base_writer import prepare

    return prepare(passages)


def open_writer(path: str | Path, *, rebuild: bool = False, corpus: str | None = None) -> Writer:
    """A writer for the index in the folder `path`, which is created if missing.

    `corpus` is where its documents are, relative to `path`; None keeps the known place. With `rebuild` it begins with no
    files, and the old index stays until `commit`. Raises IndexLockedError while another writes,
    IndexVersionError for an index of another version, IndexError_ for a folder that holds other things, or ClusterError.
    """
    folder = Path(path)
    if client := _cluster_client(folder):
        from fumikura.engines.opensearch.writer import ClusterWriter

        return ClusterWriter(client, rebuild=rebuild, corpus=corpus)
    from fumikura.engines.whoosh.writer import WhooshWriter

    return WhooshWriter(folder, rebuild=rebuild, corpus=corpus)


def restore_index(path: str | Path) -> None:
    """Go back to the state before the last commit; a second call goes forward again.

    See `snapshots.generations.restore_index` and `opensearch.writer.switch_back` for what they raise.
    """
    folder = Path(path)
    if client := _cluster_client(folder):
        from fumikura.engines.opensearch.writer import switch_back

        switch_back(client)
        return
    from fumikura.engines.snapshots.generations import restore_index
    from fumikura.engines.whoosh.versions import check_versions

    restore_index(folder, check_versions)


def corpus_of(path: str | Path) -> Path | None:
    """The corpus that the index in a folder was built from, whether it still exists or not.

    None where there is no index that can be read. Its version does not matter.
    """
    folder = Path(path)
    from fumikura.errors import IndexError_

    try:
        if client := _cluster_client(folder):
            from fumikura.engines.opensearch.generations import current_generation

            with closing(client):
                corpus = current_generation(client, of_any_version=True).manifest.get("corpus")
        else:
            from fumikura.engines.snapshots.generations import corpus_of

            corpus = corpus_of(folder)
    except (IndexError_, OSError, ValueError):
        return None
    return (folder / corpus).resolve() if isinstance(corpus, str) and corpus else None


def use_engine(path: str | Path, engine: str) -> Path | None:
    """Choose the engine of the index in a folder; the settings file, if one had to be written.

    Raises ClusterError where the existing file names another engine.
    """
    file = _settings_file(Path(path))
    from fumikura.engines.opensearch.settings import settings_for, write_settings

    settings = settings_for(file, engine)
    if settings is None:
        return None
    with closing(_connect(settings)) as client:
        client.request("GET", "/")  # no settings are written for a cluster that can't be reached
    write_settings(file, settings)
    return file


def _settings_file(folder: Path) -> Path:
    return folder.absolute().parent / SETTINGS


def _cluster_client(folder: Path) -> Client | None:
    """The connection to the cluster that has the index in a folder, or None. Raises ClusterError."""
    file = _settings_file(folder)
    if not file.is_file():
        return None
    from fumikura.engines.opensearch.settings import read_settings

    settings = read_settings(file)
    return None if settings is None else _connect(settings)


def _connect(settings: Settings) -> Client:
    try:
        from fumikura.engines.opensearch.client import Client
    except ModuleNotFoundError as error:
        from fumikura.errors import ClusterError

        raise ClusterError("cluster.not-installed") from error
    return Client(settings)
