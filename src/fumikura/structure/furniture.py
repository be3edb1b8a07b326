"""Blocks that belong to a page rather than to its text: menus, tables of contents, lists of links at the end."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from fumikura.blocks import Block, Form
from fumikura.labels import read_field_label
from fumikura.numbering import read_mark
from fumikura.page_matter import (
    is_answer,
    is_asked,
    is_contents_line,
    is_page_matter,
    is_posted,
    is_separator,
    is_site_word,
)
from fumikura.structure.head_lines import is_addressee, is_date, is_of_site, is_publisher, is_stamp

_CONTENTS = re.compile(
    r"[【\[［〔（(＜<■□◆◇●○★☆ \u3000]{0,4}(?:目[ \u3000]*次|もくじ|Contents|CONTENTS|Table of Contents)"
    r"[】\]］〕）)＞>■□◆◇●○★☆ \u3000]{0,4}$"
)
_POSTED = (
    r"(?:リンク|コンテンツ|記事|ニュース|コラム|情報|トピックス?|動画|投稿|(?:キー)?ワード|ページ|サイト|資料|質問|連載|特集|話題"
    r"|(?:おすすめ|オススメ)(?:\S{0,6}記事)?|ランキング|アーカイブ|バックナンバー|タグ|一覧)"
)
# 関連する記事, この連載の記事, 今日の話題: what other pages are, and that they are so.
_OTHER = (
    r"(?:関連(?:する)?|その他|類似|注目|人気|最新|新着|話題|過去|最近|主[なに]|主要|今日|本日|今週|今月|月別|年別|アクセス"
    r"|この(?:連載|シリーズ|特集|カテゴリー?|著者|筆者|記者|タグ)|編集部|カテゴリー?別?|(?:おすすめ|オススメ)|こちらも|同じ\S{1,6})"
)
_LINKS = re.compile(
    rf"[【\[［〔■□◆◇●○▼▽★]?\s?(?:{_OTHER}[のな]?\s?(?:{_POSTED}の?){{1,2}}|リンク集?|カテゴリー?|(?:月別)?アーカイブ|バックナンバー|タグ|月別|年別|特集|連載|トピックス?"
    rf"|(?:(?:あなた|この\S{{1,6}}を(?:読んだ|見た)人)(?:に|へ)の?)?(?:おすすめ|オススメ)\S{{0,8}}"
    rf"|(?:あわせて|合わせて|こちらも)(?:読みたい|おすすめ|どうぞ)|(?:記事|ニュース)?(?:一覧|ランキング)"
    rf"|(?:前|次)の(?:記事|ページ|投稿)"
    rf"|recommend(?:ed|ation)?s?|related (?:articles|posts|links)|topics|ranking|pick ?up|news list)"
    rf"(?:\s?(?:pick ?up|news(?: list)?|list|topics|ranking))?[】\]］〕]?[：:]?$",
    re.IGNORECASE,
)
_ARTICLES_BEHIND = re.compile(r"[（(]第.{1,12}条.{0,20}[）)]$")
BESIDE_HEADING = re.compile(r"[ \u3000]?[\[［][^\[\]［］]{1,8}[\]］]$")
"""What stands behind each heading of a wiki: [編集]."""
_ENDS_OF_CONTENTS = re.compile(r"(?:前[ \u3000]*文|附[ \u3000]*則|別[ \u3000]*表)$")
# What a site tells its readers to do, or what they may do.
_HOW_TO = re.compile(
    r"(?:フォーム|ログイン|登録|会員|メール|サイト)[^。]{0,24}(?:下さい|ください|必要です|できます)[^。]{0,8}。?$"
)
_ENTRY = frozenset(
    {
        Form.LABEL,
        Form.NUMBERED,
        Form.BULLET,
        Form.HEADING,
        Form.FURNITURE,
        Form.TEXT,
        Form.CAPTION,
        Form.FOOTNOTE,
    }
)
_SIGNS = "○◯●◎◆◇■□・•◦-"
_LINK = frozenset({Form.LABEL, Form.BULLET, Form.FURNITURE})
SENTENCE = re.compile(r"[。！？]|(?<=[ぁ-ゖ])[．.](?![0-9０-９])|(?<=[一-龠々）)])[．.]$")
"""What a text has in it that is a sentence, and no label."""
_NO_ITEM = re.compile(r"[。、：:0-9０-９]|[一二三四五六七八九十]+[年月日条]")
_LONGEST_ENTRY = 80
_LONGEST_AGAIN = 2 * _LONGEST_ENTRY  # with the number, the dots and the like that an entry goes without
_FEWEST_AGAIN = 2
_SHARE_AGAIN = 0.5
_LONGEST_ITEM = 16  # code points of an item of a menu
_SHORTEST_PROSE = 30  # code points
_FEWEST_WORDS = 2  # words of sites in a menu
_FARTHEST_WORD = 8  # items from one such word to the next


def _contents_above(blocks: Sequence[Block], title: range) -> set[int]:
    """Tables of contents: runs of short lines, most of which come again as headings below."""
    later = {_plain(block.text): i for i, block in enumerate(blocks) if len(block.text) <= _LONGEST_AGAIN}
    found: set[int] = set()
    run: list[int] = []
    for index, block in enumerate((*blocks, None)):
        if block is not None and index not in title and _is_entry(block) and not is_date(block):
            run.append(index)
            continue
        found.update(_come_again(blocks, run, later))
        run = []
    return found


def _come_again(blocks: Sequence[Block], run: Sequence[int], later: Mapping[str, int]) -> Sequence[int]:
    """The part of a run of short lines that is a table of contents, from the first that comes again to the last.

    They come again over something else than short lines, and not as the refrain of a song does.
    """
    heads = [later[_plain(blocks[index].text)] for index in run]
    again = [place for place, index in enumerate(run) if heads[place] > index]
    part = run[again[0] : again[-1] + 1] if again else ()
    below = sum(
        heads[place] > part[-1] and not all(map(_is_entry, blocks[heads[place] + 1 : heads[place] + 2]))
        for place in again
    )
    fewest = _FEWEST_AGAIN if run[:1] == [0] else _FEWEST_AGAIN + 1
    return part if below >= max(fewest, _SHARE_AGAIN * len(part)) else ()


def _is_entry(block: Block) -> bool:
    return block.form in _ENTRY and len(block.text) <= _LONGEST_ENTRY and not SENTENCE.search(block.text)


def furniture(
    blocks: Sequence[Block], title: range = range(0), page: frozenset[int] = frozenset()
) -> frozenset[int]:
    """Indexes of the blocks of the page, among them those of `page`: by themselves, above the title, in contents."""
    found = {i for i, block in enumerate(blocks) if block.form is Form.FURNITURE or _is_of_page(block)}
    starts = [index for index, block in enumerate(blocks) if _CONTENTS.match(block.text)]
    later = {_plain(block.text): index for index, block in enumerate(blocks)} if starts else {}
    listed: set[int] = set()
    for start in starts:
        if start not in listed:
            listed |= _contents(blocks, start, later)
    found |= listed
    found |= page | _banner(blocks, title.start) | _contents_above(blocks, title) | _answers(blocks)
    return frozenset(found - set(title))


def _answers(blocks: Sequence[Block]) -> set[int]:
    """The answers that readers of a page may choose below a question whether it was of use to them."""
    found: set[int] = set()
    for index, block in enumerate(blocks):
        if (index - 1 in found or (index and is_asked(blocks[index - 1].text))) and is_answer(block.text):
            found.add(index)
    return found


def _banner(blocks: Sequence[Block], title: int) -> set[int]:
    """The short lines above the title down to the last of the page or its site, but what tells of the document."""
    above = blocks[:title]
    letter = any(is_addressee(block.text) for block in above)  # whose sender says how to reach him
    last = max(
        (i for i, block in enumerate(above) if _is_of_page(block) or (not letter and is_of_site(block.text))),
        default=-1,
    )
    return {i for i in range(last + 1) if _is_line_of_banner(above[i])}


def _is_line_of_banner(block: Block) -> bool:
    if not _is_entry(block):
        return False
    if is_of_site(block.text):
        return True
    tells = is_date(block) or is_stamp(block.text) or is_publisher(block.text)
    return not tells and read_field_label(block.text, bare=True, spaced=True) is None


def heads_contents(text: str) -> bool:
    """Whether a line says that a table of contents follows."""
    return _CONTENTS.match(text) is not None


def menus(blocks: Sequence[Block]) -> frozenset[int]:
    """Indexes of the blocks of menus: single lines of the page, and runs of short lines among words of sites."""
    found = {i for i, block in enumerate(blocks) if block.form is Form.FURNITURE or _is_of_page(block)}
    words: list[int] = []
    for index, block in enumerate([*blocks, None]):
        if block is not None and (index in found or _is_item(block)):
            if index in found or is_site_word(block.text):
                words.append(index)
            if words and index - words[-1] < _FARTHEST_WORD:
                continue
        if len(words) >= _FEWEST_WORDS and any(word not in found for word in words):
            found.update(range(_start_of_list(blocks, words[0]), words[-1] + 1))
        words = []
    return frozenset(found)


def _start_of_list(blocks: Sequence[Block], index: int) -> int:
    """Where the list begins in which the bullet at `index` stands; `index` where it is no bullet."""
    start = index
    if blocks[index].form is Form.BULLET:
        while start and blocks[start - 1].form is Form.BULLET and _is_item(blocks[start - 1]):
            start -= 1
    return start


def ends_speech(block: Block) -> bool:
    """Whether a block of the page closes what was going on: a drawn line does, the number of a page does not."""
    return is_separator(block.text)


def _is_of_page(block: Block) -> bool:
    if block.form not in (Form.LABEL, Form.TEXT, Form.BULLET, Form.NUMBERED):
        return False
    return is_page_matter(block.text) or ("|" in block.text and is_posted(block.text))


def _is_item(block: Block) -> bool:
    """Whether a block may be an item of a menu, which has neither a number, a date nor a sentence."""
    return block.form in _LINK and len(block.text) <= _LONGEST_ITEM and _NO_ITEM.search(block.text) is None


def _contents(blocks: Sequence[Block], start: int, later: Mapping[str, int]) -> set[int]:
    """A table of contents: its heading, and entries that have a page, name articles, or come again below.

    `later` has the last block of each text.
    """
    entries: list[int] = []
    listed: set[str] = set()
    for index in range(start + 1, len(blocks)):
        block = blocks[index]
        if block.form not in _ENTRY or len(block.text) > _LONGEST_ENTRY:
            break
        dotted = (
            is_contents_line(block.text) or re.search(r"[ \u3000\t][0-9０-９]{1,4}$", block.text) is not None
        )
        plain = _plain(block.text)
        if plain in listed:  # the first of them as a heading
            break
        listed.add(plain)
        again = later.get(plain, index) > index
        named = _names_articles(blocks, index)
        follows = (
            bool(entries)
            and block.form is Form.LABEL
            and not block.gap
            and read_mark(block.text) is None
            and len(block.text) <= 12
        )
        if not (dotted or again or named or follows or (block.form is Form.FURNITURE)):
            break
        entries.append(index)
    return {start, *entries} if entries else set()


def _names_articles(blocks: Sequence[Block], index: int) -> bool:
    """Whether an entry names the articles of its chapter, or stands beside one that does."""
    text = blocks[index].text
    if _ARTICLES_BEHIND.search(text):
        return True
    is_end = _ENDS_OF_CONTENTS.match(text) is not None
    beside = [*blocks[index + 1 : index + 2], *(blocks[index - 1 : index] if is_end else ())]
    return (is_end or blocks[index].form is Form.NUMBERED) and any(
        _ARTICLES_BEHIND.search(each.text) for each in beside
    )


def _plain(text: str) -> str:
    """An entry as its heading below is written: without sign, number, dots, page, the articles it names, white space."""
    bare = text.lstrip(f"{_SIGNS} \u3000")
    bare = BESIDE_HEADING.sub("", bare) if bare.endswith(("]", "］")) else bare
    mark = read_mark(bare)
    bare = bare[mark.length :] if mark and mark.family.startswith(("arabic", "dotted")) else bare
    bare = _ARTICLES_BEHIND.sub("", bare).rstrip("0123456789０１２３４５６７８９")
    return "".join(bare.rstrip(" \u3000.．…‥・").split())


def links_at_end(blocks: Sequence[Block], found: Collection[int]) -> set[int]:
    """The lists of links that a page ends with, and their headings; no sentence ends in them but a short one."""
    index = start = len(blocks)
    while index and (index - 1 in found or _is_short(blocks[index - 1]) or _may_be_link(blocks[index - 1])):
        index -= 1
        if _LINKS.match(blocks[index].text):
            start = index
    return set(range(start, len(blocks)))


def _is_short(block: Block) -> bool:
    """Whether a block is as short as what the writer of a blog says of himself."""
    return block.form is not Form.TABLE and len(block.text) < _SHORTEST_PROSE


def _may_be_link(block: Block) -> bool:
    linked = block.form in _LINK or block.form in (Form.TEXT, Form.CAPTION, Form.NUMBERED)
    return linked and len(block.text) <= _LONGEST_ENTRY and SENTENCE.search(block.text) is None


def footer(blocks: Sequence[Block], found: Collection[int]) -> set[int]:
    """The short lines that a page ends with, from the first that is known to belong to it: links, an address, rights."""
    start = len(blocks)
    while start and (start - 1 in found or _is_line_of_footer(blocks[start - 1])):
        start -= 1
    known = [i for i in range(start, len(blocks)) if i in found or is_site_word(blocks[i].text)]
    signed = [i for i in known if not is_separator(blocks[i].text)]
    reached = bool(known) and any(is_of_site(block.text) for block in blocks[known[0] :])
    sure = len(signed) + reached >= _FEWEST_WORDS or any(i in found or i == len(blocks) - 1 for i in signed)
    return set(range(known[0], len(blocks))) if sure else set()


def _is_line_of_footer(block: Block) -> bool:
    if len(block.text) > _LONGEST_ENTRY:
        return False
    linked = block.form in _LINK or is_of_site(block.text)
    return (linked and SENTENCE.search(block.text) is None) or _HOW_TO.search(block.text) is not None
