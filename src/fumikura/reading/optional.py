"""Packages that are imported when a file needs them; where one is missing, the file is named with the remedy."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from fumikura.errors import UnreadableError


def needed(module: str, package: str, source: str) -> ModuleType:
    """A module of a package, which the file `source` needs. Raises UnreadableError where it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        raise UnreadableError("file.package-missing", source=source, package=package) from error


def there(module: str, package: str, source: str) -> None:
    """Raise UnreadableError where a package is not installed that another process is to import for `source`."""
    if find_spec(module) is None:
        raise UnreadableError("file.package-missing", source=source, package=package)
