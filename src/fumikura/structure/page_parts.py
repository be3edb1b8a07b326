"""Which blocks are of the page rather than of its text, decided once for the whole page.

A page that was saved or pasted has more than its text: menus, headlines of other articles, advertisements, footers. One
such line alone can't be told from a heading or an item of a list; but they stand together, and some have words of sites.
So each block is weighed by what it is and by what stands around it, and of all ways to divide the page the likeliest is
taken, where each change between text and page has its price: a linear chain of two states, decoded by the algorithm of
Viterbi (1967). What is far from any line as sites have them is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType

from fumikura.blocks import Block, Form
from fumikura.labels import read_field_label
from fumikura.page_matter import is_contents_line, is_page_matter, is_posted, is_separator, is_site_word
from fumikura.structure.furniture import footer, links_at_end, menus
from fumikura.structure.head_lines import is_date, is_of_site, posted_day

_SITE = re.compile(
    r"ログ(?:イン|アウト|オン)|検索|メニュー|ランキング|一覧|会員|お?問い?合わ?せ|ヘルプ|プライバシー|ポリシー|利用規約"
    r"|サイト|スキップ|シェア|ツイート|ポスト|フォロー|おすすめ|オススメ|人気|新着|アクセス|広告|スポンサー"
    r"|カテゴリ|タグ|アーカイブ|コメント|トラックバック|トップ|ホーム|印刷|クッキー|アプリ"
    r"|ダウンロード|キャンペーン|無料|ポイント|©|はてな|ブックマーク|お気に入り"
    r"|ブログ|メルマガ|メールマガジン|バックナンバー|もっと(?:見る|読む)|続きを?読む|こちら|戻る|前の|次の|ページ"
    r"|掲示板|リンク|購読|登録"
)
# Apart from the others, which are found faster where no case has to be folded.
_SITE_IN_LATIN = re.compile(
    r"RSS|PR\b|HOME\b|JavaScript|Cookie|Powered|Facebook|Twitter|LINE|YouTube|Instagram", re.IGNORECASE
)
_LATIN = re.compile("[A-Za-z]")
_SENTENCE_END = re.compile(r"[。！？!?][」』）)]?$")
_FULL_STOP = re.compile(r"[ぁ-ゖ][。][」』）)]?$")
_ENGLISH_SENTENCE = re.compile(r"(?:[A-Za-z,]+ ){5,}[a-z]+[.!?](?: |$)")
# When somebody read a page that he cites, at the end of its entry in a list of works.
_CITED = re.compile(
    r"(?:閲覧|アクセス|参照|取得|確認)日?[ \u3000：:]*[^\s。]{0,4}[12][0-9]{3}[年./-]"
    r"|[0-9]日?に?(?:最終)?(?:閲覧|アクセス|参照|確認)"
)
_END = 40
_RANGE = re.compile(r"[~〜～-]")
_TITLED = re.compile(
    r"(?:概要|要旨|結果|発表|声明|宣言|談話|会見|記録|議事録|会議録|会議|について|[法令則約領針]|答弁書|主意書|報告書?|演説|挨拶|あいさつ"
    r"|ご?案内|開催|会談|会合|協議|講演|講座)(?:[ \u3000]*[（(「【〈].{1,30}[）)」】〉])?$"
)
_TIME = re.compile(r"[0-9]{1,2}[:：][0-9]{2}")
_DAY = re.compile(r"[0-9]{1,4}[/.／．年月][0-9]{1,2}")
_ADDRESS = re.compile(r"https?://|www\.|@|〒|TEL|FAX|電話", re.IGNORECASE)
_BARS = re.compile(r"[|｜／/>＞»]")
_NUMBER = re.compile(r"[0-9０-９]")
# What sites say of a page to those who hear it read: where its text begins, where it ends, whom to ask about it.
_TEXT_BEGINS = re.compile(
    r"(?:ここ|以下)(?:から|が|は)?(?:メイン)?(?:本文|(?:メイン)?コンテンツ)(?:です|の?エリア)?。?$"
    r"|(?:本文|メインコンテンツ)(?:は?ここから|の?(?:始まり|先頭|開始))?(?:です)?。?$"
)
_TEXT_ENDS = re.compile(
    r"(?:本文|メインコンテンツ)(?:は?ここまで|の?(?:終わり|終端|終了))(?:です)?。?$|ここまで(?:が|は)?本文(?:です)?。?$"
    r"|(?:ここから|以下)フッター\S{0,4}$|この(?:ページ|記事|情報)[^。]{0,16}お?問い?合わ?せ(?:先|窓口)?[：:]?$"
)
_HIRAGANA = re.compile(r"[ぁ-ゖ]")
_WORDS = re.compile(r"[一-龠々]{2,}|[ァ-ヶー]{3,}|[A-Za-z]{3,}")
_LONGEST_OF_SITE = 120  # characters
_SHORTEST_PROSE, _LONGEST_CONTACT = 30, 80
_LONGEST_AGAIN = 40
_LONGEST_ENGLISH = 30
_MOST_TOLD = 20_000  # characters of the text in which the words of a line are looked for
_TOLD = 0.6  # of its words
_FENCES = ("```", "~~~")
_SHORTEST_STEP, _LONG_STEP, _LONGEST_TRAIL = 5, 10, 200  # characters
_REACH_OF_TRAIL = 60  # blocks
_STEP_SIGNS = tuple(">＞»›→/／|｜）)")
_NEAR, _WIDE, _FAR = 3, 10, 40  # blocks
_LONG_RUN = 40
_REACH_OF_DATE = 3
_REACH_OF_HEAD = 20
_SHORTEST_HEADLINE = 12  # characters
# What speaks for a block's being of the page, and the price of a change between page and text. Both were learned by
# tools/page_weights.py from some 200 pages and texts of which each line was marked by reading, then from 47 long pages,
# and rounded; "menu", "links", "footer", "above the text", "below the text", "no line of a site in the run", "full
# stop", "prose alone" and "cited" were set by hand.
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "menu": 4.0, "links": 3.5, "above the text": 3.0, "of a site": 2.6, "below the text": 2.0,
        "footer": 2.0, "time": 2.0, "word of sites": 1.7, "form caption": 1.4, "form label": 1.4,
        "above a date": 1.0, "ascii": 0.9, "words of sites": 0.9, "bar": 0.8, "length > 30": 0.8,
        "form text": 0.7, "posted": 0.7, "loud": 0.6, "address": 0.5, "comma": 0.5, "first": 0.5,
        "again": 0.4, "short word of sites": 0.2, "signs within 3 > 0": -0.2, "signs within 3 > 0.5": -0.2,
        "length > 16": -0.3, "no hiragana": -0.3, "form heading": -0.4, "near prose below": -0.4,
        "no prose above": -0.4, "number": -0.4, "sentence": -0.4, "form table": -0.5, "in a long run": -0.5,
        "right above prose": -0.6, "block": -0.8, "told": -0.9, "day": -1.0, "form numbered": -1.0,
        "no line of a site in the run": -1.0, "sentences": -1.0, "signs within 10 > 0.5": -1.1, "date": -1.3,
        "titled": -1.7, "named value": -1.9, "full stop": -2.0, "form bullet": -2.2, "prose alone": -2.5, "cited": -4.0,
    }
)  # fmt: skip
CHANGE = 3.1


def page_blocks(blocks: Sequence[Block]) -> frozenset[int]:
    """Indexes of the blocks that are of the page."""
    page = PageBlocks(blocks)
    if not page.places:
        return frozenset()
    scores = [sum(WEIGHTS.get(name, 0) for name in page.features(index)) for index in page.places]
    found = {index for index, aside in zip(page.places, _divide(scores), strict=True) if aside}
    return frozenset(found - page.head_lines(found))


def trail_ends(blocks: Sequence[Block], body: int = 0) -> frozenset[int]:
    """The lines above a text, which begins at `body`, that end a line above them, or are its first.

    ホーム > 行政 > 計画の見直しについて stands above 計画の見直しについて.
    """
    found: set[int] = set()
    again: set[int] = set()
    above: list[str] = []
    for index, block in enumerate(blocks[: max(body, _REACH_OF_TRAIL)]):
        text = block.text
        if len(text) >= _SHORTEST_STEP and text in above:
            again.add(index)
        elif _ends_trail(blocks, index, above):
            found.add(index)
        above += [line for line in text.split("\n") if len(line) <= _LONGEST_TRAIL]
    # A step may have a line of its own; several lines that come again are headings below a list of them.
    if len(again) == 1 and all(len(blocks[index].text) >= _LONG_STEP for index in again):
        found |= again
    return frozenset(found)


def _ends_trail(blocks: Sequence[Block], index: int, above: Sequence[str]) -> bool:
    """Whether a block ends one of the lines above, or stands where the site says that its text begins."""
    block = blocks[index]
    if any(line.endswith(block.text) and is_trail_to(line, block.text) for line in above):
        return True
    begins = index > 0 and _TEXT_BEGINS.match(blocks[index - 1].text) is not None
    return begins and block.form in (Form.LABEL, Form.HEADING) and not is_date(block)


def is_trail_to(trail: str, step: str) -> bool:
    """Whether a trail ends with a step, which a sign parts from those before it, or as others of them, a space."""
    if len(step) < _SHORTEST_STEP:
        return False
    before = trail.removesuffix(step)
    if before == trail or not before.strip():
        return False
    return before.rstrip().endswith(_STEP_SIGNS) or (before[-1].isspace() and len(before.split()) > 1)


def _divide(scores: Sequence[float]) -> list[bool]:
    """The division of greatest sum: the scores of those that are true, less the price of each change."""
    text = page = 0.0
    # Whether the block before was of the page, if this one is not and if this one is.
    steps: list[tuple[bool, bool]] = []
    for score in scores:
        steps.append((page - CHANGE > text, page > text - CHANGE))
        text, page = max(text, page - CHANGE), max(page, text - CHANGE) + score
    aside = page > text
    found: list[bool] = []
    for if_text, if_page in reversed(steps):
        found.append(aside)
        aside = if_page if aside else if_text
    return found[::-1]


class PageBlocks:
    """The blocks of a file and what is asked of them again and again; `places` are those that are weighed."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        contacts = [0 < len(block.text) <= _LONGEST_OF_SITE and is_of_site(block.text) for block in blocks]
        self._sites = [
            _is_of_site(block.text, contact=contact) for block, contact in zip(blocks, contacts, strict=True)
        ]
        near = _near([site or contact for site, contact in zip(self._sites, contacts, strict=True)])
        code = _in_code(blocks)
        # What layout knows for the page's is no link between the blocks around it: buttons may stand below a title.
        self.places = [i for i in near if blocks[i].form is not Form.FURNITURE and i not in code]
        self._blocks = blocks
        if not self.places:
            return
        self._prose = [i for i, block in enumerate(blocks) if is_prose(block)]
        asked = range(self.places[0] - _WIDE, self.places[-1] + _WIDE + 1)  # of the others no place asks
        signs = [
            site or (index in asked and _has_word_of_site(blocks[index].text))
            for index, site in enumerate(self._sites)
        ]
        self._sure = [index for index, site in enumerate(self._sites) if site]
        self._signs = list(accumulate(signs, initial=0))
        self._times = Counter(block.text for block in blocks if len(block.text) <= _LONGEST_AGAIN)
        self._told = "\n".join(blocks[i].text for i in self._prose)[:_MOST_TOLD]
        menu = menus(blocks)
        # What rules tell of some of them; each is one sign among others here.
        self._known = (
            ("menu", menu),
            ("links", links_at_end(blocks, menu)),
            ("footer", footer(blocks, menu)),
        )
        text = self._prose[0] if self._prose else len(blocks)
        begins = [i for i, block in enumerate(blocks) if _TEXT_BEGINS.match(block.text)]
        self._begun = max((i for i in begins if i < text), default=-1)
        ends = (i for i in range(self._begun + 1, len(blocks)) if _TEXT_ENDS.match(blocks[i].text))
        self._ended = next(ends, len(blocks))
        ascii_ = sum(block.text.isascii() for block in blocks)
        self._is_english = 2 * ascii_ > len(blocks)
        self._dates: dict[int, bool] = {}

    def features(self, index: int) -> Iterator[str]:
        """What the block at `index` is and what stands around it, as names of weights."""
        block = self._blocks[index]
        yield "block"
        yield f"form {block.form.value}"
        yield from (name for name, holds in _tests(block, of_site=self._sites[index]) if holds)
        if not self._is_english and len(block.text) <= _LONGEST_ENGLISH and block.text.isascii():
            yield "ascii"
        yield from self._features_around(index)

    def head_lines(self, page: Collection[int]) -> set[int]:
        """Those of some blocks that stand soon above the text and are told of in it, begin it, or are its date."""
        text = next((index for index in self._prose if index not in page), len(self._blocks) - 1)
        return {
            index
            for index in range(max(0, text - _REACH_OF_HEAD), text)
            if index in page
            and not self._sites[index]
            and (
                self._is_date(index)
                or self._is_headline(index)
                or index == self._begun + 1 > 0
                or self._is_date(index + 1)
                or posted_day(self._blocks[index + 1].text)
            )
        }

    def _is_date(self, index: int) -> bool:
        if index not in self._dates:
            block = self._blocks[index]
            self._dates[index] = is_date(block) or is_posted(block.text)
        return self._dates[index]

    def _is_headline(self, index: int) -> bool:
        """Whether a block is as long as headlines are, and the text has what it says."""
        return len(self._blocks[index].text) >= _SHORTEST_HEADLINE and self._is_told(index)

    def _is_told(self, index: int) -> bool:
        """Whether most words of a block are in the text."""
        words = _WORDS.findall(self._blocks[index].text)
        return bool(words) and sum(word in self._told for word in words) > _TOLD * len(words)

    def _features_around(self, index: int) -> Iterator[str]:
        for reach, limits in ((_NEAR, (0, 0.5)), (_WIDE, (0.25, 0.5))):
            share = self._share_of_signs(index, reach)
            yield from (f"signs within {reach} > {limit}" for limit in limits if share > limit)
        at = bisect_left(self._prose, index)
        if index not in self._prose[at : at + 1]:
            above = index - self._prose[at - 1] if at else None
            below = self._prose[at] - index if at < len(self._prose) else None
            if above is None:
                yield "no prose above"
            if below == 1:
                yield "right above prose"
            elif below is not None and below <= _NEAR:
                yield "near prose below"
            run = (above or index + 1) + (below or len(self._blocks) - index)
            if run > _LONG_RUN:
                yield "in a long run"
            low, high = index - (above or index + 1) + 1, index + (below or len(self._blocks) - index)
            if bisect_left(self._sure, low) == bisect_left(self._sure, high):
                yield "no line of a site in the run"
            if self._is_told(index):
                yield "told"
        if index < self._begun:
            yield "above the text"
        elif index > self._ended:
            yield "below the text"
        yield from (name for name, known in self._known if index in known)
        if self._times[self._blocks[index].text] > 1:
            yield "again"
        if any(map(self._is_date, range(index + 1, min(index + 1 + _REACH_OF_DATE, len(self._blocks))))):
            yield "above a date"
        if not index:
            yield "first"

    def _share_of_signs(self, index: int, reach: int) -> float:
        """The share of the blocks around that have a word of sites."""
        low, high = max(0, index - reach), min(len(self._blocks), index + reach + 1)
        own = self._signs[index + 1] - self._signs[index]
        return (self._signs[high] - self._signs[low] - own) / max(1, high - low - 1)


