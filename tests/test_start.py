"""A search imports what it needs and no more: most of the time from the command to its answer is importing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import fumikura

# Each of these takes from half a millisecond to a hundred; none is of use to a search that finds something in a pipe.
_NEEDLESS = {
    "click.shell_completion",
    "concurrent.futures",
    "dataclasses",
    "difflib",
    "fumikura.build",
    "fumikura.catalog",
    "fumikura.documents",
    "fumikura.export.csv",
    "fumikura.layout",
    "fumikura.messages.file",
    "fumikura.messages.help",
    "fumikura.messages.query",
    "fumikura.messages.usage",
    "fumikura.structure",
    "importlib.metadata",
    "multiprocessing",
    "numpy",
    "rich",
    "tomllib",
    "whoosh.writing",
}
_PROGRAM = """
import sys
from fumikura.cli import main
code = main(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture(name="folder", scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("start")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "a.txt").write_text(
        "閣僚は、台湾海峡の平和と安定の重要性を強調した。\n", encoding="utf-8"
    )
    fumikura.build_index(folder / "corpus", folder / "index")
    return folder


@pytest.mark.parametrize("output_format", ["table", "json", "plain"])
def test_a_search_imports_nothing_needless(folder: Path, output_format: str) -> None:
    """Neither the half that writes, nor the other formats, nor what colours are made of."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "LC_ALL": "C.UTF-8"}
    found = subprocess.run(
        [sys.executable, "-c", _PROGRAM, "search", "台湾海峡", "--format", output_format],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "台湾海峡" in found.stdout
    assert set(found.stderr.split()) & _NEEDLESS == set()
