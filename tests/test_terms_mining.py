"""Names that documents define: which pairs are found, and where the long form begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from fumikura.build import build_index
from fumikura.lexicon.mining import Miner, spells
from fumikura.search import open_index
from sample import make_passage

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.fixture(scope="module", name="miner")
def _miner() -> Miner:
    return Miner()


def pairs(miner: Miner, *texts: str, glosses: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The pairs that are defined in a document of these passages."""
    passages = [make_passage(text, "d", number, glosses=glosses) for number, text in enumerate(texts, 1)]
    return [(found.short, found.long) for found in miner.definitions(passages)]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("既存の同盟調整メカニズム（ACM）が、", "ACM", "同盟調整メカニズム"),
        ("また、自衛隊の統合作戦司令部（JJOC）と", "JJOC", "統合作戦司令部"),
        ("双方は、情報収集、警戒監視及び偵察（ISR）協力の進歩", "ISR", "情報収集、警戒監視及び偵察"),
        ("共同の情報収集・警戒監視・偵察 (ISR) 活動", "ISR", "情報収集・警戒監視・偵察"),
        ("日米弾道ミサイル防衛（BMD）協力", "BMD", "弾道ミサイル防衛"),
        ("日米合同委員会（JC）の議事", "JC", "日米合同委員会"),
        ("並びに柔軟に選択される抑止措置 (FDO) を含む", "FDO", "柔軟に選択される抑止措置"),
        ("「自由で開かれたインド太平洋(FOIP)」の実現", "FOIP", "自由で開かれたインド太平洋"),
        ("米国の「4年毎の国防計画の見直し」(QDR) で", "QDR", "4年毎の国防計画の見直し"),
        ("日米物品役務相互提供協定¹¹ (ACSA) は、", "ACSA", "日米物品役務相互提供協定"),
        ("日本側から、環太平洋経済連携に関する包括的及び先進的な協定(CPTPP)について", "CPTPP",
         "環太平洋経済連携に関する包括的及び先進的な協定"),
        ("1997年に東南アジア諸国連合（ASEAN）に加盟した", "ASEAN", "東南アジア諸国連合"),
        ("JAXA（宇宙航空研究開発機構）は", "JAXA", "宇宙航空研究開発機構"),
        ("日米安全保障協議委員会（「2+2」）が開かれた", "2+2", "日米安全保障協議委員会"),
        ("日米安全保障協議委員会（SCC）（「2＋2」）", "2＋2", "日米安全保障協議委員会"),
        ("日米防衛協力のための指針（以下「指針」という。）を", "指針", "日米防衛協力のための指針"),
        ("北大西洋条約機構（以下、「同機構」）は", "同機構", "北大西洋条約機構"),
        ("国際原子力機関（International Atomic Energy Agency、IAEA）が", "IAEA", "国際原子力機関"),
        ("海洋状況把握（MDA：Maritime Domain Awareness）の能力", "MDA", "海洋状況把握"),
        ("海洋状況把握（MDA：Maritime Domain Awareness）の能力", "MDA", "Maritime Domain Awareness"),
        ("弾道ミサイル防衛（BMD, Ballistic Missile Defense）", "BMD", "Ballistic Missile Defense"),
        ("広域河川観測（Wide River Survey、以下「WRS」という。）の", "WRS", "広域河川観測"),
        ("広域河川観測（Wide River Survey、以下「観測」という。）の", "観測", "広域河川観測"),
        ("会議（MDA：the Tokyo meeting）", "", ""),
        ("ＡＲＦ（ＡＳＥＡＮ Regional Forum）", "", ""),
    ],
)  # fmt: skip
def test_what_is_defined(miner: Miner, text: str, short: str, long: str) -> None:
    """A definition gives the short name and the long form from its first word on."""
    found = pairs(miner, text)
    assert (short, long) in found if short else not found


@pytest.mark.parametrize(
    "text",
    [
        "約370km（200NM）までの水域",
        "次期戦闘機（F-35A）の取得",
        "無人機（MQ-9）を展開",
        "ワシントン（米国）で、東京（都）で",
        "日米経済政策協議委員会（経済版「2+2」）",
        "重要性（注1）を",
        "外務大臣（A）",
        "平成25年（2013年）",
        "彼は（OK）と言った",
        "首都（「東京」）で",
    ],
)
def test_what_stands_in_a_bracket_need_not_be_a_name(miner: Miner, text: str) -> None:
    """Part numbers, places, notes and figures are not taken for names."""
    assert pairs(miner, text) == []


