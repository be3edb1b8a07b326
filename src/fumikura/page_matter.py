"""Lines of a page rather than of its text: menus, footers, contents with their dots, lines that are drawn.

Told by one line alone. Layout asks, so that no sentence runs over them, and structure, which makes them passages of
kind `furniture`: found, ranked last, never counted.
"""

from __future__ import annotations

import re
from functools import lru_cache

_DRAWN = frozenset(
    "－―─━═—–-＝=*＊※◇◆○●◎□■△▲▽▼☆★・…‥〜～~＿_+＋×＃#|｜<>＜＞/／\\.·♦◈❖∞♪«»‹› \t\u3000│┃║┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╭╮╰╯"
)
_DRAWN_ALONE = "★☆◆◇＊*>＞«»‹›"
_LEADER = re.compile(
    r"\S.{0,80}?\s?(?:[.．]{3,}|[…‥]{2,}|[・･·]{4,}|-{5,}"
    r"|_{3,})\s*[-－(（]?\s?(?:[0-9０-９ivxlⅰ-ⅻ]{1,4}|[〇一二三四五六七八九十百]{1,5})\s?[-－)）]?$"
)
_BREADCRUMB = re.compile(
    r"(?:\S{1,30}?\s*(?:>|＞|»|›|≫)\s*){2,}(?:\S{1,60})?$|(?:ホーム|トップ(?:ページ)?|HOME|Home|TOP)\s*(?:>"
    r"|＞|»|›|/|→)\s*\S|現在(?:の?位置|地|の?ページ)[：:は\s].{0,80}[>＞»›/→]"
)
_STEPS = re.compile(
    r"\S[ \u3000]*[>＞][ \u3000].*[>＞][ \u3000]|\S[ \u3000]+[>＞]$"
    r"|[一-龠々ァ-ヶーぁ-ゖ）)」][>＞»][一-龠々ァ-ヶーぁ-ゖ（(「][^。]*$"
)
_ENCLOSED_ITEMS = re.compile(
    r"(?:\s*[\[［＜<〔【]\s?[^\s\[\]［］＜＞<>〔〕【】。、]{1,12}\s?[\]］＞>〕】]\s*[・|｜/]?){3,}$"
)
_SEPARATED = re.compile(r"\s*[|｜│┃]\s*|\s+[/／]\s+|[ \u3000\t]+")
_SENTENCE = re.compile(r"[。、，︑︒！？!?：:＝=]")
_WEB = re.compile(
    r"(?:FAQ|使い方|ヘルプ|ログアウト|login|logout|サイトマップ|プライバシーポリシー|個人情報(?:保護方針|の取(?:り)?扱い)|著作権(?:について"
    r"|等)|リンク(?:について|集)|アクセシビリティ(?:について)?"
    r"|お問い?合わせ(?:先|窓口|フォーム)?|ご意見|免責事項|法的事項|利用規約|文字サイズ(?:の?変更)?|本文へ(?:スキップ"
    r"|移動|ジャンプ)?|メニュー|ログイン|検索"
    r"|ホーム|トップ(?:ページ)?|このサイトについて|関連リンク|サイト内検索|リンク(?:一覧|ページ)|よくある\S{0,4}質問\S{0,4}|English|中文|한국어"
    r"|印刷(?:する)?|シェア(?:する)?|ツイート"
    r"|戻る|次へ|前へ|一覧(?:へ)?|RSS|Twitter|Facebook|LINE|Home|Contact|Sitemap|Privacy Policy)"
)
# Words that stand alone in the menus of sites; none of them alone is a heading of a text.
_SITE_WORDS = frozenset(
    """
    pr ad 広告 calendar カレンダー comment comments コメント category categories カテゴリ カテゴリー archive
    archives アーカイブ バックナンバー top menu search share tweet pocket hatena pc スマートフォン モバイル
    言語選択 表示選択 language 日本語 español français русский deutsch português 企業情報 会社概要
    会社案内 採用情報 交通アクセス アクセス アクセスマップ 案内図 プロフィール サイト案内 ご利用案内 運営会社
    ブランドコンテンツ 人気記事 新着記事 関連記事 最新記事 最近の記事 最近の投稿 最近のコメント 記事一覧 閉じる
    help 編集 履歴表示 閲覧 ノート トピックス topics
    現在位置 現在地 現在の位置 記事情報 プレビュー 開く next prev previous close もっと見る もっと読む 会員登録
    マイページ お気に入り クリップ メールで送る メールで送信 ブックマーク フォロー フォローする pagetop
    """.split()
)
# The sections of sites of news, towns and ministries; a row of several is a menu.
_SECTION = re.compile(
    r"政治|経済|社会|国際|国内|海外|スポーツ|文化|芸能|エンタメ|地域|地方|科学|環境|医療|教育|暮らし|くらし|社説|オピニオン|コラム|特集|天気"
    r"|アジア|北米|中南米|欧州(?:[（(].{1,12}[）)])?|大洋州|中東|アフリカ|国際機関"
    r"|会見・発表・広報|報道・広報|外交政策|国・地域|海外渡航・滞在|申請・手続き?|会談・訪問|資料・公開情報|政策|所管の法令|白書・統計"
    r"|(?:暮らし|くらし)(?:・手続き?|の情報)|子育て(?:・教育)?|健康・(?:福祉|医療).{0,3}|文化・スポーツ|観光(?:・.{2,6})?|[市区町村県]政(?:の?情報)?"
    r"|事業者(?:の方|向け).{0,3}|施設(?:案内|情報|マップ)|防災(?:・.{2,4})?"
)
_SITE_FORM = re.compile(
    rf"(?:{_WEB.pattern}|スポンサー(?:ド)?リンク|(?:keyword|freepage|site) ?(?:search|list)"
    r"|はてな\S{0,6}|\S{0,10}お問い?合わせ(?:先|フォーム)?|(?:あなたへの)?(?:おすすめ|オススメ)(?:記事)?|[^\s、。]{0,10}ランキング|ピックアップ(?:記事)?|\S{0,6}トップへ?"
    r"|\S{0,4}会員登録(?:へ|する)?"
    r"|メニューを?(?:開く|閉じる)|コンテンツ[にへ]スキップ"
    r"|skip to (?:\w+ )*(?:content|navigation|main|menu)|(?:main|navigation|site) menu|read more|page ?top)$",
    re.IGNORECASE,
)
_WEB_ITEM = re.compile(rf"(?:{_WEB.pattern}|\S{{1,8}}(?:へ)?戻る)$", re.IGNORECASE)
# What a line of its own says of the way through a site, and of nothing else.
_SIGNPOST = re.compile(
    r"(?:[.…]*[【\[［（(]?(?:続き|全文|本文|記事|動画|映像|画像|詳細|一覧|地図)版?(?:の\S{1,4})?を(?:読む|見る)[】\]］）)]?"
    r"|(?:このページの)?(?:メイン|本文|コンテンツ|ナビゲーション|検索|フッター|メニュー)\S{0,8}?[へに](?:スキップ|移動|ジャンプ)(?:する|します)?"
    r"|(?:サイト|共通|ローカル|グローバル)?(?:メニュー|本文|ナビゲーション|ヘッダー|フッター|ページ)(?:は?ここ(?:から|まで)|の(?:始まり|先頭|終わり|終端))(?:です)?"
    r"|.{2,80}[<＜（(\[［]外部(?:リンク|サイト)[>＞）)\]］]|.{2,30}(?:別|新しい)(?:ウ[ィイ]ンドウ|画面|タブ)[でに]開(?:き|く).{0,4}"
    r"|(?:提供|出典)[:：] ?(?:フリー百科事典.*|Wiki\w+|ウィキ\S+)"
    r"|\S{1,16}[へに]戻る|(?:前|次)\S{0,8}[へに]進む|(?:\S{2,10}?へ){2,}\S{0,4}(?:問い合わせ先|先頭|トップ|一覧|本文)へ|\S{2,12}(?:本文|トップ(?:ページ)?|一覧|目次|メニュー)へ|サイトマップ|プライバシーポリシー|文字(?:サイズ\S{0,8}|の大きさ(?:の?変更)?)(?:\s*(?:標準|[特最]?大|中|小|拡大|縮小|変更|元に戻す)){0,4}"
    r"|(?:英語|中国語|韓国語|日本語|PDF)版(?:は(?:こちら|、こちら))?\s?(?:[（(/／].{1,16}[）)]?)?|目次を(?:開く|閉じる|見る)|最新の画像もっと見る|コメントを投稿(?:する)?"
    r"|(?:コメント|トラックバック|いいね)[！!]? ?[(（:：]? ?[0-9０-９]+ ?[)）]?"
    r"|(?:タグ|カテゴリー?)\s?[：:]\s?\S.{0,80}"
    r"|\S{0,10}ロゴ|[【\[(（]PR[】\])）].{0,20}|印刷用ページを表示.{0,24}|(?:添付|関連ファイル)一覧|(?:条項目次|体系情報|沿革情報)|(?:推薦|関連|おすすめ)記事[：:]?"
    r"|(?:ここから|ここまで)\S{0,12}(?:メニュー|本文|ナビゲーション|フッター|ヘッダー|情報)(?:です)?|パンくず(?:リスト)?(?:[（(].{1,20}[）)])?"
    r"|スポンサー(?:ド)?(?:リンク|サイト)|sponsored links?"
    r"|(?:(?:国内外?|海外|国際|全国|地域|地方|主要|最新|注目|トップ)[・/の]?)+ニュース(?:一覧)?"
    r"|.*(?:センター|図書館|資料館|研究所|機構|大学|[省庁]|委員会|協会) ?[/／|｜] ?[A-Z][A-Za-z ,.()&']{10,}"
    r"|(?=.*(?:英|中国|韓国|フランス|スペイン|ロシア)(?:語|文))"
    r"(?:(?:全文|本文|概要|日本語|和文|英語|英文|(?:中国|韓国|フランス|スペイン|ロシア)語|仮訳|PDF|[/／|｜・ ])){3,}"
    r"|[<＜«◀←].{0,8}前.{1,60}次.{1,40}[>＞»▶→].{0,12}|[<＜«◀←]{1,2}\s?\S{1,12}へ|\S{1,12}へ\s?[>＞»▶→]{1,2}"
    r"|.{1,40}は、?こちら(?:から|を|へ)?(?:ご\S{2,4}(?:ください|下さい))?(?:[（(].{1,20}[）)])?"
    r"|\S{1,24}を(?:スキップ|読み飛ばす)(?:する|します)?|本文へ?"
    r"|この(?:ページ|記事)(?:の情報)?を\S{1,12}で(?:ポスト|ツイート|シェア|共有|送信|送る)\S{0,6}|(?:\S{1,12}で)?(?:ツイート|ポスト)(?:する)?|(?:この(?:記事|ページ)を|\S{1,12}で)?シェア(?:する)?|印刷(?:する|用ページ)?|(?:前|次|新しい|古い|過去)の?(?:ページ|記事|投稿|エントリー?)(?:へ|一覧|[：:].{1,80})?|(?:前|次|先頭|最初|最後)へ|RSS|トップページ|ログイン)$"
)
# What a site says of a page, one fact behind the other; the day alone may be the document's own.
_FACT = (
    r"(?:(?:最終)?(?:更新|掲載|公開|登録|作成)日[：:]? ?(?:令和|平成)?[0-9０-９元年月日./-]+(?:更新|掲載|公開)?"
    r"|(?:ページ)?(?:番号|ID) ?[：:]? ?[0-9-]+|[0-9,]+ ?views?"
    r"|(?:印刷用?|文字を大きくして印刷)(?:ページ)?(?:を?表示(?:する)?)?)"
)
_FACTS = re.compile(rf"{_FACT}(?:[ \u3000]+{_FACT})*$")
_OF_FACTS = re.compile("印刷|番号|ID|view")
_RIGHTS = re.compile(
    # not the third of the items (a), (b), (c): a year behind it, or who holds the rights
    r"copyright|\(c\)\s?[^。]{0,40}(?:19|20)[0-9]{2}(?!年)"
    r"|\(c\)\s.{0,40}(?:株式会社|[法団]人|機構|Inc|Ltd|Corp|Co\.)"
    r"|(?-i:\(C\)\s[A-Z][\w .,&'’-]{1,48}$)"
    r"|(?:^|[^,，、\s])\s*[©ⓒ]|all rights reserved|無[断斷](?:[転轉]載|[転轉]用|複製)"
    r"|^[^。]{0,16}著作権は、?[^。]{2,40}(?:帰属|保有|有し)[^。]{0,8}。?$|ライセンスの(?:もと|下)で",
    re.IGNORECASE,
)
# What the pages of a yearbook have at their foot: 264　令和元年版　防衛白書.
_OF_YEARBOOK = re.compile(
    r"(?=[0-9０-９]|.*[0-9０-９]$)(?:[0-9０-９]{1,4}\s+)?(?:令和|平成|昭和|西暦)?[0-9０-９元〇一二三四五六七八九十]{1,4}年版"
    r"\s*[^\s、。]{2,12}(?:白書|青書|年鑑|年報|便覧|要覧|統計)(?:\s+[0-9０-９]{1,4})?$"
)
_FOOTER = re.compile(
    r"(?:▲\s?)?(?:JavaScriptを|このページ(?:の先頭|のトップ|を印刷|をシェア|に関する|は.{0,24}(?:アーカイブ|機械翻訳|自動翻訳))"
    r"|ページ内を移動する|(?:エンター|Enter|Tab|タブ)キー[^。]{0,8}[、，]?[^。]{0,24}(?:スキップ|移動|ジャンプ)[^。]{0,16}。?$"
    r"|ページの?(?:先頭|トップ|TOP)へ?"
    r"|(?:このページの)?(?:トップ|先頭|上)[へに](?:戻る)?$|本文へ(?:スキップ|移動|ジャンプ)"
    r"|PDF形式のファイルを)",
    re.IGNORECASE,
)
# What a site asks its readers: to pay for the rest, to say whether a page was of use, to have a program.
_ASKED = re.compile(
    r"残り ?[0-9０-９,]+ ?文字.{0,24}$|(?:有料|無料)?会員(?:限定|専用)(?:記事|コンテンツ|ページ)?(?:です)?。?$"
    r"|(?=.{0,60}(?:会員|有料|購読|ログイン))(?=.{0,80}(?:限定|有料|読[みむめ]|ご覧))"
    r"(?:この(?:記事|ページ|コンテンツ)|ここから先?は|(?:記事の)?続き[はを]|全文[はを]|(?:有料|無料)?会員(?:に|登録))[^。]{0,60}(?:。.{0,40})?$"
    r"|.{0,12}(?:この|当|本)(?:ページ|記事|情報|サイト|ウェブサイト|回答)[^。]{0,12}"
    r"(?:役に立|役立|参考にな|[分わ]か?りやす|見つけやす|満足)[^。]{0,10}か[。？?].{0,60}$"
    r"|[^。]{0,30}(?:ページ|サイト)[^。]{0,24}(?:意見|感想)[^。]{0,12}(?:聞かせ|寄せ)(?:くだ|下)さい。?$"
    r"|.{0,60}?(?:Adobe|アドビ|Acrobat|PDF|Flash).{0,30}?(?:Reader|リーダー|Player|プレーヤー|ビューアー?|プラグイン|ソフト)"
    r"[^。]{0,40}(?:必要|ダウンロード|お持ち|無[料償]|開き)"
    r"|Get (?:Adobe|Acrobat|Flash)",
    re.IGNORECASE,
)
_ASKING = re.compile("文字|会員|有料|購読|役に立|役立|参考に|やす|満足|ださい|下さい|アドビ|A|a|P|p|F|f")
_MAY_HAVE_RIGHTS = re.compile("[Cc©ⓒRr無著]")
_MAY_HAVE_STEPS = re.compile("[>＞»›≫/／→]")
_ANSWER = re.compile(
    r"(?:[0-9０-９][：:.．)）]|[○◯〇□●・①-⑤])?[ \u3000]?(?:(?:大変|とても|少し|あまり)?"
    r"(?:役に立|役立|参考にな|[分わ]か?り(?:やす|に)|見つけ(?:やす|に)|満足|不満)\S{0,10}"
    r"|ふつう|普通|どちら(?:とも|でも)\S{0,5}|はい|いいえ|評価[：:]?|送信(?:する)?|そう思う|そう思わない)$"
)
_POSTED = re.compile(
    r"(?:Posted|Published)(?: on| at)?[:：]? [^。]{0,24}[0-9]{4}|[0-9]{4}(?:年|[-/.])[0-9]{1,2}(?:月|[-/.])[0-9]{1,2}日?"
    r"(?:[ \u3000]?[（(]?[月火水木金土日](?:曜日)?[）)]?)?[ \u3000]*"
    r"(?:[|｜](?![|｜])|[0-9]{1,2}[:：時][0-9]{2}(?:[:：分][0-9]{0,2})?[ \u3000]*(?:$|[|｜/／]))"
)
# 2021/7/4 20:15 (最終更新 7/4 22:40)
_TIMED = re.compile(
    r"[0-9]{4}(?:年|[-/.])[0-9]{1,2}(?:月|[-/.])[0-9]{1,2}[^。]{0,8}?[0-9]{1,2}[:：時][0-9]{2}"
)
_GAP = re.compile(r"[ \u3000\t|｜│┃]")
_SET_APART_BAR = re.compile(r"(?:^|[ \u3000])[|｜│┃]|[|｜│┃](?:[ \u3000]|$)")
_PAGE_END = re.compile(r"[0-9０-９ivxlⅰ-ⅻ〇一二三四五六七八九十百][-)）－ ]{0,2}$")
_ARROWS = "<>＜＞«»‹›≪≫←→↑↓▲▼◀▶►◄"
_DOTTED = 6  # dots that are a line rather than a silence
_FIRST_OF_FOOTERS = frozenset("▲JjPpAaEeTtエタこペトｔ先上本")
_LONGEST = 200  # code points of a line of the page
_LINES_KEPT = 4096  # of which it is kept what they are: one pass after another asks of the same line
_LONGEST_ITEM = 16
_LONGEST_ANSWERS = 80
_FEWEST_SECTIONS = 4


