"""The examples of both READMEs and of the pages in docs/ are run, and their outputs compared; so they can't go stale.

After a change that is meant, `FUMIKURA_WRITE_README=1 pytest tests/test_readme.py` writes the outputs anew.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

import fumikura
from fault_output import run_on

ROOT = Path(__file__).parents[1]
LOCALES = {"README.md": "C.UTF-8", "README.ja.md": "ja_JP.UTF-8"}
QUERIES = {"docs/queries.md": "C.UTF-8", "docs/queries.ja.md": "ja_JP.UTF-8"}
DOCS = {"docs/documents.md": "C.UTF-8", **QUERIES, "docs/research.md": "C.UTF-8"}
PAGES = {**LOCALES, **DOCS}
SESSIONS = [*LOCALES, "docs/research.md"]
_CONSOLE = re.compile(r"(?<=```console\n)\$ (fumikura [^\n]*)\n(.*?)(?=```)", re.DOTALL)


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the corpus and its index."""
    place = tmp_path_factory.mktemp("indexed")
    shutil.copytree(ROOT / "corpus", place / "corpus")
    fumikura.build_index(place / "corpus", place / "index")
    return place


@pytest.fixture
def folder(indexed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, as a user has it, made the current one."""
    place = tmp_path / "work"
    shutil.copytree(indexed, place)
    monkeypatch.chdir(place)
    return place


def _run(command: str, locale: str, folder: Path) -> str:
    """What a command prints: errors and notes before the results, as they come."""
    done = run_on(folder, *shlex.split(command)[1:], terminal=False, LANG=locale)
    assert done.code == 0, done.err
    return done.err + done.out


@pytest.mark.parametrize("name", PAGES)
def test_console_examples_print_what_the_readme_shows(name: str, folder: Path) -> None:
    """Each command of a console block prints what stands below it."""
    path = ROOT / name
    text = path.read_text(encoding="utf-8")
    shown = [(match[1], match[2]) for match in _CONSOLE.finditer(text)]
    printed = [(command, _run(command, PAGES[name], folder)) for command, _ in shown]
    if os.environ.get("FUMIKURA_WRITE_README"):
        outputs = iter(printed)
        path.write_text(_CONSOLE.sub(lambda m: f"$ {m[1]}\n{next(outputs)[1]}", text), encoding="utf-8")
        return
    assert shown
    assert printed == shown


@pytest.mark.parametrize("name", SESSIONS)
def test_python_examples_hold(name: str, folder: Path) -> None:
    """The Python session of each README runs as it is written."""
    examples = doctest.DocTestParser().get_doctest(
        (ROOT / name).read_text(encoding="utf-8"), {}, name, name, 0
    )
    results = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(examples)
    assert results.attempted
    assert results.failed == 0


def test_both_readmes_give_the_same_commands() -> None:
    """The Japanese README shows the same commands as the English one."""
    commands = [
        re.findall(r"^(?:\$ |pip |fumikura |>>> ).*", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        for name in LOCALES
    ]
    bare = [[re.sub(r"\s*#.*", "", command) for command in each] for each in commands]
    assert bare[0] == bare[1]


def test_both_tables_of_queries_are_the_same() -> None:
    """What may be written, and what is run, is the same on both pages of queries."""
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in QUERIES]
    said = [re.findall(r"^\| (`.*?`) (?=\|)|^(\$ .*)", text, re.MULTILINE) for text in texts]
    written = [[(row.replace("、", ", "), command) for row, command in each] for each in said]
    assert written[0] == written[1]


def test_no_page_has_examples_that_are_not_run() -> None:
    """Every page with a command and its output is among those whose examples are run, and so is every session."""
    pages = {f"docs/{path.name}": path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}
    assert {name for name, text in pages.items() if "```console" in text} == set(DOCS)
    assert {name for name, text in pages.items() if "\n>>> " in text} == set(SESSIONS) & set(DOCS)


@pytest.mark.parametrize("path", [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")], ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    """A link to a file of the project names one that is there, and a link to a heading one that the page has."""
    for target in re.findall(r"\]\((?!https?://)([^)]+)\)", path.read_text(encoding="utf-8")):
        name, _, heading = target.partition("#")
        page = path.parent / name if name else path
        assert page.is_file(), target
        if heading:
            heads = re.findall(r"^#+ (.*)", page.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in {re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in heads}, (
                target
            )
