"""The whole suite runs on all cores, most files of it in one process; files that are named run in this one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from program import Program

# GNU readline, which pytest loads, sets them behind Python's back for whatever a test starts.
for _name in ("COLUMNS", "LINES"):
    os.environ.pop(_name, None)
    os.unsetenv(_name)


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """What `-n auto --dist worksteal` asks for, where pytest-xdist is there and nothing else was asked for."""
    if (
        config.args_source is pytest.Config.ArgsSource.TESTPATHS
        and config.pluginmanager.hasplugin("xdist")
        and "PYTEST_XDIST_WORKER" not in os.environ
        and config.option.numprocesses is None
    ):
        config.option.numprocesses = "auto"
        config.option.dist = "worksteal"


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_the_disk() -> Iterator[None]:
    """No test sees whether a disk has done what it was told; those of a loss of power go by the calls.

    Waiting for it is half the time of a small build.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(scope="module", name="folder")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small corpus, and its index; some files of tests have a `folder` of their own."""
    from program import make_folder  # here and below: most tests need no program

    return make_folder(tmp_path_factory.mktemp("work"))


@pytest.fixture(scope="module", name="processes")
def _processes(folder: Path) -> Program:
    """`fumikura` in that folder, each time in a process of its own."""
    from program import processes_in

    return processes_in(folder)


@pytest.fixture(scope="module", name="fumikura")
def _fumikura(folder: Path) -> Program:
    """`fumikura` in that folder, in this process."""
    from program import program_in

    return program_in(folder)
