"""The texts of the command line, a language a module; `messages` chooses."""

from __future__ import annotations

__all__: list[str] = []
