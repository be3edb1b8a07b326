"""What programs that keep the layout of a page make of it (`pdftotext -layout`), and of lists of works, is read whole."""

from __future__ import annotations

from pathlib import Path

from texts import content, texts

# The right side begins after 24 characters, however wide these are.
_BESIDE = """\
1   はじめに            が大きく、冬の荷揚げは月に三日ほど
                    しかできなかったという。
  町の港は、明治の末に漁師たちが
                      防波堤は、1932 年 10 月に完成し、
石を積んで造った小さな船だまりか
                    同じ年の暮れには最初の貨物船が入っ
ら始まる1。当時は防波堤がなく、波
                    た。町はこれを祝い、三日間の祭りを

1甲野太郎『石の港』乙書房、31 頁。
"""
_NOTED = """\
　湖の水位は、春から少しずつ下がり続け、夏には平年を大きく下回るように
なった。町はそこで、水を使う時間を朝と夕方に限ることを決めた1。この措

1『町報』第 12 号、3 頁。

                                  - 1 -
\f置は、秋の長雨で水位がもとに戻るまでの二か月のあいだ続けられたという。
"""
_WORKS = """\
参考文献
甲野太郎（2004）『湖の水位―渇水の町における水の使い方をめぐる記録と証言』乙書房
――――（2010）「井戸と用水のあいだ」丁山次郎編『水からみた町』戊出版、45-72 頁
丙田花子（2011）「渇水と自治」『水と政策』12 巻 3 号、1-28 頁
Smith, John. 2009. Dry Lakes: Local Politics of Water in Small Towns. Town: Sample Press.
"""
_QUOTED = """\
　町の港は、明治の末に漁師たちが石を積んで造った小さな船だまりから始まったもので、
当時は防波堤がなく、波が大きい冬の荷揚げは月に三日ほどしかできなかったという。町史
は、次のように書いている。

　　石を運んだのは、夏のあいだだけ漁を休んだ者たちである。
　　賃金は払われず、代わりに船を着ける場所が、石を運んだ日
　　数によって分けられた。

　このやり方は、防波堤が完成したのちも、港を使う者のあいだの決まりとして残り、毎年
の総会で確かめられている。
"""
_NUMBER_APART = """\
1

町の港

町の港は、明治の末に漁師たちが石を積んで造った小さな船だまりから始まった。

2

防波堤

防波堤は、十年をかけて造られた。
"""


def test_columns_placed_by_counting_characters(tmp_path: Path) -> None:
    """Left is read before right, also where no line has both sides; a note below is none of the columns' text."""
    made = texts(content(tmp_path, _BESIDE).passages)
    assert (
        "防波堤は、1932 年 10 月に完成し、同じ年の暮れには最初の貨物船が入った。町はこれを祝い、三日間の祭りを"
        in made
    )
    assert any(
        "造った小さな船だまりから始まる" in each and each.endswith("しかできなかったという。")
        for each in made
    )


def test_a_note_below_the_page_with_a_bare_number(tmp_path: Path) -> None:
    """What a bare number begins, that a sentence above refers to, is a note, and the sentence goes on behind it."""
    passages = content(tmp_path, _NOTED).passages
    assert [each.text for each in passages if each.kind == "footnote"] == ["1『町報』第 12 号、3 頁。"]
    (sentence,) = [each for each in passages if each.text.startswith("湖の")]
    assert "決めた。この措置は、秋の" in sentence.text


def test_works_by_author_and_year(tmp_path: Path) -> None:
    """Each work is a passage, also that of the same author again, whose name is a dash, and one in English."""
    passages = content(tmp_path, _WORKS).passages
    assert [each.text[:4] for each in passages[-4:]] == ["甲野太郎", "――――", "丙田花子", "Smit"]


def test_a_quotation_that_is_set_in_on_both_sides(tmp_path: Path) -> None:
    """A sentence that ends with the narrow line of a quotation does not end the paragraph."""
    made = texts(content(tmp_path, _QUOTED).passages)
    assert made[1].startswith("石を運んだのは") and made[1].endswith("分けられた。")
    assert made[2].startswith("このやり方は")