def _tests(block: Block, *, of_site: bool) -> tuple[tuple[str, bool], ...]:
    """What a block is by itself."""
    text = block.text
    signs = _words_of_site(text) if len(text) <= _LONGEST_OF_SITE else 0
    return (
        ("length > 16", len(text) > 16),
        ("length > 30", len(text) > 30),
        ("of a site", of_site),
        ("word of sites", signs > 0),
        ("words of sites", signs > 1),
        ("short word of sites", signs > 0 and len(text) <= 16),
        ("sentence", _SENTENCE_END.search(text[-2:]) is not None),
        ("prose alone", not signs and not of_site and is_prose(block)),
        ("full stop", _FULL_STOP.search(text[-3:]) is not None),
        ("sentences", text.count("。") > 1),
        ("loud", text[-1:] in "！!？?♪☆★…"),
        ("comma", "、" in text),
        ("no hiragana", _HIRAGANA.search(text) is None),
        ("date", is_date(block)),
        ("posted", is_posted(text)),
        ("time", _TIME.search(text[-20:]) is not None and _RANGE.search(text) is None),
        ("day", _DAY.search(text) is not None),
        ("address", _ADDRESS.search(text) is not None),
        ("titled", block.form is Form.LABEL and _TITLED.search(text) is not None),
        ("named value", read_field_label(text, bare=True, spaced=True) is not None),
        ("number", _NUMBER.search(text) is not None),
        ("bar", _BARS.search(text) is not None),
        ("cited", _CITED.search(text[-_END:]) is not None),
    )


