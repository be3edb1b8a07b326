"""`python -m fumikura`, the same as `fumikura`."""

from __future__ import annotations

import sys

from fumikura.cli import main

if __name__ == "__main__":
    sys.exit(main())
