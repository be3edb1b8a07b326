"""Mail as programs really send it: several texts, alternatives, messages handed on, and what no program should send."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from extraction import read_bytes

_HEAD = "From: a@example.jp\r\nSubject: 会合\r\nMIME-Version: 1.0\r\n"


def _message(kind: str, *parts: str) -> str:
    inner = "".join(f"--B\r\n{part}\r\n" for part in parts)
    return f"{_HEAD}Content-Type: multipart/{kind}; boundary=B\r\n\r\n{inner}--B--\r\n"


def _part(text: str, kind: str = "text/plain", name: str = "") -> str:
    named = f'; name="{name}"' if name else ""
    return f"Content-Type: {kind}; charset=utf-8{named}\r\n\r\n{text}\r\n"


def _texts(tmp_path: Path, message: str | bytes) -> str:
    data = message if isinstance(message, bytes) else message.encode()
    return "\n".join(p.text for p in read_bytes(tmp_path, "a.eml", data).passages)


_HTML = "text/html"


@pytest.mark.parametrize(
    "message",
    [
        _message("mixed", _part("一つ目である。"), _part("二つ目である。"), _part("<p>三つ目である。</p>", _HTML)),
        _message("related", _part("<p>一つ目である。<textarea>", _HTML), _part("<p>二つ目、三つ目である。", _HTML)),
        _message("mixed", _part("一つ目である。"), f"Content-Type: message/rfc822\r\n\r\n{_HEAD}\r\n二つ目。三つ目。"),
        _message("digest", *(f"\r\n{_HEAD}\r\n{number}つ目である。" for number in "一二三")),
        _message("report", _part("一つ目である。"), _part("Action: 二つ目\r\nStatus: 三つ目", "message/delivery-status")),
        _message("alternative", _part("HTML で。"), _part("<p>一つ目である。<p>二つ目である。<p>三つ目である。", _HTML)),
        f"{_HEAD}Content-Type: multipart/mixed\r\n\r\n一つ目、二つ目、三つ目である。\r\n",
        "\ufeff" + _message("mixed", _part("一つ目、二つ目、三つ目である。")),
    ],
    ids=["mixed", "related", "rfc822", "digest", "report", "alternative", "no boundary", "mark"],
)  # fmt: skip
def test_all_texts_of_a_message_are_read(tmp_path: Path, message: str) -> None:
    """Each text of a message is found, wherever it stands in it."""
    texts = _texts(tmp_path, message)
    assert [each for each in ("一つ目", "二つ目", "三つ目") if each not in texts] == []


def test_of_alternatives_the_plain_one_is_read(tmp_path: Path) -> None:
    """What is said twice, with markup and without, stands once; alternatives in one another take no longer."""
    plain = _message("alternative", _part("会合を開く。"), _part("<p>会合を開く。</p>", _HTML))
    assert _texts(tmp_path, plain).count("会合を開く。") == 1
    fuller = _part(
        "<p>会合を開く。</p><table><tr><td>日時<td>令和六年<tr><td>場所<td>東京都庁舎</table>", _HTML
    )
    both = _texts(tmp_path, _message("alternative", _part("会合を開く。詳細は別紙を見よ。"), fuller))
    assert [each for each in ("別紙を見よ", "令和六年", "東京都庁舎") if each not in both] == []
    shorter = _message(
        "alternative", _part("会合を開く。詳細は別紙を見よ。"), _part("<p>会合を開く。</p>", _HTML)
    )
    assert "別紙を見よ" in _texts(tmp_path, shorter)
    inner = _part("会合を開く。")
    for number in range(60):
        kind = f"Content-Type: multipart/alternative; boundary=B{number}"
        inner = f"{kind}\r\n\r\n--B{number}\r\n{inner}\r\n--B{number}--"
    assert _texts(tmp_path, f"{_HEAD}{inner}").count("会合を開く。") == 1


def test_what_is_not_read_of_a_message_is_named(tmp_path: Path) -> None:
    """Attachments without a name, attached pictures, parts beyond all bounds."""
    message = EmailMessage()
    message["From"] = "a@example.jp"
    message.set_content("会合である。")
    message.add_attachment(b"\x89PNG\r\n\x1a\n\0", maintype="image", subtype="png", filename="a.png")
    message.add_attachment(b"\0\1\2", maintype="application", subtype="pdf")
    left = read_bytes(tmp_path, "a.eml", bytes(message)).left_out
    assert [source for source, _ in left] == ["a.eml!a.png", "a.eml!3.pdf"]
    many = _message("mixed", *(_part(f"第{number}部。") for number in range(1005)))
    ((_, fault),) = read_bytes(tmp_path, "a.eml", many.encode()).left_out
    assert fault.code == "file.mail-parts"


def test_what_stands_before_the_first_message_of_a_mailbox(tmp_path: Path) -> None:
    """It is read as text, and so is a mailbox of nothing else."""
    box = f"一つ目である。\n\nFrom b@c Mon Jan  1 00:00:00 2024\n{_HEAD}\r\n二つ目である。\n"
    for data, wanted in ((box, ["a.mbox!0", "a.mbox!1"]), ("会合である。", ["a.mbox!0"])):
        assert [d.source for d in read_bytes(tmp_path, "a.mbox", data.encode()).documents] == wanted


def test_a_message_with_hardly_a_head_is_one_where_it_stands_in_a_mailbox(tmp_path: Path) -> None:
    """The line before it says that it is a message: neither a sender nor a subject has to."""
    data = "From a Mon Jul 29 09:00:00 2024\nComments: x\n\n会合である。\n".encode()
    (passage,) = [each for each in read_bytes(tmp_path, "a.mbox", data).passages if each.kind == "paragraph"]
    assert (passage.text, passage.source) == ("会合である。", "a.mbox!1")
