"""Which tokens of a run say something, whatever they are by themselves.

What of a question only serves to ask it: compound particles (～について, ～における) and turns such as ～を教えて.

Their verbs are words elsewhere (付く, 知る), so this is decided by the run that they stand in, and for queries alone.
"""

from __future__ import annotations

import re

from fumikura.text import Analysis, Analyzer, Role

# Compiled when a query first has hiragana, as all of it has: at import it would cost every search.
_SILENT = (
    # Compound particles (複合辞)
    r"に(?:つい(?:て(?:の|は|も)?|ては)|つき(?:まして)?|関(?:する|し(?:て(?:の|は)?)?)|対(?:する|し(?:て(?:の|は)?)?)"
    r"|おけ(?:る)|おい(?:て(?:の|は|も)?)|於け?(?:る|て)|よ(?:っ(?:て(?:は)?)|る(?:と)?|り)|際し(?:て(?:の)?)?|とっ(?:て(?:の|は)?)"
    r"|伴(?:う|っ(?:て)?|い)|向け(?:た|て(?:の)?)|当たっ(?:て)?|あたっ(?:て)?)"
    r"|と(?:して(?:の|は)?|いう|いっ(?:た)|言(?:う|っ(?:た)))|を(?:めぐ(?:る|って|り)|巡(?:る|って|り)|通(?:じ(?:て|た)?|して))"
    # Asking how, and for what
    r"|どの(?:よう(?:な|に)|様(?:な|に)|くらい|程度)|どう(?:いう|いった)|どんな|いかなる|如何なる|どういうこと"
    # The end of a question
    r"|(?:について|を|が|は|のか|か)?(?:知りた(?:い|く)|教え(?:て|ろ)|説明し(?:て|ろ)|述べ(?:よ|て)|調べ(?:たい|て)|見つけて|探し(?:て|たい))"
    r"(?:です|ください|下さい|くれ|ほしい|欲しい|もらえますか|いただけますか|頂けますか|くれますか|くれませんか|います)*[?!。.]*$"
)  # fmt: skip


def silent_tokens(analysis: Analysis) -> frozenset[int]:
    """The tokens of a run that lie wholly in such a turn, by their positions."""
    text = analysis.literal.text
    if not any("ぁ" <= char <= "ゖ" for char in text):
        return frozenset()
    spans = [match.span() for match in re.finditer(_SILENT, text)]
    if not spans:
        return frozenset()
    return frozenset(
        index
        for index, (start, end) in enumerate(zip(analysis.starts, analysis.ends, strict=True))
        if any(first <= start and end <= last for first, last in spans)
    )


_SIGNS = frozenset("-/.:+&@_~'×#・")
_UNITS = frozenset("%‰°$¥€£")
_ITERATION = frozenset("々ゝゞヽヾ〳〴〵")
_KANA_IN_NAME = r"(?<=[一-鿿々ァ-ヺー])[ぁ-ゖ]{2,}"
_VOICED = str.maketrans(
    "がぎぐげござじずぜぞだぢづでどばびぶべぼ", "かきくけこさしすせそたちつてとはひふへほ"
)
_NO_NOUNS = frozenset("だけ ばかり ぐらい ごと など がち どころ".split())
_NOUN_ENDINGS = frozenset("いきしちにひみりぎじびえけせてねへめれげべ")


def signs_inside(analysis: Analysis) -> frozenset[int]:
    """The signs that belong to a run: / in 2024/0 and C/A, % of 5%, 々 and 〳〵; not the punctuation of a sentence."""
    text, entries = analysis.literal.text, analysis.entries
    between = (
        index
        for index in range(1, len(entries) - 1)
        if text[analysis.starts[index] : analysis.end(index)] in _SIGNS
        and Role.FUNCTION not in (entries[index - 1].role, entries[index + 1].role)
    )
    units = (index for index, start in enumerate(analysis.starts) if analysis.literal.text[start] in _UNITS)
    repeated = (index for index, made in enumerate(entries) if made.term and set(made.term) <= _ITERATION)
    return frozenset((*between, *units, *repeated))


def names_in_kana(analysis: Analysis, analyzer: Analyzer) -> frozenset[int]:
    """The tokens of kana behind kanji that are a noun with its first sound voiced, as 便り in 図書館だより.

    The dictionary has no だより, so they come as particles.
    """
    found: set[int] = set()
    if not any("ぁ" <= char <= "ゖ" for char in analysis.literal.text):
        return frozenset()
    for match in re.finditer(_KANA_IN_NAME, analysis.literal.text):
        kana = match[0]
        plain = kana[0].translate(_VOICED) + kana[1:]
        if plain == kana or kana in _NO_NOUNS or kana[-1] not in _NOUN_ENDINGS:
            continue
        read = analyzer.analyze(plain).entries
        if len(read) == 1 and read[0].role is Role.CONTENT and read[0].term != plain:
            found.update(
                index
                for index, start in enumerate(analysis.starts)
                if match.start() <= start and analysis.end(index) <= match.end()
            )
    return frozenset(found)
