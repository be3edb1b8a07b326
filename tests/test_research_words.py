"""What is counted as a word, a long unit and a sentence."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council import COUNCIL
from fumikura.build import build_index
from fumikura.research.reading_order import order_key
from fumikura.research.selection import Selection
from fumikura.research.sentences import form_of, sentences
from fumikura.research.tokens import TokenTable, WordTokenizer, reading_as_written
from fumikura.research.units import NOTHING_KEPT, CountedWord, KeptWords, Unit, Units
from fumikura.research.words import kind_of_words, ngrams
from fumikura.search import open_index
from fumikura.text import Role, vocabulary
from fumikura.text.tokens import entry_of

tokenizer = WordTokenizer()
UNITS: tuple[Unit, ...] = ("short", "long")


def long_units(text: str, *kept: str) -> list[str]:
    """The long units of a text that are no function words, as shown."""
    whole = KeptWords.of((tokenizer.terms(word), word) for word in kept)
    found = words_of(text, "long", whole)
    return [word.shown for word, _, _ in found if word.pos not in ("particle", "auxiliary")]


def words_of(
    text: str, unit: Unit = "long", kept: KeptWords = NOTHING_KEPT
) -> list[tuple[CountedWord, int, int]]:
    """The words of a text, each with the range of tokens that it is."""
    tokens = tokenizer.tokens(text)
    units = Units(tokens.known, unit, kept)
    keys = units.keys(tokens.chars)
    edges = list(accumulate(units.sizes(keys), initial=0))
    placed = zip(map(units.words.__getitem__, keys), edges, edges[1:], strict=False)
    found = [(word, first, last) for word, first, last in placed if word.is_word]
    assert units.count(tokens.chars) == len(found)
    return found


def test_how_many_words_the_council_uses() -> None:
    """Thirty passages have 557 short and 504 long units, 864 letters and digits."""
    sizes = [sum(len(words_of(passage.text, unit)) for passage in COUNCIL) for unit in UNITS]
    assert sizes == [557, 504]
    assert sum(char.isalnum() for passage in COUNCIL for char in passage.text) == 864


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("両閣僚は抑止力を", "両閣僚 抑止力"),
        ("サイバー空間の重要性", "サイバー空間 重要性"),
        ("重要な課題", "重要 課題"),
        ("2+2会合とF-35配備", "2+2会合 F-35配備"),
        ("日米両政府", "日米 両政府"),
        ("日 米同盟", "日 米同盟"),
        ("「日米同盟」強化、東・南シナ海", "日米同盟 強化 東 南シナ海"),
        ("性能", "性能"),
        ("抜本的に強化すること", "抜本 的 強化 する こと"),
    ],
)
def test_long_units(text: str, words: str) -> None:
    """Prefixes, nouns and nominal suffixes are one word; white space, formal nouns and other suffixes part it."""
    assert long_units(text) == words.split()


def test_a_verb_is_counted_apart_from_its_noun() -> None:
    """A search finds one by the other; a list has each as its own word, under its lemma."""
    terms = [
        word.term
        for word, _, _ in words_of("取組に取り組み、受入れを受け入れて、できる。")
        if word.pos in ("noun", "verb")
    ]
    assert terms == ["取り組み", "取り組む", "受け入れ", "受け入れる", "出来る"]


def test_count_and_list_say_one_number(tmp_path: Path) -> None:
    """Also of a word that looks like a number, of one that looks like an auxiliary, of one in kana elsewhere."""
    rows = [
        {"id": "1", "text": "備えは十分であり、十分な余裕を持つ。一時の対応をとる。"},
        {"id": "2", "text": "十分に検討した。対応をとった時に報告する。そのときに決める。"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    build_index(tmp_path / "a.jsonl", tmp_path / "index")
    with open_index(tmp_path / "index") as index:
        listed = {row.lemma: row.occurrences for row in index.words(min=1).rows}
        counted = {
            word: sum(row.occurrences or 0 for row in index.count(word).rows)
            for word in ("十分", "一時", "とる", "時")
        }
    assert counted == {"十分": 3, "一時": 1, "とる": 2, "時": 2}
    assert [listed[lemma] for lemma in ("十分", "一時", "取る", "時")] == [3, 1, 2, 2]


def test_counters_behind_numbers() -> None:
    """年 after a number, in brackets too, is no word that says something; alone it is one."""
    kind = kind_of_words(None)

    def said(text: str) -> list[str]:
        return [word.shown for word, _, _ in words_of(text) if kind(word)]

    assert said("13（平成25）年に、12年の、年を越す") == ["年", "越す"]


def test_kept_words() -> None:
    """A word that is to be kept whole is one where it stands by itself, and stays a part of a longer run."""
    kept = "自由で開かれたインド太平洋"
    assert long_units(f"{kept}を維持", kept) == [kept, "維持"]
    assert kept not in long_units(f"{kept}構想", kept)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("同盟は柱である。強化は資する。", ["同盟は柱である。", "強化は資する。"]),
        ("「一致した。」と述べた。次に移る", ["「一致した。」と述べた。", "次に移る"]),
        ("（開いたまま。次の文。", ["（開いたまま。", "次の文。"]),
        ("本当か！？ はい。。", ["本当か！？", "はい。。"]),
        ("", []),
        (" 　", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    """A full stop inside of brackets ends no sentence, an unpaired bracket holds none together."""
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(alphabet="あ漢a。！？（）「」 \n", max_size=40))
def test_sentences_hold_the_whole_text(text: str) -> None:
    """Sentences are in order, don't overlap, and leave out nothing but white space."""
    spans = sentences(text)
    assert "".join(text[start:end] for start, end in spans).split() == "".join(text.split()).split() or all(
        text[a:b].isspace() or a == b
        for (_, a), (b, _) in zip([(0, 0), *spans], [*spans, (len(text), 0)], strict=True)
    )


