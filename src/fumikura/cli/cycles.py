"""How often Python looks for objects that only hold one another: hardly ever in a search, as usual in what takes long.

Most of what a search makes are the modules that it imports, which stay. With the usual 700 new objects between two looks
it would spend a tenth of its time on going through them.
"""

from __future__ import annotations

import gc

_SELDOM = 100_000  # new objects; one search makes fewer
_USUAL = gc.get_threshold()


def seldom() -> None:
    """From the start of the program on."""
    gc.set_threshold(_SELDOM)


def as_usual() -> None:
    """From where much is read on: what came of one document is let go of before the next."""
    gc.set_threshold(*_USUAL)


def leave() -> None:
    """At the end of the program: what is left goes with the process, and need not be looked through."""
    gc.freeze()
