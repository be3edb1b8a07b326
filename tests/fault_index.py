"""Faults of processes and disks, injected for real: what the tests do a little of, `bench/faults.py` does a lot of.

Each function tries something many times and says how often it came out right; a failure carries what reproduces it.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import random
import resource
import shutil
import signal
import subprocess
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from fumikura.build import build_index
from fumikura.engines.protocol import ids_of
from fumikura.errors import FumikuraError
from fumikura.search import open_index

__all__ = [
    "Outcome", "can_mount", "corruptions", "cut_short", "disk_full", "failed_calls", "file_limits", "in_child", "kills",
    "leavings", "make_state", "opens_during_commits", "state_of",
]  # fmt: skip

_EXPECTED, _UNEXPECTED = 3, 4
_SENTENCES = (
    "日米同盟の抑止力及び対処力を一層強化する。",
    "閣僚は、台湾海峡の平和と安定の重要性を強調した。",
    "尖閣諸島に対する日本の施政を損なおうとする行動に反対する。",
    "自由で開かれたインド太平洋の維持について議論した。",
)
_QUERIES = (
    "台湾",
    '"の重要性"',
    "損なう",
    "同盟の抑止力",
    "title:第 OR 強化*",
    "議論 NEAR/5 維持",
    "-台湾 日米",
)


@dataclass
class Outcome:
    """How often something was tried, how often it came out as it should, and where it did not."""

    tried: int = 0
    failures: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    """What the trials were, where they differ, with how many there were of each."""

    @property
    def survived(self) -> int:
        """How often it came out as it should."""
        return self.tried - len(self.failures)

    def note(self, fault: str | None) -> None:
        """Count one more, with what was wrong with it."""
        self.tried += 1
        if fault:
            self.failures.append(fault)

    def add(self, other: Outcome) -> None:
        """Count the trials of another outcome, too."""
        self.tried += other.tried
        self.failures += other.failures
        self.kinds += other.kinds


def make_state(corpus: Path, number: int, files: int = 3, paragraphs: int = 8) -> None:
    """Make `corpus` that of state `number`: every file of it tells the number, in as many digits for each."""
    corpus.mkdir(parents=True, exist_ok=True)
    for each in range(files):
        text = "".join(
            f"状態{number:04}の文書{each}の第{at}段落。{_SENTENCES[(each + at) % len(_SENTENCES)]}\n\n"
            for at in range(paragraphs)
        )
        (corpus / f"f{each}.txt").write_text(text, encoding="utf-8")


def state_of(index: Path, files: int = 3, paragraphs: int = 8) -> int:
    """The number of the state that an index holds. Raises AssertionError where it holds parts of two, or is not sound."""
    with open_index(index) as opened:
        assert opened.engine.verify() == ()
        text = opened.passage(ids_of(opened.engine)[0]).text
        number = int(text.removeprefix("状態").split("の")[0])
        total = opened.search(f'"状態{number:04}の文書"', limit=1).total
        assert total == len(opened) == files * paragraphs, (total, len(opened))
    return number


def leavings(index: Path) -> list[str]:
    """What is in an index folder beside a pointer, a lock and two generations."""
    names = sorted(path.name for path in index.iterdir())
    generations = [name for name in names if name.startswith("g")]
    rest = [name for name in names if name not in generations and name not in ("current.json", "lock")]
    return (
        rest
        + (generations if len(generations) > 2 else [])
        + [
            f"{name}/{path.name}"
            for name in generations
            for path in (index / name).iterdir()
            if path.is_dir()
        ]
    )


def in_child(act: Callable[[], object], *, kill_after: float | None = None) -> int:
    """Do something in a process of its own: 0, 3 for a FumikuraError, 4 for anything else, -9 where it was killed."""
    child = os.fork()
    if child == 0:
        code = _UNEXPECTED
        try:
            act()
            code = 0
        except FumikuraError:
            code = _EXPECTED
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    if kill_after is not None:
        time.sleep(kill_after)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kills(place: Path, count: int, seed: int = 0, jobs: int = 1) -> Outcome:
    """Kill runs at random moments: the next search shows the last state or the new one, the next run leaves nothing.

    A run that had ended by itself before is looked at, too, but not counted.
    """
    corpus, index, rng, outcome = place / "corpus", place / "index", random.Random(seed), Outcome()
    make_state(corpus, 0)
    started = time.monotonic()
    in_child(lambda: build_index(corpus, index, jobs=jobs))
    longest = time.monotonic() - started
    last = number = 0
    while outcome.tried < count:
        number += 1
        make_state(corpus, number)
        after = rng.uniform(0, longest)
        known = {path.name for path in index.glob("g*")}
        pointer = (index / "current.json").read_bytes()
        code = in_child(lambda: build_index(corpus, index, jobs=jobs), kill_after=after)
        fault = _fault_after(
            index, {last, number} if code else {number}, f"kill {number} after {after:.4f} s: "
        )
        if code:
            outcome.kinds[_moment(index, known, pointer)] += 1
            outcome.note(fault)
            longest *= 1.02
        else:
            # So that the last moment of a run is aimed at, however fast the machine is at the time.
            longest *= 0.9
            outcome.failures += [fault] if fault else []
        if fault is None:
            last = state_of(index)
        if number % 10 == 0 or outcome.tried == count:
            code = in_child(lambda: build_index(corpus, index))
            if code or leavings(index) or state_of(index) != number:
                outcome.failures.append(f"after kill {number}: exit {code}, left {leavings(index)}")
            last = number
    return outcome


def _moment(index: Path, known: set[str], pointer: bytes) -> str:
    """How far a run had come that was killed, by what it left."""
    if (index / "current.json").read_bytes() != pointer:
        return "after the switch"
    new = [path for path in index.glob("g*") if path.name not in known]
    if not new:
        return "while reading"
    return "in the commit" if (new[0] / "manifest.json").exists() else "while writing"


def _fault_after(index: Path, allowed: set[int], what: str) -> str | None:
    try:
        state = state_of(index)
    except (FumikuraError, AssertionError) as error:
        return f"{what}{type(error).__name__} {error}"
    return None if state in allowed else f"{what}state {state}"


class _Counter:
    """Counts calls that touch the disk below a folder, and lets one of them fail."""

    def __init__(self, folder: Path, failing: int | None, fail: Callable[[str], object]) -> None:
        self.folder = os.path.realpath(folder)
        self.failing = failing
        self.fail = fail
        self.calls: list[str] = []
        self.disk = _Disk()

    def call(self, name: str, path: Any = None) -> None:
        """Count a call; raise where it is its turn."""
        if path is not None and not os.path.realpath(path).startswith(self.folder):
            return
        self.calls.append(name)
        if self.failing == len(self.calls) - 1:
            self.fail(str(path or ""))


class _Disk:
    """What a disk would lose with its power: data that was not synced, and names in folders that were not."""

    def __init__(self) -> None:
        self.unsynced: set[str] = set()
        self.made: list[str] = []
        self.replaced: list[tuple[str, bytes | None]] = []

    def note(self, name: str, first: Any, *rest: Any) -> None:
        """Keep in mind what a call is going to do."""
        path = os.path.realpath(first) if not isinstance(first, int) else ""
        if name == "fsync":
            self._synced(str(Path(f"/proc/self/fd/{first}").readlink()))
        elif name in ("open", "mkdir"):
            self.made += [] if os.path.lexists(path) else [path]
            self.unsynced |= {path} if name == "open" else set()
        elif name == "link":
            self.made.append(os.path.realpath(rest[0]))
        elif name in ("replace", "rename"):
            target = os.path.realpath(rest[0])
            self.replaced.append((target, Path(target).read_bytes() if os.path.lexists(target) else None))
            self.made = [each for each in self.made if each != path]
            self.unsynced = {target if each == path else each for each in self.unsynced}

    def _synced(self, path: str) -> None:
        self.unsynced.discard(path)
        self.made = [each for each in self.made if str(Path(each).parent) != path]
        self.replaced = [each for each in self.replaced if str(Path(each[0]).parent) != path]

    def lose(self, *, names: bool) -> None:
        """Lose the data, or the `names` as well."""
        for path in map(Path, self.unsynced):
            if path.is_file():
                os.truncate(path, 0)
        if not names:
            return
        for target, before in reversed(self.replaced):
            if before is None:
                Path(target).unlink()
            else:
                Path(target).write_bytes(before)
        for path in map(Path, reversed(self.made)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


class _File:
    """A file that asks before each write."""

    def __init__(self, file: Any, counter: _Counter) -> None:
        self._file, self._counter = file, counter

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, data: Any) -> Any:
        self._counter.call("write")
        return self._file.write(data)

    def close(self) -> None:
        if not self._file.closed:
            try:
                self._counter.call("close")
            finally:
                self._file.close()


@contextmanager
def _watched(counter: _Counter) -> Iterator[None]:
    """Every write, sync, rename, link, and making or removing of a name below the folder is counted."""
    real_open, watching = builtins.open, Path("/proc/self/fd").is_dir()

    def opened(file: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        inside = not isinstance(file, int) and os.path.realpath(file).startswith(counter.folder)
        if not inside or not set(mode) & set("wax+"):
            return real_open(file, mode, *rest, **named)
        counter.call("open", file)
        counter.disk.note("open", file)
        return _File(real_open(file, mode, *rest, **named), counter)

    def asking(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def ask(first: Any, *rest: Any, **named: Any) -> Any:
            path = first if name not in ("link", "replace", "rename") else rest[0]
            if (folder := named.get("dir_fd")) is not None and watching:
                path = Path(f"/proc/self/fd/{folder}").readlink() / path
            counter.call(name, None if name == "fsync" else path)
            if watching:
                counter.disk.note(name, first, *rest)
            return real(first, *rest, **named)

        return ask

    names = ("fsync", "replace", "rename", "link", "mkdir", "unlink", "rmdir")
    with mock.patch.object(builtins, "open", opened), mock.patch.object(io, "open", opened):
        patches = [mock.patch.object(os, name, asking(name, getattr(os, name))) for name in names]
        for patch in patches:
            patch.start()
        try:
            yield
        finally:
            for patch in patches:
                patch.stop()


def failed_calls(
    place: Path, chosen: Callable[[int], Sequence[int]] = range, code: int = errno.EIO
) -> Outcome:
    """Let each call of a run that touches the disk fail once: an error of ours or success, and an index that is whole."""
    corpus, index, outcome = place / "corpus", place / "index", Outcome()
    make_state(corpus, 0)
    build_index(corpus, index)
    calls = _calls_of_a_run(corpus, index)

    def fail(path: str) -> None:
        raise OSError(code, os.strerror(code), path)

    for number, failing in enumerate(chosen(len(calls)), start=3):
        make_state(corpus, number)

        def run(failing: int = failing) -> None:
            with _watched(_Counter(index, failing, fail)):
                build_index(corpus, index)

        before = state_of(index)
        exit_code = in_child(run)
        what = f"call {failing} ({calls[min(failing, len(calls) - 1)]}) failed: "
        outcome.kinds[calls[min(failing, len(calls) - 1)]] += 1
        fault = _fault_after(index, {before, number}, what)
        if exit_code not in (0, _EXPECTED):
            fault = f"{what}exit {exit_code}"
        if exit_code == 0 and fault is None and state_of(index) != number:
            fault = f"{what}success without the new state"
        build_index(corpus, index, rebuild=fault is not None)
        if fault is None and (leavings(index) or state_of(index) != number):
            fault = f"{what}then left {leavings(index)}"
        outcome.note(fault)
    return outcome


def _calls_of_a_run(corpus: Path, index: Path) -> list[str]:
    """The calls to the disk of a run to state 2, which clears state 0 away."""
    make_state(corpus, 1)
    build_index(corpus, index)
    counter = _Counter(index, None, print)
    make_state(corpus, 2)
    with _watched(counter):
        build_index(corpus, index)
    return counter.calls


def cut_short(place: Path, loss: str, chosen: Callable[[int], Sequence[int]] = range) -> Outcome:
    """End a run before each of its calls to the disk by kill -9, where `loss` is "", or by a loss of power.

    With the power goes the data that was not synced ("data"), and the names in folders that were not ("names"): the
    worst that a disk may do. The last state or the new one is whole then, and the next run leaves nothing.
    """
    corpus, index, outcome = place / "corpus", place / "index", Outcome()
    make_state(corpus, 0)
    build_index(corpus, index)
    calls = _calls_of_a_run(corpus, index)
    for number, ended in enumerate(chosen(len(calls)), start=3):
        make_state(corpus, number)

        def run(ended: int = ended) -> None:
            def end(_: str) -> None:
                counter.failing = None
                if loss:
                    counter.disk.lose(names=loss == "names")
                os.kill(os.getpid(), signal.SIGKILL)

            counter = _Counter(index, ended, end)
            with _watched(counter):
                build_index(corpus, index)

        before = state_of(index)
        code = in_child(run)
        kind = calls[min(ended, len(calls) - 1)]
        outcome.kinds[kind] += 1
        what = f"ended before call {ended} ({kind}), loss {loss or 'of nothing'}: "
        fault = _fault_after(index, {number} if code == 0 else {before, number}, what)
        if code not in (0, -signal.SIGKILL):
            fault = f"{what}exit {code}"
        build_index(corpus, index, rebuild=fault is not None)
        if fault is None and (leavings(index) or state_of(index) != number):
            fault = f"{what}then left {leavings(index)}"
        outcome.note(fault)
    return outcome


def _answers(index: Path, queries: Sequence[str]) -> list[Any]:
    """What an index says of itself and to some queries; an error of ours in place of an answer."""
    answers: list[Any] = []
    try:
        opened = open_index(index)
    except FumikuraError as error:
        return [type(error)]
    with opened:
        for query in queries:
            try:
                results = opened.search(query, limit=None)
                answers.append(
                    (results.total, results.words, [(h.passage, h.highlights, h.match) for h in results.hits])
                )
            except FumikuraError as error:
                answers.append(type(error))
    return answers


def corruptions(place: Path, count: int, seed: int = 0, paragraphs: int = 8) -> Outcome:
    """Flip, cut, remove or lengthen a file: `check` finds it, and no search gives another answer in silence.

    With over a thousand paragraphs there are files of every kind that an index may have.
    """
    corpus, index, rng, outcome = place / "corpus", place / "index", random.Random(seed), Outcome()
    for number in (0, 1):
        make_state(corpus, number, paragraphs=paragraphs)
        build_index(corpus, index)
    sound = _answers(index, _QUERIES)
    files = sorted(path for path in index.rglob("*") if path.is_file() and path.stat().st_size)
    kinds = sorted({_kind_of(path) for path in files})
    for number in range(count):
        kind = kinds[number % len(kinds)]
        path = rng.choice([path for path in files if _kind_of(path) == kind])
        content = path.read_bytes()
        how = _corrupt(path, content, rng)
        answers = _answers(index, _QUERIES)
        outcome.kinds[kind] += 1
        outcome.kinds["searches that said so"] += any(isinstance(answer, type) for answer in answers)
        outcome.note(_fault_of_corrupted(index, answers, sound, f"{path.relative_to(index)} {how}"))
        path.write_bytes(content)
    return outcome


def _kind_of(path: Path) -> str:
    """What a file of an index is by its name, without the name of its segment or generation."""
    return path.name.partition(".")[2] if "MAIN_" in path.name else path.name.partition("-")[0]


def _corrupt(path: Path, content: bytes, rng: random.Random) -> str:
    way = rng.choice(("flip", "flip", "flip", "cut", "remove", "lengthen", "zero"))
    at = rng.randrange(len(content))
    match way:
        case "flip":
            path.write_bytes(content[:at] + bytes([content[at] ^ 1 << rng.randrange(8)]) + content[at + 1 :])
        case "cut":
            path.write_bytes(content[:at])
        case "remove":
            path.unlink()
        case "lengthen":
            path.write_bytes(content + b"\0")
        case _:
            path.write_bytes(content[:at] + b"\xff" + bytes(len(content) - at - 1))
            if path.read_bytes() == content:
                path.write_bytes(content + b"\0")
    return f"{way} at {at} of {len(content)}"


def _fault_of_corrupted(index: Path, answers: list[Any], sound: list[Any], what: str) -> str | None:
    for answer, right in zip(answers, sound, strict=False):
        if answer != right and not isinstance(answer, type):
            return f"{what}: another answer in silence"
    try:
        with open_index(index) as opened:
            faults = opened.engine.verify()
    except FumikuraError:
        return None
    return None if faults else f"{what}: check did not find it"


def can_mount(place: Path) -> bool:
    """Whether a file system of a size of one's own can be mounted here."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        return False
    place.mkdir(exist_ok=True)
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place], capture_output=True, check=False
    )
    if done.returncode == 0:
        subprocess.run(["umount", place], check=True)
    return done.returncode == 0


