"""The page in the browser, asked without one: what is answered, in which language, and how it is kept safe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

import fumikura
from fumikura.web.app import make_app

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(name="index", scope="module")
def _index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("web") / "index"
    fumikura.build_index(CORPUS, folder)
    return folder


@pytest.fixture(name="client", scope="module")
def _client(index: Path) -> Iterator[TestClient]:
    with TestClient(make_app(index, CORPUS, ["testserver"])) as client:
        client.headers["Accept-Language"] = "en"
        yield client


def test_a_search_shows_what_the_command_line_finds(client: TestClient, index: Path) -> None:
    """The same hits in the same order, marked, with facets that are counted in the same search."""
    page = client.get("/search", params={"q": "台湾海峡"})
    with fumikura.open_index(index) as opened:
        results = opened.search("台湾海峡", limit=20)
    places = [page.text.index(f'href="/passages/{quote(hit.passage.id)}#here"') for hit in results.hits]
    assert page.status_code == 200
    assert places == sorted(places)
    assert f"<strong>{results.total} hits</strong>" in page.text
    assert "<mark>台湾海峡</mark>" in page.text


@pytest.mark.parametrize(("header", "language"), [
    ("ja,en;q=0.8", "ja"), ("en-GB,ja;q=0.5", "en"), ("fr, ja;q=0.3", "ja"), ("de", "en"), ("ja;q=x", "en"), ("", "en"),
])  # fmt: skip
def test_a_page_is_in_the_language_of_the_browser(client: TestClient, header: str, language: str) -> None:
    """Japanese or English by Accept-Language, whichever weighs more; English for whoever wants neither."""
    assert f'<html lang="{language}">' in client.get("/", headers={"Accept-Language": header}).text


def test_the_language_can_be_switched(client: TestClient) -> None:
    """The switch leads back to the same address, and is kept in a cookie."""
    answer = client.get("/search?q=台湾&lang=ja&page=2", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=%E5%8F%B0%E6%B9%BE&page=2")
    assert '<html lang="ja">' in client.get(answer.headers["location"]).text
    client.cookies.clear()


@pytest.mark.parametrize(("address", "status"), [
    ("/nothing", 404), ("/passages/nothing%231", 404), ("/documents/nothing", 404), ("/search?q=((((%22", 400),
    ("/search?q=a&page=0", 400), ("/search?colour=red", 400), ("/search?year=nothing", 400), ("/static/../app.py", 404),
    ("/documents/..%2F..%2Fcorpus", 404),
])  # fmt: skip
def test_what_is_no_address_is_answered_by_a_page(client: TestClient, address: str, status: int) -> None:
    """A mistake is said in a page with a box to search; none is a traceback, and no path leads to a file."""
    page = client.get(address, follow_redirects=False)
    assert page.status_code == status
    assert 'role="alert"' in page.text
    assert 'name="q"' in page.text


@pytest.mark.parametrize(
    "host", ["example.org", "127.0.0.1.example.org", "testserver:x", "", "testserver:80:80"]
)
def test_only_names_that_are_meant_are_answered(client: TestClient, host: str) -> None:
    """A site whose name was made to point here is refused before anything is read."""
    answer = client.get("/search?q=台湾", headers={"Host": host})
    assert (answer.status_code, "台湾" in answer.text) == (421, False)


def test_a_browser_may_load_nothing_from_elsewhere(client: TestClient) -> None:
    """The policy allows our own sheet and pictures, and no page has a script, a style or a handler of its own."""
    for address in ("/", "/search?q=台湾", "/passages/white-paper-2023-3-2-1%23136"):
        page = client.get(address)
        assert page.headers["content-security-policy"].startswith(
            "default-src 'none'; style-src 'self'; img-src 'self'"
        )
        assert page.headers["x-content-type-options"] == "nosniff"
        assert not any(
            each in page.text for each in ("<script", "<style", " style=", " onclick=", "javascript:")
        )
