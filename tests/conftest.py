"""The whole suite runs on all cores, most files of it in one process; files that are named run in this one."""

from __future__ import annotations

import os

import pytest

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
