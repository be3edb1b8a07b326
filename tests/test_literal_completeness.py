"""Any run of 1 to 50 characters that a reader sees in a passage is found, whatever MeCab makes of it."""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fumikura.build import build_index
from fumikura.engines.protocol import Request, ids_of
from fumikura.matching.marks import marks
from fumikura.matching.occurrences import Matcher
from fumikura.models import Passage
from fumikura.plan.nodes import SEARCHED
from fumikura.plan.planner import make_plan
from fumikura.query import parse
from fumikura.query.tree import Phrase
from fumikura.search import Index, open_index
from fumikura.text import Analyzer, fold
from texts import cuts_nothing

CORPUS = Path(__file__).parents[1] / "corpus"
LENGTHS = (1, 1, 2, 2, 3, 4, 5, 7, 10, 15, 25, 50)
NORMAL_FORMS: dict[str, Callable[[str], str]] = {
    "as it stands": lambda text: text,
    "NFKC": lambda text: unicodedata.normalize("NFKC", text),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the documents that come with the project."""
    path = tmp_path_factory.mktemp("index")
    build_index(CORPUS, path)
    with open_index(path) as opened:
        yield opened


def indexed(folder: Path, *texts: str) -> Path:
    """An index of texts, whose ids are their numbers from 1."""
    lines = (json.dumps({"id": str(number), "text": text}) for number, text in enumerate(texts, 1))
    (folder / "texts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    build_index(folder / "texts.jsonl", folder / "index")
    return folder / "index"


def parts(passage: Passage, field: str) -> tuple[str, ...]:
    """The texts of a searched field."""
    value = getattr(passage, field)
    return value if isinstance(value, tuple) else (value,)


def runs(text: str, rng: random.Random, number: int) -> Iterator[str]:
    """Runs of a text; none cuts a word of letters or a number, nor begins with a mark of the character before it."""
    for _ in range(number if text else 0):
        start = rng.randrange(len(text))
        end = min(start + rng.choice(LENGTHS), len(text))
        run = text[start:end]
        if (
            fold(run).text.strip("-々")
            and not unicodedata.combining(run[0])
            and cuts_nothing(text, start, end)
        ):
            yield run


def contained(index: Index) -> Iterator[tuple[Passage, dict[str, str]]]:
    """Every passage with its folded fields, as a search sees them."""
    numbers = [each.number for each in index.engine.search(Request(None)).best]
    for passage, view in zip(index.engine.passages(numbers), index.engine.views(numbers), strict=True):
        yield passage, {field: view.fields[field].text if field in view.fields else "" for field in SEARCHED}


@pytest.mark.parametrize("form", NORMAL_FORMS)
def test_every_run_of_every_passage_is_there_to_be_found(index: Index, form: str) -> None:
    """Some 8,000 runs, drawn from all fields of all passages, in two normal forms, are there to be found."""
    analyzer, rng = Analyzer(), random.Random(form)
    missed: list[tuple[str, str, str]] = []
    drawn = 0
    for passage, rows in contained(index):
        for field in SEARCHED:
            for part in parts(passage, field):
                for run in runs(NORMAL_FORMS[form](part), rng, 8 if field == "text" else 1):
                    drawn += 1
                    plan = make_plan(Phrase(run), run, analyzer)
                    if not any(needle in rows[field] for needle in plan.needles):  # type: ignore[union-attr]
                        missed.append((passage.id, field, run))
    assert missed == []
    assert drawn > 5_000


def test_a_quoted_run_gives_its_passage(index: Index) -> None:
    """The whole way from the query to the hit: the passage is among the hits, and something in it is marked."""
    rng = random.Random(5)
    passages = [index.passage(passage_id) for passage_id in ids_of(index.engine)]
    for _ in range(500):
        passage = rng.choice(passages)
        for run in runs(passage.text, rng, 1):
            query = str(Phrase(run))
            tree = parse(query).tree
            assert tree == Phrase(run)
            plan = make_plan(tree, query, Analyzer())
            page = index.engine.search(Request(plan, sort="document"))
            numbers = [each.number for each in page.best]
            found = dict(zip(index.engine.ids(numbers), numbers, strict=True))
            assert passage.id in found, run
            (view,) = index.engine.views([found[passage.id]])
            assert marks(plan, view, Matcher(index.engine.chars_of))["text"], run


def test_a_word_finds_at_least_what_its_characters_find(index: Index) -> None:
    """A word without quotes is never found in fewer passages than with them."""
    rng = random.Random(6)
    passages = [index.passage(passage_id) for passage_id in ids_of(index.engine)]
    for _ in range(50):
        for run in runs(rng.choice(passages).text, rng, 1):
            word = "".join(char for char in run if char.isalnum())[:8].lstrip(
                "ー"
            )  # a dash would leave it out
            if not word:
                continue
            quoted = {
                hit.passage.id for hit in index.search(str(Phrase(word)), limit=None, highlight=False).hits
            }
            plain = {hit.passage.id for hit in index.search(word, limit=None, highlight=False).hits}
            assert quoted <= plain, word


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("両岸問題の平和的解決を促した。", "兩岸問題", ["両岸問題"]),
        ("兩岸問題を搜索した。", "両岸 捜索", ["兩岸", "搜索"]),
        ("国务长官が来訪した。", "国務長官", ["国务长官"]),
        ("髙橋氏と渡邉氏", '"高橋氏と渡辺氏"', ["髙橋氏と渡邉氏"]),
        ("⻑官と⺠間", "長官 民間", ["⻑官", "⺠間"]),
        ("四閣僚は議論した。", "4閣僚", ["四閣僚"]),
        ("4閣僚は議論した。", "四閣僚", ["4閣僚"]),
        ("4閣僚は議論した。", '"四閣僚は"', ["4閣僚は"]),
        ("二〇一三年の会合", "2013年", ["二〇一三年"]),
        ("二○一三年の会合", "2013年", ["二○一三年"]),
        ("２０１３年の会合", '"二〇一三年の"', ["２０１３年の"]),
        ("一万六千人が参加した。", "16,000人", ["一万六千人"]),
        ("1万6,000人が参加した。", "一万六千人", ["1万6,000人"]),
        ("三ヵ国で実施", "三か国", ["三ヵ国"]),
        ("３か国で実施", "三ヶ国", ["３か国"]),
        ("三カ国で実施", '"3か国で"', ["三カ国で"]),
        ("人人の生活", "人々", ["人人"]),
        ("会社々長に就任", "会社社長", ["会社々長"]),
        ("ミサイル防衛", "ミサイル", ["ミサイル"]),
        ("サ一バ－を守る", "サーバー", ["サ一バ－"]),
        ("サイバー・セキュリティの強化", "サイバーセキュリティ", ["サイバー・セキュリティ"]),
        ("サイバーセキュリティの強化", '"サイバー・セキュリティの"', ["サイバーセキュリティの"]),
        ("〔日米〕同盟", '"（日米）同盟"', ["〔日米〕同盟"]),
        ("ｶﾞｲﾄﾞﾗｲﾝの見直し", "ガイドライン", ["ｶﾞｲﾄﾞﾗｲﾝ"]),
        ("霞ケ関で", "霞ヶ関", ["霞ケ関"]),
        ("同盟の Role Mission Capability 役割を検討", '"同盟の役割"', ["同盟の", "役割"]),
        ("協議委 Security Committee 員会を開催", "協議委員会", ["協議委", "員会"]),
        ("活動は①輸送、②補給である。", '"1輸送"', ["①輸送"]),
        ("周辺事態¹に際して", '"周辺事態1に"', ["周辺事態¹に"]),
        ("周辺事態¹に際して", '"周辺事態に"', ["周辺事態¹に"]),
    ],
)
def test_forms_of_writing_are_one(text: str, query: str, marked: list[str], tmp_path: Path) -> None:
    """A query in one form finds a passage in another, and marks it in the document's own characters."""
    with open_index(indexed(tmp_path, text, "別の文である。")) as index:
        results = index.search(query)
        assert [hit.passage.text for hit in results.hits] == [text]
        assert [text[a:b] for a, b in results.hits[0].highlights] == marked


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("是非を問う。", "匙"),
        ("後で述べる。", "后"),
        ("台風が来る。", "颱"),
        ("第5部を読む。", "一部"),
        ("五人の閣僚", '"5"'),
        ("3つの課題", "①"),
        ("骨粗鬆症の薬", "松"),
    ],
)
def test_what_differs_stays_different(text: str, query: str, tmp_path: Path) -> None:
    """Folding goes no further than it should: no 常用漢字 becomes another, and a digit alone is only itself."""
    with open_index(indexed(tmp_path, text)) as index:
        assert index.search(query).total == 0


def test_a_second_reading_counts_once(tmp_path: Path) -> None:
    """What stands beside a circled number or an English reading is counted and marked once, as anywhere else."""
    between = "この活動は、関係する機関と協議したうえで、国際法の範囲内で行う。" * 2
    texts = f"輸送①{between}", f"輸送{between}①", "輸送に Air Transport 関する協力を行う。"
    with open_index(indexed(tmp_path, *texts)) as index:
        hits = {hit.passage.id: hit for hit in index.search("輸送").hits}
        assert hits["1"].score == hits["2"].score
        assert hits["3"].highlights == ((0, 2),)
        assert index.search('"1"', limit=None).total == 2
        assert index.search("1").total == 2
