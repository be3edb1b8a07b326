"""Whether kana in brackets behind kanji say how these are read (横須賀（よこすか）港), or are words (基地（または）港湾).

A reading that the dictionary knows is one, and so is what is no word, as the readings of most names are; other words are
none. So hardly any place takes more than one question to MeCab.
"""

from __future__ import annotations

from functools import cache, lru_cache

from fumikura.text.characters import TO_HIRAGANA
from fumikura.text.coarse import voiced
from fumikura.text.morphemes import Morpheme, Tokenizer, readings_of

_NO_READINGS = ("助詞", "助動詞", "接続詞", "副詞", "連体詞", "感動詞", "代名詞")
_ENDINGS = ("助詞", "助動詞")
_LONGEST, _LONGEST_ENDING = 6, 3


def is_reading(kanji: str, kana: str, behind: str) -> bool:
    """Whether `kana`, in parts by spaces or middle dots, are how the last of `kanji`, before `behind`, are read."""
    parts = kana.replace("・", " ").split()
    if len(parts) > 1:
        return not all(map(_is_word, parts))
    return not _is_word(kana) or _is_read(
        kanji[-_LONGEST:], kana.translate(TO_HIRAGANA), behind[:_LONGEST_ENDING]
    )


@lru_cache(4_096)
def _is_word(kana: str) -> bool:
    """Whether kana are a word that is no name, or several with a particle or the like at one end."""
    found = _tokenizer().parse(kana)[1]
    if not found or any(not each.lemma for each in found):
        return False
    first, last = found[0], found[-1]
    if len(found) == 1:  # a name in hiragana is how kanji are read; one in katakana may be that of a country
        return first.subpos != "固有名詞" or kana >= "ァ"
    return first.pos in _NO_READINGS or last.pos in _ENDINGS


@lru_cache(4_096)
def _is_read(kanji: str, kana: str, behind: str) -> bool:
    """Whether the last words of these kanji are read so, with kana behind them (行（おこな）う), or kanji by kanji."""
    words = [kanji[at:] for at in _tokenizer().parse(kanji)[0]]
    endings = [behind[:size] for size in range(len(behind) + 1)]
    return any(
        kana + ending in _readings(word + ending)
        for ending in endings
        if all("ぁ" <= char <= "ゖ" for char in ending)
        for word in words
    ) or any(_is_read_by_kanji(word, kana) for word in words if len(word) > 1)


def _is_read_by_kanji(kanji: str, kana: str, *, is_first: bool = True) -> bool:
    """Whether each kanji has its part of the kana: 辺野古 as へのこ, 伊江島 as いえじま, 相浦 as あいのうら."""
    if not kanji:
        return not kana
    readings = _readings(kanji[0])
    if not is_first:
        readings += tuple(voiced(each[0]) + each[1:] for each in readings)
        readings += tuple(f"の{each}" for each in readings)
    return any(
        kana.startswith(each) and _is_read_by_kanji(kanji[1:], kana[len(each) :], is_first=False)
        for each in readings
    )


@lru_cache(4_096)
def _readings(word: str) -> tuple[str, ...]:
    return next((readings for _, readings in readings_of([word])), ())


@cache
def _tokenizer() -> Tokenizer[Morpheme]:
    return Tokenizer(lambda morpheme: morpheme)