def test_the_number_of_a_heading_on_a_line_of_its_own(tmp_path: Path) -> None:
    """A number and a short line below it, apart from what is around, are one heading."""
    sections = [each.section for each in content(tmp_path, _NUMBER_APART).passages]
    assert ("1\u3000町の港",) in sections
    assert ("2\u3000防波堤",) in sections


def test_what_is_counted_is_no_number_of_an_item(tmp_path: Path) -> None:
    """A day or a volume at the beginning of a line goes on with its sentence."""
    text = (
        "　町の港の防波堤は、長い準備ののちに始められた工事によって、1932 年 10 月\n"
        "21 日に完成した。記念の冊子は、石を運んだ者たちの名をすべて載せている。\n"
        "1 巻 30 銭で売られ、その年のうちに二度刷り直されたと、町史は伝えている。\n"
        "　　のちに、この冊子は町の図書館に置かれ、誰でも読めるようになったという。\n"
    )
    passages = content(tmp_path, text).passages
    assert not any(each.text.startswith(("21", "1 巻 ")) for each in passages if each.kind == "list-item")
    assert "1932 年 10 月21 日に完成した。" in passages[0].text


_TABLE = """\
資料２　堤の工事の記録

年      月日        工事                      場所
──────────────────────
2008    ６月16日    石積みの検査              東の堤
        11月３日    水門の修理                中の堤
2009    ２月24日    桟橋の延長と、これに伴    西の堤
                    う杭の打ち直し

（注）場所は当時の呼び名による。
"""
_HANGING = """\
年　　　月　　事　項
明治31年 4月　堤の調査費が町会で可決される。調査は県の
　　　　　　　技師に委嘱された。
　　　　 9月　測量に着手
　　32年 2月　大波のため仮の桟橋が流失
大正 3年 5月　第一期の工事が終わる
　　　　11月　倉庫を置く
"""
_SIGNED = """\
堤の年表

2008年8月21日

☆1950年6月25日堤の調査を開始
☆1951年9月8日　協定に署名
☆1954年7月水門が完成
●水門は、のちに造り直された。
"""
_DAY_LINES = """\
堤の工事の年表

2010年7月2日

1951年9月8日
起工式
写真
1954年7月1日
水門の完成
1957年5月2日
桟橋の延長
"""


def test_a_table_of_blanks_is_rows(tmp_path: Path) -> None:
    """Cells are parted by blanks, a row without a year goes on with the year above, a broken cell is whole."""
    rows = [each for each in content(tmp_path, _TABLE).passages if each.kind == "table-row"]
    assert [(each.date, each.text) for each in rows[1:]] == [
        ("2008-06-16", "2008　６月16日　石積みの検査　東の堤"),
        ("2008-11-03", "11月３日　水門の修理　中の堤"),
        ("2009-02-24", "2009　２月24日　桟橋の延長と、これに伴う杭の打ち直し　西の堤"),
    ]
    assert rows[1].section[-1] == "年 / 月日 / 工事 / 場所"


def test_rows_of_a_chronology_that_hang(tmp_path: Path) -> None:
    """Each row is a passage of its day; a year without its era is of the era above."""
    passages = content(tmp_path, _HANGING).passages
    assert [(each.date, each.text[-6:]) for each in passages[-5:]] == [
        ("1898-04", "委嘱された。"),
        ("1898-09", "\u3000測量に着手"),
        ("1899-02", "の桟橋が流失"),
        ("1914-05", "の工事が終わる"[-6:]),
        ("1914-11", "月\u3000倉庫を置く"[-6:]),
    ]


