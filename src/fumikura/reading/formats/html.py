"""Web pages: a walk over the tree that selectolax parses, to blocks.

Menus, footers and the like become `Form.FURNITURE`: told by their elements, roles and names, and lists of links by there
being nothing else in them. What a page hides, or shows to some programs alone (`hidden`, `<dialog>`, `<noscript>`,
options of forms), is furniture as well; titles of abbreviations and what stands for a picture are glosses. Nothing is
left out but scripts, styles, and templates that make no shadow tree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Literal

from fumikura.blocks import Block, Cell, Form
from fumikura.reading.assembly import BREAK, Assembly, Grid
from fumikura.reading.content import About, Blocks
from fumikura.reading.decoding import decode_page
from fumikura.reading.html_about import about_page
from fumikura.reading.html_lists import OrderedLists
from fumikura.reading.registry import File, InputFormat, import_optional
from fumikura.reading.signatures import is_html

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LEFT_OUT = frozenset({"script", "style", "template", "head", "rp", "datalist"})
_BLOCKS = frozenset(
    """
    address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav noscript ol p pre search section summary table tbody
    td tfoot th thead tr ul caption option optgroup iframe object video audio title
    """.split()
)
_CONTROLS = frozenset({"select", "option", "button", "textarea", "noscript", "iframe", "object", "datalist"})
_FURNITURE_TAGS = frozenset({"nav", "footer", "menu", "dialog", "search"}) | _CONTROLS
_FURNITURE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "menu", "menubar", "toolbar"})
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:(?:g|global|local|side|sub|main|page|site|foot|head)?(?:nav|navi|navigation|menu|menubar)|footer|foot|"
    r"breadcrumbs?|topic-?path|pankuzu|side-?bar|copyright|skip(?:link|nav)?|sns|share|social|page-?top|"
    r"to-?top|back-?to-?top|related-?links?|cookie|advert(?:isement)?|banners?|pager|pagination)(?:$|[\s_-]|\d)",
    re.IGNORECASE,
)
_MAIN_NAMES = re.compile(
    r"(?:^|[\s_-])(?:main|contents?|article|honbun|entry|post)(?:$|[\s_-])", re.IGNORECASE
)
_NOTE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:foot-?notes?|end-?notes?|doc-(?:foot|end)notes?|rearnotes?|kyakuchu)(?:$|[\s_-])", re.I
)
_NOTE_MARK = re.compile(
    r"[（(\[［〔【※＊*]*\s*(?:注|註|脚注|note)?\s*[0-9０-９a-z*＊†‡]{0,3}\s*[）)\]］〕】]*", re.I
)
_XHTML = re.compile(r"^\s*<\?xml|xmlns\s*=\s*[\"']http://www\.w3\.org/1999/xhtml")
_SELF_CLOSED = re.compile(
    r"<(title|script|style|textarea|iframe|object|video|audio|a|abbr|b|i|em|strong|span|div|p|td|th|li|ul|ol|dl|dt|dd|h[1-6]"
    r"|sup|sub|ruby|rt|rp|section|article|nav|aside)\b([^<>]*?)/>",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"<(/?)template\b[^<>]*>", re.IGNORECASE)
_DEEPEST_FRAME = 4
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LINK_SHARE = 0.8  # of the characters of a list that is nothing but links
_MOST_SPARED = 8  # elements in one another that are looked through for text
_LONG = 400  # characters; whatever is named as furniture and holds as much prose is none


def read_html(file: File) -> Blocks:
    """The blocks of a page. Raises UndecodableError, and UnreadableError where the parser is not installed."""
    markup, notes = decode_page(file.data, file.source, file.encoding)
    return replace(walk_html(markup, file.source), notes=notes)


def walk_html(markup: str, source: str) -> Blocks:
    """The blocks of a page of which the characters are known."""
    if _XHTML.search(
        markup[:1000]
    ):  # else an element that closes itself would stay open, and a title swallow the page
        markup = _SELF_CLOSED.sub(r"<\1\2></\1>", _with_plain_sections(markup))
    parser = import_optional("selectolax.lexbor", "selectolax", source).LexborHTMLParser

    def parse(part: str) -> LexborNode | None:
        root: LexborNode | None = parser(_with_shadow_trees(part.replace("\0", ""))).root
        return root

    root = parse(markup)
    if root is None:
        return Blocks(())
    walker = _Walker(parse)
    walker.walk(root)
    walker.out.end()
    blocks = _with_link_lists_aside(walker.out.blocks, walker.links)
    return _titled(blocks, about_page(root))


def _with_shadow_trees(markup: str) -> str:
    """Markup with each tree that browsers show in the place of an element's content as that content."""
    if "shadowrootmode" not in markup.lower():
        return markup
    shown: list[bool] = []

    def plain(match: re.Match[str]) -> str:
        if match[1]:
            return "</div>" if shown and shown.pop() else match[0]
        shown.append("shadowrootmode" in match[0].lower())
        return "<div>" if shown[-1] else match[0]

    return _TEMPLATE.sub(plain, markup)


