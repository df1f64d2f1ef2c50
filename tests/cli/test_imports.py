"""What a command imports: numpy and pytest take ten times as long as all that `kata list` has to do."""

import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path

import pytest
from gradkata import hookspecs

HARNESS = Path(__file__).parents[2] / "harness"
DEAR = ["numpy", "pytest"]
ALL = [*DEAR, "msgspec", "importlib.metadata"]


@pytest.fixture
def imported(tmp_path):
    """A function from a command to all modules that its process imports."""

    def imported(*arguments, program=("-m", "gradkata")):
        done = subprocess.run(
            [sys.executable, "-X", "importtime", *program, *arguments],
            cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(HARNESS)},
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
        return {line.rpartition("|")[2].strip() for line in lines}

    return imported


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        ([], DEAR), (["status"], DEAR), (["reset", "softmax"], DEAR), (["reveal", "softmax"], DEAR),
        (["completion", "zsh"], ALL), (["--help"], ALL), (["--version"], ALL), (["mark"], ALL), (["chek"], ALL),
        (["list"], DEAR), (["list", "--format", "json"], DEAR), (["start", "softmax"], DEAR), (["start", "x"], DEAR),
        (["hint", "softmax"], DEAR), (["hint"], DEAR), (["gradebook", "show", "none.db"], DEAR),
        (["gradebook", "stuck", "none.db"], DEAR), (["explain", "ada", "softmax", "--gradebook", "none.db"], DEAR),
        (["similar", "none"], DEAR),
        (["start", "softmax", "--notebook"], DEAR),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_command_imports_only_what_it_uses(imported, arguments, unwanted):
    if importlib.metadata.entry_points(group=hookspecs.GROUP):
        pytest.skip("a plugin is installed, which may import what it likes")
    found = imported(*arguments)
    assert "gradkata.cli" in found
    assert found & set(unwanted) <= imported(program=("-c", "pass"))


@pytest.mark.parametrize("typed", ["kata ", "kata check s"])
def test_a_shell_that_completes_waits_for_nothing_dear(imported, monkeypatch, typed):
    monkeypatch.setenv("_KATA_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", str(typed.count(" ")))
    found = imported()
    assert "gradkata.cli" in found
    assert not found & set(DEAR)


def test_what_judges_is_seen_to_import_what_is_dear(imported):
    assert imported("check") >= set(DEAR)


def test_only_who_hands_in_to_a_room_imports_what_speaks_with_it(imported):
    speaks = {"gradkata.sharing", "gradkata.cli.sharing"}
    assert not imported("check") & speaks
    assert imported("check", "--share", "nowhere:0") & speaks == {"gradkata.sharing"}