def test_items_that_each_begin_with_a_year(tmp_path: Path) -> None:
    """A list whose items of one sign all begin with a year is a chronology, whatever follows the day."""
    passages = content(tmp_path, _SIGNED).passages
    dates = {each.text[:6]: each.date for each in passages if each.kind == "list-item"}
    assert (dates["☆1950年"], dates["☆1951年"]) == ("1950-06-25", "1951-09-08")


def test_short_lines_below_days_on_lines_of_their_own(tmp_path: Path) -> None:
    """Short lines right below a day are of that day; the day of the document, apart, heads nothing."""
    dates = {each.text: each.date for each in content(tmp_path, _DAY_LINES).passages}
    assert dates["起工式"] == dates["写真"] == "1951-09-08"
    assert dates["桟橋の延長"] == "1957-05-02"


def test_a_page_with_its_note_below_a_rule(tmp_path: Path) -> None:
    """Rule, note, number of the page and the head of the next one, far to the right, part no sentence."""
    text = (
        "　港の協定１は、使用の日数を年に四十日以内と定めた。もっとも、\n"
        "協議会の議事録は長く公開されなかったが、水門の修理が始まった年に\n\n"
        "────────\n"
        "１ 港の協定（三月七日）。全文は資料編に収める。\n\n"
        "                     − 12 −\n"
        "\f                                        堤と港の歴史（甲野）\n\n"
        "町の図書館に移されて、今では誰でも読むことができるようになった。\n"
    )
    passages = content(tmp_path, text).passages
    assert any("始まった年に町の図書館に移されて" in each.text for each in passages)
    assert [each.text[:5] for each in passages if each.kind == "footnote"] == ["１ 港の協"]


def test_verses_are_not_joined(tmp_path: Path) -> None:
    """Short lines of many widths without commas are verses, also where one ends as half a sentence does."""
    text = (
        "川の文集\n\n　この文集は、去年の春に閉じた学校の子どもたちが書いた詩を集めたものである。\n\n"
        "水音\n\nけさ　おきたら\nまどのそとが　しずかだった\nおかあさんが\nあめが　やんだね　といった\nわたしは\n"
        "かわの　おとを　きいた\n"
    )
    made = texts(content(tmp_path, text).passages)
    assert made[-6:-2] == [
        "けさ　おきたら",
        "まどのそとが　しずかだった",
        "おかあさんが",
        "あめが　やんだね　といった",
    ]
    assert made[-2:] == ["わたしは", "かわの　おとを　きいた"]


def test_lines_of_a_release_that_end_anywhere(tmp_path: Path) -> None:
    """A line that ends with the object of a sentence is no caption inside of it."""
    text = (
        "甲野工業、小型の発電装置を開発\n\n"
        "　甲野工業株式会社（本社：川市、社長：乙山次郎、以下「当社」）は、\n"
        "排気の熱を電力として回収する小型の発電装置を\n開発し、春から販売を開始します。\n"
        "　これまでの装置では、温度の低い排気からの発電は採算が合わないとされて\nきましたが、\n"
        "当社は新しい材料を使うことにより、\n低い温度でも発電できるようにしました。\n"
    )
    made = texts(content(tmp_path, text).passages)
    assert made[-2].endswith(
        "（本社：川市、社長：乙山次郎、以下「当社」）は、排気の熱を電力として回収する小型の発電装置を開発し、春から販売を開始します。"
    )
    assert made[-1].startswith("これまでの装置では")


def test_the_further_line_of_an_item_is_set_in(tmp_path: Path) -> None:
    """What stands right below an item, set in and no sentence, is of the item."""
    text = (
        "堤の年表\n\n☆1950年6月25日堤の調査を開始\n☆1951年9月8日堤の協定に署名\n       水門の協定に署名\n"
        "☆1954年7月水門が完成\n"
    )
    passages = content(tmp_path, text).passages
    assert any(each.text.endswith("堤の協定に署名水門の協定に署名") for each in passages)


