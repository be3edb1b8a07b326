"""The generations of an index in a cluster: indexes, and aliases that name the current and the previous one.

    NAME                    alias of the current generation
    NAME-previous           alias of the previous one, which readers may still have open
    NAME-g000001-…          the indexes; no two runs choose the same name, and one without an alias was left by a run
                            that died
    NAME-lock               holds the lock of the writer (`lock`)

One call switches both aliases, and the cluster does it as a whole or not at all. A committed generation is
write-protected, so a reader needs no point-in-time search.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from typing import Any

from fumikura.engines.opensearch.client import Client
from fumikura.engines.opensearch.schema import current_versions, versions_of
from fumikura.engines.verification import check_versions
from fumikura.errors import ClusterError, IndexDamagedError, IndexMissingError
from fumikura.values import frozen

_PREVIOUS = "-previous"


MANIFEST = "manifest"
"""The id of the document that describes a generation."""


@frozen
class ClusterGeneration:
    """A committed generation: its index, and its manifest."""

    index: str
    manifest: Mapping[str, Any]


def current_generation(client: Client, *, of_any_version: bool = False) -> ClusterGeneration:
    """The current generation.

    Raises IndexMissingError, IndexVersionError, or ClusterError where another's index has its name.
    """
    name = client.settings.name
    found = _load(client, name, of_any_version=of_any_version)
    if found is None:
        raise IndexMissingError("cluster.no-index", name=name, addresses=client.settings.addresses)
    return found


def previous_generation(client: Client) -> ClusterGeneration | None:
    """The previous generation, or None."""
    return _load(client, client.settings.name + _PREVIOUS)


def next_name(client: Client) -> str:
    """A name for the index of the next generation."""
    name = client.settings.name
    numbers = [int(each.removeprefix(f"{name}-g").partition("-")[0]) for each in _list_indexes(client)]
    return f"{name}-g{max(numbers, default=0) + 1:06d}-{secrets.token_hex(4)}"


def switch_aliases(client: Client, current: ClusterGeneration | None, to: str) -> None:
    """Make the index `to` the current generation, and `current` the previous one."""
    name = client.settings.name
    before = name + _PREVIOUS
    actions: list[Mapping[str, Any]] = [
        {"remove": {"index": f"{name}-g*", "alias": alias, "must_exist": False}} for alias in (name, before)
    ]
    actions.append({"add": {"index": to, "alias": name}})
    if current is not None:
        actions.append({"add": {"index": current.index, "alias": before}})
    client.request("POST", "/_aliases", {"actions": actions})


def remove_unused(client: Client) -> None:
    """Delete the indexes of generations that no alias names."""
    if left := [name for name, aliases in _list_indexes(client).items() if not aliases]:
        client.request("DELETE", f"/{','.join(left)}", ignore_unavailable="true")


def _list_indexes(client: Client) -> Mapping[str, Mapping[str, Any]]:
    """The indexes of all generations, with their aliases."""
    name = client.settings.name
    ours = re.compile(rf"{re.escape(name)}-g[0-9]{{6,}}-[0-9a-f]{{8}}")
    found = client.request("GET", f"/{name}-g*", expand_wildcards="all")
    return {
        index: about["aliases"]
        for index, about in found.items()
        if ours.fullmatch(index) and versions_of(about["mappings"]) is not None
    }


def _load(client: Client, alias: str, *, of_any_version: bool = False) -> ClusterGeneration | None:
    try:
        found = client.request("GET", f"/{alias}/_mapping")
    except ClusterError as error:
        if error.code == "cluster.gone":
            return None
        raise
    where = {"name": alias, "addresses": client.settings.addresses}
    (index, about), *others = found.items()
    versions = versions_of(about["mappings"])
    if others or versions is None or index == alias:
        raise ClusterError("cluster.foreign", **where)
    if not of_any_version:
        check_versions(versions, current_versions(), alias)
    try:
        answer = client.request("GET", f"/{index}/_doc/{MANIFEST}")
        manifest = answer["_source"]["value"]
    except (ClusterError, LookupError) as error:
        if isinstance(error, ClusterError) and error.code != "cluster.gone":
            raise
        raise IndexDamagedError("cluster.no-manifest", **where) from error
    return ClusterGeneration(index, manifest)
