"""One form on both sides: a query written in one way finds a text in another, and nothing that only looks alike."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from fumikura.build import build_index
from fumikura.search import Index, open_index

BOTH_WAYS = (
    # iteration marks
    ("年々増える", "年年増える"),
    ("一段々々と上る", "一段一段と上る"),
    ("たゞちに始める", "ただちに始める"),
    ("こゝろを読む", "こころを読む"),
    ("いろ／＼な道具", "いろいろな道具"),
    ("さま／″＼の声", "さまざまの声"),
    ("ところ〴〵に花", "ところどころに花"),
    ("また〳〵休む", "またまた休む"),
    # kana
    ("ヴィザを取る", "ビザを取る"),
    ("ジュネーヴの会合", "ジュネーブの会合"),
    ("グァテマラ政府", "グアテマラ政府"),
    ("キヤンプを訪れる", "キャンプを訪れる"),
    ("チエツクする", "チェックする"),
    ("しやべる", "しゃべる"),
    ("行つて歌つた", "行って歌った"),
    ("静かだつた", "静かだった"),
    ("きつと", "きっと"),
    ("シャフハウゼンジッヒ", "シヤフハウゼンジツヒ"),
    ("コスチユームの布", "コスチュームの布"),
    ("ショック", "シヨック"),
    ("ロシヤ語", "ロシア語"),
    ("イタリヤの港", "イタリアの港"),
    ("ペルシャの絵", "ペルシアの絵"),
    ("タイヤの溝", "タイアの溝"),
    # Latin letters and signs
    ("Müller氏", "Muller氏"),
    ("Kyūshū", "Kyushu"),
    ("U.K.-Japan", "UK-Japan"),
    ("U.S. Navy", "US Navy"),
    ("Wi-Fiの整備", "WiFiの整備"),
    ("e-mailで送る", "emailで送る"),
    ("Ph.D.の取得", "PhDの取得"),
    ("MQ-9B-Xの試験", "MQ9BXの試験"),
    ("ブエノス・アイレス", "ブエノスアイレス"),
    ("アジア・アフリカ会議", "アジアアフリカ会議"),
    ("P-3C哨戒機", "P3C哨戒機"),
    ("CH-47", "CH47"),
    # numbers
    ("第Ⅳ部", "第4部"),
    ("第II章", "第2章"),
    ("第弐号", "第2号"),
    ("参千円", "3000円"),
    ("三百伍拾円", "350円"),
    ("四・五倍", "4.5倍"),
    ("3.5千万円", "3500万円"),
    ("5億6千700万", "567000000"),
    ("第百〇九号", "第109号"),
    ("卅五人", "35人"),
    # dates
    ("R元年8月9日の会議", "2019年8月9日の会議"),
    ("2019. 8. 9の会議", "2019.8.9の会議"),
    ("H31.4の改元", "平成31年4月の改元"),
    ("’98年の冬", "1998年の冬"),
    ("大正拾参年の震災", "大正13年の震災"),
    ("2009会計年度の予算", "平成21年度の予算"),
    ("令和元会計年度の決算", "令和元年度の決算"),
    # okurigana and kanji in kana
    ("打ち合わせ", "打合せ"),
    ("打切りを決める", "打ち切りを決める"),
    ("引き揚げ", "引揚げ"),
    ("破綻", "破たん"),
    ("フイリピン", "フィリピン"),
    ("取扱い", "取り扱い"),
    ("ディスコ", "デイスコ"),
    ("捏造", "ねつ造"),
    ("威嚇射撃", "威かく射撃"),
    ("曳航", "えい航"),
    ("編纂", "編さん"),
    ("熾烈", "し烈"),
    ("受入国", "受け入れ国"),
    ("立入調査", "立ち入り調査"),
    ("繰上返済", "繰り上げ返済"),
    ("見直し", "見なおし"),
    ("呼掛け", "呼びかけ"),
    ("引上率", "引き上げ率"),
    ("しゅん工", "竣工"),
    ("後押を得る", "後押しを得る"),
    ("縫合せの糸", "縫い合わせの糸"),
    ("積出しの港", "積み出しの港"),
    ("入れ替り", "入れ替わり"),
    ("打上費", "打ち上げ費"),
    ("りん議書", "稟議書"),
    ("しゅん渫船", "浚渫船"),
    ("だ行する川", "蛇行する川"),
    # names
    ("桜ヶ丘に住む", "桜が丘に住む"),
    ("茅ケ崎の海岸", "茅が崎の海岸"),
    ("参拾人の応募", "30人の応募"),
    ("四日間休む", "4日間休む"),
    ("二千〇五十円", "2050円"),
    ("スーパーコンピューター", "スーパーコンピュータ"),
    ("射程2,500㎞", "射程2500km"),
    ("№5の議案", "No.5の議案"),
)

HITS = (
    ("普天間（ふてんま）基地の移設", "普天間基地"),
    ("普天間（ふてんま）基地の移設", "ふてんま"),
    ("田中角栄（たなか・かくえい）首相の訪中", '"田中角栄首相の訪中"'),
    ("防衛（注3）協力の指針", '"防衛協力の指針"'),
    ("漁業（注1、2）協定の締結", '"漁業協定の締結"'),
    ("英国〔3〕と協議した", '"英国と協議"'),
    ("輸出 → 輸入の順", "輸出 → 輸入"),
    ("窃盗の件数が増える", "せっ盗の件数は何件か"),
    ("轟音の件数が増える", "ごう音はなぜか"),
    ("会期は四日間である", "4日"),
    ("会期は四日付で決まる", "4日"),
    ("二人組が走る", "2人"),
    ("一日中待つ", "1日"),
    ("十分間煮る", "10分"),
    ("一万年の昔", "10000年"),
    ("三か国が結ぶ", "3か国"),
    ("六本の柱", "6本"),
    ("関税の引き下げ幅が決まる", "引下幅はいつ決まるのですか"),
    ("関税の引下幅が決まる", "引き下げ幅はいつ決まるのですか"),
    ("A new frigate of the navy", "frigate NEAR/3 navy"),
    ("輸送艦を増やす", "輸送艦 OR 海底巡視船"),
    ("海底を調べる巡視船", "輸送艦 OR 海底巡視船"),
    ("海底を調べる巡視船", "海底巡視船 NEAR/3 調べる"),
    ("同盟※2の意義", "同盟の意義"),
    ("確認した[4]。また", '"確認した。また"'),
    ("両国の「戦略対話」を開く", "両国の戦略対話"),
    ("任務†と能力", "任務と能力"),
    ("役割（※2）と任務", "役割と任務"),
    ("指針注1）の改定", "指針の改定"),
    ("比率は〇・七である。", "0.7"),
    ("ブロックⅡＡを配備", "ブロックIIA"),
    ("海賊の対処", "カイゾク"),
    ("気温は－8度", '"-8度"'),
    ("MQ-9Bの運用", "MQ9"),
    ("気温は-17度の朝", '"１７度"'),
    ("赤字は−2.6億円", '"-2.6億円"'),
    ("図書室だより第3号", "図書室だより"),
    ("外交・防衛「3+3」の会合", "外交防衛3+3"),
    ("漁業（註三）協定の締結", '"漁業協定の締結"'),
    ("漁業*一般*協定の締結", '"漁業一般協定の締結"'),
    ("輸送を__確保__する", '"輸送を確保する"'),
    ("輸送を **調整** する", '"輸送を調整する"'),
    ("輸送を _調達_ する", '"輸送を調達する"'),
    ("記録_案_修正版を送る", "記録_案"),
    ("記録＿案の件", "記録_案"),
    ("memo_v2.pdfを送る", "memo_v2"),
    ("記録_案_修正版を送る", "修正版"),
    ("尖閣［せんかく］諸島", "尖閣諸島"),
    ("小鳥遊（たかなし）氏の話", '"小鳥遊氏の話"'),
    ("辺野古（へのこ）沖の海", '"辺野古沖の海"'),
    ("読谷（ヨミタン）村の祭", '"読谷村の祭"'),
    ("上関（かみのせき）町の港", '"上関町の港"'),
    ("今日（きょう）会議を開く", '"今日会議"'),
    ("検査を行（おこな）う者", '"検査を行う者"'),
    ("漁港《ぎょこう》整備の予算", '"漁港整備"'),
    ("漁業（注１・注２）規則", '"漁業規則"'),
    ("会期は四日付で決まる", '"4日"'),
    ("会期は四日間である", '"4日間である"'),
    ("二人組が走る", '"2人組"'),
    ("二人組が走る", '"2人"'),
    ("第三条による処分", '"3条による"'),
    ("北方四島に渡る", '"4島"'),
    ("四国が会談する", "4国"),
    ("②趣旨の説明", "2趣旨"),
    ("R2.9公表の資料", "令和2年9月"),
    ("版（R2.7）を改める", "令和2年7月"),
)

MISSES = (
    ("受入国の負担", "受け入れ"),
    ("会期は23日まで", "3日"),
    ("16万3000円を払う", "3000円"),
    ("三十七人が集まる", "七人"),
    ("1.8度上がる", "8度"),
    ("昭和8年4 日本の立場", "4日"),
    ("railwayの建設", "AI"),
    ("yasai rikugun", "sairi"),
    ("MQ-90の試験", "MQ9"),
    ("第IVビル", "第4ビル"),
    ("両国（政府）会談", '"両国会談"'),
    ("図書室を使う", "図書室だより"),
    ("会期を延ばしたい。", "シタイ"),
    ("台を運ぶ", "ダイ湾"),
    ("令和6年度の計画", "令和6年"),
    ("F-35の部品", "F-3"),
    ("WiFiの整備", "Fi"),
    ("mofa.go.jpを見る", "gojp"),
    ("Vol.3のp.15", "p15"),
    ("税率は6％である。", "6円"),
    ("6円を払う。", "6%"),
    ("A new frigate of the navy", "frigate NEAR/2 navy"),
    ("古い敬語を使う", "畏敬"),
    ("男の子が歩く", '"男子が歩く"'),
    ("機関が原野に立つ", "関ヶ原"),
    ("拾った財布", "10った"),
    ("漁業（注文）慣行", '"漁業慣行"'),
    ("漁港（または）空港の予算", '"漁港空港"'),
    ("機関（など）誌を配る", '"機関誌"'),
    ("議員（のみ）立法の道", '"議員立法"'),
    ("法律（ただし）規則の例", '"法律規則"'),
    ("果物（りんご・みかん）売場", '"果物売場"'),
    ("装置（ロボット）工学の会", '"装置工学"'),
    ("M7.3の地震", "明治7年3月"),
    ("直径R1.5mmの穴", "令和元年5月"),
    ("H31.45という型", "平成31年4月"),
    ("1970年代の経済", "1970年"),
    ("着手の時期", "着て"),
    ("轟音の件数が増える", "ごう慢の件数は何件か"),
    ("山の手に住む", "山手"),
    ("山手に住む", "山の手"),
    ("四日市の港", "4日"),
    ("六本木の店", "6本"),
    ("四日市の港", '"4日"'),
    ("六本木の店", '"6本"'),
    ("六本木の店", "6本木"),
    ("射程12,500km", "2500km"),
    ("②日露の交渉", "2日"),
    ("六本木の店", '"6本木"'),
    ("十分に煮る", "10分"),
    ("万年雪の山", "10000年"),
    ("数万人の列", "10000人"),
    ("八王子の店", "8王子"),
    ("八百長を調べる", "800長"),
    ("三菱の工場", '"3菱"'),
    ("モニタリングを続ける", "モニター"),
    ("R2.3というリリース", "令和2年3月"),
    ("版はR2.4である", "令和2年4月"),
    ("Build R2.5 of the tool", "令和2年5月"),
    ("記録_案_修正版を送る", '"記録案"'),
    ("memo_v21を送る", "memo_v2"),
    ("camel_caseの名", "camelcase"),
    ("まだ捕まえない", "拿捕"),
    ("分りやすい話", "分離"),
    ("思いを述べる", "思惟"),
    ("労働組合の声", "組み合わせ"),
    ("後押者を探す", "後押し"),
    ("表の現れ方", "表われ"),
    ("代りの品", "変わり"),
    ("入力／出力の別", '"入力入力"'),
    ("いろ／＼な道具", "いろは"),
    ("しみ〴〵と語る", '"しみしみ"'),
    ("タイアップの歌", "タイヤ"),
    ("ダイアログを開く", "ダイヤ"),
    ("アジャスターを回す", "アジア"),
    ("いつかは帰る", "いっか"),
    ("かつての港", "買っての"),
    ("表5 月間の総雨量", "5月"),
    ("昭和参観の記", "昭和3年"),
    ("桜が丘陵に咲く", "桜ヶ丘"),
    ("日本だ行こう", "蛇行"),
    ("今年こそ上がる", "俎上"),
    ("お職を探す", "汚職"),
    ("範囲は10-27度", '"-27度"'),
    ("気温は28度の昼", '"-28度"'),
    ("赤字は2.7億円", '"-2.7億円"'),
    ("2008会計年度の予算", "2008年"),
    ("海底を調べる船", "輸送艦 OR 海底巡視船"),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Every text above, by its number, each as a passage of its own."""
    folder = tmp_path_factory.mktemp("forms")
    lines = (
        json.dumps({"id": str(number), "text": text}, ensure_ascii=False)
        for number, text in enumerate(_texts())
    )
    (folder / "forms.jsonl").write_text("\n".join(lines), encoding="utf-8")
    build_index(folder / "forms.jsonl", folder / "index")
    with open_index(folder / "index") as opened:
        yield opened