def test_works_whose_entries_hang(tmp_path: Path) -> None:
    """In a list whose further lines are set in, a line at the margin begins a work, whatever ended above."""
    text = (
        "　　　参考文献\n\n"
        "青木太郎『港の近代史―開港から築港までの五十年をめぐる政治と経済』甲出版、\n　　　一九九八年。\n"
        "――――「築港と県会」『地方史研究』四五巻二号、一九九五年、一二―三四頁。\n"
        "石川花子「地方の港の整備と財政―昭和恐慌期における県の借金の発行を中心に」\n　　　乙書房、二〇〇三年。\n"
        "山田一郎『海の道』丁書店、一九七六年。\n"
    )
    made = texts(content(tmp_path, text).passages)
    assert [each[:2] for each in made[-4:]] == ["青木", "――", "石川", "山田"]


def test_years_head_what_is_set_in_below(tmp_path: Path) -> None:
    """A year with its era behind it heads the lines that are set in below it, with no empty line above it."""
    text = (
        "乙山花子の生涯\n\n一九〇三年（明治三十六年）\n　四月一日、川の村に生まれる。父は村の医師。\n"
        "一九一〇年（明治四十三年）　七歳\n　四月、村の学校に入学。\n　この年、父が町に移る。\n"
        "一九二五年（大正十四年）\n　詩集『川音』を自費で刊行。\n"
    )
    dates = {each.text[:4]: each.date for each in content(tmp_path, text).passages}
    assert (dates["四月一日"], dates["四月、村"], dates["この年、"]) == ("1903-04-01", "1910-04", "1910")


def test_a_life_begins_with_its_first_row(tmp_path: Path) -> None:
    """Rows of days right below the name of a person are no lines of the head: each has its own day."""
    text = (
        "甲野太郎　略歴\n昭和24年7月8日生れ\n学歴\n昭和44年4月  川の大学に入学\n昭和48年3月  同大学を卒業\n"
        "昭和61年     法学博士\n\n職歴\n昭和54年4月  湖の大学の講師\n"
    )
    dates = {each.text[-5:]: each.date for each in content(tmp_path, text).passages}
    assert (dates["大学に入学"], dates["大学の講師"]) == ("1969-04", "1979-04")


def test_cells_a_line_with_bars_between(tmp_path: Path) -> None:
    """Where a table came out a cell a line, bars between them, a year and a day head what was then."""
    text = (
        "堤の年表\n\n1945\n|\n8・15\n|\n測量に着手\n|\n|\n10・24\n|\n協定に署名。水門は別に定める\n|\n"
        "1946\n|\n3・5\n|\n起工式\n|\n7・1\n|\n石積みを始める\n|\n"
    )
    dates = {each.text: each.date for each in content(tmp_path, text).passages}
    assert (dates["起工式"], dates["石積みを始める"]) == ("1946-03-05", "1946-07-01")
    assert "協定に署名。水門は別に定める" in dates


def test_a_quoted_sentence_of_a_mail_has_one_sign(tmp_path: Path) -> None:
    """Where what is quoted goes on over a line, the sign of the second line does not fall into the sentence."""
    text = (
        "件名: Re: 総会の日程\n\n> 次の総会は六月二日の土曜日でよいかという話が\n"
        "> 出ております。会場は町の集会所を予約しまし\n> た。\n\n"
        "六月二日で構いません。議案の書類は前の日までに\nお送りします。当日は午後に用事がありますので、\n"
        "議長の役は、ほかの方にお願いします。\n"
    )
    passages = content(tmp_path, text).passages
    (quoted,) = [each for each in passages if each.text.startswith(">")]
    assert quoted.text.endswith("という話が出ております。会場は町の集会所を予約しました。")
    assert quoted.glosses == (">", ">")


def test_rows_below_a_year_begin_with_what_counts(tmp_path: Path) -> None:
    """第2回 without the year above is a row of its own, and no further line of the row above."""
    text = (
        "年度            回       議題\n平成20年度      第1回    会長の選任について\n"
        "                第2回    倉庫の整備に関する計画の見直しについ\n                         て\n"
        "平成21年度      第1回    前年の報告\n"
    )
    rows = [each.text for each in content(tmp_path, text).passages if each.kind == "table-row"]
    assert rows[1:] == [
        "平成20年度　第1回　会長の選任について",
        "第2回　倉庫の整備に関する計画の見直しについて",
        "平成21年度　第1回　前年の報告",
    ]