def _with_plain_sections(markup: str) -> str:
    """Markup of XML with its CDATA sections as text, which is what they are there, and comments in HTML."""
    first, *others = markup.split("<![CDATA[")
    parted = (other.partition("]]>") for other in others)
    return first + "".join(f"{escape(text, quote=False)}{rest}" for text, _, rest in parted)


def _titled(blocks: tuple[Block, ...], about: tuple[About, str]) -> Blocks:
    """The blocks, with the page's title behind them where no heading says the same."""
    said, title = about
    squeezed = "".join(title.split())
    if title and not any(squeezed == "".join(block.text.split()) for block in blocks):
        number = blocks[-1].lines[1] + 1 if blocks else 1
        blocks = (*blocks, Block(Form.FURNITURE, title, (number, number), gap=1))
    return Blocks(blocks, about=said)


_Event = tuple[Literal["open", "text", "close"], "LexborNode"]


def _events(root: LexborNode) -> Iterator[_Event]:
    """Elements as they open and close, and texts between them: without recursion, as pages nest without bound."""
    node: LexborNode | None = root
    while node is not None:
        if node.is_text_node:
            yield "text", node
        elif node.is_element_node:
            yield "open", node
            if node.tag not in _LEFT_OUT and (child := node.child) is not None:
                node = child
                continue
            yield "close", node
        while node is not None and node.next is None:
            node = node.parent
            if node is None or node.mem_id == root.mem_id:
                return
            yield "close", node
        node = node.next if node is not None else None


@dataclass(frozen=True, slots=True)
class _Context:
    """What the elements around say of a paragraph: its form, whether it belongs to the page or to a note."""

    tag: str
    form: Form = Form.TEXT
    level: int = 0
    furniture: bool = False
    main: bool = False
    preserved: bool = False
    spared: int = 0  # elements around that are named as furniture and hold text