def test_the_form_of_a_sentence() -> None:
    """Sentences are compared by letters and digits as written, in the form in which they are searched."""
    assert form_of("(3) 兩岸問題の、Ｆ－３５。") == form_of("3両岸問題のF35")


def test_words_in_the_order_of_their_reading() -> None:
    """Letters come before kana, kana as a dictionary has them, numbers last by value."""
    words = [("10", "", True), ("9", "", True), ("強化", "キョウカ", False), ("維持", "イジ", False),
             ("ABC", "", False), ("カード", "カード", False), ("か", "カ", False), ("が", "ガ", False)]  # fmt: skip
    ordered = sorted(words, key=lambda word: order_key(*word))
    assert [word for word, _, _ in ordered] == ["ABC", "維持", "か", "が", "カード", "強化", "9", "10"]


@given(st.text(max_size=60))
def test_words_of_any_text(text: str) -> None:
    """Of any text the long units are the short ones put together, and each lies where it is said to."""
    tokens = tokenizer.tokens(text)
    short = [at for _, first, last in words_of(text, "short") for at in range(first, last)]
    long = [at for _, first, last in words_of(text, "long") for at in range(first, last)]
    assert short == [at for at in long if tokens.entries[at].alphanumeric]
    assert all(0 <= start <= end <= len(text) for start, end in zip(tokens.starts, tokens.ends, strict=True))


def test_a_full_vocabulary_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that an index has no number for are told apart from what is no word, and counting knows of them."""
    monkeypatch.setattr(vocabulary, "_MOST", vocabulary._GAPS + 2)
    full = vocabulary.Vocabulary()
    chars = full.chars(
        [entry_of(2, word, Role.CONTENT, "名詞,普通名詞,一般") for word in ("一番", "二番", "三番")]
    )
    known = TokenTable(full.__getitem__)
    assert [known[char].alphanumeric for char in chars[:2]] == [True, True]
    assert not known.is_partial
    assert not known[chars[2]].alphanumeric
    assert known.is_partial


_PIECES = "行う 行い、 受け入れた 抑止力 の を高め （よくし） 尖閣（せんかく）諸島 ２＋２ 〔注1〕 。 ま\u3000た に".split(
    " "
)


@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=12).map("".join), st.sampled_from(UNITS))
def test_ngrams_are_the_characters_of_words_that_touch(text: str, unit: Unit) -> None:
    """N-grams are counted from the tokens alone, and are what the text has from the first of its words to the last."""
    tokens = tokenizer.tokens(text)
    passage = replace(COUNCIL[0], text=text, kind="paragraph")
    selection = Selection([(passage, tokens.chars)], tokens.known, {unit: Units(tokens.known, unit)})
    counted = ngrams(selection, unit, kind_of_words("all"), range(2, 4))

    words = selection.words(passage, unit)
    rows = [words[at : at + size] for size in (2, 3) for at in range(len(words) - size + 1)]
    touching = [row for row in rows if all(one[2] == other[1] for one, other in pairwise(row))]
    expected = Counter(text[row[0][1] : row[-1][2]] for row in touching)
    assert {each.shown: each.occurrences for each in counted.entries.values()} == expected
    assert counted.words == len(words)


@pytest.mark.parametrize(
    ("text", "kana"),
    [
        ("について", "ニツイテ"),
        ("を行った", "ヲオコナッタ"),
        ("強化されて", "キョウカサレテ"),
        ("来た", ""),
        ("受け入れ、", ""),
        ("2+2を", ""),
    ],
)
def test_ngrams_are_read_as_they_are_written(text: str, kana: str) -> None:
    """An inflected word is read with the ending that it has there; what has no reading leaves the n-gram without."""
    assert reading_as_written(tokenizer.tokens(text).entries) == kana
