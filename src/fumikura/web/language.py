"""The language of a page: the one that was chosen by its switch, else the one that the browser prefers."""

from __future__ import annotations

from starlette.requests import Request

from fumikura.messages import Language

SWITCH = "lang"
"""The parameter that chooses a language and is in no other address."""

COOKIE = "fumikura-language"


def language_of_request(request: Request) -> Language:
    """English for whoever prefers neither."""
    chosen = request.cookies.get(COOKIE)
    if chosen in ("ja", "en"):
        return "ja" if chosen == "ja" else "en"
    return _preferred(request.headers.get("accept-language", ""))


def _preferred(header: str) -> Language:
    best: tuple[float, Language] = (0.0, "en")
    for part in header.split(","):
        name, _, rest = part.partition(";")
        language = name.strip().lower().partition("-")[0]
        weight = _weight(rest)
        if weight > best[0] and language in ("ja", "en"):
            best = weight, "ja" if language == "ja" else "en"
    return best[1]


def _weight(parameters: str) -> float:
    name, _, value = parameters.partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
