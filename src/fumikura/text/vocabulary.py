"""The entries of an index, numbered, so that the tokens of a text can be kept as a string of one character each.

The character of an entry is the code point of its number: a text of fifty words is a string of fifty characters, which
takes little room in UTF-8, and looking for words in it is looking for characters. Numbers are given in the order in which
entries are first met, so that the frequent ones are short, and stay the same until an index is built anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from fumikura.text.tokens import Entry, Role, entry_of

FIRST_SURROGATE, _SURROGATES = 0xD800, 0x800  # code points that UTF-8 does not have
_MOST = 0x110000 - _SURROGATES
_GAPS = 4_096
"""Numbers that are kept free for entries of which only the length is known: see `Vocabulary.char`."""

BEYOND = "語彙外"
"""The speech part of a word that came after all numbers were given."""

_ROLES = {str(int(role)): role for role in Role}
_FUNCTION = str(int(Role.FUNCTION))


def char_of(number: int) -> str:
    """The character that stands for the entry of this number."""
    return chr(number if number < FIRST_SURROGATE else number + _SURROGATES)


def number_of(char: str) -> int:
    """The number of the entry that a character stands for."""
    code = ord(char)
    return code if code < FIRST_SURROGATE else code - _SURROGATES


def entry_to_line(entry: Entry) -> str:
    """An entry as a line of text, without its end."""
    values = (
        entry.term, str(entry.length), str(int(entry.role)), entry.pos, entry.base, entry.reading,
        entry.written, "1" if entry.apart else "",
    )  # fmt: skip
    return "\t".join(value.replace("\t", " ").replace("\n", " ") for value in values)


def line_to_entry(line: str) -> Entry:
    """The entry of such a line. Raises ValueError or LookupError for what is none."""
    term, length, role, pos, base, reading, written, apart = line.split("\t")
    indexed = "" if role == _FUNCTION else term
    return Entry(
        int(length),
        term,
        _ROLES[role],
        indexed,
        pos,
        base,
        reading,
        written or ("" if pos else indexed),
        bool(apart),
    )


class Vocabulary(Mapping[str, Entry]):
    """Entries by their characters; it grows with each new one that it is asked for."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries = list(entries)
        self._chars = {entry: char_of(number) for number, entry in enumerate(self._entries)}
        self._gap_chars: dict[int, str] = {}

    def __getitem__(self, char: str) -> Entry:
        try:
            return self._entries[number_of(char)]
        except IndexError:
            raise KeyError(char) from None

    def __iter__(self) -> Iterator[str]:
        return map(char_of, range(len(self._entries)))

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def entries(self) -> Sequence[Entry]:
        """All of them, in the order of their numbers."""
        return self._entries

    def char(self, entry: Entry) -> str:
        """The character of an entry, which is added where it is new.

        There are as many characters as Unicode has code points, some 1.1 million. Of an entry that comes after them only
        the length is kept: its words are found by characters and by postings, but neither weighed by their places nor
        counted by the research tools.
        """
        found = self._chars.get(entry)
        return self._add(entry) if found is None else found

    def chars(self, entries: Iterable[Entry]) -> str:
        """The string of some entries."""
        known, add = self._chars, self._add
        return "".join([known.get(entry) or add(entry) for entry in entries])

    def gap(self, length: int) -> str:
        """The character of so many code points that are no word."""
        found = self._gap_chars.get(length)
        if found is None:
            found = self._gap_chars[length] = self.char(Entry(length, "", Role.FUNCTION, ""))
        return found

    def _add(self, entry: Entry) -> str:
        number = len(self._entries)
        if number >= _MOST - _GAPS and entry.term:
            made = self._chars[entry] = self.char(entry_of(entry.length, "", Role.FUNCTION, BEYOND))
            return made
        made = self._chars[entry] = char_of(number)
        self._entries.append(entry)
        return made
