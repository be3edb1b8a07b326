"""What is read from MeCab's dictionary is what MeCab says."""

from __future__ import annotations

from pathlib import Path

import fugashi
import pytest
import unidic_lite

from fumikura.errors import FumikuraError
from fumikura.text.dictionary import Dictionary

FOLDER = Path(unidic_lite.DICDIR)
CORPUS = Path(__file__).parents[1] / "corpus"
_FORM = r"%m\\t%s\\t%phl\\t%c\\t%H\\n"
_TAGGER = fugashi.GenericTagger(
    f'-r /dev/null -d "{FOLDER}" --output-format-type="" --eos-format="" '
    f'--node-format="{_FORM}" --unk-format="{_FORM}"'
)


def test_features_are_those_that_mecab_prints() -> None:
    """For every morpheme of the corpus, known or unknown, what it is by the dictionary is what MeCab prints of it."""
    known, unknown = Dictionary(FOLDER / "sys.dic"), Dictionary(FOLDER / "unk.dic").by_context_and_cost()
    texts = [path.read_text("utf-8") for path in sorted(CORPUS.glob("20*"))]
    lines = {line for text in texts for part in text.split() for line in _lines_of(part)}
    assert len(lines) > 2_000
    assert sum(status == "1" for _, status, *_ in lines) > 20
    for surface, status, left, cost, features in lines:
        entry = int(left), int(cost)
        found = known.features(surface, *entry) if status == "0" else unknown[entry]
        assert found == features, surface


def _lines_of(text: str) -> list[tuple[str, ...]]:
    return [tuple(line.split("\t")) for line in _TAGGER.parse(text).split("\n") if line]


@pytest.mark.parametrize(("surface", "left", "cost"), [("日本", 0, 0), ("", 0, 0), ("存在しない語", 1, 1)])
def test_no_such_entry(surface: str, left: int, cost: int) -> None:
    """A word, or an entry of it, that is not there has no features."""
    assert Dictionary(FOLDER / "sys.dic").features(surface, left, cost) is None


def test_another_file_is_refused(tmp_path: Path) -> None:
    """A file of another format, or one cut short, is named."""
    whole = (FOLDER / "unk.dic").read_bytes()
    for number, content in enumerate((whole[:-1], bytes(100), whole[:4] + b"\1" + whole[5:], whole[:50])):
        path = tmp_path / f"{number}.dic"
        path.write_bytes(content)
        with pytest.raises(FumikuraError, match=path.name):
            Dictionary(path)
