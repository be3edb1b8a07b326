"""The parameters of an address: what each is called, and how its value is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

from starlette.datastructures import QueryParams

from fumikura.errors import ArgumentError
from fumikura.fields import FILTERED
from fumikura.messages import Wording
from fumikura.values import frozen

Type: TypeAlias = Literal["text", "texts", "number", "flag"]


@frozen
class Parameter:
    """A parameter: `about` is what is said of it, a code of the messages or a text of both languages.

    A text may be one of `choices` only, a number is at least `least`, a flag is set by anything but 0, texts may be
    repeated.
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
        filter_.flag.removeprefix("--"),
        filter_.help,
        "text" if filter_.comparison in ("from", "to") else "texts",
    )
    for _, filter_ in FILTERED
)
"""The filters, called as the options of the command line are."""

_ARGUMENTS = {filter_.flag.removeprefix("--"): filter_.arguments[0] for _, filter_ in FILTERED}


def read(parameters: Sequence[Parameter], given: QueryParams) -> dict[str, Any]:
    """The value of each parameter, its default where it is not given; empty fields of a form are not given.

    Raises ArgumentError for a value that is none, and for what is no parameter.
    """
    known = {each.name for each in parameters}
    for name in given:
        if name not in known:
            raise ArgumentError("web.parameter", name=name, valid=tuple(sorted(known)))
    return {
        each.name: _value(each, [v for v in given.getlist(each.name) if v.strip()]) for each in parameters
    }


def _value(parameter: Parameter, given: Sequence[str]) -> Any:
    if not given:
        if parameter.required:
            raise ArgumentError("web.missing", name=parameter.name)
        return [] if parameter.type == "texts" else parameter.default
    text = given[-1]
    if parameter.type == "texts":
        for each in given:
            _check(parameter, each)
        return list(given)
    if parameter.type == "flag":
        return text not in ("0", "false")
    if parameter.type == "number":
        return _number(parameter, text)
    _check(parameter, text)
    return text


def _check(parameter: Parameter, value: str) -> None:
    if parameter.choices and value not in parameter.choices:
        raise ArgumentError("argument.choice", name=parameter.name, value=value, valid=parameter.choices)


def _number(parameter: Parameter, text: str) -> int:
    number = int(text) if text.isdecimal() and len(text) < 10 else -1
    if number < parameter.least:
        raise ArgumentError("web.number", name=parameter.name, value=text, least=parameter.least)
    return number


def filters_in(values: Mapping[str, Any]) -> dict[str, Any]:
    """The filters among the values of parameters, as arguments of `Index.search`."""
    return {_ARGUMENTS[each.name]: values[each.name] for each in FILTERS if values.get(each.name)}
