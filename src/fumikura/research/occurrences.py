"""Where a query stands in the texts of a selection, as it was written: what is counted, and what only looks like it.

A search finds more than what was written: headings, other names of a word, its characters inside of other words. Its plan
is narrowed here to words in texts; what was left out is told beside the number.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from fumikura.fields import Filters
from fumikura.models import Passage, Span
from fumikura.plan.nodes import (
    SEARCHED,
    AllOf,
    AnyOf,
    Dated,
    Exactly,
    Expanded,
    Leaf,
    NearTo,
    Plan,
    PlanNode,
    Run,
    Similar,
    StartsWith,
    Terms,
    Weighted,
    Without,
    leaves,
)
from fumikura.research.searchable import Searchable
from fumikura.research.selection import Selection
from fumikura.research.tokens import Tokens, WordEntry, WordTokenizer, shared_term
from fumikura.text.morphemes import Morpheme, lemmas_of, morphemes_of
from fumikura.text.normalize import fold_spaced, folded_text
from fumikura.text.tokens import entry
from fumikura.values import frozen, replace

_TEXT = ("text",)
_HOMOGRAPHS = 16  # analyses that are asked for: one word has several, as of its inflected forms
_BODY = ("text", "glosses")
_HEADINGS = ("section", "title")


@frozen
class PassageOccurrences:
    """The occurrences in one passage, from the left, none of which overlap."""

    passage: Passage
    spans: tuple[Span, ...]


@frozen
class Occurrences:
    """What a query has in a selection.

    `is_single` says that it asks for one thing, so that its occurrences can be counted: of two words that must both be in
    a passage nobody can say how often they are. `inside` counts where its characters are part of longer words,
    `in_headings` the passages that have it in a heading or the title only.
    """

    query: str
    by_passage: tuple[PassageOccurrences, ...]
    is_single: bool
    inside: int
    in_headings: int

    @property
    def number(self) -> int:
        """All occurrences."""
        return sum(len(each.spans) for each in self.by_passage)


def looked_into(plan: Plan, *, synonyms: bool) -> Plan:
    """What finds every passage that the occurrences of a planned query, and what is told beside them, depend on."""
    written = _as_written(plan, synonyms=synonyms)
    characters = _as_written(plan, synonyms=False, characters=True)
    return AnyOf(tuple(dict.fromkeys((written, characters, _with_leaves(written, _in_headings)))))


def occurrences_of(
    query: str,
    plan: Plan,
    selection: Selection,
    filters: Filters,
    index: Searchable,
    *,
    synonyms: bool,
) -> Occurrences:
    """The occurrences of a planned query in a selection; `filters` are those that the selection was chosen by."""
    written = _as_written(plan, synonyms=synonyms)
    plans = [written]
    is_single = _is_single(plan)
    if is_single:
        plans.append(_as_written(plan, synonyms=False, characters=True))
    matched: list[PassageOccurrences] = []
    inside = in_headings = 0
    for name, found_by_plan in index.matches(plans, filters, selection.text_by_id):
        passage = selection.by_id[name]
        words, *runs = (
            None if spans is None else tuple(_counted(_not_overlapping(spans), passage, selection))
            for spans in found_by_plan
        )
        if words is not None:
            matched.append(PassageOccurrences(passage, words))
        inside += sum(
            not any(_overlap(span, word) for word in words or ()) for found in runs for span in found or ()
        )
    found = tuple(_as_meant(matched, _meant(written), selection))
    if is_single:
        standing = {each.passage.id for each in matched}
        headed = index.ids(_with_leaves(written, _in_headings), filters)
        in_headings = sum(1 for name in headed if name in selection.by_id and name not in standing)
    return Occurrences(query, found, is_single, inside, in_headings)


@frozen
class _Meant:
    """Which words are meant where others are found as well.

    `words`: what one that shares its term is counted as, by that term. What is spelled as `forms` is meant whatever the
    dictionary takes it for: 打切り for 打ち切り. `homographs`: in which spelling other words are meant, by what they are
    counted as.
    """

    words: Mapping[str, set[str]]
    forms: set[str]
    homographs: Mapping[str, set[str]]

    @property
    def is_any(self) -> bool:
        """Whether all that is found is meant."""
        return not self.words and not self.homographs


def _meant(plan: Plan) -> _Meant:
    """What the words of a plan are; nothing where it asks for characters, too, which may be those of any word."""
    wanted: dict[str, set[str]] = {}
    homographs: dict[str, set[str]] = {}
    forms: set[str] = set()
    own: dict[str, str] = {}
    for leaf in leaves(plan):
        if not isinstance(leaf, Terms):
            return _Meant({}, set(), {})
        forms.update(leaf.needles)
        if (
            len(leaf.terms) == 1
            and own.setdefault(leaf.label, term := leaf.terms[0][1]) != term
            and term != folded_text(leaf.label)  # とき is 時, whatever else that may be
        ):
            homographs.setdefault(term, set()).add(folded_text(leaf.label))
        if len(leaf.terms) > 1:  # where it is written so, the dictionary may cut it as it likes
            forms.add(folded_text(leaf.label))
        for word, form in _words_of(leaf.label):
            if noun := shared_term(word):
                wanted.setdefault(noun, set()).add(noun if form[-1] == noun[-1] else word.term)
    for term in own.values():
        homographs.pop(term, None)
    return _Meant(wanted, forms, homographs)


@lru_cache(256)
def _words_of(text: str) -> Sequence[tuple[WordEntry, str]]:
    """The words of a query, each with the form it is typed in."""
    tokens = WordTokenizer().tokens(text)
    return [(word, tokens.written(at)) for at, word in enumerate(tokens.entries)]


def _as_meant(
    found: Iterable[PassageOccurrences], meant: _Meant, selection: Selection
) -> Iterator[PassageOccurrences]:
    """What was found, without other words of the same terms: 取り組む for 取り組み."""
    for each in found:
        tokens = selection.tokens(each.passage) if not meant.is_any else None
        spans = tuple(span for span in each.spans if tokens is None or _is_meant(span, tokens, meant))
        if spans:
            yield replace(each, spans=spans)


def _is_meant(span: Span, tokens: Tokens, meant: _Meant) -> bool:
    first, last = (bisect_left(tokens.starts, at) for at in span)
    return folded_text(tokens.text[slice(*span)]) in meant.forms or all(
        word.term in meant.words.get(shared_term(word), (word.term,))
        and (word.term not in meant.homographs or folded_text(word.shown) in meant.homographs[word.term])
        for word in tokens.entries[first:last]
    )


def _counted(spans: Iterable[Span], passage: Passage, selection: Selection) -> Iterator[Span]:
    """The spans in sentences that count."""
    if passage.id not in selection.repeats.left_out:
        return iter(spans)
    sentences = selection.counted_sentences(passage)
    return (span for span in spans if any(start <= span[0] < end for start, end in sentences))


def _not_overlapping(spans: Iterable[Span]) -> Iterator[Span]:
    """From the left, the longest where several begin."""
    reached = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= reached and end > start:
            yield start, end
            reached = end


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _as_written(node: PlanNode, *, synonyms: bool, characters: bool = False) -> PlanNode:
    """The plan of what was written, in texts: no other names, no readings, no parts of words.

    What names a field of its own is as it was: it narrows. With `characters` it is what is written as words are, parts of
    words too.
    """

    def narrowed(child: PlanNode) -> PlanNode:
        return _as_written(child, synonyms=synonyms, characters=characters)

    match node:
        case Terms() if node.fields == SEARCHED:
            if characters and node.needles:
                return Exactly(node.label, tuple(set(node.needles) - set(node.at_words)), _TEXT)
            return _only_text(node)
        case Exactly() | StartsWith() | Similar() | Dated():
            return replace(node, fields=_TEXT) if node.fields == SEARCHED else node
        case Run(_, whole):
            return narrowed(whole)
        case Expanded(label, child, others):
            if characters:
                return narrowed(child)
            wanted = ("word", "synonym") if synonyms else ("word",)
            kept = tuple(
                replace(other, terms=_as_word(other.terms)) for other in others if other.level in wanted
            )
            is_spelled = any(other.level == "word" for other in others)
            if is_spelled and isinstance(child, Terms) and child.fields == SEARCHED:
                made: PlanNode = _as_word(child, spelled=True)
            else:
                made = narrowed(child)
            return Expanded(label, made, kept) if kept else made
        case AllOf(children):
            return AllOf(tuple(narrowed(child) for child in children))
        case AnyOf(children):
            return replace(node, children=tuple(narrowed(child) for child in children))
        case NearTo(left, right, distance):
            return NearTo(narrowed(left), narrowed(right), distance)
        case Weighted(child, _):
            return narrowed(child)
        case Without(child):
            return Without(_with_leaves(child, _in_body))
        case _:
            return node


def _only_text(word: Terms) -> PlanNode:
    """A word in texts, as a word: by its terms, and by such characters as are another spelling of it.

    By itself it may be several words (つく: 付く, 着く; 長: a noun, a suffix), of which MeCab takes one, or several in
    a row (十分 as ten minutes). Of a particle or the like the characters count; of one kana, which is many words, these
    alone.
    """
    others = (entry(each).indexed for each in _dictionary_forms(fold_spaced(word.label).text))
    terms = dict.fromkeys((word.terms, *(((0, term),) for term in others if term)))
    if not word.terms and len(word.label) == 1:
        return _as_word(word)
    words = tuple(_as_word(replace(word, terms=each)) for each in terms)
    return words[0] if len(words) == 1 else AnyOf(words)


def _dictionary_forms(text: str) -> Iterator[Morpheme]:
    """What a text is in the dictionary as a whole, but for inflected forms that are not the one to look up."""
    return (
        each
        for each in morphemes_of(text, _HOMOGRAPHS)
        if not each.pos.endswith(("動詞", "形容詞")) or each.base == text
    )


def _is_noun_of_verb(text: str) -> bool:
    words = _words_of(text)
    noun = shared_term(words[0][0]) if len(words) == 1 and words[0][0].pos == "verb" else ""
    return noun[-1:] == text[-1:] and noun not in lemmas_of(text)


def _as_word(word: Terms, *, spelled: bool = False) -> Terms:
    """By its own characters, too, where it is `spelled` otherwise than the dictionary has it, as 打切り, a verb alone."""
    if not word.terms:
        return replace(word, fields=_TEXT)
    needles = word.needles if spelled or _is_noun_of_verb(word.label) else word.at_words
    return Terms(word.label, word.terms, needles, _TEXT, needles)


def _in_headings(leaf: Leaf) -> Leaf:
    """A leaf that is looked for in headings and titles instead of texts."""
    if leaf.fields != _TEXT:
        return leaf
    if isinstance(leaf, Terms) and leaf.terms:
        leaf = replace(leaf, needles=(), at_words=())
    return replace(leaf, fields=_HEADINGS)


def _in_body(leaf: Leaf) -> Leaf:
    return replace(leaf, fields=_BODY) if leaf.fields == SEARCHED else leaf


def _with_leaves(node: PlanNode, change: Callable[[Leaf], Leaf]) -> PlanNode:
    """The plan with each leaf changed."""
    match node:
        case AllOf(children):
            return AllOf(tuple(_with_leaves(child, change) for child in children))
        case AnyOf(children):
            return replace(node, children=tuple(_with_leaves(child, change) for child in children))
        case NearTo(left, right, distance):
            return NearTo(_with_leaves(left, change), _with_leaves(right, change), distance)
        case Run(words, _):
            return _with_leaves(words, change)
        case Weighted(child, _) | Expanded(_, child, _):
            return _with_leaves(child, change)
        case Without(child):
            return Without(_with_leaves(child, change))
        case _:
            return change(node)


def _is_single(node: PlanNode) -> bool:
    """Whether a plan asks for one thing, or for any of several."""
    match node:
        case AllOf(children):
            counted = [child for child in children if isinstance(child, Without) or _counts(child)]
            return len(counted) == 1 and _is_single(counted[0])
        case AnyOf(children):
            return all(map(_is_single, children))
        case Weighted(child, _):
            return _is_single(child)
        case NearTo() | Without():
            return False
        case _:
            return True


def _counts(node: PlanNode) -> bool:
    """Whether a plan has a word that is looked for in texts."""
    match node:
        case AllOf(children) | AnyOf(children):
            return any(map(_counts, children))
        case Run(_, whole):
            return whole.fields == SEARCHED
        case Weighted(child, _) | Expanded(_, child, _):
            return _counts(child)
        case NearTo(left, right, _):
            return _counts(left) or _counts(right)
        case Without():
            return False
        case _:
            return node.fields == SEARCHED or "text" in node.fields
