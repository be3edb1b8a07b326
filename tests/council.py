"""Five invented documents of a bilateral council, small enough to be counted by hand, for the research tools."""

from __future__ import annotations

import json
from pathlib import Path

from fumikura.build import build_index
from fumikura.models import Passage
from sample import make_passage, write_index

__all__ = ["COUNCIL", "council_folder", "council_index"]

_DOCUMENTS = (
    (
        "a-2005", "架空協議会共同発表（2005年）", "架空外務省",
        "joint-statement", "2005-02-19", "2+2",
        (
            "両閣僚は、海峡の平和と安定が地域の繁栄に不可欠であることを確認した。",
            "両閣僚は、抑止力の維持と地元の負担の軽減が共通の目標であることを確認した。",
            "日本側は、抑止力を維持しつつ基地の負担を軽減する必要性を説明した。",
            "米側は、同盟の変革を引き続き推進する考えを表明した。",
            "両閣僚は、情報の共有を強化することで一致した。",
            "次回の会合の日程は、外交経路を通じて調整する。",
        ),
    ),
    (
        "b-2010", "架空協議会の概要（2010年）", "架空外務省・架空防衛省",
        "summary", "2010-05-28", "2+2",
        (
            "両閣僚は、海峡の平和と安定が地域の繁栄に不可欠であることを再確認した。",
            "両閣僚は、抑止力の維持と地元の負担の軽減が共通の目標であることを再確認した。",
            "基地の負担の軽減について、両閣僚は訓練の移転を進めることで一致した。",
            "基地の負担の軽減について、両閣僚は環境の調査を進めることで一致した。",
            "日本側は、弾道ミサイルの脅威に対する懸念を表明した。",
            "次回の会合の日程は、外交経路を通じて調整する。",
        ),
    ),
    (
        "c-2015", "架空協議会共同発表（2015年）", "架空外務省",
        "joint-statement", "2015-04-27", "2+2",
        (
            "両閣僚は、海峡の平和と安定の重要性を強調し、力による一方的な現状変更の試みに反対した。",
            "両閣僚は、同盟の抑止力と対処力を一層強化することで一致した。",
            "両閣僚は、宇宙とサイバー空間における協力を強化することを確認した。",
            "両閣僚は、サイバー空間の脅威に対する情報の共有を強化することで一致した。",
            "米側は、核を含むあらゆる種類の能力により日本を防衛する約束を再確認した。",
            "基地の負担の軽減は、引き続き重要な課題である。",
            "次回の会合の日程は、外交経路を通じて調整する。",
        ),
    ),
    (
        "d-2020", "架空白書（令和2年版） 第3節", "架空防衛省",
        "white-paper", "2020", "",
        (
            "同盟の抑止力は、わが国の防衛の柱である。抑止力の強化は地域の安定にも資する。",
            "サイバー空間の脅威は、年々深刻になっている。",
            "宇宙、サイバー、電磁波といった新たな領域における抑止力の強化が課題である。",
            "基地の負担の軽減のため、訓練の移転が進められている。",
            "無人機は、警戒監視の能力を高める。無人機の運用には人材の育成が欠かせない。",
            "無人機と無人艇の共同開発が検討されている。",
        ),
    ),
    (
        "e-2020", "架空首脳会談の概要（2020年）", "架空外務省",
        "summary", "2020-11-13", "summit",
        (
            "両首脳は、海峡の平和と安定の重要性を強調し、力による一方的な現状変更の試みに強く反対した。",
            "両首脳は、同盟の抑止力と対処力を一層強化することで一致した。",
            "両首脳は、サイバー空間の脅威に対する情報の共有を強化することで一致した。",
            "両首脳は、気候変動に関する協力を確認した。",
            "日本側は、防衛力を抜本的に強化する決意を表明した。",
        ),
    ),
)  # fmt: skip


def _passages() -> list[Passage]:
    return [
        make_passage(
            text, document, ordinal,
            title=title, publisher=publisher, doc_type=kind, date=date, year=int(date[:4]), meeting=meeting,
        )
        for document, title, publisher, kind, date, meeting, texts in _DOCUMENTS
        for ordinal, text in enumerate(texts, 1)
    ]  # fmt: skip


COUNCIL: tuple[Passage, ...] = tuple(_passages())


def council_index(folder: Path) -> Path:
    """An index of the documents in a folder."""
    return write_index(folder, COUNCIL)


def council_folder(place: Path) -> Path:
    """A folder with the documents as a corpus, and its index, as the command line finds them."""
    (place / "corpus").mkdir(parents=True)
    lines = (json.dumps(_fields(passage), ensure_ascii=False) + "\n" for passage in COUNCIL)
    (place / "corpus" / "council.jsonl").write_text("".join(lines), encoding="utf-8")
    build_index(place / "corpus", place / "index")
    return place


def _fields(passage: Passage) -> dict[str, object]:
    names = ("id", "document", "title", "publisher", "doc_type", "date", "year", "meeting", "kind", "text")
    return {name: getattr(passage, name) for name in names}
