"""What `fumikura info` says."""

from __future__ import annotations

TEXTS = {
    "info.path": ("Index", "索引"),
    "info.size": ("Size", "大きさ"),
    "info.documents": ("Documents", "文書"),
    "info.passages": ("Passages", "箇所"),
    "info.count": ("{count: passage|passages}", "{count} 箇所"),
    "info.years": ("Years", "年"),
    "info.meetings": ("Meetings", "会議"),
    "info.unread": ("Could not be read:", "読めなかったもの:"),
    "info.committed": ("Written", "作成"),
    "info.versions": ("Versions", "版"),
}