def is_separator(text: str) -> bool:
    """Whether a line is drawn, not written: ――――◇―――――, ＊　＊　＊."""
    if not 0 < len(text) <= _LONGEST or text[0] not in _DRAWN or text[-1] not in _DRAWN:
        return False
    if len(text) == 1:
        return text in _DRAWN_ALONE
    dotted = not any(char not in " \u3000\t.…‥・" for char in text)
    return not set(text) - _DRAWN and (not dotted or len(text) >= _DOTTED)


def is_contents_line(text: str) -> bool:
    """Whether a line is one of a table of contents: a heading, dots, the number of a page."""
    return (
        len(text) <= _LONGEST and _PAGE_END.search(text[-3:]) is not None and _LEADER.match(text) is not None
    )


def begins_with_time(text: str) -> bool:
    """Whether a line begins with a day and an hour, as the one that says when a page was put up."""
    return len(text) <= _LONGEST and _TIMED.match(text) is not None


def is_posted(text: str) -> bool:
    """Whether a line says when what stands above it was posted: the day with its time, or with the list it is in."""
    return len(text) <= _LONGEST and _POSTED.match(text) is not None


@lru_cache(maxsize=_LINES_KEPT)
def is_site_word(text: str) -> bool:
    """Whether a short line is a word of the menus of sites; one such line alone may be a heading all the same."""
    bare = text.strip(f"{_ARROWS}・• \u3000").lower()
    return len(bare) <= _LONGEST_ITEM and (bare in _SITE_WORDS or _SITE_FORM.match(bare) is not None)


