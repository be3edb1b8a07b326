"""A cluster of OpenSearch on loopback for the tests, brought up from its artifacts on Maven Central.

    python tests/opensearch/cluster.py start FOLDER [--nodes N]     its addresses go to stdout, for FUMIKURA_OPENSEARCH
    python tests/opensearch/cluster.py stop FOLDER

Needs Maven and a Java of at least 21 (`JAVA_HOME`, or below /usr/lib/jvm). The jars are kept for the next time below
`~/.cache`; each is compared with `jars.sha256`. A node has 512 MB of heap and writes below FOLDER alone.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

__all__ = ["Cluster", "Node"]

_HERE = Path(__file__).parent
_CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "fumikura-opensearch"
_JAVA = 21
_HEAP = "512m"
_UP = 100.0
_DOWN = 20.0
_MODULES = {
    # The class of each module that a distribution of OpenSearch has, too, the module that it extends, and its jars.
    "transport-netty4": (
        "org.opensearch.transport.Netty4ModulePlugin", "", ("netty-", "opensearch-netty4-", "transport-netty4-")
    ),
    "lang-painless": (
        "org.opensearch.painless.PainlessModulePlugin", "", ("lang-painless-", "opensearch-scripting-", "asm-", "antlr4-")
    ),
    "analysis-common": (
        "org.opensearch.analysis.common.CommonAnalysisModulePlugin", "lang-painless", ("analysis-common-",)
    ),
}  # fmt: skip
_LOGGING = """status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%c{1.}] %m%n
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
"""


_started: list[subprocess.Popen[bytes]] = []  # they run on when nobody here asks for them any more


class Node:
    """A node that lives in a folder: what it is, and what its process is while it runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def address(self) -> str:
        """Where it answers."""
        return str(json.loads((self.folder / "node.json").read_text())["address"])

    def start(self) -> None:
        """Start its process; it need not answer yet."""
        told = json.loads((self.folder / "node.json").read_text())
        # OpenSearch will not run as root.
        user = ("nobody", "nogroup") if os.geteuid() == 0 else (None, None)
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                told["command"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
                user=user[0],
                group=user[1],
                extra_groups=[] if user[0] else None,
            )
        _started.append(process)
        (self.folder / "pid").write_text(str(process.pid))

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End its process, and wait until it is gone."""
        pid = self._pid()
        if pid is None:
            return
        os.kill(pid, how)
        ended = time.monotonic() + _DOWN
        while self._pid() is not None:
            if time.monotonic() > ended:
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.05)

    def answers(self) -> bool:
        """Whether it answers by now. Raises SystemExit where its process has ended."""
        if self._pid() is None:
            raise SystemExit(
                f"{self.folder}: the node has ended:\n{(self.folder / 'log').read_text()[-4000:]}"
            )
        with contextlib.suppress(OSError), urllib.request.urlopen(self.address, timeout=2) as answer:
            return bool(answer.status == 200)
        return False

    def _pid(self) -> int | None:
        """Its process, as long as it runs."""
        with contextlib.suppress(OSError, ValueError):
            pid = int((self.folder / "pid").read_text())
            with contextlib.suppress(
                ChildProcessError
            ):  # a child of ours stays as a zombie until it is waited for
                os.waitpid(pid, os.WNOHANG)
            if os.fsencode(self.folder) in Path(f"/proc/{pid}/cmdline").read_bytes():
                return pid
        return None


class Cluster:
    """The nodes below a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    @property
    def nodes(self) -> Sequence[Node]:
        """Its nodes, by their names."""
        return [Node(path.parent) for path in sorted(self.folder.glob("*/node.json"))]

    @property
    def addresses(self) -> str:
        """Where its nodes answer, apart by commas."""
        return ",".join(node.address for node in self.nodes)

    def start(self, number: int) -> None:
        """Make and start so many nodes, and wait until all have found one another."""
        jars, java = self.folder / "jars", _java()
        self.folder.mkdir(parents=True)
        self.folder.chmod(0o755)
        shutil.copytree(_jars(), jars)  # not every user may read what is in a home
        ports = list(_free_ports(2 * number))
        for http, transport in zip(ports[:number], ports[number:], strict=True):
            self._make(f"n{ports.index(http) + 1}", jars, java, http, transport, ports[number:])
        for node in self.nodes:
            node.start()
        self.wait()

    def wait(self) -> None:
        """Wait until all nodes have found one another, and no shard is on its way. Raises SystemExit."""
        nodes = self.nodes
        until = time.monotonic() + _UP
        path = f"/_cluster/health?wait_for_nodes={len(nodes)}&wait_for_no_initializing_shards=true&timeout=5s"
        while time.monotonic() < until:
            if all(node.answers() for node in nodes):
                with contextlib.suppress(OSError), urllib.request.urlopen(nodes[0].address + path, timeout=9):
                    return
            time.sleep(0.3)
        self.stop()
        raise SystemExit(f"{self.folder}: no cluster of {len(nodes)} nodes within {_UP} s")

    def stop(self) -> None:
        """Stop all nodes."""
        for node in self.nodes:
            node.stop()

    def _make(
        self, name: str, jars: Path, java: Path, http: int, transport: int, transports: Sequence[int]
    ) -> None:
        """Lay out the folder of a node."""
        folder = self.folder / name
        (folder / "config").mkdir(parents=True)
        for shared in ("lib", "modules"):
            (folder / shared).symlink_to(jars / shared)
        (folder / "plugins").mkdir()
        (folder / "tmp").mkdir()
        hosts = ", ".join(f'"127.0.0.1:{port}"' for port in transports)
        masters = ", ".join(f"n{number}" for number in range(1, len(transports) + 1))
        (folder / "config" / "opensearch.yml").write_text(
            f"cluster.name: fumikura-tests-{transports[0]}\nnode.name: {name}\nnetwork.host: 127.0.0.1\n"
            f"http.port: {http}\ntransport.port: {transport}\n"
            f"discovery.seed_hosts: [{hosts}]\ncluster.initial_cluster_manager_nodes: [{masters}]\n"
            # The disk of a machine for tests may be rather full.
            "cluster.routing.allocation.disk.threshold_enabled: false\n"
            "action.auto_create_index: false\n"
        )
        (folder / "config" / "log4j2.properties").write_text(_LOGGING)
        command = [
            str(java), f"-Xms{_HEAP}", f"-Xmx{_HEAP}", "-XX:+UseSerialGC",
            "--add-modules=jdk.incubator.vector", f"-Djava.io.tmpdir={folder / 'tmp'}",
            f"-Dopensearch.path.home={folder}", f"-Dopensearch.path.conf={folder / 'config'}",
            "-Dopensearch.bundled_jdk=false", "-cp", str(folder / "lib" / "*"), "org.opensearch.bootstrap.OpenSearch",
        ]  # fmt: skip
        (folder / "node.json").write_text(
            json.dumps({"address": f"http://127.0.0.1:{http}", "command": command})
        )
        if os.geteuid() == 0:
            for path in (folder, *folder.iterdir()):
                shutil.chown(path, "nobody", "nogroup")


