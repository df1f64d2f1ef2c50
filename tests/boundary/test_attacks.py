"""Attacks on the grader: none earns a point, leaves anything behind, or changes the result of whoever comes next."""

import sys
import tempfile
import time
from pathlib import Path

import pytest
from gradkata.boundary.inside import landlock

ROOT = Path(__file__).parents[2]
ATTACKS = sorted((ROOT / "tests" / "attacks").glob("*.py"))
LIMITS = {"cpu_s": 1, "wall_s": 3}
LEFT = "gradkata_attack_left_this"

RIGHT = (ROOT / "reference/softmax/right/log_sum_exp.py").read_text("utf-8")

# What only the kernel can refuse; elsewhere, the level `process` does not promise it.
NEED_THE_KERNEL = {
    "connects", "enters_namespaces", "forks", "kills_its_parent", "looks_into_its_parent", "opens_reference",
    "reads_proc", "removes_files", "runs_a_shell", "writes_files",
}  # fmt: skip


@pytest.fixture(params=["strict", "filter", "process"])
def level(request):
    return request.param


@pytest.fixture
def starter(level, request):
    return request.getfixturevalue(f"{level}_starter")


def has_landlock():
    return landlock.version() >= 1


def left_behind():
    folders = {Path(each) for each in ("/", "/var/tmp", "/dev/shm", tempfile.gettempdir(), Path.home(), Path.cwd())}
    return [path for folder in folders if folder.is_dir() for path in folder.iterdir() if LEFT in path.name]


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: path.stem)
def test_an_attack_earns_nothing_and_hurts_nobody(path, level, judged):
    if level == "process" and path.stem in NEED_THE_KERNEL and not has_landlock():
        pytest.skip("needs Landlock")
    begin = time.monotonic()
    attacked = judged(path.read_text("utf-8"), limits=LIMITS)
    assert attacked.status != "passed"
    assert attacked.score == 0, attacked.messages
    assert time.monotonic() - begin < LIMITS["wall_s"] + 3
    assert judged(RIGHT).status == "passed"
    assert left_behind() == []


def test_reading_a_reference_is_refused_by_the_kernel(level, judged, registry):
    if level == "process" and not has_landlock():
        pytest.skip("needs Landlock")
    path = str(registry.kata("softmax").reference)
    result = judged(f"open({path!r})\ndef softmax(x): return x\n")
    assert ("FileNotFoundError" if level == "strict" else "PermissionError") in result.messages[0]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_no_process_is_left(judged, level, starter):
    judged((ROOT / "tests/attacks/forks.py").read_text("utf-8"), limits=LIMITS)
    idle = descendants(starter._server.pid)
    assert len(idle) == (1 if level == "strict" else 0)  # bubblewrap, then the server
    assert [each for child in idle for each in descendants(child)] == []


def descendants(process):
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