def test_a_reading_spells_its_abbreviation(miner: Miner) -> None:
    """An English reading that was lifted out of a text is the long form of an abbreviation in it."""
    found = pairs(miner, "役割・任務・能力（RMC）の考え方", glosses=("Role Mission Capability", "どっかつ"))
    assert found == [("RMC", "役割・任務・能力"), ("RMC", "Role Mission Capability")]
    assert spells("Systems and Technology Forum", "S&TF")
    assert spells("Subcommittee for Defense Cooperation", "SDC")
    assert not spells("Defense White Paper", "RMC")


def test_a_torn_long_form_gives_way_to_the_whole_one(miner: Miner) -> None:
    """The end of a long form that is defined in full more often is no long form of its own."""
    found = pairs(
        miner, "安全保障協議委員会（「2+2」）", "安全保障協議委員会（「2+2」）の", "委員会（「2+2」）は"
    )
    assert found == [("2+2", "安全保障協議委員会")]


def test_each_pair_once_a_document_with_its_place(miner: Miner) -> None:
    """A pair is defined where it stands first."""
    passages = [make_passage("同盟調整メカニズム（ACM）", "d", number) for number in (1, 2)]
    (found,) = miner.definitions(passages)
    assert (found.passage, found.document, found.source, found.lines) == ("d#1", "d", "d.txt", (1, 1))


def test_the_documents_of_the_project(tmp_path: Path) -> None:
    """Every pair of the corpus was looked at and judged right; one more or less is to be judged again."""
    build_index(CORPUS, tmp_path)
    with open_index(tmp_path) as index:
        found = sorted({(each.short, each.long) for each in index.definitions()})
    assert found == JUDGED


JUDGED: list[tuple[str, str]] = [
    ("2+2", "日米安全保障協議委員会"),
    ("2＋2", "日米安全保障協議委員会"),
    ("ACM", "同盟調整メカニズム"),
    ("ACSA", "日米物品役務相互提供協定"),
    ("BIAC", "日米共同情報分析組織"),
    ("BMD", "Ballistic Missile Defense"),
    ("BMD", "弾道ミサイル防衛"),
    ("CBRN", "化学・生物・放射線・核"),
    ("CDPWG", "Cyber Defense Policy Working Group"),
    ("CDPWG", "日米サイバー防衛政策ワーキンググループ"),
    ("CPTPP", "環太平洋パートナーシップに関する包括的及び先進的な協定"),
    ("DCSD", "参謀長級の戦略対話"),
    ("DCSD", "日米戦略対話"),
    ("DFFT", "信頼性のある自由なデータ流通"),
    ("DICAS", "日米防衛産業協力・取得・維持整備定期協議"),
    ("FDO", "柔軟に選択される抑止措置"),
    ("FOIP", "自由で開かれたインド太平洋"),
    ("HNS", "Host Nation Support"),
    ("HNS", "在日米軍駐留に関連する経費負担"),
    ("HNS", "在日米軍駐留経費負担"),
    ("IPEF", "インド太平洋経済枠組み"),
    ("ISR", "Intelligence, Surveillance, and Reconnaissance"),
    ("ISR", "情報収集、警戒監視及び偵察"),
    ("ISR", "情報収集・警戒監視・偵察"),
    ("JAXA", "宇宙航空研究開発機構"),
    ("JC", "日米合同委員会"),
    ("JJOC", "統合作戦司令部"),
    ("MIT", "マサチューセッツ工科大学"),
    ("NSC", "National Security Council"),
    ("NSC", "国家安全保障会議"),
    ("NSS", "National Security Strategy"),
    ("NSS", "国家安全保障戦略"),
    ("QDR", "4年毎の国防計画の見直し"),
    ("QDR", "Quadrennial Defense Review"),
    ("RMC", "Role Mission Capability"),
    ("RMC", "役割・任務・能力"),
    ("S&TF", "Systems and Technology Forum"),
    ("S&TF", "日米装備・技術定期協議"),
    ("SCC", "Security Consultative Committee"),
    ("SCC", "日米安全保障協議委員会"),
    ("SDC", "Subcommittee for Defense Cooperation"),
    ("SDC", "防衛協力小委員会"),
    ("SSA", "Space Situational Awareness"),
    ("SSA", "宇宙状況監視"),
    ("SSC", "日米安全保障高級事務レベル協議"),
    ("WG－FFTR", "将来の戦闘機パイロットの教育と即応性のためのワーキンググループ"),
]
