"""The page in the browser, asked without one: what is answered, in which language, and how it is kept safe."""

from __future__ import annotations

import json
import re
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

import fumikura
from fumikura.cli import main
from fumikura.cli.app import build_app
from fumikura.cli.error_reports import UsageMistake
from fumikura.messages import Messages
from fumikura.web import app
from fumikura.web.addresses import passage_address
from fumikura.web.app import make_app
from fumikura.web.pages import tools
from sample import SAMPLE, make_passage, write_index
from web_server import CORPUS, corpus_index


@pytest.fixture(name="index", scope="module")
def _index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus_index(tmp_path_factory)


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


@pytest.mark.parametrize(("address", "arguments"), [
    ("/api/search?q=台湾&meeting=2%2B2&sort=date", "search 台湾 --meeting 2+2 --sort date"),
    ("/api/search?q=台湾 火星", "search 台湾 火星"),
    ("/api/search?year=2021&context=1&limit=3", "search --year 2021 -C 1 --limit 3"),
    ("/api/search?q=台湾&format=csv", "search 台湾 --format csv"),
    ("/api/search?q=台湾&format=bibtex", "search 台湾 --format bibtex"),
    ("/api/passages/white-paper-2023-3-2-1%23136?context=2", "show white-paper-2023-3-2-1#136 -C 2"),
    ("/api/count?q=抑止力&q=台湾&by=meeting&per=passages", "count 抑止力 台湾 --by meeting --per passages"),
    ("/api/kwic?q=抑止力&sort=right&type=white-paper", "kwic 抑止力 --sort right --type white-paper"),
    ("/api/collocates?q=抑止力&limit=5&format=csv", "collocates 抑止力 --limit 5 --format csv"),
    ("/api/words?n=2..3&type=white-paper&limit=9", "words --n 2..3 --type white-paper --limit 9"),
    ("/api/words?against=type%3Dsummary&type=white-paper&limit=3&p=.01",
     "words --against type=summary --type white-paper --limit 3 --p .01"),
    ("/api/lineage?q=white-paper-2023-3-2-1%23136", "lineage white-paper-2023-3-2-1#136"),
    ("/api/diff?before=scc-2007-05-01-summary&after=scc-2011-06-21-summary",
     "diff scc-2007-05-01-summary scc-2011-06-21-summary"),
    ("/api/cite?id=white-paper-2023-3-2-1%23136&style=ris", "cite white-paper-2023-3-2-1#136 --style ris"),
])  # fmt: skip
def test_programs_get_what_the_command_line_writes(
    client: TestClient, index: Path, address: str, arguments: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Under `/api` is the output of the command, but for the time that it took and how it was asked."""
    answer = client.get(address)
    formats = ["--format", "json"] if not {"--format", "--style"} & set(arguments.split()) else []
    assert main([*arguments.split(), *formats, "--index", str(index), "--corpus", str(CORPUS)]) == 0
    written = capfd.readouterr().out
    if not formats:
        assert answer.content.decode("utf-8-sig") == written
        return
    here, there = answer.json(), json.loads(written)
    for each in (here, there):
        each.pop("took_ms", None)
        each.get("about", {}).pop("command" if each is there else "address", None)
    assert here == there


def test_a_mistake_of_a_program_is_told_by_its_code(client: TestClient) -> None:
    """An error is JSON with a code, a sentence, what to do, and in a query the character."""
    answer = client.get("/api/search", params={"q": "台湾^999"})
    assert answer.status_code == 400
    assert answer.json() == {
        "error": {
            "code": "query.weight",
            "message": "A weight is a number greater than 0, up to 100.",
            "remedy": "As in: 台湾^2",
            "position": 2,
        }
    }
    codes = {address: client.get(address).json()["error"]["code"] for address in (
        "/api/search", "/api/count", "/api/kwic?q=a&sort=x", "/api/search?q=a&limit=x", "/api/search?colour=red",
        "/api/passages/nothing%231",
    )}  # fmt: skip
    assert list(codes.values()) == [
        "usage.no-query", "web.missing", "argument.choice", "web.number", "web.parameter", "id.unknown",
    ]  # fmt: skip


def test_an_address_that_is_none_is_answered_as_its_kind(client: TestClient) -> None:
    """Programs get JSON under /api, whatever they ask there; a reader gets a page."""
    assert client.get("/api/nothing").json()["error"] == {
        "code": "web.no-endpoint",
        "message": "There is nothing at this address.",
        "remedy": "/api lists the addresses.",
    }
    posted = client.post("/api/search")
    assert (posted.status_code, posted.json()["error"]["code"]) == (405, "web.no-method")
    assert client.get("/apinothing").text.startswith("<!doctype html>")


@pytest.mark.parametrize("page", ["/search", "/api/search"])
def test_an_address_of_thousands_of_parameters_is_refused(client: TestClient, page: str) -> None:
    """Each would be a link with all the others on the page: 3,000 years took it a quarter of a minute."""
    answer = client.get(page, params={"q": "台湾", "year": [str(1000 + number) for number in range(3000)]})
    assert answer.status_code == 400
    assert "500" in answer.text


def test_the_description_is_that_of_the_code(client: TestClient) -> None:
    """OpenAPI names every address with the parameters that it takes, and an answer has the fields that it names."""
    described = client.get("/api/openapi.json").json()
    assert described["openapi"] == "3.1.0"
    for path, methods in described["paths"].items():
        given = {each["name"]: "x" for each in methods["get"]["parameters"] if each["in"] == "query"}
        error = client.get(path.replace("{id}", "x"), params=given).json().get("error", {})
        assert error.get("code") != "web.parameter", path
    schemas = described["components"]["schemas"]
    answer = client.get("/api/search", params={"q": "台湾", "limit": 1}).json()
    assert answer.keys() == schemas["Answer"]["properties"].keys()
    fields = {name for each in ("Hit", "Passage") for name in _properties(schemas, each)}
    assert answer["hits"][0].keys() <= fields | {
        "section_highlights",
        "title_highlights",
        "glosses_highlights",
    }
    for name in ("kwic", "collocates"):
        row = client.get(f"/api/{name}", params={"q": "抑止力", "limit": 1}).json()["rows"][0]
        assert (
            row.keys()
            <= schemas[f"{name.capitalize()}Rows"]["properties"]["rows"]["items"]["properties"].keys()
        )


def _properties(schemas: dict[str, Any], name: str) -> set[str]:
    parts = schemas[name].get("allOf", [schemas[name]])
    return {key for part in parts for key in part.get("properties", {})}


def test_a_change_of_the_index_costs_no_request(tmp_path: Path) -> None:
    """While others are committed, every request is answered, at last by the newest; a broken one is not opened."""
    folder = write_index(tmp_path / "index", SAMPLE)
    with TestClient(make_app(folder, tmp_path, ["testserver"])) as client:
        totals: list[int] = []
        done = threading.Event()

        def ask() -> None:
            while not done.is_set():
                totals.append(client.get("/api/search?q=台湾").json()["total"])

        asking = threading.Thread(target=ask)
        asking.start()
        for number in range(4):
            write_index(folder, [make_passage("台湾についての文書。", f"new{number}", 1)])
        done.set()
        asking.join()
        assert totals == sorted(totals)
        assert client.get("/api/search?q=台湾").json()["total"] == 5
        (folder / "current.json").write_text("{}", encoding="utf-8")
        assert client.get("/api/search?q=台湾").json()["total"] == 5


def test_an_index_that_was_away_is_opened_anew(tmp_path: Path) -> None:
    """What was read of it meanwhile was refused; once it is there again, as it was, every address answers."""
    folder = write_index(tmp_path / "index", SAMPLE)
    with TestClient(make_app(folder, tmp_path, ["testserver"])) as client:
        (tmp_path / "kept").mkdir()
        for generation in folder.glob("g*"):
            shutil.copytree(generation, tmp_path / "kept" / generation.name)
        for address in ("/api/search?q=台湾", "/api/count?q=台湾"):
            shutil.rmtree(folder / generation.name)
            refused = client.get(address)
            assert refused.status_code == 503
            assert "has lost its files" in refused.json()["error"]["message"]
            shutil.copytree(tmp_path / "kept" / generation.name, folder / generation.name)
            assert client.get(address).status_code == 200
            for path in (folder / generation.name).iterdir():
                path.write_bytes(path.read_bytes()[:-1] + b"?")
            assert client.get("/api/words").status_code in (200, 503)
            shutil.rmtree(folder / generation.name)
            shutil.copytree(tmp_path / "kept" / generation.name, folder / generation.name)
            assert client.get("/api/words").status_code == 200


def test_texts_are_shown_and_never_run(tmp_path: Path) -> None:
    """Markup in a text, a title or an id is escaped wherever it is shown, and what acts on a screen is named."""
    hostile = make_passage(
        '台湾<script>alert(1)</script>"\'\u202e', "<b>&\n/../", 1, title="</title><img src=x onerror=y>台湾",
        section=("<h1>台湾",), glosses=("<i>台湾",), speaker="<u>", meeting="<s>", source="<a>.txt",
    )  # fmt: skip
    folder = write_index(tmp_path / "index", [hostile])
    with TestClient(make_app(folder, tmp_path, ["testserver"])) as client:
        for address in ("/search?q=台湾", str(passage_address(hostile.id, "台湾")), "/search?q=<script>", "/kwic?q=台湾",
                        "/lineage?q=" + quote(hostile.id), "/count?q=<img>", "/"):  # fmt: skip
            answer = client.get(address)
            page = answer.text
            assert answer.status_code == 200, address
            assert not re.search(r"<(script|img|h1>台|i>台|b>|u>|s>|a>)", page.replace("</b>", "")), address
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in client.get("/search?q=台湾").text.replace(
            "<mark>", ""
        )
        assert "U+202E" in client.get("/search?q=台湾").text


def test_whoever_serves_beyond_this_machine_says_under_which_name() -> None:
    """`--host` alone is refused with what it would mean; a port that is none is an error."""
    runner = CliRunner()
    for arguments, said in (
        (["serve", "--host", "0.0.0.0"], "--allow-host NAME"),
        (["serve", "--port", "70000"], "There is no port 70000"),
    ):
        with pytest.raises(UsageMistake) as raised:
            runner.invoke(build_app(Messages("en")), arguments, standalone_mode=False, catch_exceptions=False)
        assert said in Messages("en").whole(raised.value)


def test_a_port_that_is_taken_is_named(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing can listen, the address and the reason are said, and the exit code is 2."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port), "--index", str(index), "--corpus", str(CORPUS)]) == 2
    assert f"127.0.0.1:{port}: Address already in use" in capsys.readouterr().err


def test_what_counts_ends_with_the_time_limit(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past it there is no part of an answer: 503, in the page with its form; and a lineage is ready at last."""
    monkeypatch.setattr(tools, "SECONDS", 1e-9)
    monkeypatch.setattr(app, "SECONDS", 1e-9)
    for asked in ("count?q=抑止力", "kwic?q=抑止力", "collocates?q=抑止力", "lineage?q=抑止力は強化",
                  "compare?before=scc-2007-05-01-summary&after=scc-2011-06-21-summary"):  # fmt: skip
        page, answer = client.get(f"/{asked}"), client.get(f"/api/{asked.replace('compare', 'diff')}")
        assert (page.status_code, answer.status_code) == (503, 503), asked
        assert "The time was up" in page.text
        assert answer.json()["error"]["code"] == "research.time-up"
    monkeypatch.undo()
    assert (
        client.get("/api/lineage?q=white-paper-2023-3-2-1%23136").json()["rows"][0]["kind_of_change"]
        == "first"
    )


def test_a_fault_of_ours_is_a_page(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody thought of is answered by a page that says so, without what went wrong."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(fumikura.Index, "search", fail)
    with TestClient(make_app(index, CORPUS, ["testserver"]), raise_server_exceptions=False) as client:
        page = client.get("/search?q=台湾")
    assert (page.status_code, "A fault of the program" in page.text, "secret" in page.text) == (
        500,
        True,
        False,
    )
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
