"""Word's automatic numbers: what is counted at each paragraph of a list, and how it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from fumikura.reading.list_numbers import format_number
from fumikura.reading.trees import children, whole

_PLACEHOLDER = re.compile(r"%([1-9])")
_BETWEEN = {"nothing": "", "space": " "}  # else a tab


@dataclass(frozen=True, slots=True)
class _Level:
    style: str = "decimal"
    text: str = ""
    start: int = 1
    between: str = "tab"
    restart: int | None = None


class Lists:
    """The lists of a document; `mark` counts, so each paragraph is to be asked for once, in order."""

    def __init__(self, numbering: Element | None) -> None:
        abstract = {
            node.get("abstractNumId", ""): {
                whole(each.get("ilvl")): _level(each) for each in children(node, "lvl")
            }
            for node in children(numbering, "abstractNum")
        }
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counted_as: dict[str, str] = {}
        for node in children(numbering, "num"):
            id_ = node.get("numId", "")
            base = next((each.get("val", "") for each in children(node, "abstractNumId")), "")
            self._levels[id_] = dict(abstract.get(base, {}))
            overridden = False
            for override in children(node, "lvlOverride"):
                level = whole(override.get("ilvl"))
                for each in children(override, "lvl"):
                    self._levels[id_][level] = _level(each)
                for each in children(override, "startOverride"):
                    overridden = True
                    before = self._levels[id_].get(level, _Level())
                    self._levels[id_][level] = _Level(
                        before.style, before.text, whole(each.get("val"), 1), before.between, before.restart
                    )
            # Lists of one definition count on from each other, unless one says where it starts.
            self._counted_as[id_] = id_ if overridden or not base else f"abstract {base}"
        self._counts: dict[str, dict[int, int]] = {}

    def mark(self, id_: str, level: int) -> tuple[str, bool]:
        """The mark of the next paragraph of a list, with the space behind it, and whether it is a bullet."""
        levels = self._levels.get(id_)
        if levels is None or level not in levels:
            return "", False
        counts = self._counts.setdefault(self._counted_as[id_], {})
        own = levels[level]
        counts[level] = counts[level] + 1 if level in counts else own.start
        for deeper in [each for each in counts if each > level]:
            restart = levels.get(deeper, _Level()).restart
            if restart is None or 0 < restart <= level + 1:
                del counts[deeper]
        if own.style == "bullet":
            return "", True

        def value(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = levels.get(place, _Level())
            return format_number(counts.get(place, other.start), other.style)

        text = _PLACEHOLDER.sub(value, own.text).strip()
        return (text + _BETWEEN.get(own.between, " ") if text else ""), False


def _level(node: Element) -> _Level:
    values = {child.tag: child.get("val", "") for child in node}
    for child in children(node, "AlternateContent", "Choice", "numFmt"):
        values["numFmt"] = child.get("val", "")
    return _Level(
        values.get("numFmt", "decimal"),
        values.get("lvlText", ""),
        whole(values.get("start"), 1),
        values.get("suff", "tab"),
        whole(values["lvlRestart"]) if "lvlRestart" in values else None,
    )