def test_a_drawn_table_and_a_box(tmp_path: Path) -> None:
    """Cells between drawn sides are those of rows, lines between two rules one row; a box leaves its text bare."""
    text = (
        "堤の工事の記録\n\n"
        "┌────┬───┬──────────┐\n│年　月　│場　所│事　項　　　　　　　│\n"
        "├────┼───┼──────────┤\n│2003年4月│東の堤│石積みの検査を行い、│\n"
        "│　　　　│　　　│結果を町報に載せた　│\n├────┼───┼──────────┤\n"
        "│2005年10月│西の堤│水門の修理　　　　　│\n└────┴───┴──────────┘\n\n"
        "┏━━━━━━━━━━━━┓\n┃　避難所の開設の目安　　┃\n┗━━━━━━━━━━━━┛\n\n"
        "　大雨が見込まれるとき、集会所を開けます。\n"
    )
    passages = content(tmp_path, text).passages
    assert [(each.date, each.text) for each in passages if each.kind == "table-row"][1:] == [
        ("2003-04", "2003年4月　東の堤　石積みの検査を行い、結果を町報に載せた"),
        ("2005-10", "2005年10月　西の堤　水門の修理"),
    ]
    assert "避難所の開設の目安" in {each.text for each in passages} | {
        each.section[-1] for each in passages if each.section
    }


def test_a_head_above_two_columns(tmp_path: Path) -> None:
    """A title in the middle, above an empty line, is above both columns, and a list in one ends where text begins."""
    left = (
        "　　はじめに",
        "　本町の図書館協議会は、春から秋",
        "までに三回の会議を開き、図書館の",
        "見直しについて、町の人の声を聞い",
        "た。",
        "　また、統計は年度末のものを、役",
        "場から集めた。",
        "　ほかの町の例も、いくつか調べて",
        "おいた。",
        "　その経過を、ここに述べる。",
    )
    right = (
        "　減少の理由としては、次のものが",
        "考えられる。",
        "　・　児童数の減少",
        "　・　巡回の時間が平日の昼間に限",
        "　　られること",
        "　・　車両の老朽化による運休",
        "　特に運休については、延べ二十日",
        "に及んでおり、早急な対応が必要で",
        "ある。",
        "　町は、これを検討している。",
    )
    rows = [f"      {one}{'　' * (18 - len(one))}    {other}" for one, other in zip(left, right, strict=True)]
    text = " " * 50 + "図書館の今後について（報告）\n\n" + "\n".join(rows) + "\n"
    found = content(tmp_path, text)
    assert found.documents[0].title == "図書館の今後について（報告）"
    assert texts(found.passages)[-4:] == [
        "・　巡回の時間が平日の昼間に限られること",
        "・　車両の老朽化による運休",
        "特に運休については、延べ二十日に及んでおり、早急な対応が必要である。",
        "町は、これを検討している。",
    ]


def test_heads_of_columns_that_are_set_wide(tmp_path: Path) -> None:
    """A head of two characters far apart is one cell, and the source below a table is a line of its own."""
    text = (
        "堤の会\n\n会は、次のとおり開かれた。\n\n"
        "  開 催 日            場     所         主な議題\n"
        "  平成28年6月14日     町民会館          堤の高さ\n"
        "  平成28年11月8日     公民館            橋の幅\n"
        "  平成30年2月20日     町民会館          川の水\n"
        "      （資料）会議録により作成\n"
    )
    told = texts(content(tmp_path, text).passages)
    assert "平成30年2月20日　町民会館　川の水" in told
    assert told[-1] == "（資料）会議録により作成"


