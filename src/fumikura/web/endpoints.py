"""What an address is to the server: its parameters, the function that answers, and the worker that calls it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from starlette.datastructures import QueryParams
from starlette.responses import Response

from fumikura.errors import ArgumentError
from fumikura.fields import FILTERED
from fumikura.messages import Messages, Wording
from fumikura.search import Index
from fumikura.values import frozen
from fumikura.web.addresses import Address

Type: TypeAlias = Literal["text", "texts", "number", "flag"]


@frozen
class Parameter:
    """A parameter; `about` describes it, as a code of the messages or as a text in both languages.

    A text must be one of `choices`, if there are any. A number is at least `least`. A flag is set by anything but 0.
    `texts` may be repeated.
    """

    name: str
    about: str | Wording
    type: Type = "text"
    default: Any = None
    choices: tuple[str, ...] = ()
    least: int = 0
    required: bool = False


FILTERS: tuple[Parameter, ...] = tuple(
    Parameter(
        filter_.parameter,
        filter_.help,
        "text" if filter_.comparison in ("from", "to") else "texts",
    )
    for _, filter_ in FILTERED
)
"""The filters, under the names of the options of the command line."""

_MOST_GIVEN = 500  # parameters of one address: each is a link on the page that has all others


def read_parameters(parameters: Sequence[Parameter], given: QueryParams) -> dict[str, Any]:
    """The value of each parameter, else its default; empty fields of a form count as missing.

    Raises ArgumentError for a wrong value, an unknown parameter, and where there are more than anybody chooses.
    """
    if len(given.multi_items()) > _MOST_GIVEN:
        raise ArgumentError("web.too-many", most=_MOST_GIVEN)
    known = {each.name for each in parameters}
    for name in given:
        if name not in known:
            raise ArgumentError("web.parameter", name=name, valid=tuple(sorted(known)))
    return {
        each.name: _parse(each, [v for v in given.getlist(each.name) if v.strip()]) for each in parameters
    }


def _parse(parameter: Parameter, given: Sequence[str]) -> Any:
    if not given:
        if parameter.required:
            raise ArgumentError("web.missing", name=parameter.name)
        return [] if parameter.type == "texts" else parameter.default
    text = given[-1]
    if parameter.type == "texts":
        for each in given:
            _check_choice(parameter, each)
        return list(given)
    if parameter.type == "flag":
        return text not in ("0", "false")
    if parameter.type == "number":
        return _parse_number(parameter, text)
    _check_choice(parameter, text)
    return text


def _check_choice(parameter: Parameter, value: str) -> None:
    if parameter.choices and value not in parameter.choices:
        raise ArgumentError("argument.choice", name=parameter.name, value=value, valid=parameter.choices)


def _parse_number(parameter: Parameter, text: str) -> int:
    number = int(text) if text.isdecimal() and len(text) < 10 else -1
    if number < parameter.least:
        raise ArgumentError("web.number", name=parameter.name, value=text, least=parameter.least)
    return number


SECONDS = 10.0
"""The time for an answer, as on the command line."""


@frozen
class WebRequest:
    """A request: the values of its parameters and of the variables in its path, its address, and its language."""

    values: Mapping[str, Any]
    address: Address
    say: Messages

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def filters(self) -> dict[str, Any]:
        """The filters, as arguments of `Index.search`."""
        found = ((filter_, self.values.get(filter_.parameter)) for _, filter_ in FILTERED)
        return {filter_.arguments[0]: value for filter_, value in found if value}


Respond: TypeAlias = Callable[[WebRequest, Index], Response]


@frozen
class Endpoint:
    """An address of the server. `path` is in Starlette's form, `summary` the code of its description."""

    path: str
    summary: str
    parameters: tuple[Parameter, ...]
    respond: Respond
    worker: Literal["quick", "slow"] = "quick"
