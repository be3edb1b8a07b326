"""What a line of a head is by itself: a date, a stamp, a number, a country, an office, an addressee, a place, a person.

Whatever is none of these may be a title, and `titles` says which of them is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from fumikura.blocks import Block, Form
from fumikura.dates import find_dates, parse_date
from fumikura.labels import POSTED_RANK, read_field_label
from fumikura.page_matter import begins_with_time, is_page_matter
from fumikura.structure.meetings import meeting_in

_INSTITUTION = (
    "気象台|ニュース|テレビ|放送|オンライン|自治会|(?:町内|同窓|保存|同好|振興|後援|商店|婦人|青年)会|省|庁|院|府|局|課|室|本部|官邸|委員会|研究所|大学|協会|機構|財団|新聞社|通信社|新聞|通信"
    r"|(?:新聞|新報|(?<![業務場])日報|時報|タイム[スズ])社?[ \u3000]?"
    "(?:デジタル|電子版|オンライン|プラス|[Ww][Ee][Bb]版?|ウェブ版?|ネット)?"
    "|放送協会|出版社|政府|大使館|センター|役所|役場|内閣|連盟|連合会?"
    r"|銀行|金庫|信用組合|病院|資料館|文書館|美術館|保健所|警察署|消防署|商工会|総領事館|議会|町会|組合|学会|事務所|公社|会議所|図書館|博物館|(?:会社|法人)[^\s、。・，,]{0,12}"
    r"|[省庁都道府県市区町村][^\s、。・，,]{1,8}部|(?<![のたな地票挙学全同当各0-9０-９])[都道府県市区町村]"
)
_PUBLISHER = re.compile(
    rf"(?:(?:[^\s、。・，,]{{1,14}}(?:{_INSTITUTION})|政府|内閣|官邸|(?:会社|法人)[^\s、。・，,]{{1,12}})(?:[・、，,\s/／]|$))+$"
    r"|(?:[A-Z]\w+ )?(?:University|Ministry|Institute|Department|Office|Library) of [A-Z][A-Za-z ,]{2,40}$"
    r"|(?:[A-Z][A-Za-z]+ ){1,4}(?:University|Institute|Agency|Library|Foundation|Press)$"
)
_ANNOUNCING = re.compile(r"(?<=\S\S)(?:発表|提供)$")
_NO_NAME = re.compile(r"(?:から|まで|ため|へ|これ|それ)の")  # これからの図書館
_COUNTRIES = (
    "アジア|北米|中南米|欧州|大洋州|中東|アフリカ|国際機関|アメリカ|米国|英国|イギリス|フランス"
    "|ドイツ|イタリア|カナダ|オーストラリア|豪州|ニュージーランド|インド"
    "|中国|韓国|北朝鮮|台湾|モンゴル|ロシア|ウクライナ|フィリピン|ベトナム|タイ|インドネシア"
    "|マレーシア|シンガポール|ミャンマー|カンボジア|ラオス|ブルネイ"
    "|スペイン|ポルトガル|オランダ|ベルギー|スイス|オーストリア|ポーランド|チェコ|ハンガリー"
    "|スウェーデン|ノルウェー|フィンランド|デンマーク|ギリシャ|トルコ"
    "|イラン|イラク|イスラエル|パレスチナ|エジプト|サウジアラビア|カタール|クウェート|ブラジル"
    "|アルゼンチン|チリ|ペルー|メキシコ|キューバ|ケニア|南アフリカ"
    "|欧州連合|EU|ＥＵ|NATO|ASEAN|国連|国際連合"
)
_COUNTRY = re.compile(
    rf"(?:(?:{_COUNTRIES})|[ァ-ヶー・一-龠]{{1,14}}(?:合衆国|共和国|民国|王国|連邦|公国|首長国"
    rf"|人民共和国))(?:[（(].{{1,20}}[）)])?$"
)
_STAMP = re.compile(
    r"[（(〈＜<【［\[]?\s?(?:仮\s?訳|暫定仮?訳|訳文|参考(?:資料)?"
    r"|(?:[^、。]{1,20}会議?)?(?:配[布付]|参考)?資料[0-9０-９一二三四五六七八九十－\-]+|資料|別添\s?[0-9０-９]*|別紙\s?[0-9０-９]*|極\s?秘|秘"
    r"|部外秘|無期限|取扱注意|厳秘|機密|至急|写し?|案|未定稿|速報|暫定版?|抜粋|抄"
    r"|[^、。]{0,10}(?:報道|記者|新聞|広報)(?:機関|関係者)?(?:向け)?(?:発表|提供|配[布付])?資料|(?:プレス|ニュース)リリース|(?:press|news)\s?release|お知らせ|公表資料"
    r"|配[布付]資料|全文|本文|日本語|和文|印刷用|NEWS|ニュース|報道発表)\s?[）)〉＞>】］\]]?$",
    re.IGNORECASE,
)
_NUMBER_OF_DOCUMENT = re.compile(
    r"[（(]?[^\s、。（）()]{0,24}(?:(?:法律|政令|省令|府令|条例|規則|告示|訓令|条約|勅令|布告"
    r"|内閣[^第]{0,6}|令|規程|通達"
    r"|達)?第?\s?[0-9０-９〇一二三四五六七八九十百千]+\s?[号號](?:の[0-9０-９一二三四五六七八九十]+)?)[）)]?$"
)
_REMARK = re.compile(r"(?<=号)[（(][^（）()]{1,8}[）)]$")  # 第四五二号（至急）
_NUMBERED_TITLE = re.compile(r"録|公報|会報|だより|たより|通信|ニュース|速報|回国会")
_LAW_NUMBER = re.compile(
    r"(?:法律|政令|省令|府令|条例|規則|告示|訓令|条約|勅令|規程|規約|庁令"
    r"|委員会規則).{0,3}第?\s?[0-9０-９〇一二三四五六七八九十百千]+\s?号"
)
_ADDRESSEE = re.compile(
    r"各[^\s、。]{1,24}長$|[^\s、。]{2,16}宛て?[ \u3000]+\S{2,12}$"
    r"|.{0,40}(?:[ \u3000]?殿|[ \u3000]様|御中|各位|皆(?:さま|様|さん)[へに]?|閣下|机下|侍史|[ \u3000]先生|宛て?)$"
)
_DATABASE = re.compile(
    r"(?:データベース|検索システム|ホームページ|公式サイト|ポータル(?:サイト)?|ウェブサイト|Web\s?サイト|アーカイブズ?)"
    r"(?=$|[\s（(「『【［\[｜|:：/／\-－–―])"
    r"|e-Gov|Wikisource|ウィキソース|青空文庫|法令検索|検索\s?[-－―–~〜～]?$|六法全書|法令集$",
    re.IGNORECASE,
)
_ROLE = (
    r"(?:文と?写真|文|評|談|絵|聞き手|話し手|語り手|取材|執筆|報告者?|発表者?|講師|著者|訳者|選者|担当|by)"
)
_PERSON = re.compile(
    r"[一-龠々ヶ]{1,4}[ \u3000]{1,3}[一-龠々ヶぁ-んァ-ヶー]{1,5}(?:[ \u3000]*[（(][^（）()]{2,24}[）)])?$"
    r"|[一-龠々](?:[ \u3000][一-龠々]){0,2}[ \u3000]{2,}[一-龠々](?:[ \u3000][一-龠々]){0,2}$"  # 新　川　　正　人
    r"|[^\s、。]{1,12}(?:大臣|長官|総理|大統領"
    r"|議長|委員長|首相|会長|理事長|知事|市長|町長|村長|社長|総裁|局長|課長|教授|大使|公使|領事)"
    r"(?:[ \u3000]{1,4}.{1,12})?$"
    r"|[^\s、。の]{1,16}(?:[省庁局部課室所院校会署隊団館園区市町村県組]|大学)(?:教育|事務|委員|学)?長"
    r"(?:[ \u3000]{1,4}.{1,12})?$"
    r"|[^\s、。（）()のをはが]{2,10}[（(][^（）()]{1,24}(?:教授|講師|記者|[長家者員])[）)]$"
    rf"|{_ROLE}[・＝=／:： \u3000]{{1,4}}[^\s、。][^、。]{{0,23}}$"
    r"|(?:[^\s、。]{0,12}(?:[委究議芸査門導教]員|教授|講師|記者|編集長)|代表|会長|理事長)[ \u3000]{1,4}"
    r"[一-龠々]{1,4}[ \u3000]{0,2}[一-龠々ぁ-んァ-ヶー]{1,5}$"
    r"|.{1,16}[ \u3000]?(?:著|訳|編|作|筆|(?<![公条言明案本前全論])文|監修|記者)$"
)
# Who signs for a body, below its name.
_FOR_A_BODY = re.compile(
    r"(?:代表(?:者|理事|幹事|世話人)?|(?:名誉|副)?会長|理事長|(?:実行)?委員長|(?:代表取締役)?社長|[校園館所塾団隊座議支部局]{1,2}長|事務局長)"
    r"[ \u3000]+\S[^、。]{0,15}$"
)
_BODY = re.compile(
    r"(?:(?<![大集例総演習覧談議])会|[社団部所園校合隊院館局課室盟班]|クラブ|サークル|ネットワーク|センター)$"
)
_BYLINE = re.compile(rf"{_ROLE}[・＝=／:： \u3000]{{1,4}}[^\s、。][^、。]{{0,23}}$")
# What stands above a text and tells of it: who was there, what was dealt with, in what order.
_PRESENT_OR_AGENDA = re.compile(
    r"(?:[0-9０-９]{1,2}[.．、]?)?[○◯〇◎●■◆・\s]*(?:本日の(?:会議|議題|日程)|(?:会議|本日の会議)に付した|出席|欠席|列席|参加者"
    r"|説明(?:の)?ため|(?:第.{1,3}日)?議事日程|事務局職員|傍聴)[^。]*$"
)
# What heads a part of a press conference, of a decision or of an answer (一の２について); no title stands below it.
_BY_WHOM = (
    r"(?:[^\s、。【】（）()]{1,8}(?:との|からの|による)|(?:大臣|長官|知事|[市町村区]長|総理|その他)の?)?"
)
_PART_OF_A_DOCUMENT = re.compile(
    rf"[【\[（(]?(?:{_BY_WHOM}(?:冒頭発言|発表(?:項目|事項)|質疑応答|質疑)|主文|事実(?:及び|と)理由|事実|理由)[】\]）)]?$"
    r"|(?:[0-9０-９一二三四五六七八九十（）()①-⑳の、・問第]|及び|並びに|から|まで|前段|後段)+について$"
)
_FIRST_OR_LAST_PART = re.compile(
    r"(?:はじめに|始めに|はしがき|まえがき|前書き|緒言|序論?|序文|前文|要旨|要約|抄録|abstract|謝辞|付記|附記|おわりに|終わりに|むすび|結び|結語|結論|あとがき|後書き|[編訳]集?後記|まとめ)"
    r"(?:に(?:か|代)えて)?(?:[\[［（(](?:注|※)?[0-9０-９]{1,3}[\]］）)])?$",
    re.IGNORECASE,
)
_OPENING_PART = re.compile(r"概観|概要|概況|総論|背景|経緯|趣旨|要点|全般")
_OF_LETTERS = r"拝啓|拝復|謹啓|謹復|前略|冠省|敬具|敬白|謹白|草々|匆々|怱々|かしこ|不一"
_SALUTATION = re.compile(rf"(?:{_OF_LETTERS})[。．]?$")
_MATTER = re.compile(
    r"[○◯〇◎●◇■◆★☆\s]*(?:目[ \u3000]*次|もくじ|(?:table of )?contents|index$|附[ \u3000]*則|改正[ \u3000]"
    rf"|(?:{_OF_LETTERS}|記)$)",
    re.IGNORECASE,
)
_LIST_OF_A_SITE = re.compile(r"(?:新着情報|お知らせ一覧|記事一覧|トップページ|更新情報|What's New)$")
_SEAL = re.compile(r"[^\s、。]{2,12}[官長人者員之]印$|御名(?:[ \u3000]?御璽)?$")
_GIVEN_TO = re.compile(
    r"(?:同時(?:発表|配[布付]|提供)|(?:報道)?解禁(?:日時?)?|配[布付]先|提供先)(?:$|[ \u3000]*[：:（(])"
)
_CONTACT = re.compile(
    r"〒|(?:電話|tel\b|fax\b|e-?mail|ファクス|ファックス|メール(?=(?:アドレス)?[ \u3000]*[：:(（A-Za-z]))[^ぁ-ん]{0,80}[0-9０-９@]|https?://"
    r"|(?<=\S)@[^\s@]+\.[^\s@.]+$",
    re.IGNORECASE,
)
# What one of the three above has in it: asked first, as most lines have none of it.
_MAY_BE_OF_SITE = re.compile(
    r"データベース|検索|ホームページ|公式サイト|ポータル|ウェブサイト|アーカイブ|ウィキソース|青空文庫|六法全書|法令集"
    r"|新着|お知らせ一覧|記事一覧|トップページ|更新情報|〒|電話|ファ|メール|[A-Za-z@]"
)
_READING = re.compile(r"[ぁ-ゖー・\s]{12,}$")
_CREDIT = re.compile(r"[ \u3000]*[（(](?:写真)?(?:提供|撮影)[：:][^（）()]{1,24}[）)]$")
_AT = re.compile(r"[（(]?(?:於て|於いて|於)[ \u3000:：]*(?P<place>.{1,24}?)[）)]?$")
_ROOM = re.compile(
    r"(?:[○〇◯・]?\S{0,4}場所[ \u3000]+)?(?P<place>(?:[^\s、。]{1,16}[ \u3000][^\s、。]{0,20}|[^\s、。]{1,20})"
    r"(?:会議室|委員会室|会見室|記者室|議室|控え?室|ホール|会館|迎賓館|議場|講堂|エントランス|ロビー|玄関|庁舎))$"
)
_PART_STARTS = re.compile(r"[ \u3000（(〔\[]+")
_KIND_BEHIND_DATE = re.compile(r"[）)](?:概要|要旨|記録|結果|速報|全文)$")  # 会見（10月3日）概要
_BESIDE_DATE = re.compile(
    r"[\s、，,.:：;（）()〔〕\[\]【】「」~〜～\-－–—―/／付]|[月火水木金土日]曜日?"
    r"|[（(][月火水木金土日][）)]|[0-9０-９]{1,2}[:：][0-9０-９]{2}"
    r"|[0-9０-９一二三四五六七八九十]{1,3}(?:時|分|日|月)(?:半|間)?|午[前後]"
    r"|提出|公布|発表|公表|掲載|更新|作成|署名|発出|施行|制定|改正|現在|付け?|版|開催|開会|閉会"
    r"|判決|決定|言い?渡し?|宣告|同日|原本領収|原本交付|裁判所書記官"
    r"|[朝夕]刊(?:[ \u3000]?[^\s、。]{1,6}面)?"
    r"|実施|最終|から|まで|より|日本時間|現地時間|ごろ|頃|発行|送付|受領|放送|配信|起草|採択|発効"
    r"|於|にて|東京|[月火水木金土日]|公開|[»≫]|(?i:(?:last ?)?updated?|published|posted)"
)
_OF_ANOTHER_DAY = re.compile(r"(?:弁論|審理|審問)の?終結|生年月日|日生(?:まれ)?")
_OF_FORCE = re.compile(r"施行|発効|適用|改正|改定|改訂")
_MADE = re.compile(r"公布|制定|公表|発表|告示|作成|署名")
_SESSION = re.compile(r"第\s?[0-9０-９一二三四五六七八九十百]+\s?回")
_DATE_BEFORE = re.compile(r"[0-9０-９]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}[ \u3000|｜]+")
_SESSION_OF_DIET = re.compile(r"第[ \u3000]?[0-9０-９一二三四五六七八九十百]+[ \u3000]?(?:回国会|号|回)")
_AT_INSIDE = re.compile(r"[ \u3000、,，]*於[ \u3000]?[:：]?[^（）()]{1,20}(?=[）)]?$)")
_TIME = re.compile(r"[ \u3000]*午[前後].{1,12}(?:開議|開会|開始|散会|閉会|休憩|再開|終了)?$")
_LONGEST_LINE = 300  # characters; what is longer ends with no date of its own
_MAY_BE_DATE = re.compile(r"[0-9０-９〇一二三四五六七八九十元]\s*(?:[)）]\s*)?[年./／．\-－]|[A-Za-z]{3}")
_LONGEST_DATE = 80
_LINES_KEPT = 4_096  # of which the date is asked for again and again, by what reads heads and days
_ANY_YEAR = 2000
_LONGEST_BODY = 30
_DONE_THEN = re.compile(
    r"(?:[採議]?決|採択|署名|調印|公布|制定|承認|発行|(?<=・)第[ \u3000]?[0-9]{1,4}[ \u3000]?号)[）)]$"
)
_DOTS_IN_DATE = re.compile(r"(?<=[0-9])・(?=[0-9])")  # 2018・9・3
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SHORTEST_TITLE = 4
_FAR_RIGHT = 8  # blanks before what stands at the end of a line by itself
_LONGEST_PART = 16  # of a heading that is one word, as 要　旨
_LONGEST_POSTING = 160
_PUT_UP = re.compile(r"(?:更新|公開|掲載|登録)(?:年月)?日[ \u3000：:\[［（(]*|Posted on[ \u3000:]*")
_LONGEST_BESIDE_NUMBER = 4  # of a line that is a law's number, as 改正


def date_of_line(text: str) -> str:
    """The date that a line consists of, whatever weekday, time or word (提出, 更新) stands beside it, or ""."""
    return _date_of_line(text) if len(text) <= _LONGEST_DATE else ""


@lru_cache(maxsize=_LINES_KEPT)
def _date_of_line(text: str) -> str:
    if "・" in text:
        text = _DOTS_IN_DATE.sub(".", text)
    if not _MAY_BE_DATE.search(text) or is_of_another_day(text):
        return ""
    text = _AT_INSIDE.sub("", text) or text
    if exact := parse_date(text) or parse_date("".join(text.split())):  # 平 成 8 年 3 月 26 日
        return exact
    mentions = find_dates(text)
    if not mentions or ((label := read_field_label(text)) and label.field != "date"):
        return ""
    rest = text
    for mention in reversed(mentions):
        rest = rest[: mention.start] + rest[mention.end :]
    beside, numbers = _LAW_NUMBER.subn("", rest)
    if numbers and len(beside.strip("（）()〔〕 \u3000")) <= _LONGEST_BESIDE_NUMBER:
        return mentions[0].iso
    rest = rest.removeprefix(mentions[0].iso[:4])  # 1989 平成元年8月9日
    if len(mentions) == 1 and not mentions[0].start and len(mentions[0].iso) > len("2000"):
        who = rest.strip(" \u3000")  # 青葉市役所, 文・甲野花子; 16時　青葉気象台発表 without its hour
        named = is_publisher(who) or _BYLINE.match(who) or is_publisher(_BESIDE_DATE.sub("", rest))
        rest = "" if named else rest
    year_alone = len(mentions[0].iso) == len("2000")  # 昭和十九年日記抄 is a title
    return mentions[0].iso if len(_BESIDE_DATE.sub("", rest)) <= 2 - year_alone else ""


def is_of_another_day(text: str) -> bool:
    """Whether a line says when something ended or somebody was born, and not when the document was made."""
    return _OF_ANOTHER_DAY.search(text) is not None


def is_of_force(text: str) -> bool:
    """Whether a line says when something came into force or was changed, and nothing of when it was made."""
    return _OF_FORCE.search(text) is not None and _MADE.search(text) is None


def _is_balanced(text: str) -> bool:
    return all(
        text.count(opening) == text.count(closing) for opening, closing in ("「」", "『』", "（）", "()")
    )


def _is_span_of_years(text: str) -> bool:
    """Whether years tell of what time a text is, and not of what day: 2010年～2012年）."""
    return sum(len(mention.iso) == len("2000") for mention in find_dates(text)) > 1


def title_of_line(text: str) -> str:
    """A line of a head without the date that it ends or begins with."""
    if dated := _DATE_BEFORE.match(text):
        text = text[dated.end() :] or text
    if len(text) > _LONGEST_LINE:
        return text
    for match in _PART_STARTS.finditer(text):
        rest = text[match.end() :]
        if match.start() < _SHORTEST_TITLE or not _is_dated(text[match.start() :], len(match[0])):
            continue
        if _KIND_BEHIND_DATE.search(rest):
            return text
        if len(match[0]) >= _FAR_RIGHT:
            return text[: match.start()]
        if [mention.start for mention in find_dates(rest)][:1] == [0] and not _is_span_of_years(rest):
            return text[: match.start()].rstrip() if _is_balanced(text[: match.start()]) else text
    return text


def _is_dated(text: str, blanks: int) -> bool:
    """Whether what ends a line is a date, brackets that begin with one and tell what was then, or a year far off."""
    if text[-1] in "）)":
        inside = text.strip(" \u3000")[1:]
        first = next(iter(find_dates(inside)), None)
        if first is not None and not first.start and _DONE_THEN.search(inside):
            return True
    return bool(date_of_line(text)) or (blanks >= _FAR_RIGHT and _YEAR.fullmatch(text.strip()) is not None)


def closed_up(text: str) -> str:
    """A name or a number of which each character stands apart (防　衛　省) as it is written otherwise; else the text."""
    parts = text.split()
    return (
        "".join(parts) if len(parts) > 1 and all(len(part) == 1 or part.isdigit() for part in parts) else text
    )


def without_announcing(text: str) -> str:
    """The name of an institution without the word that it announces what follows: of 気象台発表, 気象台."""
    return _ANNOUNCING.sub("", text)


def is_publisher(text: str) -> bool:
    """Whether a text names who published: institutions, and neither a meeting named as a committee is nor a day."""
    text = without_announcing(closed_up(text))
    return (
        len(text) <= 40
        and not _ROOM.match(text)
        and not ("の" in text and _NO_NAME.search(text))
        and _PUBLISHER.match(text) is not None
        and meeting_in(text) in ("", "other")
        and not find_dates(text, year=_ANY_YEAR)
    )


def is_session(block: Block) -> bool:
    """Whether a numbered line names a session (第3回 …): a title of its own, and no part of a book."""
    return block.form is Form.NUMBERED and _SESSION.match(block.text) is not None


def is_date(block: Block) -> bool:
    """Whether a block is a date, with the place behind it or not."""
    return (
        block.form in (Form.LABEL, Form.TEXT, Form.NUMBERED)
        and len(block.text) <= 60
        and bool(date_of_line(block.text))
    )


def is_posting(text: str) -> bool:
    """Whether a line is a label that says when a page was put up or changed, and not of what day its text is."""
    label = read_field_label(text)
    return label is not None and label.field == "date" and label.rank >= POSTED_RANK


def posted_day(text: str) -> str:
    """The day on which a line, whatever else it says of its page, says that this was put up or changed; or ""."""
    if len(text) > _LONGEST_POSTING:
        return ""
    if begins_with_time(text):
        return next((mention.iso for mention in find_dates(text) if not mention.start), "")
    if not (match := _PUT_UP.search(text)):
        return ""
    return next((mention.iso for mention in find_dates(text[match.end() :]) if not mention.start), "")


def is_stamp(text: str) -> bool:
    """Whether a text is stamped on a document: （仮訳）, 極秘, its number."""
    if _STAMP.match(re.sub(r"[ \u3000]", "", text)):
        return True
    numbered = _NUMBER_OF_DOCUMENT.match(_REMARK.sub("", closed_up(text))) is not None
    return numbered and not _SESSION.search(text) and not _NUMBERED_TITLE.search(text)


def heads_present_or_agenda(text: str) -> bool:
    """Whether a line says that those who were there follow, or what was dealt with, as at the head of minutes."""
    return len(text) <= _LONGEST_DATE and _PRESENT_OR_AGENDA.match(text) is not None


def heads_part(text: str) -> bool:
    """Whether a line heads a part of a press conference, of the decision of a court, or of an answer."""
    return len(text) <= _LONGEST_DATE and _PART_OF_A_DOCUMENT.match("".join(text.split())) is not None


def is_first_or_last_part(text: str) -> bool:
    """Whether a line is the heading that the first or the last part of an essay has: はじめに, むすびに代えて."""
    return len(text) <= _LONGEST_PART and _FIRST_OR_LAST_PART.match("".join(text.split())) is not None


def is_opening_part(text: str) -> bool:
    """Whether a line is a word that the first section of a text is often headed with, and a title never: 概観, 経緯."""
    return _OPENING_PART.fullmatch(text) is not None


def is_salutation(text: str) -> bool:
    """Whether a line is the word with which a letter opens or closes: 拝啓, 敬具."""
    return _SALUTATION.match(text) is not None


def is_addressee(text: str) -> bool:
    """Whether a line says to whom a letter or a release goes: 各位, 青葉町長　殿."""
    return _ADDRESSEE.match(closed_up(text)) is not None


def is_person(text: str) -> bool:
    """Whether a line is somebody's name, with an office or what he did."""
    return _PERSON.match(text) is not None


