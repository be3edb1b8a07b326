"""Bytes to text: the encodings of Japanese files, told by strict trial and never by guessing at what is broken.

A file is taken for an encoding only if every byte of it is valid there. EUC-JP and CP932 are the one pair that a
file can be valid in both of; kana decide there, since running Japanese is a third kana and chance hits are not.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from contextlib import suppress
from functools import cache

from fumikura.errors import UndecodableError, UnreadableError
from fumikura.messages import Message

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_COMMON = re.compile(r"[\t\n\r\f -~\u3000-\u30ff\u4e00-\u9fff\uff01-\uff9f]+")
_HEAD = 4096  # bytes in which markup names its encoding
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_JIS = ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_2004")
# What pages that name an encoding are in, the more general first; UTF-16 can't be, as its name was read as ASCII.
_CHARSETS = {
    **dict.fromkeys(
        ("shift_jis", "shift-jis", "x-sjis", "sjis", "windows-31j", "ms932"), ("cp932", "shift_jis_2004")
    ),
    **dict.fromkeys(("euc-jp", "x-euc-jp", "eucjp"), ("euc_jp", "euc_jis_2004")),
    **dict.fromkeys(("iso-2022-jp", "csiso2022jp"), _JIS),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "ucs-2"), ("utf-8",)),
}
# What Python has under such names for other purposes, some of it in time that grows with the square.
_NO_CHARSETS = frozenset({"idna", "punycode", "raw_unicode_escape", "unicode_escape", "undefined"})
_KANA_RUN = re.compile("[ぁ-ヿ]+")
_KANA = 0.2  # of the Japanese characters of running text, at the least
_MANY_ZEROS = 0.02  # of the bytes of a text; fewer may be strays
_SOUND = 1000  # characters of a page to one that is bad
_UNASSIGNED = re.compile("[\x80\xa0\uf8f0-\uf8f3]")  # bytes that no character of CP932 has, and Python takes
_USUAL = re.compile("[\u3000-\u33ff\uff01-\uff60\uffe0-\uffe6\u2000-\u26ff]+")
_HALF_WIDTH_WORD = re.compile("[\uff61-\uff9f]{2,}")
_HALF_WIDTH = re.compile("[\uff61-\uff9f]+")
_VOICED = re.compile("[ｳｶ-ﾄﾊ-ﾎ]ﾞ|[ﾊ-ﾎ]ﾟ")
_REPLACED = re.compile("\ufffd+")
_FEW_BYTES = re.compile("[\0-\u07ff\ufffd]+")  # what UTF-8 writes with one or two bytes, or can't read
_BYTES_OF_FAULT = 3
_ESCAPES = re.compile(rb"\x1b(?:\$[@B(]|\([BIJ])")
_TO_ASCII = (b"(B", b"(J")  # escapes of ISO-2022-JP, without their first byte
_PRINTED = bytes(range(0x21, 0x7F))
_WIDE_KANA = re.compile(rb"[\x01-\x03\x41-\xfc]0|0[\x01-\x03\x41-\xfc]")
_SOME, _MUCH, _MUCH_MORE = 0.1, 0.4, 0.8
_MANY_POINTS = 0.2
_BINARY, _ODD_IN_TEXT = 0.1, 0.02  # of the bytes of a file, of text in an encoding without a mark
_SAMPLE = 65536  # bytes
_SHORT = 256  # bytes
_SHOWN = 10  # characters
_ODD = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b\x1a"))  # control characters that texts do not hold


def read_text(data: bytes, source: str, encoding: str | None = None) -> str:
    """The text of a file; `source` is what to call it in a message.

    Raises UndecodableError where its encoding can't be told, UnreadableError where there is nothing in it.
    """
    text = decode(data, source, encoding)
    if not text.strip("\ufeff \t\r\n\f\u3000"):
        raise UnreadableError("file.empty", source=source)
    return text


def decode(data: bytes, source: str, encoding: str | None = None) -> str:
    """The text that `data` holds, in the encoding that it is valid in; `encoding` decides where bytes don't tell.

    Raises UndecodableError, which says why and what to do.
    """
    if (text := _certain(data)) is not None:
        return text
    if encoding is None:
        return _likely(data, source)
    try:
        return _decode_as(data, source, encoding)
    except UndecodableError:
        if is_encoding(encoding):
            with suppress(UndecodableError):  # one file of a folder may be in another encoding than the rest
                return _likely(data, source)
        raise


def _certain(data: bytes) -> str | None:
    """The text of bytes that tell their encoding themselves: by a mark, or as hardly any others are valid in it."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _try(data, name)
    if (wide := _wide_text(data)) is not None:
        return wide
    if _is_binary(data):
        return None
    if _ESCAPES.search(data) and not _lacks_escape(data):
        for name in _JIS:
            text = _try(data, name)
            if text is not None and "\x1b" not in text:
                return text
    return None if data.isascii() else _try(data, "utf-8")


