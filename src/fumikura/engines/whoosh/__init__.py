"""The engine on Whoosh: a stock index of its third format, read without its matchers. The only place that imports it."""

from __future__ import annotations

import warnings

# Whoosh 2.7.4 predates Python's warnings about "\S" in plain strings and about `is 0`.
warnings.filterwarnings("ignore", r'.*(invalid escape sequence|"is" with)', SyntaxWarning)
