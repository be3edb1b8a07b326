"""The direction of imports, and the one place of each foreign package."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import fumikura

SOURCE = Path(__file__).parents[1] / "src" / "fumikura"
BASE = {
    "arguments",
    "pages",
    "pagination",
    "messages",
    "models",
    "values",
    "errors",
    "blocks",
    "labels",
    "numbering",
    "page_matter",
    "asking",
    "speech",
    "talk",
    "toml_text",
    "file_access",
    "vertical_forms",
    "dates",
    "vocabulary",
    "deadline",
    "fields",
}
# What each part may import of the others, besides itself and the base.
ALLOWED: dict[str, set[str]] = {
    **{name: set() for name in BASE},
    "reading": set(),
    "layout": set(),
    "structure": set(),
    "text": set(),
    "query": set(),
    "catalog": set(),
    "notes": set(),
    "documents": {"catalog", "notes", "reading", "layout", "structure"},
    "plan": {"query", "text"},
    "matching": {"plan", "text"},
    "ranking": {"matching", "plan", "query", "text"},
    "engines": {"matching", "plan", "ranking", "query", "text"},
    "lexicon": {"plan", "text"},
    "freshness": {"engines", "reading", "build"},
    "checking": {"build", "catalog", "notes", "documents", "engines", "freshness", "reading"},
    "filters": set(),
    "highlight": {"text"},
    "export": {"engines", "ranking", "research"},
    "research": {"engines", "fields", "filters", "plan", "text"},
    "answering": {"engines", "matching", "plan", "ranking"},
    "search": {
        "answering",
        "matching",
        "filters",
        "highlight",
        "engines",
        "plan",
        "ranking",
        "query",
        "text",
        "lexicon",
        "research",
    },
    "parallel": set(),
    "dry_run": {"engines"},
    "build": {
        "catalog",
        "notes",
        "freshness",
        "documents",
        "engines",
        "parallel",
        "reading",
        "dry_run",
        "lexicon",
    },
    "cli": {
        "notes",
        "build",
        "catalog",
        "freshness",
        "checking",
        "export",
        "filters",
        "search",
        "lexicon",
        "engines",
        "plan",
        "ranking",
        "query",
        "text",
        "__init__",
        "documents",
        "research",
        "reading",
        "fields",
        "presentation",
        "mcp",
        "web",
    },
    "presentation": {"research", "search"},
    "workers": {"engines", "search"},
    "mcp": {"engines", "filters", "workers", "research", "search"},
    "web": {"__init__", "engines", "export", "filters", "workers", "presentation", "research", "search"},
    "__init__": {"build", "search"},
    "__main__": {"cli"},
}
FOREIGN = {
    "fugashi": "text/morphemes.py",
    "unidic_lite": "text/morphemes.py",
    "whoosh": "engines/whoosh/",
    "opensearchpy": "engines/opensearch/",
    "selectolax": "reading/",
    "pypdfium2": "reading/pdf_",
    "python_calamine": "reading/spreadsheet_child.py",
    "click": "cli/",
    "mcp": "mcp.py",
    "starlette": "web/",
    "jinja2": "web/",
    "markupsafe": "web/",
    "uvicorn": "web/",
    "rich": "cli/",
}


def _modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


@cache
def _imports(path: Path) -> tuple[str, ...]:
    """Names of the modules that a file imports, wherever in it."""
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield str(node.module)


def _part(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def test_imports_run_one_way() -> None:
    """A part imports itself, the base, and what the map above allows it."""
    wrong = []
    for path in _modules():
        own = _part(path)
        allowed = BASE | {own} | ALLOWED[own] if own not in BASE else BASE
        names = (name.split(".") for name in _imports(path))
        parts = {[*name, "__init__"][1] for name in names if name[0] == "fumikura"}
        wrong += [f"{path.relative_to(SOURCE)} imports {part}" for part in sorted(parts - allowed)]
    assert wrong == []


def test_foreign_packages_stay_in_their_place() -> None:
    """fugashi, whoosh, opensearchpy, click, rich, starlette and jinja2 are each imported in one place alone."""
    places = {path: path.relative_to(SOURCE).as_posix() for path in _modules()}
    assert [
        f"{where} imports {name}"
        for path, where in places.items()
        for name in _imports(path)
        if not where.startswith(FOREIGN.get(name.split(".")[0], ""))
    ] == []


def test_every_file_is_of_one_thing() -> None:
    """No source file is longer than 600 lines."""
    long = {
        path.name: n for path in _modules() if (n := len(path.read_text(encoding="utf-8").splitlines())) > 600
    }
    assert long == {}


def test_one_class_a_name() -> None:
    """No two classes have the same name but those of one file, whose names begin with an underscore."""
    places: dict[str, list[str]] = {}
    for path in _modules():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(path.name)
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


def test_what_is_public_is_there() -> None:
    """Every name in __all__ can be imported, also those that are imported late."""
    assert [name for name in fumikura.__all__ if getattr(fumikura, name, None) is None] == []


def test_an_unknown_name_is_an_attribute_error() -> None:
    """The late imports do not swallow misspellings."""
    with pytest.raises(AttributeError, match="bulid_index"):
        fumikura.__getattr__("bulid_index")
