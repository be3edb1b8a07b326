"""Ends and beginnings of Japanese sentences, as evidence for or against a join.

Closed classes of the language (particles, conjunctions, demonstratives), not words of any subject.
"""

from __future__ import annotations

PARTICLES = tuple(
    """
    は が を に の と も へ や で な て から より まで ば つつ ける 的な
    及び 並びに 又は 若しくは および ならびに または
    """.split()
)
"""A text that ends so goes on: a particle, or a stem that wants its ending."""

STEMS = ("し", "り", "れ", "ら", "き")
"""Verbs end so where a sentence goes on (記念し、), and so do nouns (覚書の写し)."""

NOMINAL_ENDS = tuple(
    """
    こと もの とおり など 等 旨 である した する された いる ある ます です
    について に向けて に関して に際して をめぐって にあたって とは
    """.split()
)
"""A text that ends so may well be whole: an item of a list, a title, a sentence without its stop."""

FIRST_WORDS = tuple(
    """
    また さらに この その これ それ こう そう しかし なお ただ あわせて まず つぎ すなわち いわゆる ここ そこ
    あの かつて ひと ところ たとえば もっとも および なぜ いま とりわけ わが われ わた もし いずれ どの よって
    したがって そして だが でも では むしろ かかる おおむね きわめて すべて とくに ほか やがて ようやく あらゆる
    はじめ おわり まえ むすび
    """.split()
)
"""Words in hiragana that sentences begin with; other hiragana at the start of a line mostly end a word."""

NEVER_FIRST = "、。，．・：；！？」』）】〕］〉》ーァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎ々ゝゞヽヾ゛゜を,.:;!?)]}"
"""No sentence begins with one of these characters (JIS X 4051, characters not to begin a line, and を)."""
