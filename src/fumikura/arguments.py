"""Checks arguments of the Python interface against the annotations of the function."""

from __future__ import annotations

import functools
import os
import types
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, Union, get_args, get_origin

from fumikura.errors import ArgumentError

P = ParamSpec("P")
R = TypeVar("R")
C = TypeVar("C")
_Check = Callable[[Any], bool]

# Types of values that are accepted for a type.
_ACCEPTED: Mapping[type, tuple[type, ...]] = {float: (int, float), Path: (os.PathLike,)}


def check_arguments(function: Callable[P, R]) -> Callable[P, R]:
    """A decorator: raises ArgumentError for an argument of another type than its annotation.

    True and False are not numbers; anything may be a bool. Literals are left to `function`.
    """
    wanted: dict[str, tuple[_Check, str]] = {}
    code = function.__code__
    names = code.co_varnames[: code.co_argcount]

    @functools.wraps(function)
    def call(*args: P.args, **named: P.kwargs) -> R:
        if not wanted:
            wanted.update(_parameter_types(function))
        for name, value in (*zip(names, args, strict=False), *named.items()):
            if name in wanted and not wanted[name][0](value):
                raise ArgumentError("argument.type", name=name, value=value, expected=wanted[name][1])
        return function(*args, **named)

    return call


def check_methods(kind: type[C]) -> type[C]:
    """A decorator of classes: `check_arguments` for each public method."""
    for name, value in list(vars(kind).items()):
        if isinstance(value, types.FunctionType) and not name.startswith("_"):
            setattr(kind, name, check_arguments(value))
    return kind


def _parameter_types(function: Callable[..., Any]) -> dict[str, tuple[_Check, str]]:
    """For each parameter with an annotation: the check of its type, and the annotation."""
    code = function.__code__
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    hints = {name: function.__annotations__[name] for name in names if name in function.__annotations__}
    return {name: (_type_check(eval(hint, function.__globals__)), hint) for name, hint in hints.items()}


def _type_check(hint: Any) -> _Check:
    """The check for an annotation."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        each = [_type_check(part) for part in inner]
        return lambda value: any(fits(value) for fits in each)
    if hint in (Any, bool):
        return lambda _: True
    if hint in (None, type(None)):
        return lambda value: value is None
    if hint in (int, float):
        return lambda value: isinstance(value, _ACCEPTED.get(hint, hint)) and not isinstance(value, bool)
    if origin is not None and isinstance(origin, type) and issubclass(origin, Iterable):
        return _items_check(origin, inner[0] if not issubclass(origin, Mapping) else Any)
    if isinstance(hint, type):
        return lambda value: isinstance(value, _ACCEPTED.get(hint, hint))
    return lambda _: True


def _items_check(kind: type, hint: Any) -> _Check:
    """The check for a collection of items of a type; the items of an iterator can't be checked."""
    fits = _type_check(hint)

    def all_fit(value: Any) -> bool:
        if not isinstance(value, kind) or isinstance(value, str | bytes):
            return False
        return not isinstance(value, Collection) or all(map(fits, value))

    return all_fit
