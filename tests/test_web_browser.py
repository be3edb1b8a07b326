"""The page in a real browser, without scripts, as people use it: searching, narrowing, reading, taking away, by keyboard.

Skipped where there is no Chromium, but for `FUMIKURA_NEED_BROWSER`, which makes that a failure.
"""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

import fumikura
from fumikura.export import write
from sample import SAMPLE, make_passage, write_index
from web_server import corpus_index, served

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
_OPTIONS = {"resultTypes": ["violations"]}
DESKTOP, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)

PAGES = (
    "/",
    "/search?q=台湾&meeting=2%2B2",
    "/search?q=火星",
    "/search?q=台湾^999",
    "/passages/white-paper-2023-3-2-1%23136?q=台湾",
    "/documents/scc-2021-03-16-joint-statement",
    "/count?q=抑止力&q=台湾",
    "/kwic?q=抑止力",
    "/collocates?q=抑止力",
    "/lineage?q=white-paper-2023-3-2-1%23136",
    "/compare?before=scc-2007-05-01-summary&after=scc-2011-06-21-summary",
    "/api",
    "/nothing",
)
_ON_PHONES = (PAGES[1], *PAGES[6:8])


@pytest.fixture(name="index", scope="module")
def _index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus_index(tmp_path_factory)


@pytest.fixture(name="browser", scope="module")
def _browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        if os.environ.get("FUMIKURA_NEED_BROWSER"):
            pytest.fail("there is no Chromium")
        pytest.skip("there is no Chromium (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(name="address", scope="module")
def _address(index: Path) -> Iterator[str]:
    with served(index) as address:
        yield address


@pytest.fixture(name="page")
def _page(browser: Browser, address: str) -> Iterator[Page]:
    """A page in Japanese in a browser that runs no scripts."""
    with browser.new_context(
        base_url=address, locale="ja-JP", java_script_enabled=False, viewport=DESKTOP
    ) as context:
        yield context.new_page()


def _asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_search_narrow_and_go_back(page: Page) -> None:
    """Typed in Japanese, narrowed by a facet and a year of the chart; each state is an address, and back leads back."""
    page.goto("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.insert_text("台湾海峡")
    page.keyboard.press("Enter")
    total = page.locator(".total strong")
    expect(total).to_have_text("8 件")
    page.get_by_role("link", name="白書 6").click()
    expect(total).to_have_text("6 件")
    assert _asked(page) == {"q": ["台湾海峡"], "type": ["white-paper"]}
    page.locator(".years a").first.click()
    assert _asked(page) == {"q": ["台湾海峡"], "type": ["white-paper"], "year": ["2022"]}
    expect(total).to_have_text("3 件")
    page.get_by_role("link", name="文書の種類 白書 を外す").click()
    assert _asked(page) == {"q": ["台湾海峡"], "year": ["2022"]}
    for _ in range(3):
        page.go_back()
    assert _asked(page) == {"q": ["台湾海峡"]}
    expect(total).to_have_text("8 件")


def test_read_a_hit_in_its_document(page: Page) -> None:
    """A hit leads to its place in the document, which is seen at once, with its words marked and how to cite it."""
    page.goto("/search?q=台湾海峡&type=joint-statement")
    page.locator(".hits h3 a").first.click()
    here = page.locator("#here")
    expect(here).to_be_in_viewport()
    expect(here.locator("mark")).to_have_text("台湾海峡")
    expect(page.locator(".citations")).to_contain_text("日米安全保障協議委員会（２＋２）共同発表")
    first = here.inner_text()
    page.get_by_role("link", name="次の箇所").click()
    assert here.inner_text() != first
    page.get_by_role("link", name="前の箇所").click()
    assert here.inner_text() == first
    page.get_by_role("link", name="前後の文言をたどる").click()
    expect(page.locator(".wordings > li").first).to_contain_text("ここで初出")


def test_take_the_whole_answer_away(page: Page, index: Path) -> None:
    """The CSV of an answer is that of the command line, byte for byte, whatever page is shown."""
    page.goto("/search?q=日米&page=2")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV").click()
    with fumikura.open_index(index) as opened:
        expected = io.StringIO(newline="")
        write(opened.search("日米", limit=None), "csv", expected)
    assert waiting.value.suggested_filename == "fumikura-hits.csv"
    assert Path(waiting.value.path()).read_bytes() == b"\xef\xbb\xbf" + expected.getvalue().encode()


def test_a_mistake_is_shown_where_it_is(page: Page) -> None:
    """What is wrong with a query is said, its place marked, and the query can be mended in its box."""
    page.goto("/")
    page.get_by_role("searchbox").fill("台湾^999")
    page.get_by_role("button", name="検索").click()
    expect(page.get_by_role("alert")).to_contain_text("検索式の誤り")
    expect(page.locator(".place b")).to_have_text("^")
    page.get_by_role("searchbox").fill("台湾")
    page.keyboard.press("Enter")
    expect(page.locator(".total strong")).to_have_text("8 件")


def test_count_and_look_at_the_hits(page: Page) -> None:
    """A chart with its table, of which a number leads to the passages that were counted."""
    page.goto("/count")
    page.get_by_label("語、または問い").fill("抑止力")
    page.get_by_label("分け方").select_option("meeting")
    page.get_by_role("button", name="表示する").click()
    expect(page.locator("figure svg")).to_be_visible()
    row = page.get_by_role("row", name="首脳会談")
    found = row.get_by_role("link").inner_text()
    row.get_by_role("link").click()
    expect(page.locator(".total strong")).to_have_text(f"{found} 件")


def test_everything_can_be_done_by_keyboard(page: Page) -> None:
    """The first stop leads past the head of the page; from a hit Enter goes to its passage."""
    page.goto("/search?q=台湾海峡")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    while not page.locator(".hits h3 a").first.evaluate("each => each === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#here mark").first).to_have_text("台湾海峡")


def test_the_language_is_switched_in_place(page: Page) -> None:
    """The switch shows the same answer in the other language, and stays."""
    page.goto("/search?q=台湾海峡&page=1")
    page.get_by_role("link", name="English").click()
    expect(page.locator(".total strong")).to_have_text("8 hits")
    assert _asked(page) == {"q": ["台湾海峡"], "page": ["1"]}
    page.goto("/")
    expect(page.get_by_role("button")).to_have_text("Search")


def test_an_index_that_changes_meanwhile(browser: Browser, tmp_path: Path) -> None:
    """What is committed while the page is open is found by the next search."""
    folder = write_index(tmp_path / "index", SAMPLE)
    with served(folder) as address, browser.new_context(base_url=address, locale="en-US") as context:
        page = context.new_page()
        page.goto("/search?q=台湾")
        expect(page.locator(".hits > li")).to_have_count(1)
        write_index(folder, [make_passage("台湾についての新しい文書。", "new", 1)])
        page.reload()
        expect(page.locator(".hits > li")).to_have_count(2)


@pytest.mark.parametrize(
    ("colours", "size", "paths"),
    [("light", DESKTOP, PAGES), ("dark", PHONE, _ON_PHONES)],
    ids=["desk", "phone"],
)
def test_pages_are_accessible_and_fit(
    browser: Browser, address: str, colours: Any, size: ViewportSize, paths: tuple[str, ...]
) -> None:
    """axe-core finds nothing on any page, none is wider than the screen, and none loads what the policy forbids."""
    found: list[str] = []
    with browser.new_context(
        base_url=address, locale="ja-JP", color_scheme=colours, viewport=size
    ) as context:
        page = context.new_page()
        page.on("console", lambda said: found.append(said.text) if "Content Security" in said.text else None)
        for path in paths:
            page.goto(path)
            found += [
                f"{path}: {each['id']}" for each in Axe().run(page, options=_OPTIONS).response["violations"]
            ]
            if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
                found.append(f"{path}: too wide")
    assert found == []