def _lacks_escape(data: bytes) -> bool:
    """Whether text of ISO-2022-JP goes back to ASCII where it is in that, after what begins another character set."""
    pieces = data.split(b"\x1b")
    in_ascii = [number == 0 or piece.startswith(_TO_ASCII) for number, piece in enumerate(pieces)]
    for number, piece in enumerate(pieces[:-1]):
        if in_ascii[number] and in_ascii[number + 1]:
            end = piece[len(piece.rstrip(_PRINTED)) :]
            if b"$B" in end or b"$@" in end:
                return True
    return False


def _likely(data: bytes, source: str) -> str:
    """The text of bytes that don't. Raises UndecodableError."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, source, name)
    if _is_binary(data):
        raise UndecodableError("file.binary", source=source)
    if match := _ESCAPES.search(data):  # of ISO-2022-JP, and yet it is none
        raise UndecodableError("file.encoding-none", source=source, place=match.start())
    if data.isascii():
        return data.decode("ascii")
    if (place := _fault_in_utf8(data)) is not None:
        raise UndecodableError("file.utf-8-faulty", source=source, place=place)
    return _legacy(data, source)


def decode_markup(data: bytes, source: str, encoding: str | None = None) -> str:
    """The text of a web page or of XML: in the encoding that it names, if it is valid in that, else as `decode` tells.

    Raises UndecodableError.
    """
    for candidate in () if encoding else _named(data):
        with suppress(LookupError, UnicodeError):
            return data.decode(candidate)
    return decode(data, source, encoding)


def decode_page(data: bytes, source: str, encoding: str | None = None) -> tuple[str, tuple[Message, ...]]:
    """The text of a web page, and what is to be said of it: as browsers do, a few bad bytes are shown as U+FFFD.

    Only in the encoding that the page names, and only where no more than one character in a thousand is bad; else it
    raises UndecodableError as `decode_markup` does.
    """
    try:
        return decode_markup(data, source, encoding), ()
    except UndecodableError:
        for candidate in () if encoding else _named(data)[:1]:
            with suppress(LookupError):
                text = data.decode(candidate, "replace")
                bad = text.count("\ufffd")
                if 0 < bad * _SOUND <= len(text):
                    said = Message("file.bytes-replaced", source=source, count=bad, encoding=candidate)
                    return text, (said,)
        raise


def _named(data: bytes) -> tuple[str, ...]:
    """The encodings that markup may mean by the one that it names, the more general first."""
    if data.startswith(tuple(mark for mark, _ in _MARKS)):
        return ()
    match = _CHARSET.search(data[:_HEAD])
    name = match[1].decode("ascii").lower() if match else ""
    return _CHARSETS.get(name, (name,) if is_charset(name) else ())


def is_encoding(name: str) -> bool:
    """Whether bytes can be decoded by a name."""
    try:
        b"a".decode(name)
    except UnicodeError:
        return True
    except (LookupError, ValueError):  # ValueError: a NUL in it
        return False
    return is_charset(name)


def is_charset(name: str) -> bool:
    """Whether a name may be that of an encoding of texts."""
    return bool(name) and name.lower().replace("-", "_") not in _NO_CHARSETS


def _legacy(data: bytes, source: str) -> str:
    if _is_nearly_wide(data) or _odd_share(data) > _ODD_IN_TEXT:
        raise UndecodableError("file.utf-16-faulty", source=source)
    cp932 = _try(data, "cp932")
    if cp932 and _UNASSIGNED.search(cp932):
        cp932 = None
    euc = _try(data, "euc_jp") or _try(data, "euc_jis_2004")
    if cp932 is not None and euc is not None:
        if _kana_share(euc) >= _KANA:
            return euc
        raise UndecodableError("file.encoding-ambiguous", source=source)
    text = cp932 if cp932 is not None else euc
    if text is None:
        raise UndecodableError("file.encoding-none", source=source, place=_first_fault(data))
    japanese = _without_ascii(text)
    if cp932 is not None and _is_usual(japanese, 1 - _MUCH):  # as nearly all texts are
        return text
    if (
        not _reads_as_japanese(japanese)
        or (cp932 is None and not _kana_share(text))  # Chinese bytes are kanji of EUC-JP
        or (euc is None and _is_nearly_euc(data, japanese[:_SAMPLE]))
    ):
        encoding, begins = ("EUC-JP" if cp932 is None else "CP932"), text.strip()[:_SHOWN]
        raise UndecodableError("file.encoding-doubtful", source=source, encoding=encoding, begins=begins)
    return text


def _reads_as_japanese(other: str) -> bool:
    """Whether half of a text without its ASCII is what texts are made of: kana, signs, the kanji of JIS level 1.

    Other bytes that happen to be valid give rare kanji and single half-width signs: UTF-8 that was cut short, Latin-1.
    """
    rare = Counter(_USUAL.sub("", _HALF_WIDTH_WORD.sub("", other)))
    kanji = sum(count for kanji, count in rare.items() if "一" <= kanji <= "龥" and _is_of_level_1(kanji))
    return 2 * (rare.total() - kanji) <= len(other)


@cache  # there are some twenty thousand
def _is_of_level_1(kanji: str) -> bool:
    return b"\xb0" <= kanji.encode("euc_jp", "replace")[:1] < b"\xd0"


def _decode_as(data: bytes, source: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        place = getattr(error, "start", 0)
        raise UndecodableError(
            "file.encoding-wrong", source=source, encoding=encoding, place=place
        ) from error
    except (LookupError, ValueError) as error:  # ValueError: a NUL in its name
        raise UndecodableError("file.encoding-unknown", source=source, encoding=encoding) from error


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _first_fault(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _fault_in_utf8(data: bytes) -> int | None:
    """Where the first fault is, if the bytes are UTF-8 but for some: a file cut short, or put together of two.

    Such bytes are often valid in an older encoding, too, and rubbish there. Characters of three bytes and more are what
    tells: by chance there are hardly any.
    """
    text = data.decode("utf-8", "replace")
    sound = len(_FEW_BYTES.sub("", text))
    if not sound or _BYTES_OF_FAULT * sound < text.count("\ufffd"):
        return None
    return _first_fault(data) if sound >= _faults(text) else None


def _faults(text: str) -> int:
    """In how many places bytes were no characters: one that is lost or wrong spoils three of UTF-8 at the most."""
    return sum(-(-len(run) // _BYTES_OF_FAULT) for run in _REPLACED.findall(text))


def _is_nearly_euc(data: bytes, japanese: str) -> bool:
    """Whether bytes that are soup in CP932 are EUC-JP but for some: there each of their pairs is two half-width kana.

    `japanese` is that soup without its ASCII. What comes after a byte that was lost has other pairs; but of those that
    kana are made of the first half stays, and shows as 、 or ・ of half width.
    """
    half = "".join(_HALF_WIDTH.findall(japanese))
    points = half.count("､") + half.count("･")
    if points > 1 and points >= _MANY_POINTS * len(half) and len(half) >= _MUCH * len(japanese):
        return True
    voiced = len(_VOICED.findall(half))
    is_half_width = voiced > 1 and voiced == half.count("ﾞ") + half.count("ﾟ")
    if is_half_width or _is_usual(japanese, 1 - _MUCH):
        return False
    without = range(len(data) if len(data) <= _SHORT else 1)  # the other half of a character that lost one
    return _is_usual_euc(data[:_SAMPLE]) or any(
        _is_usual_euc(data[:place] + data[place + 1 : _SAMPLE]) for place in without
    )


def _is_usual_euc(data: bytes) -> bool:
    text = data.decode("euc_jp", "replace")
    sound = re.sub("[\0-\x7f\ufffd]+", "", text)
    certain = len(sound) > 1 or _USUAL.search(sound)
    return bool(certain) and len(sound) >= _faults(text) and _is_usual(sound, _MUCH_MORE)


def _is_usual(text: str, share: float) -> bool:
    """Whether so much is what texts are made of: kana and signs of full width, kanji of level 1."""
    other = _USUAL.sub("", text)
    usual, least = len(text) - len(other), share * len(text)
    if usual < least:
        usual += sum(n for char, n in Counter(other).items() if "一" <= char <= "龥" and _is_of_level_1(char))
    return usual >= least


def _without_ascii(text: str) -> str:
    return re.sub("[\0-\x7f]+", "", text)


def _is_binary(data: bytes) -> bool:
    """Whether too many bytes are control characters that texts do not hold."""
    return _odd_share(data) > _BINARY


def _odd_share(data: bytes) -> float:
    sample = data[:_SAMPLE]
    return 1 - len(sample.translate(None, _ODD)) / len(sample) if sample else 0.0


def _wide_text(data: bytes) -> str | None:
    """The text of UTF-16 without a byte-order mark: told by NUL bytes, and by what reads as Japanese.

    In Japanese text there may be a single NUL, before its last line feed, or none; then it must be no UTF-8, and what has
    no NUL at all needs kana, which older encodings hardly ever give by chance.
    """
    sample = data[:_SAMPLE]
    zeros = sample.count(0)
    if len(data) % 2 or (zeros < _MANY_ZEROS * len(sample) and _try(data, "utf-8") is not None):
        return None
    for name in ("utf-16-le", "utf-16-be"):
        text = _try(sample, name)
        if not text or len(_COMMON.sub("", text)) * 10 > len(text):
            continue
        if zeros or _kana_share(text) >= _KANA:
            return _try(data, name)
    return None


def _is_nearly_wide(data: bytes) -> bool:
    """Whether bytes are UTF-16 without a mark but for some: a half of each kana is the byte of 0, one of 、 a control."""
    sample = data[:_SAMPLE]
    least = max(2, (_SOME if _odd_share(data) else _MUCH) * len(sample) / 2)
    return sample.count(b"0") >= least and len(_WIDE_KANA.findall(sample)) >= least


def _kana_share(text: str) -> float:
    japanese = _without_ascii(text)
    kana = len(japanese) - len(_KANA_RUN.sub("", japanese))
    return kana / len(japanese) if japanese else 0.0