@lru_cache(maxsize=_LINES_KEPT)
def is_page_matter(text: str) -> bool:
    """Whether a line belongs to the page: a separator, a menu, a footer, a line of contents."""
    if len(text) > _LONGEST:
        return False
    if text[:1] in _FIRST_OF_FOOTERS and _FOOTER.match(text):
        return True
    if (_MAY_HAVE_RIGHTS.search(text) or "ライセンス" in text) and _RIGHTS.search(text):
        return True
    if "年版" in text and _OF_YEARBOOK.match(text):
        return True
    if _ASKING.search(text) and _ASKED.match(text):
        return True
    if text.startswith("{") and text.startswith(("{{", "{%")) and text.endswith(("}}", "%}")):
        return True  # what a program fills in
    text = text.removesuffix("。")
    if "。" in text or text[-1:] in "」、":
        return False
    if is_separator(text) or is_contents_line(text):
        return True
    return (_MAY_HAVE_STEPS.search(text) is not None and _is_trail(text)) or _is_menu(text)


def _is_trail(text: str) -> bool:
    """Whether a line is the way from page to page: ホーム > 行政 > 計画."""
    steps = text[0] not in "<＜" and _STEPS.search(text) is not None  # <参考>橋の一覧 has a word in a box
    return steps or _BREADCRUMB.match(text) is not None


