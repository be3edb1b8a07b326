"""MeCab with UniDic, made safe: the only place that imports fugashi.

MeCab drops what follows a NUL or 65,536 spaces, crashes on some 190,000 letters in one call, and a tagger
mixes up the features of two threads. So texts are cut to bounded pieces and each thread has its own tagger.
One line of output a morpheme, which names its entry in the dictionary, is looked up once and remembered: asking fugashi's
nodes for their features, one by one, takes many times as long.
"""

from __future__ import annotations

import contextlib
import csv
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import accumulate
from operator import attrgetter
from pathlib import Path
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from fumikura.errors import FumikuraError
from fumikura.text.characters import TO_HIRAGANA
from fumikura.text.dictionary import Dictionary

PIECE = 8_000  # code points in one call; far below what hurts MeCab, far above a sentence
_REMEMBERED = 200_000
_SENTENCE_END = r"[。！？!?\n]|(?<=[^ ]) "
_NOT_FOR_MECAB = "[\x00-\x1f\x7f-\x9f\u2028\u2029\u3000\ud800-\udfff]"  # none of them is printable
_FORMAT = r"%m\t%phl\t%c"  # the word, its left context and its cost
_UNKNOWN = "?"  # ends the line of a word that is not in the dictionary
_POS, _SUBPOS, _DETAIL, _READING, _LEMMA, _BASE, _KANA = (
    0,
    1,
    2,
    6,
    7,
    10,
    20,
)  # UniDic's columns that are used
_READINGS = 4
_LONGEST_READ = 16
# Usual readings (慣用読み) of words for which the dictionary has the older one alone.
_USUAL_READINGS = {
    "稟議": "りんぎ", "捏造": "ねつぞう", "撒水": "さんすい", "端緒": "たんちょ", "掉尾": "とうび", "腹腔": "ふくくう",
    "貼用": "てんよう",
}  # fmt: skip

_LENGTH = attrgetter("length")


class Measured(Protocol):
    """What is made of a morpheme knows how many code points that has."""

    @property
    def length(self) -> int:
        """The length in code points."""


T = TypeVar("T", bound=Measured)


class Morpheme(NamedTuple):
    """A morpheme as the dictionary has it: `pos`, `subpos`, `detail` are UniDic's first three levels of speech parts.

    `lemma`, `base` (the dictionary form as it is written here), `reading` (of the lemma, in katakana) and `kana` (of
    the word as it stands) are empty for a word that the dictionary doesn't know.
    """

    surface: str
    pos: str
    subpos: str
    lemma: str = ""
    base: str = ""
    reading: str = ""
    detail: str = ""
    kana: str = ""

    @property
    def length(self) -> int:
        """Its code points."""
        return len(self.surface)


class Tokenizer(Generic[T]):
    """Cuts texts into morphemes. `make` turns each different morpheme into what the caller wants, once.

    May be shared between threads.
    """

    def __init__(self, make: Callable[[Morpheme], T]) -> None:
        self._make = make
        self._local = threading.local()

    def parse(self, text: str) -> tuple[list[int], list[T]]:
        """Where each morpheme of `text` begins, in code points, and what `make` made of it.

        Control characters, white space of any kind and lone surrogates part words as a space does.
        """
        if not text.isprintable():
            text = re.sub(_NOT_FOR_MECAB, " ", text)
        starts: list[int] = []
        made: list[T] = []
        for offset, piece in _pieces(text):
            self._parse_piece(piece, offset, starts, made)
        return starts, made

    def known(self) -> MorphemeTable[T]:
        """The morphemes met so far by this thread; another one now and then, when they have become too many."""
        local = self._local
        try:
            known: MorphemeTable[T] = local.known
        except AttributeError:
            known = local.known = MorphemeTable(self._make)
        if len(known) >= _REMEMBERED:
            known = local.known = MorphemeTable(self._make)
        return known

    def _parse_piece(self, piece: str, offset: int, starts: list[int], made: list[T]) -> None:
        known = self.known()
        lines = _tagger().parse(piece).rpartition("\t")[0].split("\n")[:-1]  # a line each, and the cost
        numbers = list(map(known.__getitem__, lines))
        found = list(map(known.made.__getitem__, numbers))
        made += found
        if " " not in piece:
            starts += accumulate(map(_LENGTH, found[:-1]), initial=offset) if found else ()
            return
        at = 0
        for each in found:
            while piece[at] == " ":
                at += 1
            starts.append(offset + at)
            at += each.length


class MorphemeTable(dict[str, int], Generic[T]):
    """Lines of output, numbered as they are first met, and in `made` what was made of the morpheme of each.

    Number 0 is the empty line that ends a text.
    """

    def __init__(self, make: Callable[[Morpheme], T]) -> None:
        super().__init__({"": 0})
        self._make = make
        self.made = [make(Morpheme("", "", ""))]

    def __missing__(self, line: str) -> int:
        self.made.append(self._make(_morpheme(line)))
        number = self[line] = len(self)
        return number


