"""`python -m fumikura`, the same as `fumikura`."""

from __future__ import annotations

import sys

from fumikura.cli import main

__all__: list[str] = []

if __name__ == "__main__":
    sys.exit(main())
