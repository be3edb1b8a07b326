"""The settings of the cluster: `[engine]` of fumikura.toml, and environment variables."""

from __future__ import annotations

import json
import os
import stat
import tomllib
from pathlib import Path
from typing import Any

from fumikura.errors import ClusterError
from fumikura.messages import system_reason
from fumikura.values import frozen

_ADDRESSES, _PASSWORD = "FUMIKURA_OPENSEARCH", "FUMIKURA_OPENSEARCH_PASSWORD"
_DEFAULT = "http://localhost:9200"


@frozen
class Settings:
    """The cluster, and `name`, the alias of the index in it. `certificate` is the file of the certificate authority.

    `timeout` is the time for one answer of the cluster, in seconds.
    """

    addresses: tuple[str, ...] = (_DEFAULT,)
    name: str = "fumikura"
    shards: int = 1
    replicas: int = 1
    certificate: str = ""
    user: str = ""
    password_file: str = ""
    timeout: int = 60

    @property
    def password(self) -> str:
        """The password, from the environment or from a file that nobody else may read. Raises ClusterError."""
        if not self.password_file:
            return os.environ.get(_PASSWORD, "")
        path = Path(self.password_file)
        try:
            if stat.S_IMODE(path.stat().st_mode) & 0o077:
                raise ClusterError("cluster.password-open", file=path)
            return path.read_text("utf-8").strip()
        except (OSError, ValueError) as error:
            raise ClusterError("cluster.password-file", file=path, reason=system_reason(error)) from error


def read_settings(path: Path) -> Settings | None:
    """The settings in fumikura.toml; None where OpenSearch is not the engine.

    Raises ClusterError for settings that make no sense.
    """
    try:
        table = tomllib.loads(path.read_text("utf-8")).get("engine", {})
    except (OSError, ValueError) as error:
        raise ClusterError("cluster.settings", file=path, what=system_reason(error)) from error
    if not isinstance(table, dict) or table.get("use", "whoosh") == "whoosh":
        return None
    return _parse(path, table)


def settings_for(path: Path, engine: str) -> Settings | None:
    """The settings to be written to choose an engine; None where it is chosen already.

    Raises ClusterError where the existing file names another engine.
    """
    if not path.exists():
        return Settings(_default_addresses()) if engine == "opensearch" else None
    if engine != ("whoosh" if read_settings(path) is None else "opensearch"):
        raise ClusterError("cluster.other-engine", file=path, engine=engine)
    return None


def write_settings(path: Path, settings: Settings) -> None:
    """Write the settings that differ from the defaults to fumikura.toml. Raises ClusterError."""
    lines = ["[engine]", 'use = "opensearch"']
    for name in Settings.__match_args__:
        value = getattr(settings, name)
        if value != getattr(Settings(), name) or name in ("addresses", "name"):
            lines.append(f"{name} = {json.dumps(value, ensure_ascii=False)}")  # TOML, too
    try:
        path.write_text("\n".join(lines) + "\n", "utf-8")
    except OSError as error:
        raise ClusterError("cluster.settings", file=path, what=system_reason(error)) from error


def _parse(path: Path, table: dict[str, Any]) -> Settings:
    usual = Settings()
    known = {name: getattr(usual, name) for name in Settings.__match_args__}
    values: dict[str, Any] = {}
    for name, value in table.items():
        if name == "use":
            if value != "opensearch":
                raise ClusterError("cluster.settings", file=path, what=f'use = "{value}"')
            continue
        given = tuple(value) if isinstance(value, list) else value
        if (
            name not in known
            or type(given) is not type(known[name])
            or (isinstance(given, int) and given < 0)
        ):
            raise ClusterError("cluster.settings", file=path, what=name)
        values[name] = given
    for name in ("certificate", "password_file"):
        if values.get(name):
            values[name] = str(path.parent / Path(values[name]).expanduser())
    return Settings(**{"addresses": _default_addresses(), **values})


def _default_addresses() -> tuple[str, ...]:
    return tuple(filter(None, os.environ.get(_ADDRESSES, _DEFAULT).split(",")))
