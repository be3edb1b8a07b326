"""What is going on."""

from __future__ import annotations

TEXTS = {
    "progress.checking": ("Checking", "確認中"),
    "progress.reading": ("Reading", "読み込み"),
}