def _morpheme(line: str) -> Morpheme:
    surface, columns = _looked_up(line)
    features = _features(columns, _KANA)
    if len(features) <= _BASE:  # a word that the dictionary doesn't know
        return Morpheme(surface, features[_POS], features[_SUBPOS], detail=features[_DETAIL])
    return Morpheme(
        surface,
        features[_POS],
        features[_SUBPOS],
        features[_LEMMA],
        features[_BASE],
        features[_READING],
        features[_DETAIL],
        features[_KANA] if len(features) > _KANA else "",
    )


def _looked_up(line: str) -> tuple[str, str]:
    """The surface and the features of a morpheme that MeCab printed."""
    surface, left, cost = line.split("\t")
    found = None if cost[-1] == _UNKNOWN else _words().features(surface, int(left), int(cost))
    return surface, _unknown()[int(left), int(cost.rstrip(_UNKNOWN))] if found is None else found


@cache
def _words() -> Dictionary:
    return Dictionary(_folder() / "sys.dic")


@cache
def _unknown() -> dict[tuple[int, int], str]:
    return Dictionary(_folder() / "unk.dic").by_context_and_cost()


def _folder() -> Path:
    import unidic_lite

    return Path(unidic_lite.DICDIR)


def _features(columns: str, last: int) -> list[str]:
    """The features of a morpheme up to number `last`; a comma in one is between quotation marks."""
    return next(csv.reader([columns])) if '"' in columns else columns.split(",", last + 1)


def dictionary_version() -> str:
    """Name and version of the dictionary: an index built with another one cuts words otherwise."""
    import unidic_lite

    return f"unidic-lite {unidic_lite.VERSION}"


@cache
def _taggers() -> threading.local:
    return threading.local()


def _tagger() -> Any:
    """The tagger of this thread: one for all uses, as each would map the dictionary into memory once more."""
    taggers = _taggers()
    try:
        return taggers.tagger
    except AttributeError:
        taggers.tagger = _new_tagger()
        return taggers.tagger


def _new_tagger() -> Any:
    import fugashi

    arguments = (
        f'-r /dev/null -d "{_folder()}" --output-format-type="" '
        rf'--node-format="{_FORMAT}\n" --unk-format="{_FORMAT}{_UNKNOWN}\n" --eos-format="\t%pc\n"'
    )
    try:
        return fugashi.GenericTagger(arguments.replace("\\", "\\\\"))
    except RuntimeError as error:
        _map_all()  # MeCab does not say why: what the system refuses it, it refuses here, too
        raise FumikuraError("system.dictionary-refused", kind=type(error).__name__) from error


def _map_all() -> None:
    """Map the files of the dictionary into memory. Raises OSError where the system is short of something."""
    import mmap

    with contextlib.ExitStack() as opened:
        for path in Path(_folder()).glob("*.[bd]i[cn]"):
            file = opened.enter_context(path.open("rb"))
            opened.enter_context(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def lemmas_of(word: str) -> tuple[str, ...]:
    """The lemmas of a word by itself, the most usual first."""
    return tuple(dict.fromkeys(each.lemma for each in morphemes_of(word) if each.lemma))


def morphemes_of(word: str, most: int = _READINGS) -> Iterator[Morpheme]:
    """What a word may be by itself, the most usual first, by the analyses of MeCab's best in which it is one morpheme."""
    lines = _tagger().nbest(word, most).split("\n")
    return (_morpheme(line) for line in lines if line.partition("\t")[0] == word)


def path_cost(text: str) -> int:
    """What MeCab's best reading of a short text costs: the less, the likelier is the text."""
    return int(_tagger().parse(re.sub(_NOT_FOR_MECAB, " ", text)).rpartition("\t")[2] or 0)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces of at most `PIECE` code points, cut after a sentence or at a space where it can."""
    at = 0
    while len(text) - at > PIECE:
        window = text[at : at + PIECE]
        cut = max((match.end() for match in re.finditer(_SENTENCE_END, window)), default=PIECE)
        yield at, window[:cut]
        at += cut
    yield at, text[at:]


def _has_kanji(text: str) -> bool:
    # No pattern: a class of so many characters takes longer to compile than a whole search takes.
    return any(
        "\u3400" <= char <= "\u9fff"
        or char in "々〆"
        or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0003ffff"
        for char in text
    )


def readings_of(terms: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """How words are read, in hiragana, the most usual way first; those without a kanji, and unknown ones, are left out.

    MeCab's best few analyses of a word by itself are asked, as many words have several readings (日本).
    """
    tagger = _tagger()
    for term in terms:
        if len(term) > _LONGEST_READ or not term.isprintable() or not _has_kanji(term):
            continue
        lines = tagger.nbest(term, _READINGS).split("\n")
        found = (_looked_up(line)[1] for line in lines if line.partition("\t")[0] == term)
        kana = (
            _features(columns, _KANA)[_KANA].translate(TO_HIRAGANA)
            for columns in found
            if columns.count(",") >= _KANA
        )
        readings = tuple(dict.fromkeys(filter(str.isalpha, (_USUAL_READINGS.get(term, ""), *kana))))
        if readings:
            yield term, readings
