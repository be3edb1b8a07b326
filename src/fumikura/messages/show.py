"""What `fumikura show` says."""

from __future__ import annotations

TEXTS = {
    "show.glosses": ("Glosses: {glosses}", "読み・注記: {glosses}"),
}
