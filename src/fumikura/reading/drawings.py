"""What is drawn in a document of Office has texts of its own: charts, diagrams."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

__all__ = ["texts_of_chart"]


def texts_of_chart(tree: Element) -> Iterator[str]:
    """The titles of a chart, then the names of its rows and of what they are of; numbers are not read."""
    for paragraph in tree.iter("p"):
        yield "".join(node.text or "" for node in paragraph.iter("t"))
    for names in tree.iter("strCache"):
        yield " ".join(node.text or "" for node in names.iter("v"))
