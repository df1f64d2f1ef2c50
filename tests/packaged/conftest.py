"""Packages as their platforms have them: unpacked, set up, and run where there is neither a network nor a sandbox."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from gradkata.cli import main

SEED = 20261126

CONTAINER = [sys.executable, str(Path(__file__).with_name("container.py"))]


@pytest.fixture(scope="session")
def environment():
    """That of a platform: nothing of gradkata's is set, and pip finds nothing but what is installed."""
    if sys.platform != "linux":
        pytest.skip("packages run on Linux")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "KATA_", "PYTEST_"))}
    folder = Path(sys.executable).parent
    return {**kept, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "PIP_NO_INDEX": "1", "LC_ALL": "C.UTF-8"}


@pytest.fixture(scope="session")
def container(environment):
    """The words that run a command as in a container."""
    tried = subprocess.run([*CONTAINER, "true"], env=environment, capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"no container can be made here: {tried.stderr}")
    return CONTAINER


@pytest.fixture(scope="session")
def packages(tmp_path_factory):
    """A function from a format and more arguments to the folder that its package was unpacked into, modes included."""

    def packages(form, *arguments):
        file = tmp_path_factory.mktemp(form) / "package.zip"
        result = CliRunner().invoke(main, ["package", form, "--out", str(file), "--seed", str(SEED), *arguments])
        assert result.exit_code == 0, result.output
        return unpacked(file, file.with_suffix(""))

    return packages


def unpacked(file, folder):
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
        for info in archive.infolist():
            (folder / info.filename).chmod(info.external_attr >> 16 & 0o777)
    return folder
