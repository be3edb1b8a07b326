"""What an address is to the server: its parameters, the function that answers, and the worker that calls it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias

from starlette.responses import Response

from fumikura.messages import Messages
from fumikura.search import Index
from fumikura.values import frozen
from fumikura.web.addresses import Address
from fumikura.web.parameters import Parameter, filters_in

SECONDS = 10.0
"""The time for an answer, as on the command line."""


@frozen
class Asked:
    """A request, read: the values of its parameters and of what varies in its path, and the language of whoever asks."""

    values: Mapping[str, Any]
    address: Address
    say: Messages

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def filters(self) -> dict[str, Any]:
        """The filters, as arguments of `Index.search`."""
        return filters_in(self.values)


Respond: TypeAlias = Callable[[Asked, Index], Response]


@frozen
class Endpoint:
    """`path` in Starlette's form; `summary` is the code of what is said of it where it is described."""

    path: str
    summary: str
    parameters: tuple[Parameter, ...]
    respond: Respond
    worker: Literal["quick", "slow"] = "quick"
