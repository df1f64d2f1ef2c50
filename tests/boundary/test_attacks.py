"""Attacks on the grader: none earns a point, leaves anything behind, or changes the result of whoever comes next."""

import contextlib
import os
import re
import tempfile
from pathlib import Path

import pytest
from gradkata.boundary.inside import landlock

from tests.boundary.process_table import IS_SHOWN, children, eventually
from tests.boundary.sessions import PATIENTLY

ROOT = Path(__file__).parents[2]
ATTACKS = sorted((ROOT / "tests" / "attacks").glob("*.py"))
LIMITS = {"cpu_s": 1, "wall_s": 3}
MOST_TAKEN_UP = 300 << 20  # bytes of the grader's, for one submission
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
    folders = {
        Path(each) for each in ("/", "/var/tmp", "/dev/shm", tempfile.gettempdir(), os.environ.get("HOME", "/"), ".")
    }
    found = []
    for folder in folders:
        with contextlib.suppress(OSError):  # not there, or none that this user can look into
            found += [path for path in folder.iterdir() if LEFT in path.name]
    return found


def taken_up_from_now_on():
    """The bytes that this process takes up; from now on, `most_taken_up` counts anew."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
    return memory("VmRSS")


def most_taken_up():
    return memory("VmHWM")


def memory(name):
    """A line of what the kernel tells of this process, in bytes; 0 where it tells nothing."""
    with contextlib.suppress(OSError):
        found = re.search(rf"^{name}:\s*(\d+) kB", Path("/proc/self/status").read_text("ascii"), re.M)
        return int(found[1]) << 10 if found else 0
    return 0


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: path.stem)
def test_an_attack_earns_nothing_and_hurts_nobody(path, level, judged, starter):
    if level == "process" and path.stem in NEED_THE_KERNEL and not has_landlock():
        pytest.skip("needs Landlock")
    before = taken_up_from_now_on()
    attacked = judged(path.read_text("utf-8"), limits=LIMITS)
    assert most_taken_up() - before < MOST_TAKEN_UP
    assert attacked.status != "passed"
    assert attacked.score == 0, attacked.messages
    if IS_SHOWN:
        assert eventually(lambda: learners_left(starter, level), lambda left: not left) == []
    assert judged(RIGHT, limits=PATIENTLY).status == "passed"
    assert left_behind() == []


def test_reading_a_reference_is_refused_by_the_kernel(level, judged, registry):
    if level == "process" and not has_landlock():
        pytest.skip("needs Landlock")
    path = str(registry.kata("softmax").reference)
    result = judged(f"open({path!r})\ndef softmax(x): return x\n")
    assert ("FileNotFoundError" if level == "strict" else "PermissionError") in result.messages[0]


@pytest.mark.skipif(not IS_SHOWN, reason="lists processes")
def test_no_process_is_left(judged, level, starter):
    judged((ROOT / "tests/attacks/forks.py").read_text("utf-8"), limits=LIMITS)
    assert learners_left(starter, level) == []


def learners_left(starter, level):
    """The processes of learners' that a starter has not ended."""
    if level != "strict":
        return children(starter._server.pid)
    (server,) = children(starter._server.pid)  # of bubblewrap
    return children(server)
