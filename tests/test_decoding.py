"""Bytes to text: encodings told by strict trial."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fumikura.errors import UndecodableError, UnreadableError
from fumikura.reading.decoding import decode, read_text

_JAPANESE = "閣僚は、台湾海峡の平和と安定の重要性を強調した。\nミサイル防衛についても、意見を交換した。\n"
_WORDS = [
    "閣僚",
    "会談",
    "平和",
    "2013年",
    "の",
    "は、",
    "を",
    "した。",
    "について",
    "ミサイル",
    "データ",
    "\n",
    "（概要）",
    "10月3日",
    "「指針」",
]
_prose = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=40).map(
    lambda words: "また、" + "".join(words) + "である。"
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-32"]
)
def test_each_encoding_is_recognised(encoding: str) -> None:
    """The same text comes out of each encoding that Japanese files have, without its byte-order mark."""
    assert decode(_JAPANESE.encode(encoding), "a.txt") == _JAPANESE


@pytest.mark.parametrize(
    ("mark", "encoding"), [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")]
)
def test_utf_16_is_told_by_its_mark(mark: bytes, encoding: str) -> None:
    """UTF-16 of either byte order is read by its mark."""
    assert decode(mark + _JAPANESE.encode(encoding), "a.txt") == _JAPANESE


@pytest.mark.parametrize("text", ["同盟の協議\n", "抑止力について述べた。", "ABC と平和\n"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_told_without_a_mark(text: str, encoding: str) -> None:
    """So it is by NUL bytes, of which Japanese text may have one or none, and by kana."""
    assert decode(text.encode(encoding), "a.txt") == text


@given(_prose, st.sampled_from(["utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16"]))
def test_decoding_undoes_encoding(text: str, encoding: str) -> None:
    """Japanese prose of any wording is got back from each encoding."""
    assert decode(text.encode(encoding), "a.txt") == text


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.sampled_from(["utf-8", "utf-16", "utf-32"])
)
def test_unicode_is_never_taken_for_something_else(text: str, encoding: str) -> None:
    """Whatever its characters, a text in an encoding of Unicode is got back as it was."""
    assume(not text.startswith("\ufeff"))
    assert decode(text.encode(encoding), "a.txt") == text


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_a_message(data: bytes) -> None:
    """Bytes at random are decoded, or refused with an error of ours that has a remedy."""
    try:
        decode(data, "a.txt")
    except UndecodableError as error:
        assert error.message.startswith("a.txt: ")
        assert "--encoding" in error.remedy


def test_characters_of_cp932_alone_are_kept() -> None:
    """①, ㈱, Ⅳ and 髙 of Windows are read as such."""
    assert decode("①㈱Ⅳ髙である。".encode("cp932"), "a.txt") == "①㈱Ⅳ髙である。"


def test_a_broken_file_is_refused_and_its_place_named() -> None:
    """One bad byte in a UTF-8 file is not passed over: the message says where it is."""
    data = "閣僚は、".encode() + b"\xff\xfe\xff" + "強調した。".encode()
    with pytest.raises(UndecodableError, match=r"a\.txt: not valid as UTF-8 \(byte 12\)"):
        decode(data, "a.txt")


def test_a_cut_file_is_refused() -> None:
    """A UTF-8 file that ends inside a character is not decoded with a loss."""
    with pytest.raises(UndecodableError):
        decode("閣僚は、強調した。".encode()[:-1], "a.txt")


@pytest.mark.parametrize(
    "data",
    [
        "日本".encode()[:-1],
        "あ".encode()[:-1],
        "日米両国".encode()[:-2],
        "The plan of 日本".encode()[:-1],
        b"abc\xff",
        b"abc\x80\xa0",
        "The price is £5.".encode("latin-1"),
    ],
)
def test_a_short_broken_file_is_not_guessed_at(data: bytes) -> None:
    """A few bytes that are valid in an older encoding by chance, and rubbish there, are refused."""
    with pytest.raises(UndecodableError):
        decode(data, "a.txt")


@pytest.mark.parametrize("place", [0, 1, 2, 5, 12, -3, -2, -1])
@pytest.mark.parametrize("lost", [False, True], ids=["twice", "lost"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "euc_jp", "iso2022_jp", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["政府の関係者、", "会合では、確認した。", "つながるよう、また、"])
def test_a_byte_that_is_lost_or_there_twice_is_not_guessed_at(
    text: str, encoding: str, lost: bool, place: int
) -> None:
    """A short file with such a fault is never read in another encoding: it is refused, or its own comes out."""
    data = bytearray(text.encode(encoding))
    data[place : place + 1 or None] = b"" if lost else bytes([data[place]]) * 2
    try:
        found = decode(bytes(data), "a.txt")
    except UndecodableError as error:
        assert error.remedy
    else:
        assert found.encode(encoding).endswith(bytes(data)) or len({*found} & {*text}) * 2 > len({*text})


@pytest.mark.parametrize(
    "data",
    [
        "協議".encode("iso2022_jp")[1:] + b"\n2)" + "平時".encode("iso2022_jp"),
        "協議".encode("iso2022_jp").replace(b"\x1b(B", b"\x1bB"),
        "協議".encode("iso2022_jp") + b"\xd2",
    ],
)
def test_broken_escapes_are_no_characters(data: bytes) -> None:
    """Text of ISO-2022-JP that lost a byte of an escape is not read as the ASCII that its bytes would be."""
    with pytest.raises(UndecodableError):
        decode(data, "a.txt")


@pytest.mark.parametrize(
    "text", ["費用は$Bである。", "いつつの$B!!と、つつ", "$B\n協議", "つつつつ（$B）つつ"]
)
def test_a_dollar_is_no_broken_escape(text: str) -> None:
    """つ is `$B` in ISO-2022-JP, and a dollar with a B behind it may stand in the ASCII."""
    assert decode(text.encode("iso2022_jp"), "a.txt") == text


@pytest.mark.parametrize(
    "text",
    ["海", "日本", "ｱｲｳ", "ﾃｽﾄ", "1,ﾔﾏﾀﾞﾀﾛｳ\n2,ｽｽﾞｷｼﾞﾛｳ\n", "株㈱", "会議①", "アB", "。", "鬱蒼"],
)
def test_a_short_file_in_an_older_encoding(text: str) -> None:
    """A word, a sign, half-width kana are enough to tell Japanese by, where they are in one encoding alone."""
    assert decode(text.encode("cp932"), "a.txt") == text


def test_what_fits_two_encodings_is_not_guessed() -> None:
    """Bytes that are valid as CP932 and as EUC-JP, without kana to tell by, are refused; a named encoding decides."""
    data = "同盟強化".encode("euc_jp")
    with pytest.raises(UndecodableError, match="valid both as CP932 and as EUC-JP"):
        decode(data, "a.txt")
    assert decode(data, "a.txt", "euc_jp") == "同盟強化"


@pytest.mark.parametrize(
    "data", [bytes(range(32)) * 20, b"\x89PNG\r\n\x1a\n" + bytes(500), "平和。".encode("utf-16-le")]
)
def test_binary_files_are_no_text(data: bytes) -> None:
    """Pictures, and UTF-16 without a mark, are refused."""
    with pytest.raises(UndecodableError):
        decode(data, "a.png")


def test_a_named_encoding_must_fit() -> None:
    """An encoding that is not known, or that the bytes are not valid in, is refused by name."""
    with pytest.raises(UndecodableError, match="klingon is no encoding"):
        decode(b"a", "a.txt", "klingon")
    with pytest.raises(UndecodableError, match=r"not valid as ascii \(byte 0\)"):
        decode(b"\xff\x81", "a.txt", "ascii")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "euc_jp", "iso2022_jp", "utf-16"])
def test_a_named_encoding_leaves_the_other_files_of_a_folder_alone(encoding: str) -> None:
    """It decides for what can't be told: text that is surely in another encoding, or not valid in it, is read in its own.

    The first is valid as CP932 too, and rubbish there.
    """
    for text in ("台湾海峡\n", _JAPANESE):
        if encoding != "euc_jp" or text == _JAPANESE:
            assert decode(text.encode(encoding), "a.txt", "cp932") == text


@pytest.mark.parametrize("data", [b"", b"  \r\n\t\n", "\ufeff\u3000\n".encode()])
def test_an_empty_file_holds_no_text(data: bytes) -> None:
    """Nothing, white space and a mark alone are no text."""
    with pytest.raises(UnreadableError, match=r"d/a\.txt: contains no text"):
        read_text(data, "d/a.txt")


def test_chinese_bytes_are_not_taken_for_euc_jp() -> None:
    """GB 2312 is valid there, as kanji without a single kana."""
    with pytest.raises(UndecodableError, match="EUC-JP"):
        decode("日美同盟会议在东京举行。这是一个测试文件。".encode("gb2312"), "a.txt")
