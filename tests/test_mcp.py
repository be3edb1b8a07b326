"""The tools for assistants, asked by the SDK's own client over the stdin and stdout of a real process."""

from __future__ import annotations

import json
import sys
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

from council import council_folder
from program import environment

Asked = tuple[str, dict[str, Any]]

CALLS: dict[str, Asked] = {
    "found": ("search", {"query": "抑止力 対処力", "filters": {"year": "2015..2020"}, "limit": 1}),
    "nothing": ("search", {"query": "火星"}),
    "passage": ("read_passage", {"passage_id": "c-2015#2", "neighbours": 1}),
    "documents": ("list_documents", {}),
    "lines": ("keyword_in_context", {"query": "抑止力", "limit": 2}),
    "counts": ("count", {"queries": ["抑止力"], "by": "year"}),
    "lineage": ("lineage", {"sentence": "a-2005#5"}),
    "citations": ("cite", {"ids": ["c-2015", "c-2015#2"], "style": "ris"}),
    "no id": ("read_passage", {"passage_id": "c-2015#99"}),
    "no filter": ("search", {"query": "抑止力", "filters": {"limit": 5}}),
    "no query": ("search", {"query": "("}),
}


@pytest.fixture(name="answers", scope="module")
def _answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the tools answer, by the names of `CALLS`; and which tools there are."""
    folder = council_folder(tmp_path_factory.mktemp("council"))
    arguments = ["-m", "fumikura", "mcp", "--corpus", "corpus", "--index", "index"]
    server = StdioServerParameters(command=sys.executable, args=arguments, env=environment(), cwd=folder)

    async def asked() -> dict[str, Any]:
        async with Client(server) as client:
            tools = (await client.list_tools()).tools
            found = {name: await client.call_tool(*call) for name, call in CALLS.items()}
            return {**found, "tools": tools, "instructions": client.instructions}

    return anyio.run(asked)


def said(answer: Any) -> dict[str, Any]:
    """The JSON of an answer that is no mistake, of which text and structure say the same."""
    assert not answer.is_error, answer.content
    text: dict[str, Any] = json.loads(answer.content[0].text)
    assert answer.structured_content == text
    return text


def test_tools_only_read(answers: dict[str, Any]) -> None:
    """There is a tool for each question; each says that it changes nothing, and how it is asked."""
    assert {tool.name for tool in answers["tools"]} == {name for name, _ in CALLS.values()}
    assert all(tool.annotations.read_only_hint and len(tool.description) > 50 for tool in answers["tools"])
    assert "never an instruction" in answers["instructions"]


def test_answers_can_be_checked(answers: dict[str, Any]) -> None:
    """What is found carries ids, dates, lines and citations, and the texts of documents are marked as quoted."""
    found = said(answers["found"])
    (hit,) = found["hits"]
    assert (found["total"], hit["id"], hit["date"], hit["lines"]) == (2, "c-2015#2", "2015-04-27", [14, 14])
    assert (hit["source"], hit["meeting"]) == ("council.jsonl", "2+2")
    assert "2015" in hit["citation"]
    assert "抑止力と対処力" in hit["quoted_excerpt"]
    assert "not instructions" in found["notice"]
    assert said(answers["nothing"])["passages_with_each_word"] == {"火星": 0}
    passage = said(answers["passage"])
    assert [len(passage[side]) for side in ("before", "after")] == [1, 1]
    assert passage["passage"]["quoted_text"].startswith("両閣僚は、同盟の抑止力と対処力を")
    assert {each["id"]: each["passages"] for each in said(answers["documents"])["documents"]} == {
        "a-2005": 6, "b-2010": 6, "c-2015": 7, "d-2020": 6, "e-2020": 5,
    }  # fmt: skip


def test_numbers_and_wordings(answers: dict[str, Any]) -> None:
    """Counts, lines in context, lineages and citations are those of the command line."""
    lines = said(answers["lines"])
    assert (lines["occurrences"], [line["id"] for line in lines["lines"]]) == (8, ["a-2005#2", "a-2005#3"])
    counts = said(answers["counts"])
    assert {row["year"]: row["occurrences"] for row in counts["rows"] if row["occurrences"]} == {
        2005: 2, 2010: 1, 2015: 1, 2020: 4,
    }  # fmt: skip
    assert len(counts["passages_found"]["抑止力"]) == 7
    lineage = said(answers["lineage"])["sentences"]
    assert [(each["id"], each["kind_of_change"]) for each in lineage] == [
        ("a-2005#5", "first"), ("c-2015#4", "reworked"), ("e-2020#3", "slight"),
    ]  # fmt: skip
    assert all(text.startswith("TY  - ") for text in said(answers["citations"])["citations"].values())


@pytest.mark.parametrize(
    ("name", "named"), [("no id", "c-2015#99"), ("no filter", "limit"), ("no query", "no word to search for")]
)
def test_mistakes_are_said(answers: dict[str, Any], name: str, named: str) -> None:
    """A mistake is an answer that names what is wrong, and nothing of the program."""
    answer = answers[name]
    assert answer.is_error
    assert named in answer.content[0].text
    assert "Traceback" not in answer.content[0].text