def _has_word_of_site(text: str) -> bool:
    if len(text) > _LONGEST_OF_SITE:
        return False
    in_latin = _LATIN.search(text) is not None and _SITE_IN_LATIN.search(text) is not None
    return in_latin or _SITE.search(text) is not None


def _words_of_site(text: str) -> int:
    in_latin = len(_SITE_IN_LATIN.findall(text)) if _LATIN.search(text) else 0
    return in_latin + len(_SITE.findall(text))


def _near(signs: Sequence[bool]) -> list[int]:
    """The places near those of signs."""
    near: list[int] = []
    for index, sign in enumerate(signs):
        if sign:
            first = max(near[-1] + 1 if near else 0, index - _FAR)
            near += range(first, min(index + _FAR + 1, len(signs)))
    return near


def _in_code(blocks: Sequence[Block]) -> frozenset[int]:
    """The blocks between lines that fence code in Markdown, and these lines."""
    fences = [index for index, block in enumerate(blocks) if block.text.startswith(_FENCES)]
    pairs = zip(fences[::2], fences[1::2], strict=False)
    return frozenset(index for first, last in pairs for index in range(first, last + 1))


def is_prose(block: Block) -> bool:
    """Whether a block is a paragraph in which a sentence ends."""
    if (
        block.form not in (Form.TEXT, Form.BULLET, Form.NUMBERED, Form.LABEL)
        or len(block.text) < _SHORTEST_PROSE
    ):
        return False
    if len(block.text) <= _LONGEST_CONTACT and is_of_site(block.text):
        return False
    return "。" in block.text or _ENGLISH_SENTENCE.search(block.text) is not None


def _is_of_site(text: str, *, contact: bool) -> bool:
    """Whether a line is one of those that sites have: of a menu, a footer, of contact; nothing that is drawn."""
    if not text or len(text) > _LONGEST_OF_SITE or is_separator(text) or is_contents_line(text):
        return False
    return is_page_matter(text) or is_site_word(text) or (contact and _ADDRESS.search(text) is None)