class _Walker:
    """Takes elements and texts in their order and puts blocks together."""

    def __init__(self, parse: Callable[[str], LexborNode | None]) -> None:
        self.out = Assembly()
        self._parse = parse
        self._frames = 0
        self.links: dict[int, int] = {}  # number of a block: how many of its characters are links
        self._around: list[_Context] = [_Context("")]
        self._grid: Grid | None = None
        self._items: list[str] = []
        self._cell_glosses: list[str] = []
        self._lists = OrderedLists()
        self._mark = ""  # what is still to be put before the first paragraph of an item
        self._linked = 0
        self._in_link = 0
        self._opening: dict[str, Callable[[LexborNode], None]] = {
            "br": lambda _: self._break(),
            "img": self._image,
            "area": self._image,
            "input": self._image,
            "iframe": self._frame,
            "optgroup": lambda node: self.out.text(node.attributes.get("label") or ""),
            "abbr": lambda node: self.out.gloss(node.attributes.get("title") or ""),
            "a": self._link,
            "rt": lambda _: self.out.capture(),
            "rtc": lambda _: self.out.capture(),
            "sup": lambda _: self.out.capture(),
            "table": self._table,
            "tr": lambda _: self._grid.begin_row() if self._grid else None,
            "ol": self._lists.begin,
            "li": self._item,
        }
        self._closing: dict[str, Callable[[LexborNode], None]] = {
            "a": self._unlink,
            "rt": lambda _: self.out.gloss(self.out.captured()),
            "rtc": lambda _: self.out.gloss(self.out.captured()),
            "sup": self._raised,
            "td": self._cell,
            "th": self._cell,
            "tr": lambda _: self._grid.end_row() if self._grid else None,
            "table": self._end_table,
            "ol": lambda _: self._lists.end(),
            "li": self._end_item,
        }

    def walk(self, root: LexborNode) -> None:
        """Go through a tree."""
        for kind, node in _events(root):
            self.take(kind, node)

    def take(self, kind: str, node: LexborNode) -> None:
        """Go on with the next event."""
        tag = node.tag or ""
        if kind == "text":
            self._characters(node.text_content or "")
        elif kind == "open":
            if tag in _BLOCKS or tag in _CONTROLS:
                self._end()
                self._around.append(self._context(node, tag))
            if opening := self._opening.get(tag):
                opening(node)
        else:
            if tag in _BLOCKS or tag in _CONTROLS:
                self._end()
            if closing := self._closing.get(tag):
                closing(node)
            if (tag in _BLOCKS or tag in _CONTROLS) and len(self._around) > 1:
                self._around.pop()

    def _characters(self, text: str) -> None:
        if self._in_link:
            self._linked += len("".join(text.split()))
        if not self._around[-1].preserved:
            self.out.text(text)
            return
        for place, line in enumerate(text.splitlines()):
            if place:
                self._break()
            self.out.text(line)

    def _break(self) -> None:
        """A line break; the second of two is the end of a paragraph."""
        if self.out.broken:
            self._end()
        else:
            self.out.line_break()

    def _context(self, node: LexborNode, tag: str) -> _Context:
        above = self._around[-1]
        names = _names(node)
        main = above.main or tag in ("main", "article") or "role=main" in names
        named = above.spared < _MOST_SPARED and _is_named_furniture(node, tag, names, main=main)
        text = named and not above.furniture and tag not in _CONTROLS and _holds_text(node)
        furniture = above.furniture or (named and not text)
        form, level = above.form, above.level
        if tag in _HEADINGS:
            form, level = Form.HEADING, _HEADINGS[tag]
        elif _NOTE_NAMES.search(names):
            form = Form.FOOTNOTE
        elif tag in ("caption", "figcaption", "legend"):
            form = Form.CAPTION
        elif tag == "li" and form is not Form.FOOTNOTE:
            form = Form.BULLET
        elif tag in ("table", "td", "th", "dd", "dt") and form in (Form.BULLET, Form.HEADING):
            form = Form.TEXT
        return _Context(
            tag, form, level, furniture, main, above.preserved or tag == "pre", above.spared + text
        )

    def _end(self) -> None:
        """End the paragraph: an item of the cell that it stands in, else a block."""
        around = self._around[-1]
        if self._mark and not self.out.empty:
            self.out.prefix(self._mark)
            self._mark = ""
        if self._grid is not None and around.form is not Form.CAPTION:
            taken = self.out.take()
            self._items += [item.replace(BREAK, " ") for item in taken.items]
            self._cell_glosses += taken.glosses
            return
        form = Form.FURNITURE if around.furniture else around.form
        before = len(self.out.blocks)
        self.out.end(form, around.level if form is Form.HEADING else 0)
        if len(self.out.blocks) > before:
            self.links[self.out.blocks[-1].lines[0]] = self._linked
        self._linked = 0

    def _item(self, node: LexborNode) -> None:
        self._mark = self._lists.mark(node)

    def _end_item(self, _node: LexborNode) -> None:
        self._mark = ""

    def _image(self, node: LexborNode) -> None:
        found = node.attributes
        button = (found.get("type") or "").lower() in ("submit", "button", "reset")
        if alt := (found.get("alt") or (found.get("value") if button else "") or "").strip():
            self.out.gloss(alt)

    def _frame(self, node: LexborNode) -> None:
        """A page that stands whole in an attribute."""
        page = node.attributes.get("srcdoc")
        if page and self._frames < _DEEPEST_FRAME and (root := self._parse(page)) is not None:
            self._frames += 1
            self._around[-1] = replace(self._around[-1], furniture=self._around[-2].furniture)
            self.walk(root)
            self._end()
            self._frames -= 1

    def _link(self, _node: LexborNode) -> None:
        self._in_link += 1

    def _unlink(self, _node: LexborNode) -> None:
        self._in_link = max(0, self._in_link - 1)

    def _raised(self, node: LexborNode) -> None:
        """What is set higher: the mark of a note is lifted out, an exponent or an ordinal stays."""
        text = self.out.captured()
        linked = node.css_first("a[href^='#']") is not None or (
            node.parent is not None and node.parent.tag == "a"
        )
        if text and (linked or _is_note_mark(text)):
            self.out.gloss(text)
        else:
            self.out.text(text)

    def _table(self, node: LexborNode) -> None:
        if self._grid is None and not self._around[-1].furniture and _holds_data(node):
            self._grid = Grid()

    def _cell(self, node: LexborNode) -> None:
        if self._grid is not None:
            cell = Cell(tuple(self._items), tuple(self._cell_glosses))
            self._grid.put(cell, _span(node, "colspan"), _span(node, "rowspan"))
            self._items, self._cell_glosses = [], []

    def _end_table(self, _node: LexborNode) -> None:
        if self._grid is not None:
            rows, self._grid = self._grid.rows, None
            self.out.table(rows)


