"""Makes `text/variant_data.py`: which kanji are forms of one, from Unicode's data and the table of joyokanji.

    python tools/variants.py UNICODE JOYOKANJI KYUJIPY OPENCC > src/fumikura/text/variant_data.py

UNICODE is a folder with the files of the Unicode Character Database and Unihan (unicode.org/Public/UCD; Debian has them
as the package unicode-data), JOYOKANJI the folder `config` of the package joyokanji, KYUJIPY the folder `data` of kyujipy
0.6.8, OPENCC the folder `dictionary` of opencc-python-reimplemented 0.1.7.

A form always goes to the character that is written in Japan today, and no 常用漢字 ever goes to another (餘 becomes 余,
後 never 后). How much is asked of a pair depends on how alive the form is in Japanese:
- the official tables (常用漢字表, 人名用漢字表 in Unihan's fields, 旧字体 in joyokanji) stand by themselves, as do the
  pairs of kyujipy and OpenCC: no table has all (龜, 鬪), and the forms that JIS X 0208 made in the manner of 新字体 (鴎)
  are there alone;
- for a form that JIS X 0208 hasn't, simplified Chinese ones above all, any one relation of Unihan is enough, or a place
  that a library code (EACC, CCCII) gives to both as variants, if they share a reading;
- for a form of its second level the library codes and a second witness must agree; for one of the first, which has a
  life of its own (吊 is not 弔), they must be semantic variants and share a Japanese reading besides. 人名用漢字 stay
  if JIS X 0208 has them.
Where no 常用漢字 is among its relatives, a form may go to a character of a lower level (蟬 to 蝉), by the same rules.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

_FILES = ("Variants", "OtherMappings", "DictionaryLikeData", "Readings", "IRGSources", "NumericValues")
_CODE = re.compile(r"U\+([0-9A-F]{4,6})")
_LEVEL_2 = 48  # the first row of the second level of JIS X 0208
_WIDTH = 50
_OTHER_WORDS = frozenset("纔禦疏枡穎渫")
"""What tables relate to another though its words are not written with that: 纔か, 禦ぐ, 上疏, 枡席, 穎脱, 浚渫."""

Values: TypeAlias = dict[str, str]


class Unihan:
    """The fields of Unihan, by name."""

    def __init__(self, folder: Path) -> None:
        self._fields: dict[str, Values] = {}
        for name in _FILES:
            for line in (folder / f"Unihan_{name}.txt").read_text(encoding="utf-8").splitlines():
                if line.startswith("U+"):
                    code, field, value = line.split("\t")
                    self._fields.setdefault(field, {})[chr(int(code[2:], 16))] = value

    def __getitem__(self, field: str) -> Values:
        return self._fields[field]

    def characters(self, field: str, char: str) -> tuple[str, ...]:
        """The characters that a field of `char` names."""
        return tuple(chr(int(code, 16)) for code in _CODE.findall(self[field].get(char, "")))

    def shares_reading(self, one: str, other: str, fields: Iterable[str]) -> bool:
        """Whether both are read alike, in one of the fields at least."""
        return any(
            set(self[field].get(one, "").split()) & set(self[field].get(other, "").split())
            for field in fields
        )

    def radical(self, char: str) -> str:
        """The number of the radical."""
        return self["kRSUnicode"][char].partition(".")[0].strip("'")

    @cached_property
    def joyo(self) -> frozenset[str]:
        """常用漢字, each in the form that JIS X 0208 has."""
        listed = self["kJoyoKanji"]
        return frozenset(char for char in listed if char in self["kJis0"])

    @cached_property
    def names(self) -> frozenset[str]:
        """人名用漢字 of JIS X 0208 that are no form of another."""
        listed = self["kJinmeiyoKanji"]
        return frozenset(
            char for char, value in listed.items() if "U+" not in value and char in self["kJis0"]
        )

    def level(self, char: str) -> int:
        """The level of JIS X 0208, 3 outside it."""
        place = self["kJis0"].get(char)
        return 3 if place is None else 1 if int(place[:2]) < _LEVEL_2 else 2

    @cached_property
    def places(self) -> dict[str, frozenset[str]]:
        """What a library code puts in the same place of another plane: its variants lie six planes apart."""
        found: dict[tuple[str, int, str], set[str]] = {}
        for field in ("kEACC", "kCCCII"):
            for char, codes in self[field].items():
                for code in codes.split():
                    if len(code) == 6:
                        found.setdefault((field, (int(code[:2], 16) - 0x21) % 6, code[2:]), set()).add(char)
        together: dict[str, set[str]] = {}
        for group in found.values():
            for char in group:
                together.setdefault(char, set()).update(group - {char})
        return {char: frozenset(group) for char, group in together.items()}

    @cached_property
    def related(self) -> dict[str, frozenset[str]]:
        """Semantic and z-variants, said of either, and characters with one simplified form and one radical."""
        found: dict[str, set[str]] = {}
        for field in ("kSemanticVariant", "kZVariant"):
            for char in self[field]:
                for other in self.characters(field, char):
                    found.setdefault(char, set()).add(other)
                    found.setdefault(other, set()).add(char)
        simplified: dict[str, set[str]] = {}
        for char in self["kSimplifiedVariant"]:
            for other in self.characters("kSimplifiedVariant", char):
                simplified.setdefault(other, set()).add(char)
        for group in simplified.values():
            for char in group:
                alike = {other for other in group if self.radical(other) == self.radical(char)}
                found.setdefault(char, set()).update(alike - {char})
        return {char: frozenset(group) for char, group in found.items()}


Pairs: TypeAlias = Iterable[tuple[str, str]]


def pairs_of(kyujipy: Path, opencc: Path) -> Iterator[tuple[str, str]]:
    """Two forms of one character each; where both are as much of today, the second is that which is written more."""
    for name in ("kyujitai_simplified", "kyujitai_variants"):
        text = (kyujipy / f"{name}.cson").read_text(encoding="utf-8")
        for new, old in re.findall(r'^ *\["(\w)\W?", *"(\w)\W?"\]', text, re.MULTILINE):
            yield old, new
    for line in (opencc / "JPVariants.txt").read_text(encoding="utf-8").splitlines():
        old, new = line.split("\t")
        yield old, new


def official(unihan: Unihan, joyokanji: Values, pairs: Pairs) -> Values:
    """The forms of the official tables and of `pairs`, each to the character of today."""
    found = {old: new for old, new in joyokanji.items() if new in unihan.joyo and old not in unihan.joyo}
    for char in unihan["kJoyoKanji"]:
        for other in unihan.characters("kJoyoKanji", char):
            found[other] = char
    names = unihan["kJinmeiyoKanji"]
    of_names = ((char, other) for char in names for other in unihan.characters("kJinmeiyoKanji", char))
    for both in (*of_names, *(pair for pair in pairs if not _OTHER_WORDS & {*pair})):
        old, new = sorted(both, key=lambda each: (each in unihan.joyo, -unihan.level(each)))
        # To a character that Japanese text has; of two that are both of today one table may say this, one that.
        if old not in unihan.joyo and unihan.level(new) < 3 and found.get(new) != old:
            found.setdefault(old, new)
    return found


def candidates(unihan: Unihan, char: str, known: Values) -> frozenset[str]:
    """What `char` may be a form of: 常用漢字, or else characters of a lower level of JIS X 0208."""
    level = unihan.level(char)
    if level == 3 and (traditional := unihan.characters("kTraditionalVariant", char)):
        return frozenset({_traditional(unihan, char, traditional, known)})
    places = unihan.places.get(char, frozenset())
    related = unihan.related.get(char, frozenset())
    common = _relatives(unihan, char, places & unihan.joyo, related & unihan.joyo)
    if common or level == 1:
        return common
    lower = frozenset(each for each in places | related if unihan.level(each) < level)
    return _relatives(unihan, char, places & lower, related & lower)


def _relatives(unihan: Unihan, char: str, places: frozenset[str], related: frozenset[str]) -> frozenset[str]:
    """Those of `places` and `related` that are near enough, by the rules for the level that `char` is of."""
    level = unihan.level(char)
    if level == 3:  # z-variants and the like before what only a code says
        return related or frozenset(
            each for each in places if unihan.shares_reading(char, each, ("kJapaneseOn", "kMandarin"))
        )
    if level == 2:
        witnessed = {each for each in places if unihan.radical(each) == unihan.radical(char)}
        near = places & (related | witnessed)
    else:
        near = places & set(unihan.characters("kSemanticVariant", char))
    return frozenset(each for each in near if unihan.shares_reading(char, each, ("kJapaneseOn",)))


def _traditional(unihan: Unihan, char: str, traditional: Iterable[str], known: Values) -> str:
    """The character of today for a simplified one: of several that it stands for, the most frequent."""
    ranked = sorted(
        traditional, key=lambda each: (each == char, int(unihan["kFrequency"].get(each, "9")), each)
    )
    best = ranked[0]
    best = known.get(best, best)
    if best in unihan.joyo:
        return best
    nearer = unihan.related.get(best, frozenset()) & unihan.joyo
    return next(iter(nearer)) if len(nearer) == 1 else best


def variants(unihan: Unihan, joyokanji: Values, pairs: Pairs) -> Values:
    """Every form with its character: no character of the one side is on the other."""
    known = official(unihan, joyokanji, pairs)
    numerals = {*unihan["kAccountingNumeric"], *unihan["kOtherNumeric"]}
    found = dict(known)
    for char in unihan["kRSUnicode"]:
        stays = char in unihan.joyo or char in unihan.names or char in numerals or char in _OTHER_WORDS
        if char in known or stays:
            continue
        targets = candidates(unihan, char, known)
        if len(targets) == 1:
            (target,) = targets
            if unihan.level(target) < 3:  # to a character that Japanese text has
                found[char] = target
    return {old: new for old, new in _at_the_end(found) if old != new and not _by_nfkc(old)}


def _at_the_end(found: Values) -> Iterator[tuple[str, str]]:
    for old, new in found.items():
        seen = {old}
        while new in found and new not in seen:
            seen.add(new)
            new = found[new]
        yield old, new


def _by_nfkc(char: str) -> bool:
    return unicodedata.normalize("NFKC", char) != char


def radicals(file: Path) -> Values:
    """Characters for parts of characters, as PDFs give them for whole ones (⻑ for 長)."""
    found: Values = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        match = re.match(r"(2E[89A-F][0-9A-F])(?:\.\.(2E[0-9A-F]{2}))?\s*;\s*([0-9A-F]+)", line)
        if match:
            first, last = int(match[1], 16), int(match[2] or match[1], 16)
            found |= {chr(code): chr(int(match[3], 16)) for code in range(first, last + 1)}
    return {old: new for old, new in found.items() if not _by_nfkc(old)}


def module(found: Values, version: str) -> str:
    """The data as a module: each word a character with its forms after it."""
    groups: dict[str, list[str]] = {}
    for old, new in sorted(found.items()):
        groups.setdefault(new, []).append(old)
    lines, line = [], ""
    for new in sorted(groups):
        word = new + "".join(groups[new])
        if len(line) + len(word) >= _WIDTH:
            lines.append(line)
            line = ""
        line += f" {word}" if line else word
    body = "\n".join([*lines, line])
    return _MODULE.format(version=version, count=len(found), body=body)


_MODULE = '''"""Forms of kanji: each word is a character of today followed by its variants. Made by tools/variants.py.

