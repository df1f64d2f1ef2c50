"""Attacks on the grader: none earns a point, leaves anything behind, or changes the result of whoever comes next."""

import sys
import tempfile
import time
from pathlib import Path

import pytest

from harness.boundary import landlock
from harness.boundary.limits import Limits

ATTACKS = sorted((Path(__file__).parent / "attacks").glob("*.py"))
LIMITS = Limits(cpu_s=1)
LEFT = "gradkata_attack_left_this"

RIGHT = (Path(__file__).parent / "right" / "softmax" / "log_sum_exp.py").read_text("utf-8")

# What only the kernel can refuse; elsewhere, the level `process` does not promise it.
NEED_THE_KERNEL = {"opens_reference", "kills_its_parent", "forks", "writes_files", "connects"}


def has_landlock():
    return landlock.version() >= 1


def each_attack():
    return [
        pytest.param(
            path,
            id=path.stem,
            marks=pytest.mark.skipif(path.stem in NEED_THE_KERNEL and not has_landlock(), reason="needs Landlock"),
        )
        for path in ATTACKS
    ]


def left_behind():
    folders = {Path(each) for each in ("/", "/var/tmp", "/dev/shm", tempfile.gettempdir(), Path.home(), Path.cwd())}
    return [path for folder in folders if folder.is_dir() for path in folder.iterdir() if LEFT in path.name]


@pytest.mark.parametrize("path", each_attack())
def test_an_attack_earns_nothing_and_hurts_nobody(path, judged):
    begin = time.monotonic()
    attacked = judged(path.read_text("utf-8"), limits=LIMITS)
    assert attacked.status != "passed"
    assert attacked.score == 0, attacked.messages
    assert time.monotonic() - begin < LIMITS.clock_s + 3
    assert judged(RIGHT).status == "passed"
    assert left_behind() == []


def test_reading_a_reference_is_refused_by_the_kernel(judged, registry):
    if not has_landlock():
        pytest.skip("needs Landlock")
    path = str(registry.kata("softmax").reference)
    result = judged(f"open({path!r})\ndef softmax(x): return x\n")
    assert "PermissionError" in result.messages[0]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_no_process_is_left(judged, starter):
    judged((Path(__file__).parent / "attacks" / "forks.py").read_text("utf-8"), limits=LIMITS)
    server = starter._server.pid
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    assert children == []