_SET_OUT = """\
2026/12/01 12:34                        港の記録｜白浜町

  町の港は、明治の末に漁師たちが石を積んで造った小さな船だまりから始まったもので、当時は防波堤
  がなく、波が大きい冬の荷揚げは月に三日ほどしかできなかったという。
  防波堤は十月に完成し、同じ年の暮れには最初の貨物船が入った。町はこれを祝い、三日間の祭りを開い
  て、石を運んだ者たちの名を碑に刻んだ。
  祭りはその後も毎年続けられ、いまは船の仕事に就く者だけでなく、町を離れた人々が集まる日になって
  いる。
  碑は昭和の初めに一度移され、港の入口からは見えなくなったが、名を刻まれた者の子や孫たちの求めに
  より、もとの場所に戻された。

https://www.example.jp/minato.html                                                          1/2
\f2026/12/01 12:34                        港の記録｜白浜町

  港の仕事は、荷を運ぶ者と船を守る者に分かれ、それぞれに組があった。組の長は年ごとに代わり、代わ
  る日には双方が酒を持ち寄った。

https://www.example.jp/minato.html                                                          2/2
"""


def test_what_stands_outside_the_margin_of_a_printed_page_tells_nothing_of_it(tmp_path: Path) -> None:
    """Text that is set in below what a browser prints around its page is in whole paragraphs."""
    found = content(tmp_path, _SET_OUT, "a.txt").passages
    assert [p.text[:4] + p.text[-4:] for p in found if p.kind == "paragraph"] == [
        "町の港はという。", "防波堤は刻んだ。", "祭りはそている。", "碑は昭和された。", "港の仕事寄った。",
    ]  # fmt: skip
    outside = "".join(p.text for p in found if p.kind == "furniture") + "".join(
        g for p in found for g in p.glosses
    )
    assert outside.count("12:34") == outside.count("minato.html") == 2


_TYPED = """\
川の料金

種類　　　　　　1回　　回数券(11回)
おとな　　　　　500円　5,000円
こども　　　　　200円　2,000円
園児　　　　　　無料　　―

川の便

停留所　　　 1便　　 3便　　 5便
川の駅　　　 7:10　　9:25　 13:40
石の橋　　　 7:33　　レ　　 14:03

川の深さ

　山手　　　　　２００センチ
　海辺　　　　　１２０センチ

　会長　川辺　太郎
　書記　石橋　花子
　会計　堤　　次郎
"""


def test_typed_tables_of_figures(tmp_path: Path) -> None:
    """Rows of as many figures as each other are those of a table under the names of its columns; people are none."""
    found = content(tmp_path, _TYPED).passages
    fares, bus = "種類 / 1回 / 回数券(11回)", "停留所 / 1便 / 3便 / 5便"
    assert [(p.section, p.text) for p in found if p.kind == "table-row"] == [
        ((), "種類　1回　回数券(11回)"),
        ((fares,), "おとな　500円　5,000円"),
        ((fares,), "こども　200円　2,000円"),
        ((fares,), "園児　無料　―"),
        (("川の便",), "停留所　1便　3便　5便"),
        (("川の便", bus), "川の駅　7:10　9:25　13:40"),
        (("川の便", bus), "石の橋　7:33　レ　14:03"),
        (("川の深さ",), "山手　２００センチ"),
        (("川の深さ",), "海辺　１２０センチ"),
    ]


def test_boxes_over_whatever_stands_below_them(tmp_path: Path) -> None:
    """Of several lines in 【】 each heads what is below it, though that be a table or a short line."""
    text = (
        "川の授業\n\n【評価】\n　試験　　　　40％\n　作文　　　　60％\n\n【本】\n　『川の本』（川辺書房、2009年）\n\n"
        "【注意】\n　川に入らないこと。\n"
    )
    sections = [p.section[:1] for p in content(tmp_path, text).passages][1:]
    assert sections == [("【評価】",), ("【評価】",), ("【本】",), ("【注意】",)]