def _java() -> Path:
    """A Java that is new enough."""
    homes = [Path(os.environ["JAVA_HOME"])] if "JAVA_HOME" in os.environ else []
    for home in (*homes, *sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)):
        with contextlib.suppress(OSError):
            found = re.search(r'^JAVA_VERSION="(\d+)', (home / "release").read_text(), re.MULTILINE)
            if found and int(found[1]) >= _JAVA:
                return home / "bin" / "java"
    raise SystemExit(f"no Java of at least {_JAVA}: install one (Temurin) and set JAVA_HOME")


def _jars() -> Path:
    """The folder with the jars of a node, as a home of OpenSearch has them; made where it is not there yet."""
    sums = _sums((_HERE / "jars.sha256").read_text())
    version = next(match[1] for name in sums if (match := re.match(r"opensearch-(\d[\d.]*)\.jar", name)))
    home = _CACHE / version
    if not home.is_dir():
        new = _CACHE / f"{version}.{os.getpid()}"
        shutil.rmtree(new, ignore_errors=True)
        _download(new / "lib")
        for module, (class_, extended, jars) in _MODULES.items():
            folder = new / "modules" / module
            folder.mkdir(parents=True)
            for jar in (new / "lib").iterdir():
                if jar.name.startswith(jars):
                    jar.rename(folder / jar.name)
            (folder / "plugin-descriptor.properties").write_text(
                f"name={module}\ndescription={module}\nversion={version}\nopensearch.version={version}\n"
                f"java.version={_JAVA}\nclassname={class_}\nextended.plugins={extended}\n"
            )
        with contextlib.suppress(OSError):  # another made it meanwhile
            new.rename(home)
    found = {jar.name: hashlib.sha256(jar.read_bytes()).hexdigest() for jar in home.glob("**/*.jar")}
    if found != sums:
        raise SystemExit(
            f"{home}: not the jars of jars.sha256: {sorted(set(found.items()) ^ set(sums.items()))}"
        )
    return home


def _download(folder: Path) -> None:
    subprocess.run(
        ["mvn", "-q", "-B", "-C", "-f", str(_HERE / "pom.xml"), "dependency:copy-dependencies",
         f"-DoutputDirectory={folder}"],
        check=True, stdout=sys.stderr,
    )  # fmt: skip


def _sums(text: str) -> dict[str, str]:
    return {name: digest for digest, name in map(str.split, text.splitlines())}


def _free_ports(number: int) -> Iterator[int]:
    with contextlib.ExitStack() as held:
        for _ in range(number):
            opened = held.enter_context(socket.socket())
            opened.bind(("127.0.0.1", 0))
            yield int(opened.getsockname()[1])


def _main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", choices=("start", "stop"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--nodes", type=int, default=3)
    asked = parser.parse_args()
    cluster = Cluster(asked.folder)
    if asked.what == "start":
        cluster.start(asked.nodes)
        sys.stdout.write(f"{cluster.addresses}\n")
    else:
        cluster.stop()


if __name__ == "__main__":
    _main()
