"""What is drawn in a document of Office has texts of its own: charts, diagrams."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element


def every(node: Element, tag: str) -> Iterator[Element]:
    """The outermost elements of that name, once where there are alternatives."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag != "Fallback":
            yield from every(child, tag)


def texts_of_chart(tree: Element) -> Iterator[str]:
    """The titles of a chart, then the names of its rows and of what they are of; numbers are not read."""
    for paragraph in tree.iter("p"):
        yield "".join(node.text or "" for node in paragraph.iter("t"))
    for names in tree.iter("strCache"):
        yield " ".join(node.text or "" for node in names.iter("v"))
