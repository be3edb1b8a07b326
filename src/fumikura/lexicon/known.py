"""What is known of a word when it is searched: its equals in the thesaurus, and those that documents define.

A short name that a document gives for its own use stands for the long one there alone; so does an abbreviation that
documents give to different things.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from fumikura.lexicon.thesaurus import Group, Thesaurus
from fumikura.models import Definition
from fumikura.plan.expansion import Name
from fumikura.text import fold, is_another_word, whole_readings, with_kanji_for_kana

_SHORTEST = 3  # letters of a word that may be a plural


class KnownNames:
    """See `plan.expansion.Names`. `definitions_of`, `read_as` and `is_word` are the index's own."""

    def __init__(
        self,
        thesaurus: Thesaurus,
        definitions_of: Callable[[str], Sequence[Definition]],
        read_as: Callable[..., Sequence[tuple[str, ...]]],
        is_word: Callable[[str], bool],
        *,
        synonyms: bool = True,
    ) -> None:
        self._thesaurus = thesaurus
        self._definitions_of = definitions_of
        self._read_as = read_as
        self._is_word = is_word
        self._synonyms = synonyms
        self._known: dict[str, Sequence[Name]] = {}

    def equals(self, word: str) -> Sequence[Name]:
        """The other names of `word`, those of the thesaurus first."""
        if not self._synonyms:
            return ()
        found = self._known.get(word)
        if found is None:  # the plans of one search ask for the same words again
            found = self._known[word] = self._equals_in_any_number(word)
        return found

    def _equals_in_any_number(self, word: str) -> Sequence[Name]:
        found = self._equals(word)
        for other in in_other_number(word) if not found else ():
            if found := self._equals(other):  # ACMs is ACM, and what that is
                found = {fold(other).text: Name(other, "synonym"), **found}
                break
        found.pop(fold(word).text, None)
        return tuple(found.values())

    def _equals(self, word: str) -> dict[str, Name]:
        """The names of a word as it is, by their folded form, which may be its own."""
        groups, definitions = self._thesaurus.groups_of(word), self._definitions_of(word)
        found: dict[str, Name] = {}
        if groups or definitions:  # nearly always there are none, and a search asks for many parts of words
            for name in (*_of_thesaurus(groups), *self._of_documents(definitions, fold(word).text)):
                found.setdefault(fold(name.term).text, name)
        return found

    def may_know_parts(self) -> bool:
        """Whether some part of a word may have another name."""
        return self._synonyms

    def read_as(self, kana: str) -> Sequence[tuple[str, ...]]:
        """The words of the index that are read as `kana`."""
        return self._read_as(fold(kana).text)

    def spelled(self, mixed: str) -> Sequence[str]:
        """The words of the index of which one kanji is written in kana in `mixed`."""
        found = self._single_terms(mixed)
        for reading in whole_readings(mixed) if not found else ():
            found += (with_kanji_for_kana(mixed, term) for term in self._single_terms(reading))
        return [term for term in found if term and not is_another_word(mixed, term)]

    def _single_terms(self, kana: str) -> list[str]:
        return [term for (term,) in self._read_as(fold(kana).text, 1)]

    def is_word(self, text: str) -> bool:
        """Whether `text` stands somewhere in the index as a word."""
        return self._is_word(text)

    def _of_documents(self, definitions: Iterable[Definition], own: str) -> Iterator[Name]:
        documents: dict[tuple[str, bool], set[str]] = {}
        terms: dict[str, str] = {}
        for each in definitions:
            if self._thesaurus.keeps_apart(each.short, each.long):
                continue
            is_short = fold(each.short).text == own
            other = each.long if is_short else each.short
            key = fold(other).text
            terms.setdefault(key, other)
            scoped = not is_short and (each.local or self._is_ambiguous(each))
            documents.setdefault((key, scoped), set()).add(each.document)
            if not is_short and not scoped:  # what the same short name stands for elsewhere, in other words
                for same in self._definitions_of(each.short):
                    if not same.local and fold(same.short).text == fold(each.short).text:
                        terms.setdefault(fold(same.long).text, same.long)
                        documents.setdefault((fold(same.long).text, False), set())
        yield from (Name(terms[key], "synonym") for key, scoped in documents if not scoped)
        for (key, scoped), names in documents.items():
            if scoped and (key, False) not in documents:
                yield Name(terms[key], "synonym", tuple(sorted(names)))

    def _is_ambiguous(self, definition: Definition) -> bool:
        """Whether the short name is defined as something else, too, that has no part in common with the long one."""
        own = fold(definition.long).text
        others = {
            fold(each.long).text
            for each in self._definitions_of(definition.short)
            if fold(each.short).text == fold(definition.short).text
        }
        return any(
            not set(own) & set(other) and not _are_of_different_scripts(own, other) for other in others
        )


def in_other_number(word: str) -> Iterator[str]:
    """An English word, or the last one of a name, in the plural where it is in the singular, or the other way."""
    if not word.isascii() or not word[-2:].isalpha() or len(word) < _SHORTEST:
        return
    if not word.endswith(("s", "S")):
        yield f"{word[:-1]}ies" if word[-1] == "y" and word[-2] not in "aeiou" else f"{word}s"
        return
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x")):
        if word.endswith(ending):
            yield word.removesuffix(ending) + instead
    if not word.endswith(("ss", "SS")):
        yield word[:-1]


def _of_thesaurus(groups: Iterable[Group]) -> Iterator[Name]:
    for group in groups:
        yield from (Name(term, "synonym") for term in group.terms)


def _are_of_different_scripts(one: str, other: str) -> bool:
    """Whether one is Latin and the other is not: then they may be the same in two languages."""
    return one.isascii() != other.isascii()
