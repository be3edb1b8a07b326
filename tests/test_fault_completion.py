"""Tab in a real shell, on an index whose documents have names that a shell would act on."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from program import program_in
from shells import completed

_HOSTILE = (
    "$(touch owned)", "`touch owned`", ";touch owned", "&touch owned", "|touch owned", ">owned", "\ntouch owned\n",
    "'$(touch owned)'", '"$(touch owned)"', "\x03touch owned", " x", "*", "{a,b}", "~", "\\", "!!", "<owned", "a,b",
    "(e:'touch owned':)", "\u202e", "=(touch owned)", "^", "?",
)  # fmt: skip


@pytest.fixture(scope="module", name="folder")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents that begin with evi, of which one alone has a name without anything that a shell knows."""
    place = tmp_path_factory.mktemp("work")
    (place / "corpus").mkdir()
    passages = [
        {
            "id": f"evi{sign}{n}#1",
            "document": f"evi{sign}{n}",
            "title": f"題{sign}",
            "publisher": f"evi{sign}{n}",
        }
        for n, sign in enumerate(_HOSTILE)
    ]
    passages.append(
        {"id": "evident#1", "document": "evident", "title": "$(touch owned)", "publisher": "evident"}
    )
    lines = (json.dumps({**each, "text": "台湾海峡の平和。"}) for each in passages)
    (place / "corpus" / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert program_in(place)("index").code == 0
    return place


@pytest.mark.parametrize(
    ("shell", "typed"),
    [
        ("bash", "fumikura show evi"),
        ("zsh", "fumikura search 台湾 --publisher evi"),
        ("fish", "fumikura search 台湾 --document evi"),
    ],
)
def test_nothing_is_offered_that_a_shell_acts_on(folder: Path, shell: str, typed: str) -> None:
    """Of all that begin so, the one plain name is offered, so that Tab completes it; and nothing ran."""
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    shown = completed(shell, folder, typed, "evident")
    assert "台湾海峡の平和。" in shown
    assert "done" in shown
    assert not list(folder.rglob("owned*"))
