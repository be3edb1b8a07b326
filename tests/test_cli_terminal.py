"""What a person sees: lines cut as Japanese wants it, and blocks that are right at any width."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fumikura.cli.table import write_table
from fumikura.cli.wrapping import line_starts, wrap_text
from fumikura.messages import Language, Messages
from fumikura.models import Reason
from hits import PASSAGE, hit, passage, results

JAPANESE = st.text(st.sampled_from("日米同盟、。「」（）ーっｱABC123-+ 　"), max_size=60)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def _table(*hits: object, terminal: bool = False, language: Language = "en", **options: object) -> str:
    stream = Terminal() if terminal else io.StringIO()
    write_table(results(*hits), stream, Messages(language), corpus="nowhere", **options)  # type: ignore[arg-type]
    return stream.getvalue()


@given(JAPANESE, st.integers(min_value=2, max_value=40))
def test_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    """Lines are never wider than asked, and together they are the text."""
    lines = wrap_text(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_kinsoku() -> None:
    """No line begins with a full stop or a closing bracket, or ends with an opening one."""
    assert wrap_text("日米同盟。日米", 8) == ["日米同", "盟。日米"]
    assert wrap_text("日米同「盟」日", 8) == ["日米同", "「盟」日"]


def test_words_of_latin_letters_stay_whole() -> None:
    """A word or a number goes to the next line as a whole, unless it is wider than one."""
    assert wrap_text("日米 F-35B 日米", 8) == ["日米", "F-35B 日", "米"]
    assert wrap_text("ABCDEFGHIJ", 4) == ["ABCD", "EFGH", "IJ"]


def test_a_match_stays_whole_while_it_fits() -> None:
    """A span that must not be cut moves to the next line; one wider than a line is cut."""
    assert line_starts("あああ台湾海峡", 10, [(3, 7)]) == [3]
    assert line_starts("あ台湾海峡", 4, [(1, 5)]) == [2, 4]


@pytest.mark.parametrize("columns", [1, 2, 3, 20, 80, 200])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_any_width(columns: int, language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """From one column to two hundred nothing fails, and from two on no line is too wide."""
    monkeypatch.setenv("COLUMNS", str(columns))
    around = {PASSAGE.id: ((PASSAGE,), (PASSAGE,))}
    reasons = (Reason("word", 1.5, "台湾海峡", (("text", 1), ("section", 1)), 8), Reason("together", 0.5))
    found = replace(hit(PASSAGE, (4, 8)), reasons=reasons, glosses_highlights=((), ((0, 6),)))
    shown = _table(found, language=language, neighbours=around)
    assert all(cell_len(line) <= columns for line in shown.splitlines()) or columns < 2


def test_a_pipe_gets_no_markers_and_no_cut_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal a text is one line without colour, so that grep finds every phrase."""
    monkeypatch.delenv("COLUMNS", raising=False)
    shown = _table(hit(PASSAGE, (4, 8)))
    assert "\x1b" not in shown
    assert PASSAGE.text in shown


def test_a_block_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Title; date in both calendars, meeting, place, side, kind; section; snippet; id, tags and lines; the sum."""
    monkeypatch.setenv("COLUMNS", "80")
    assert _table(hit(PASSAGE, (4, 8), cut=True), language="ja") == (
        "1. 日米安全保障協議委員会（２＋２）共同発表\n"
        "   2021年3月16日（令和3年） · 外務・防衛閣僚会合（2+2） · 東京 · 日米双方 · 項目\n"
        "   地域の安全保障環境 > 台湾海峡\n"
        "   …閣僚は、台湾海峡の平和と安定の重要性を強調した。閣僚は、東シナ海についても議\n"
        "   論した。…\n"
        "   scc-2021#4 [抑止] [平和]  scc-2021.txt p. 12\n"
        "\n"
        "1 件中 1-1 件\n"
    )


def test_matches_in_colour_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the match alone is coloured."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[1;31m台湾海峡\x1b[0m" in _table(hit(PASSAGE, (4, 8)), terminal=True)


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_no_colour_where_none_is_wanted(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR and a dumb terminal get no escape sequence at all."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(name, value)
    assert "\x1b" not in _table(hit(PASSAGE, (4, 8)), terminal=True)


def test_foreign_strings_do_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Escape sequences, bidi controls and rich's markup in any field are shown, not obeyed."""
    monkeypatch.delenv("COLUMNS", raising=False)
    evil = "[/red]\x1b]0;x\x07\u202e"
    fields = ("title", "text", "source", "place", "id", "meeting")
    shown = _table(hit(passage(**dict.fromkeys(fields, evil), section=(evil,))))
    assert shown.count("[/red]U+001B]0;xU+0007U+202E") == 7
    assert not set(shown) & {"\x1b", "\x07", "\u202e"}


def test_highlights_hold_where_characters_are_shown_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """A match behind a control character is coloured where it stands in what is shown."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown = _table(hit(passage(text="\x1b\x1b台湾です"), (2, 4)), terminal=True)
    assert "U+001BU+001B\x1b[1;31m台湾\x1b[0mです" in shown


def test_a_literal_match_says_so() -> None:
    """A hit whose characters only matched is marked."""
    assert "characters only" in _table(replace(hit(), match="literal"))


def test_the_rest_is_announced() -> None:
    """Below a part of the hits stands how to get the others."""
    stream = io.StringIO()
    write_table(results(hit(), total=134), stream, Messages("en"), corpus=".", offset=20)
    assert stream.getvalue().endswith("21-21 of 134 · --limit 0 for all, --offset 21 for the next\n")
