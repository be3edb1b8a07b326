"""Frozen values are what dataclasses would be, to those who use them and to the module `dataclasses`."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import sys
from typing import Any

import pytest

from fumikura.models import Document, Snippet
from fumikura.values import frozen, replace


@frozen
class Pair:
    """A value with a default and what it makes of itself."""

    one: int
    other: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.one < 0:
            raise ValueError(self.one)

    @property
    def double(self) -> int:
        return 2 * self.one


@frozen
class Single:
    value: str


_DOCUMENT = Document("a", "題", date="2013", lines=(3, 4))


def test_fields_are_given_in_order_by_name_and_by_default() -> None:
    """As a function with these parameters would take them."""
    assert Pair(1) == Pair(one=1) == Pair(1, ()) == Pair(other=(), one=1)
    assert (_DOCUMENT.id, _DOCUMENT.publisher, _DOCUMENT.date, _DOCUMENT.lines) == ("a", "", "2013", (3, 4))
    assert Pair(4).double == 8


@pytest.mark.parametrize(
    ("given", "named"),
    [((), {}), ((1, (), 2), {}), ((1,), {"one": 1}), ((1,), {"none": 1}), ((), {"other": ()})],
)
def test_wrong_arguments_are_type_errors(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    """The message names the class and its fields."""
    with pytest.raises(TypeError, match=r"Pair takes \(one, other\)"):
        Pair(*given, **named)


def test_equal_values_of_one_class_are_equal_and_hash_so() -> None:
    """A value is no tuple, and none of another class."""
    same = Document("a", "題", date="2013", lines=(3, 4))
    assert same == _DOCUMENT
    assert hash(same) == hash(_DOCUMENT)
    assert len({Single("x"), Single("x"), Single("y")}) == 2
    other: object = ("x",)
    assert Single("x") != other
    assert Pair(1) != Pair(2)


def test_nothing_of_a_value_can_be_changed() -> None:
    """Neither fields nor names that are none can be set or deleted."""
    for name in ("one", "unknown"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(Pair(1), name, 2)
    with pytest.raises(dataclasses.FrozenInstanceError):
        del Pair(1).one
    assert not hasattr(Pair(1), "__dict__")


def test_a_value_prints_as_it_is_made() -> None:
    """As `dataclass` has it."""
    assert repr(Pair(1, (2,))) == "Pair(one=1, other=(2,))"
    assert repr(Single("x")) == "Single(value='x')"


def test_a_value_is_pickled_and_copied() -> None:
    """Processes that read in parallel hand values on."""
    for value in (_DOCUMENT, Pair(1), Single("x")):
        assert pickle.loads(pickle.dumps(value)) == value
        assert copy.deepcopy(value) == value


def test_a_value_is_matched_by_its_fields() -> None:
    """By position, in the order of the fields."""
    match Pair(1, (2,)):
        case Pair(one, (other,)):
            assert (one, other) == (1, 2)
        case _:
            raise AssertionError


def test_what_the_class_does_when_it_is_made_is_done() -> None:
    """`__post_init__` runs for `replace`, too."""
    with pytest.raises(ValueError, match="-1"):
        Pair(-1)
    with pytest.raises(ValueError, match="-2"):
        replace(Pair(1), one=-2)


def test_dataclasses_knows_it() -> None:
    """Scripts may use its functions on what a search returns."""
    assert dataclasses.is_dataclass(_DOCUMENT)
    assert [each.name for each in dataclasses.fields(Snippet)][:2] == ["text", "start"]
    assert (
        dataclasses.replace(_DOCUMENT, id="b")
        == replace(_DOCUMENT, id="b")
        == Document("b", "題", date="2013", lines=(3, 4))
    )
    if sys.version_info >= (3, 13):
        assert copy.replace(_DOCUMENT, id="b").id == "b"
    assert dataclasses.asdict(_DOCUMENT)["lines"] == (3, 4)
    assert dataclasses.astuple(Pair(1)) == (1, ())


def test_to_replace_what_is_no_field_is_a_type_error() -> None:
    """What is to be changed has to be there."""
    unknown: dict[str, Any] = {"none": 2}
    with pytest.raises(TypeError, match="takes"):
        replace(Pair(1), **unknown)