{count:,} forms, from Unihan {version} and EquivalentUnifiedIdeograph (Unicode, Inc., see licenses/unicode.txt)
and joyokanji 1.1.0 (Apache License 2.0, github.com/new-village/joyo-kanji), kyujipy 0.6.8 (MIT License,
github.com/DrTurnon/kyujipy) and OpenCC (Apache License 2.0, github.com/BYVoid/OpenCC).
"""

from __future__ import annotations

__all__ = ["FORMS"]

FORMS = """
{body}
"""
'''


def main(arguments: list[str]) -> None:
    """Write the module on stdout."""
    folder, table, *others = map(Path, arguments)
    unihan = Unihan(folder)
    joyokanji = {
        old: new
        for name in ("variants.json", "kanji.json")
        for old, new in json.loads((table / name).read_text(encoding="utf-8")).items()
    }
    found = variants(unihan, joyokanji, pairs_of(*others))
    parts = {
        part: found.get(whole, whole)
        for part, whole in radicals(folder / "EquivalentUnifiedIdeograph.txt").items()
    }
    text = (folder / "Unihan_Variants.txt").read_text(encoding="utf-8")
    version = re.search(r"Unicode version: ([0-9.]+)", text)
    sys.stdout.write(module({**found, **parts}, version[1] if version else "of unknown version"))


if __name__ == "__main__":
    main(sys.argv[1:])