def disk_full(place: Path, levels: int) -> Outcome:
    """A file system that is full at so many levels: it is said, the old index stays, and with room indexing works."""
    corpus, disk, outcome = place / "corpus", place / "disk", Outcome()
    disk.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk], check=True)
    try:
        index = disk / "index"
        make_state(corpus, 0)
        build_index(corpus, index)
        one = _used(disk)
        for level in range(levels):
            number = level + 1
            make_state(corpus, number)
            room = _used(disk) + max(one * 3 * level // (2 * levels), 4096)
            subprocess.run(["mount", "-o", f"remount,size={room}", disk], check=True)
            code = in_child(lambda: build_index(corpus, index))
            what = f"level {level}, {room:,} bytes: "
            fault = _fault_after(index, {number} if code == 0 else {number - 1}, what)
            if code not in (0, _EXPECTED):
                fault = f"{what}exit {code}"
            subprocess.run(["mount", "-o", "remount,size=16m", disk], check=True)
            build_index(corpus, index)
            if fault is None and (leavings(index) or state_of(index) != number):
                fault = f"{what}then left {leavings(index)}"
            outcome.note(fault)
    finally:
        subprocess.run(["umount", disk], check=True)
    return outcome


def _used(disk: Path) -> int:
    status = os.statvfs(disk)
    return (status.f_blocks - status.f_bfree) * status.f_frsize


def file_limits(place: Path, levels: int) -> Outcome:
    """The same by a limit on the size of a file, which needs no rights: EFBIG where a disk says ENOSPC."""
    corpus, index, outcome = place / "corpus", place / "index", Outcome()
    make_state(corpus, 0)
    build_index(corpus, index)
    largest = max(path.stat().st_size for path in index.rglob("*"))
    for level in range(levels):
        number, limit = level + 1, largest * 11 * level // (10 * levels)
        make_state(corpus, number)

        def run(limit: int = limit) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
            build_index(corpus, index)

        before = state_of(index)
        code = in_child(run)
        what = f"limit {limit:,}: "
        fault = _fault_after(index, {number} if code == 0 else {before}, what)
        if code not in (0, _EXPECTED):
            fault = f"{what}exit {code}"
        build_index(corpus, index)
        if fault is None and (leavings(index) or state_of(index) != number):
            fault = f"{what}then left {leavings(index)}"
        outcome.note(fault)
    return outcome


def opens_during_commits(place: Path, count: int) -> Outcome:
    """Open and search an index again and again while another process commits to it as fast as it can."""
    corpus, index, outcome = place / "corpus", place / "index", Outcome()
    make_state(corpus, 0)
    build_index(corpus, index)

    def commit_forever() -> None:
        parent = os.getppid()
        number = 0
        while os.getppid() == parent:
            number += 1
            make_state(corpus, number, files=1)
            build_index(corpus, index)

    child = os.fork()
    if child == 0:
        try:
            commit_forever()
        finally:
            os._exit(_UNEXPECTED)
    try:
        for number in range(count):
            try:
                with open_index(index) as opened, closing(opened.engine):
                    found = opened.search('"状態"', limit=1).total
                    outcome.note(
                        None if found == len(opened) == 24 else f"open {number}: {found} of {len(opened)}"
                    )
            except FumikuraError as error:
                outcome.note(f"open {number}: {error}")
    finally:
        alive = os.waitpid(child, os.WNOHANG) == (0, 0)
        if alive:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        else:
            outcome.failures.append("the committing process ended by itself")
    return outcome
