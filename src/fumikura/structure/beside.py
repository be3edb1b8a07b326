"""What stands beside the blocks of a text, as far as it tells whether a block heads what follows."""

from __future__ import annotations

from collections.abc import Sequence

from fumikura.blocks import Block, Form
from fumikura.structure.furniture import SENTENCE, ends_speech

HEADED = frozenset({Form.TEXT, Form.NUMBERED, Form.BULLET, Form.TABLE})
"""What a heading may stand over."""

_FEWEST_WORDS = 5


def _is_told_in_english(text: str) -> bool:
    return text.isascii() and text.endswith((".", "!", "?")) and text.count(" ") >= _FEWEST_WORDS


class Beside:
    """The blocks before and behind each; those at `page` are of the page, those at `speech` begin a speech."""

    def __init__(self, blocks: Sequence[Block], page: frozenset[int], speech: frozenset[int]) -> None:
        self.blocks = blocks
        self.page = page
        self.speech = speech

    def after(self, index: int) -> int | None:
        """The index of the next block of the text; None at the end, and where a line is drawn."""
        for later in range(index + 1, len(self.blocks)):
            if later not in self.page:
                return later
            if ends_speech(self.blocks[later]):
                return None
        return None

    def before(self, index: int) -> int | None:
        """The index of the block of the text before."""
        return next((earlier for earlier in range(index - 1, -1, -1) if earlier not in self.page), None)

    def heads_text(self, index: int, least: int) -> bool:
        """Whether a paragraph of at least so many characters, or a speech, follows."""
        after = self.after(index)
        if after is None:
            return False
        following = self.blocks[after]
        if after in self.speech:
            return True
        sentence = following.text.endswith(("。", "」")) and len(following.text) > least // 2
        return following.form is Form.TEXT and (len(following.text) > least or sentence)

    def heads(self, index: int, form: Form) -> bool:
        """Whether a block of this form follows."""
        after = self.after(index)
        return after is not None and self.blocks[after].form is form

    def heads_list(self, index: int) -> bool:
        """Whether an item of a list follows."""
        after = self.after(index)
        return after is not None and self.blocks[after].form in (Form.BULLET, Form.NUMBERED)

    def is_told(self, index: int | None) -> bool:
        """Whether there is a block, and it is a list, a table, or a paragraph in which a sentence ends."""
        if index is None or self.blocks[index].form not in HEADED:
            return False
        block = self.blocks[index]
        told = SENTENCE.search(block.text) is not None or block.text.endswith(("：", ":"))
        return block.form is not Form.TEXT or told or _is_told_in_english(block.text)

    def is_nearer_to_text(self, index: int) -> bool:
        """Whether a block is nearer to a paragraph or list below than to what stands above it."""
        after = self.after(index)
        return self.is_told(after) and self.blocks[index].gap > self.blocks[after or 0].gap