def _texts() -> tuple[str, ...]:
    texts = [text for pair in BOTH_WAYS for text in pair]
    return tuple(dict.fromkeys([*texts, *(text for text, _ in (*HITS, *MISSES))]))


def _found(index: Index, query: str) -> set[str]:
    return {hit.passage.text for hit in index.search(query, limit=None).hits}


@pytest.mark.parametrize(("one", "other"), BOTH_WAYS)
def test_forms_are_equal_from_either_side(index: Index, one: str, other: str) -> None:
    """Each form finds both, and is found by both."""
    for query in (one, other):
        assert {one, other} <= _found(index, query), query


@pytest.mark.parametrize(("text", "query"), HITS)
def test_what_is_read_over_or_read_so(index: Index, text: str, query: str) -> None:
    """The base is found as one run, and what was read over is found, too."""
    assert text in _found(index, query)


@pytest.mark.parametrize(("text", "query"), MISSES)
def test_what_only_looks_alike(index: Index, text: str, query: str) -> None:
    """Parts of numbers and of words of letters, and what stands apart, are no hits."""
    assert text not in _found(index, query)


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("F-35Aを配備する。", "F35A", ["F-35A"]),
        ("尖閣（せんかく）諸島の情勢", "尖閣諸島", ["尖閣", "諸島"]),
        ("両国の「戦略対話」を開く", "両国の戦略対話", ["両国の「戦略対話"]),
        ("部分々々を直す", "部分部分", ["部分々々"]),
        ("ヴェトナムとの協力", "ベトナム", ["ヴェトナム"]),
        ("第Ⅻ章の規定", "第12章", ["第Ⅻ章"]),
        ("Tōkyōの会合", "tokyo", ["Tōkyō"]),
        ("U.S.軍の再編", "US軍", ["U.S.軍"]),
    ],
)
def test_marks_are_in_the_documents_own_characters(
    tmp_path: Path, text: str, query: str, marked: list[str]
) -> None:
    """Whatever form the query has, what is marked is what stands in the text."""
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "text": text}), encoding="utf-8")
    build_index(tmp_path / "a.jsonl", tmp_path / "index")
    with open_index(tmp_path / "index") as opened:
        (hit,) = opened.search(query).hits
        assert [text[a:b] for a, b in hit.highlights] == marked


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("受入れ", "受け入れ"),
        ("渡邊", "渡辺"),
        ("渡辺", "渡邊"),
        ("NATO", "ＮＡＴＯ"),
        ("F35", "F-35"),
        ("ら致", "拉致"),
        ("イタリヤ", "イタリア"),
        ("４閣僚", "四閣僚"),
        ("国々", "国国"),
    ],
)
def test_what_was_typed_comes_first(tmp_path: Path, typed: str, other: str) -> None:
    """Also where it stands once in a long text, and the other form often and at the beginning of a short one."""
    rows = [
        {"id": "1", "text": f"{other}、{other}、{other}の件。"},
        {"id": "2", "text": f"昨年の春から今年の秋にかけて開かれた会議で、委員は{typed}の件を述べた。"},
        {"id": "3", "text": "別の話である。"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    build_index(tmp_path / "a.jsonl", tmp_path / "index")
    with open_index(tmp_path / "index") as opened:
        assert [hit.passage.id for hit in opened.search(typed).hits] == ["2", "1"]


def test_readings_only_where_nothing_is_written_so(tmp_path: Path) -> None:
    """A word in kana that stands somewhere is itself; one that stands nowhere is taken for a reading."""
    rows = [
        {"id": "1", "text": "タイとの協力"},
        {"id": "2", "text": "部隊の隊員"},
        {"id": "3", "text": "尖閣の海"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    build_index(tmp_path / "a.jsonl", tmp_path / "index")
    with open_index(tmp_path / "index") as opened:
        assert _found(opened, "タイ") == {"タイとの協力"}
        assert [(hit.passage.id, hit.match) for hit in opened.search("センカク").hits] == [("3", "reading")]


def test_a_run_that_is_nowhere_is_looked_for_in_parts(tmp_path: Path) -> None:
    """Before anything is called missing; the answer says so, and it is not the relaxed one."""
    rows = [{"id": "1", "text": "経済に関する2+2の会合"}, {"id": "2", "text": "経済の話"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    build_index(tmp_path / "a.jsonl", tmp_path / "index")
    with open_index(tmp_path / "index") as opened:
        results = opened.search("経済2+2", relax=True)
        assert [hit.passage.id for hit in results.hits] == ["1"]
        assert not results.relaxed
        assert [note.code for note in results.notes] == ["query.parts"]
