"""A pack as pip installs it, in an environment of its own: made by the command's own steps, and then used."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

HARNESS = Path(__file__).parents[2] / "harness"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder in which a pack was made."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("installed")
    made = run(folder, sys.executable, "-m", "gradkata", "new", "gate", "--pack", "my-katas", PYTHONPATH=HARNESS)
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture(scope="module")
def kata(folder):
    """A function that runs ``kata`` in an environment in which the pack's wheel is installed, and no source of it."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d"]
    built = run(folder / "my-katas", *build, folder / "wheels")
    assert built.returncode == 0, built.stderr
    (wheel,) = (folder / "wheels").iterdir()
    shutil.rmtree(folder / "my-katas" / "katas")
    environment = folder / "environment"
    venv.create(environment, with_pip=False, symlinks=os.name == "posix")
    paths = {each: str(environment) for each in ("base", "platbase", "installed_base", "installed_platbase")}
    site = Path(sysconfig.get_path("purelib", "venv", vars=paths))
    zipfile.ZipFile(wheel).extractall(site)  # all that installing a wheel of plain Python comes to
    folders = dict.fromkeys([HARNESS, *map(sysconfig.get_path, ("purelib", "platlib"))])
    (site / "dependencies.pth").write_text("".join(f"{each}\n" for each in folders))
    python = Path(sysconfig.get_path("scripts", "venv", vars=paths)) / "python"
    return lambda *arguments: run(folder, python, "-m", "gradkata", *arguments)


def run(folder, *command, **environment):
    """Run a command in a folder; modules are found where an environment has them, but for those that are named."""
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environ |= {
        "COLUMNS": "80",
        "PYTHONDONTWRITEBYTECODE": "1",
        **{each: str(environment[each]) for each in environment},
    }
    return subprocess.run(
        [*map(str, command)], cwd=folder, env=environ, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_an_installed_pack_is_listed_checked_graded_and_audited(folder, kata):
    listed = kata("list", "--format", "json")
    assert listed.stderr == ""
    assert json.loads(listed.stdout)[-1] == {
        "id": "gate", "title": "Gate: a layer, forward and back", "max_score": 10.0,
    }  # fmt: skip
    assert kata("start", "gate").returncode == 0
    unwritten = kata("check", "gate")
    assert (unwritten.returncode, unwritten.stdout.splitlines()[0]) == (1, "gate: unattempted, 0 of 10 points.")
    solution = folder / "my-katas" / "reference" / "gate" / "solution.py"
    shutil.copy(solution, folder / "work" / "gate.py")
    graded = kata("grade", "work/gate.py", "--isolation", "process", "--format", "json")
    assert graded.returncode == 0, graded.stderr
    assert json.loads(graded.stdout)["results"][0]["status"] == "passed"
    (folder / "work" / "gate.py").write_text(solution.read_text().replace("dy.sum(axis=0)", "dy.mean(axis=0)"))
    named = kata("check", "gate")
    assert named.returncode == 1
    assert "the bias's derivative is an average over the batch" in " ".join(named.stdout.split())
    audited = kata("audit", "gate", "--quick", "--format", "json")
    assert audited.returncode == 0, audited.stdout
    assert json.loads(audited.stdout)["katas"][0]["refused"]["of"] == 6


def test_a_plugin_that_ends_its_process_when_it_is_imported_is_told_once_and_left_out(folder, kata):
    site = next((folder / "environment").rglob("my_katas")).parent
    (site / "hasty.py").write_text("raise SystemExit(3)\n")
    (site / "hasty-1.dist-info").mkdir()
    (site / "hasty-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: hasty\nVersion: 1\n")
    (site / "hasty-1.dist-info" / "entry_points.txt").write_text("[katas]\nhasty = hasty\n")
    try:
        listed = kata("list", "--format", "json")
    finally:  # the environment is for all tests here
        (site / "hasty.py").unlink()
        shutil.rmtree(site / "hasty-1.dist-info")
    assert listed.returncode == 0
    assert json.loads(listed.stdout)[-1]["id"] == "gate"
    assert listed.stderr.count("hasty") == 2  # its name, and its module's