def _names(node: LexborNode) -> str:
    """What an element is called: its id, classes and role, in one text."""
    found = node.attributes
    role = found.get("role") or found.get("epub:type") or ""
    return f"{found.get('id') or ''} {found.get('class') or ''} {role} {f'role={role}' if role else ''}"


def _is_named_furniture(node: LexborNode, tag: str, names: str, *, main: bool) -> bool:
    """Whether an element says of itself that it is no part of the text, or is not shown."""
    if tag in ("body", "html", "main", "article"):
        return False
    found = node.attributes
    if "hidden" in found or "display:none" in (found.get("style") or "").replace(" ", "").lower():
        return True
    if tag in _FURNITURE_TAGS or (found.get("role") or "") in _FURNITURE_ROLES:
        return True
    if tag in ("header", "aside"):
        return not main
    return _FURNITURE_NAMES.search(names) is not None and not _MAIN_NAMES.search(names)


def _holds_text(node: LexborNode) -> bool:
    """Whether an element that is named as a menu holds the text of the page nonetheless."""
    if node.css_first("h1, main, article") is not None and node.css_first("p") is not None:
        return True
    prose = 0
    for paragraph in node.css("p"):
        text = paragraph.text(deep=True)
        prose += len(text) if "。" in text else 0
        if prose > _LONG:
            return True
    return False


def _is_note_mark(text: str) -> bool:
    """Whether raised characters are the mark of a note: (1), 注2, *, ※; a bare number is an exponent."""
    return (not text.isalnum() and _NOTE_MARK.fullmatch(text) is not None) or text.startswith(("注", "註"))


def _holds_data(table: LexborNode) -> bool:
    """Whether a table is one, rather than a way of laying out the page."""
    if table.attributes.get("role") in ("presentation", "none"):
        return False
    if table.css_first("h1, h2, h3, form") is not None or _holds_table(table):
        return False
    if _is_inside_table(table) and not (_has_border(table) or table.css_first("th, caption") is not None):
        return False
    rows = table.css("tr")
    return len(rows) > 1 and any(len(row.css("td, th")) > 1 for row in rows[:20])


def _holds_table(table: LexborNode) -> bool:
    child = table.child
    while child is not None:
        if child.is_element_node and child.css_first("table") is not None:
            return True
        child = child.next
    return False


def _is_inside_table(table: LexborNode) -> bool:
    """Whether a table stands in a cell of another, which lays out the page."""
    return table.css_first("table table") is not None  # what is asked of a node counts those around it


def _has_border(table: LexborNode) -> bool:
    return (table.attributes.get("border", "0") or "1").strip() not in ("", "0", "0px", "none")


def _span(node: LexborNode, name: str) -> int:
    value = (node.attributes.get(name) or "1").strip()
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _with_link_lists_aside(blocks: list[Block], links: dict[int, int]) -> tuple[Block, ...]:
    """Runs of three and more items that are nothing but links are menus, outside of which a single link is text."""
    found = list(blocks)
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and _is_link(found[end], links):
            end += 1
        if end - start >= 3:
            for index in range(start, end):
                block = found[index]
                found[index] = Block(Form.FURNITURE, block.text, block.lines, block.glosses, gap=block.gap)
        start = max(end, start + 1)
    return tuple(found)


def _is_link(block: Block, links: dict[int, int]) -> bool:
    characters = len("".join(block.text.split()))
    linked = links.get(block.lines[0], 0)
    return (
        block.form in (Form.TEXT, Form.BULLET, Form.FURNITURE)
        and 0 < characters <= 60
        and (linked >= _LINK_SHARE * characters or block.form is Form.FURNITURE)
        and not block.text.endswith("。")
    )


FORMAT = InputFormat(read_html, (".html", ".htm", ".xhtml", ".xht", ".shtml"), recognises=is_html)