def is_signed_body(name: str, below: str) -> bool:
    """Whether a line names a body, for which the line right below it is signed: 谷川の会, 代表　森山健."""
    return (
        len(name) <= _LONGEST_BODY and _FOR_A_BODY.match(below) is not None and _BODY.search(name) is not None
    )


def is_session_of_diet(text: str) -> bool:
    """Whether a line names a session by its number: 第百回国会, 第3号, 第2回."""
    return _SESSION_OF_DIET.search(text) is not None


def place_of_line(text: str) -> str:
    """The place that a line of its own says: 於　ある都市, 第一委員会室."""
    match = _AT.match(text) or _ROOM.match(text)
    return match["place"] if match and not find_dates(match["place"]) else ""


def without_credit(text: str) -> str:
    """What a picture shows, without whose it is; the text as it is where that is not said."""
    return _CREDIT.sub("", text)


def is_of_site(text: str) -> bool:
    """Whether a line names the site that a page was taken from, or says how to reach those who keep it."""
    if not _MAY_BE_OF_SITE.search(text):
        return False
    return any(pattern.search(text) for pattern in (_DATABASE, _CONTACT, _LIST_OF_A_SITE))


def is_other_than_title(text: str) -> bool:
    """Whether a line is known for something else than a title: of the page, a country, an addressee, where and when."""
    if is_page_matter(text) or is_stamp(text) or text[0] in "（(〔":
        return True
    if is_of_site(text):
        return True
    known = (_SEAL, _GIVEN_TO, _COUNTRY, _ADDRESSEE, _AT, _TIME, _PRESENT_OR_AGENDA, _MATTER, _READING)
    return any(pattern.match(text) for pattern in known)
