"""Numbers as programs count them for lists and headings: formats of Word (ECMA-376, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_HALF = dict(
    zip(
        _AIUEO + "ヰヱ",
        "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｲｴ",
        strict=True,
    )
)
_KANJI, _LEGAL = "〇一二三四五六七八九", "零壱弐参四伍六七八九"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_SERIES = {
    "aiueoFullWidth": _AIUEO,
    "irohaFullWidth": _IROHA,
    "aiueo": "".join(_HALF[kana] for kana in _AIUEO),
    "iroha": "".join(_HALF[kana] for kana in _IROHA),
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
}
_ENCLOSED = {
    "decimalEnclosedCircle": 0x2460,
    "decimalEnclosedCircleChinese": 0x2460,
    "decimalEnclosedParen": 0x2474,
    "decimalEnclosedFullstop": 0x2488,
}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def format_number(value: int, style: str) -> str:
    """A number in a style by the name that Word gives it; in digits where the style is not known."""
    if style in ("none", "bullet"):
        return ""
    if value < 1 or value > 9999:
        return str(value)
    if series := _SERIES.get(style):
        return series[(value - 1) % len(series)] * ((value - 1) // len(series) + 1)
    if (first := _ENCLOSED.get(style)) is not None:
        return chr(first + value - 1) if value <= 20 else f"({value})"
    if style == "ideographEnclosedCircle":
        return chr(0x3280 + value - 1) if value <= 10 else f"({_counted(value, _KANJI)})"
    if style in ("lowerRoman", "upperRoman"):
        roman = _roman(value)
        return roman.upper() if style == "upperRoman" else roman
    if style in ("japaneseCounting", "chineseCounting", "taiwaneseCounting", "ideographLegalTraditional"):
        return _counted(value, _KANJI)
    if style == "japaneseLegal":
        return _counted(value, _LEGAL, "拾百阡", ones=True)
    if style in ("japaneseDigitalTenThousand", "ideographDigital"):
        return "".join(_KANJI[int(digit)] for digit in str(value))
    if style in ("decimalFullWidth", "decimalFullWidth2"):
        return str(value).translate(_FULL_WIDTH)
    return f"{value:02}" if style == "decimalZero" else str(value)


def _counted(value: int, digits: str, units: str = "十百千", *, ones: bool = False) -> str:
    """A number below ten thousand in kanji with units; `ones` are written before them or not (壱拾, 十)."""
    written = ""
    for power, unit in ((3, units[2]), (2, units[1]), (1, units[0])):
        digit = value // 10**power % 10
        if digit:
            written += ("" if digit == 1 and not ones else digits[digit]) + unit
    return written + (digits[value % 10] if value % 10 else "")


def _roman(value: int) -> str:
    written = ""
    for size, letters in _ROMAN:
        written += letters * (value // size)
        value %= size
    return written
