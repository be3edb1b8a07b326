"""Names of the values of closed vocabularies."""

from __future__ import annotations

TEXTS = {
    "label.meeting.2+2": ("2+2 (foreign and defense ministers)", "外務・防衛閣僚会合（2+2）"),
    "label.meeting.summit": ("Summit", "首脳会談"),
    "label.meeting.defense-ministers": ("Defense ministers", "防衛相会談"),
    "label.meeting.foreign-ministers": ("Foreign ministers", "外相会談"),
    "label.meeting.other": ("Other meeting", "その他の会議"),
    "label.side.japan": ("Japanese side", "日本側"),
    "label.side.us": ("US side", "米側"),
    "label.side.both": ("both sides", "日米双方"),
    "label.kind.paragraph": ("paragraph", "段落"),
    "label.kind.list-item": ("list item", "項目"),
    "label.kind.table-row": ("table row", "表の行"),
    "label.kind.caption": ("caption", "図表名"),
    "label.kind.footnote": ("footnote", "脚注"),
    "label.kind.heading": ("heading", "見出し"),
    "label.kind.furniture": ("page furniture", "柱・ページ番号など"),
    "label.doc_type.joint-statement": ("joint statement", "共同発表"),
    "label.doc_type.summary": ("summary", "概要"),
    "label.doc_type.white-paper": ("white paper", "白書"),
    "label.doc_type.minutes": ("minutes", "議事録"),
    "label.doc_type.press-conference": ("press conference", "記者会見"),
    "label.doc_type.law": ("law", "法令"),
    "label.doc_type.other": ("other", "その他"),
    "label.match.synonym": ("by a synonym", "同義語の一致"),
    "label.match.reading": ("by its reading", "読みの一致"),
    "label.match.literal": ("characters only", "文字の一致"),
}
