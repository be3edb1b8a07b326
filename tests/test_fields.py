"""The table of the fields of a passage, and that a field is added in it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import fumikura
from fumikura.fields import EXACT_FIELDS, FIELDS, FILTERED, field_named
from fumikura.models import PASSAGE_FIELDS
from fumikura.vocabulary import MEETINGS
from program import processes_in


def test_the_table_is_in_the_order_of_passages() -> None:
    """Every field of a passage has an entry, in the order of all exports."""
    assert tuple(field.name for field in FIELDS) == PASSAGE_FIELDS
    assert field_named("meeting").codes is MEETINGS


def test_filters_have_names_of_their_own() -> None:
    """No two filters share an option or an argument; what is filtered is kept as exact terms."""
    flags = [filter_.flag for _, filter_ in FILTERED]
    arguments = [name for _, filter_ in FILTERED for name in filter_.arguments]
    assert len(set(flags)) == len(flags)
    assert len(set(arguments)) == len(arguments)
    assert {field.name for field, _ in FILTERED} == set(EXACT_FIELDS)


def _insert(path: Path, after: str, text: str) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count(after) == 1
    path.write_text(source.replace(after, after + text), encoding="utf-8")


def test_a_field_is_added_in_two_files(tmp_path: Path) -> None:
    """As docs/ARCHITECTURE.md says: a field of `Passage` and an entry here give filter, help, completion and columns."""
    package = tmp_path / "src" / "fumikura"
    shutil.copytree(Path(fumikura.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    _insert(package / "models.py", '    note: str = ""\n', '    mood: str = ""\n')
    _insert(
        package / "fields.py",
        '    Field("note", Wording("note", "メモ")),\n',
        '    Field("mood", Wording("mood", "気分"), filters=(Filter("--mood", ("mood",), "MOOD", "value",'
        ' Wording("How it sounds.", "文の調子。")),)),\n',
    )
    (tmp_path / "corpus").mkdir()
    lines = [{"id": f"a#{mood}", "text": "平和について。", "mood": mood} for mood in ("calm", "angry")]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (tmp_path / "corpus" / "a.jsonl").write_text(text, encoding="utf-8")
    run, path = processes_in(tmp_path), {"PYTHONPATH": str(package.parent)}
    found = run("search", "平和", "--mood", "calm", "--format", "csv", env=path).out.splitlines()
    assert [line.split(",")[-3] for line in found] == ["mood", "calm"]
    assert len(found) == 2
    assert "--mood MOOD" in run("search", "--help", env=path).out
    assert "文の調子。" in run("search", "--help", env={**path, "LANG": "ja_JP.UTF-8"}).out
    asked = {
        **path,
        "_FUMIKURA_COMPLETE": "bash_complete",
        "COMP_WORDS": "fumikura search --mood a",
        "COMP_CWORD": "3",
    }
    assert run(env=asked).out == "plain,angry\n"
    wrong = run("search", "平和", "--mood", "sad", env=path)
    assert (wrong.code, "no mood 'sad'" in wrong.err, "angry" in wrong.err) == (2, True, True)
