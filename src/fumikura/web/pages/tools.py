"""What the pages of the researcher's tools share: a form, and below it an answer or an error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from fumikura.deadline import time_limit
from fumikura.errors import FumikuraError
from fumikura.search import Index
from fumikura.web import facets
from fumikura.web.endpoints import FILTERS, SECONDS, Endpoint, Parameter, WebRequest
from fumikura.web.rendering import render, status_of, view_of_error

QUERIES = Parameter("q", "web.parameter-q", "texts")

Answer = Callable[[WebRequest, Index], "dict[str, Any]"]
"""Makes the values of the template."""


def tool_page(name: str, parameters: tuple[Parameter, ...], answer: Answer) -> Endpoint:
    """The page of a tool, at `/name` and with the template of that name. It answers once its first parameter is given."""

    def respond(asked: WebRequest, index: Index) -> Response:
        first = asked[parameters[0].name]
        question = " · ".join(first) if isinstance(first, list) else first
        given: dict[str, Any] = {"found": None, "mistake": None, "question": question}
        status = 200
        if first:
            try:
                with time_limit(SECONDS):
                    given |= answer(asked, index)
            except FumikuraError as error:
                given["mistake"], status = view_of_error(error, asked.say), status_of(error)
        return render(
            f"{name}.html",
            asked.say,
            asked.address,
            status=status,
            tool=name,
            asked=asked,
            choices={each.name: each.choices for each in parameters},
            chosen=list(facets.chosen_filters(asked.address, asked.say)),
            documents=index.documents(),
            **given,
        )

    return Endpoint(f"/{name}", f"web.{name}", (*parameters, *FILTERS), respond, "slow")
