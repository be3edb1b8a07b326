"""Frozen values like those of `@dataclass(frozen=True, slots=True)`, which cost less at each start of the program.

`dataclass` writes and compiles source for each class: a third of a millisecond, and a search imports sixty classes.
`frozen` gives all classes the same few functions, in a thirtieth of that time. Type checkers take its classes for
dataclasses, and so do `dataclasses.fields`, `replace` and `asdict`. The stages of reading, which no search imports, use
`dataclass` itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, cast, dataclass_transform

if TYPE_CHECKING:
    from dataclasses import replace as replace
else:

    def replace(value, /, **changes):
        """`dataclasses.replace`, whose import takes longer than many calls."""
        names = value.__match_args__
        given = [changes.pop(name) if name in changes else getattr(value, name) for name in names]
        return type(value)(*given, **changes)  # names of no field are left over, and refused


T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def frozen(cls: type[T]) -> type[T]:
    """A decorator of classes with annotated fields: frozen values with slots. The last fields may have defaults.

    Values compare, hash, print, pickle, copy and match by their fields. Own methods of the class stay; its
    `__post_init__` is called when the fields are set.
    """
    names = tuple(cls.__annotations__)
    body = {name: value for name, value in vars(cls).items() if name not in ("__dict__", "__weakref__")}
    defaults = {name: body.pop(name) for name in names if name in body}
    about = {"__slots__": names, "__match_args__": names, "__qualname__": cls.__qualname__}
    # Slots can only be given to a class while it is made, so it is made once more, as `dataclass` does.
    metaclass: Any = type(cls)
    made = metaclass(cls.__name__, cls.__bases__, {**_make_methods(names), **body, **about})
    slots = [getattr(made, name).__set__ for name in names]
    made.__init__ = _make_init(made, slots, defaults)
    made.__dataclass_fields__ = _FieldsDescriptor(defaults)
    return cast("type[T]", made)


def _make_init(
    made: Any, slots: Sequence[Callable[[Any, Any], None]], defaults: Mapping[str, Any]
) -> Callable[..., None]:
    """The `__init__` of a class. It is fast for fields in order, and for all fields by name."""
    names, last = frozenset(made.__match_args__), tuple(defaults.values())
    size = len(slots)
    least, finish = size - len(last), getattr(made, "__post_init__", None)
    pick = itemgetter(*made.__match_args__)

    def init(self: Any, /, *given: Any, **named: Any) -> None:
        if named and named.keys() == names and not given and size > 1:
            given = pick(named)
        elif named or not least <= len(given) <= size:
            given = _bind(made, defaults, given, named)
        elif len(given) < size:
            given += last[len(given) - least :]
        for put, value in zip(slots, given):  # noqa: B905 - they are as many, and the check takes time
            put(self, value)
        if finish is not None:
            finish(self)

    return init


def _bind(
    of: Any, defaults: Mapping[str, Any], given: tuple[Any, ...], named: Mapping[str, Any]
) -> tuple[Any, ...]:
    """The values of all fields. Raises TypeError like a function with the fields as parameters."""
    names: tuple[str, ...] = of.__match_args__
    first, rest = names[: len(given)], names[len(given) :]
    values = {**defaults, **dict(zip(first, given)), **named}  # noqa: B905 - too many are told below
    wrong = [name for name in named if name not in rest]
    missing = [name for name in names if name not in values]
    if len(given) > len(names) or wrong or missing:
        said = (
            f"takes ({', '.join(names)}): {len(given)} given in order, by name {', '.join(named) or 'none'}"
        )
        raise TypeError(f"{of.__qualname__} {said}")
    return tuple([values[name] for name in names])


def _make_methods(names: tuple[str, ...]) -> dict[str, Any]:
    """The special methods of a class with these fields."""
    get = attrgetter(*names)
    fields: Callable[[Any], tuple[Any, ...]] = get if len(names) > 1 else lambda value: (get(value),)

    def equal(self: Any, other: object) -> Any:
        return fields(self) == fields(other) if type(other) is type(self) else NotImplemented

    def hash_(self: Any) -> int:
        return hash(fields(self))

    def reduce_(self: Any) -> tuple[Any, ...]:
        return type(self), fields(self)

    own = {"__eq__": equal, "__hash__": hash_, "__reduce__": reduce_, "__replace__": replace}
    return {**own, "__repr__": _repr, "__setattr__": _refuse, "__delattr__": _refuse}


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{type(self).__qualname__}({shown})"


def _refuse(self: Any, name: str, *_value: Any) -> NoReturn:
    from dataclasses import FrozenInstanceError  # imported here, as hardly any run needs it

    raise FrozenInstanceError(f"cannot assign to or delete {name!r} of {type(self).__qualname__}")


class _FieldsDescriptor:
    """`__dataclass_fields__`, by which `dataclasses` knows its classes; taken from a dataclass that is made on demand."""

    def __init__(self, defaults: Mapping[str, Any]) -> None:
        self._defaults = defaults
        self._fields: dict[Any, Mapping[str, Any]] = {}

    def __get__(self, value: object, of: Any) -> Mapping[str, Any]:
        if of not in self._fields:
            self._fields[of] = self._fields_of(of)
        return self._fields[of]

    def _fields_of(self, of: Any) -> Mapping[str, Any]:
        from dataclasses import field, make_dataclass  # imported here, as no search needs it

        types = of.__annotations__
        given = {name: field(default=default) for name, default in self._defaults.items()}
        twin: Any = make_dataclass(
            of.__name__, [(name, types[name], given.get(name, field())) for name in of.__match_args__]
        )
        return cast("Mapping[str, Any]", twin.__dataclass_fields__)
