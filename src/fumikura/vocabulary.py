"""The closed vocabularies of the passage fields, with the names people use for their values."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

MEETINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "2+2": (
            "日米安全保障協議委員会", "安全保障協議委員会", "SCC", "2プラス2", "ツープラスツー", "two-plus-two",
            "Security Consultative Committee", "2+2会合", "外務・防衛閣僚会合", "外務防衛閣僚協議",
        ),
        "summit": ("首脳会談", "首脳会議", "首脳会合", "日米首脳会談", "サミット"),
        "defense-ministers": (
            "防衛相会談", "防衛大臣会談", "防衛首脳会談", "防衛相会合", "防衛大臣会合", "日米防衛相会談", "国防相会談",
            "国防大臣会合", "defence-ministers",
        ),
        "foreign-ministers": (
            "外相会談", "外務大臣会談", "外相会合", "外務大臣会合", "外相会議", "日米外相会談",
        ),
        "other": ("その他",),
    }
)  # fmt: skip

DOC_TYPES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "joint-statement": ("共同発表", "共同声明", "共同宣言", "共同文書"),
        "summary": ("概要", "要旨", "結果概要"),
        "white-paper": ("白書", "防衛白書"),
        "minutes": ("議事録", "会議録", "議事要旨", "議事概要"),
        "press-conference": ("記者会見", "会見", "会見録", "記者会見録"),
        "law": ("法令", "法律", "条約", "条例", "規則"),
        "other": ("その他",),
    }
)

SIDES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "japan": ("日本", "日本側"),
        "us": ("米国", "米側", "米国側", "アメリカ"),
        "both": ("双方", "日米双方", "日米"),
    }
)

KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "paragraph": ("段落", "本文"),
        "list-item": ("箇条書き", "項目"),
        "table-row": ("表", "表の行"),
        "caption": ("図表名", "キャプション"),
        "footnote": ("脚注", "注"),
        "heading": ("見出し",),
        "furniture": ("柱", "ページ番号", "メニュー"),
    }
)


def canonical(value: str, names: Mapping[str, tuple[str, ...]]) -> str | None:
    """The code that `value` names, or None. Width, case and white space make no difference."""
    wanted = fold_name(value)
    for code, aliases in names.items():
        if wanted in {fold_name(code), *map(fold_name, aliases)}:
            return code
    return None


def fold_name(name: str) -> str:
    """A name in the form in which it is compared: without white space, in one width and case."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