def is_asked(text: str) -> bool:
    """Whether a line asks readers of a page whether it was of use to them; they answer below."""
    may_be = len(text) <= _LONGEST and "か" in text and _ASKING.search(text) is not None
    return may_be and _ASKED.match(text) is not None


def is_answer(text: str) -> bool:
    """Whether a line is of the answers that may be chosen below such a question."""
    return len(text) <= _LONGEST_ANSWERS and all(map(_ANSWER.match, _SEPARATED.split(text)))


def _is_link(item: str) -> bool:
    return is_site_word(item) or _WEB_ITEM.match(item) is not None or _SIGNPOST.match(item) is not None


def _is_menu(text: str) -> bool:
    """Whether a line is a row of links: words of a web site, or several short items without a sentence."""
    if _SIGNPOST.match(text) or _ENCLOSED_ITEMS.match(text):
        return True
    if _FACTS.match(text) and _OF_FACTS.search(text):
        return True
    if not _GAP.search(text) or _SENTENCE.search(text):
        return False
    items = [bare for item in _SEPARATED.split(text) if (bare := item.strip(_ARROWS))]
    if not items or any(len(item) > _LONGEST_ITEM for item in items):
        return False
    if sum(map(_is_link, items)) >= 2 or all(map(_SIGNPOST.match, items)):
        return True
    if len(items) >= _FEWEST_SECTIONS and sum(map(bool, map(_SECTION.fullmatch, items))) >= _FEWEST_SECTIONS:
        return True
    barred = len(_SET_APART_BAR.findall(text)) >= 2 and not text.startswith("|")
    return barred and len(items) >= 3
