"""Bytes to text: the encodings of Japanese files, told by strict trial and never by guessing at what is broken.

A file is taken for an encoding only if every byte of it is valid there. EUC-JP and CP932 are the one pair that a
file can be valid in both of; kana decide there, since running Japanese is a third kana and chance hits are not.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from contextlib import suppress

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
_KANA = 0.2  # of the Japanese characters of running text, at the least
_MANY_ZEROS = 0.02  # of the bytes of a text; fewer may be strays
_SOUND = 1000  # characters of a page to one that is bad
_UNASSIGNED = re.compile("[\x80\xa0\uf8f0-\uf8f3]")  # bytes that no character of CP932 has, and Python takes
_USUAL = re.compile("[\u3000-\u33ff\uff01-\uff60\uffe0-\uffe6\u2000-\u26ff]+")
_HALF_WIDTH_WORD = re.compile("[\uff61-\uff9f]{2,}")
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
    names = [*_JIS] if b"\x1b$" in data or b"\x1b(" in data else []
    if not data.isascii():
        names.append("utf-8")
    texts = (_try(data, name) for name in names)
    return next((text for text in texts if text is not None), None)


def _likely(data: bytes, source: str) -> str:
    """The text of bytes that don't. Raises UndecodableError."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, source, name)
    if _is_binary(data):
        raise UndecodableError("file.binary", source=source)
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
    if not _reads_as_japanese(text) or (
        cp932 is None and not _kana_share(text)
    ):  # Chinese bytes are kanji of EUC-JP
        encoding, begins = ("EUC-JP" if cp932 is None else "CP932"), text.strip()[:_SHOWN]
        raise UndecodableError("file.encoding-doubtful", source=source, encoding=encoding, begins=begins)
    return text


def _reads_as_japanese(text: str) -> bool:
    """Whether half of what is not ASCII is what texts are made of: kana, signs, the kanji of JIS level 1.

    Other bytes that happen to be valid give rare kanji and single half-width signs: UTF-8 that was cut short, Latin-1.
    """
    other = re.sub("[\0-\x7f]+", "", text)
    rare = Counter(_USUAL.sub("", _HALF_WIDTH_WORD.sub("", other)))
    kanji = sum(count for kanji, count in rare.items() if "一" <= kanji <= "龥" and _is_of_level_1(kanji))
    return 2 * (rare.total() - kanji) <= len(other)


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
    faults = text.count("\ufffd")
    sound = len(re.sub("[\0-\u07ff]+", "", text)) - faults
    return _first_fault(data) if sound and sound >= faults else None


def _is_binary(data: bytes) -> bool:
    """Whether more than one byte in ten is a control character that texts do not hold."""
    sample = data[:65536]
    odd = len(sample) - len(sample.translate(None, _ODD))
    return odd * 10 > len(sample)


def _wide_text(data: bytes) -> str | None:
    """The text of UTF-16 without a byte-order mark: told by NUL bytes, and by what reads as Japanese.

    In Japanese text there may be a single NUL, before its last line feed, or none; then it must be no UTF-8, and what has
    no NUL at all needs kana, which older encodings hardly ever give by chance.
    """
    sample = data[:65536]
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


def _kana_share(text: str) -> float:
    japanese = re.sub("[\0-\x7f]+", "", text)
    kana = len(japanese) - len(re.sub("[ぁ-ヿ]+", "", japanese))
    return kana / len(japanese) if japanese else 0.0
