"""A command that is ended from outside: it tells what it has found, and leaves nothing behind."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from gradkata import interruption

from tests.boundary.process_table import IS_SHOWN, eventually, is_running, parents
from tests.commands import commands

ROOT = Path(__file__).parents[1]
RIGHT = """
import numpy as np
def softmax(z):
    e = np.exp(z - z.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)
"""
LOOPS = "def softmax(z):\n    while True: pass\n"
STATUS = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129}


pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


@pytest.fixture
def school(tmp_path):
    """Three learners whose work is judged at once, and one whose work never ends."""
    for name, source in {"ada": RIGHT, "bob": "def softmax(z): return z\n", "cyd": RIGHT, "zoe": LOOPS}.items():
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "softmax.py").write_text(source)
    return tmp_path / "class"


@pytest.fixture
def grading(school, command):
    """A function that starts to grade the class."""

    def start(*arguments, level="process"):
        limits = ["--isolation", level, "--limit", "cpu_s=600"]
        return command("grade", school, "--seed", "1", *limits, *arguments)

    return start


@pytest.fixture
def command(tmp_path):
    """A function that starts a command of ``kata`` in a group of its own; what is left of it is ended afterwards."""
    with commands(tmp_path) as start:
        yield start


def descendants(process):
    """A process and all that it has started, and those that they have."""
    table, found, new = parents(), {process}, {process}
    while new:
        new = {number for number, parent in table.items() if parent in new}
        found |= new
    return found


def all_gone(numbers):
    left = eventually(lambda: [each for each in numbers if is_running(each)], lambda left: not left)
    assert left == []


def wait_for_the_endless(process):
    """Until the work that never ends is being judged: nobody else's comes to so much CPU time."""
    seconds = eventually(
        lambda: most_used(process.pid), lambda seconds: seconds > 1.5 or process.poll() is not None, 300
    )
    assert seconds > 1.5


def most_used(grader):
    """The CPU seconds of that one of the learners' processes that has used most: those that were forked by a server."""
    mine = descendants(grader)
    times = [0.0]
    for number in mine:
        with contextlib.suppress(OSError):  # it has gone
            fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
            if int(fields[1]) in mine - {grader}:
                times.append((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"))
    return max(times)


@pytest.mark.skipif(not IS_SHOWN, reason="lists processes")
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("name", STATUS)
def test_what_was_judged_is_reported(grading, name, jobs):
    process = grading("--format", "json", "--jobs", str(jobs))
    wait_for_the_endless(process)
    mine = descendants(process.pid)
    os.killpg(process.pid, getattr(signal, name))
    out, told = process.communicate(timeout=120)
    assert process.returncode == STATUS[name]
    whole = json.loads(out) if out else {"interrupted": True, "results": []}
    assert whole["interrupted"] is True
    found = [each["learner"] for each in whole["results"]]
    assert found == ["ada", "bob", "cyd"] or (jobs > 1 and set(found) < {"ada", "bob", "cyd"})  # another is not as far
    missing = 4 - len(found)
    assert told == f"Interrupted ({name}): {missing} of 4 results {'is' if missing == 1 else 'are'} missing.\n"
    all_gone(mine)


@pytest.mark.skipif(not IS_SHOWN, reason="lists processes")
def test_what_was_judged_is_in_the_file_and_the_table(grading, tmp_path):
    process = grading("--out", "report.json")
    wait_for_the_endless(process)
    process.terminate()
    out, told = process.communicate(timeout=120)
    assert process.returncode == 143
    assert "3 learners, 3 results: 2 passed, 1 failed." in out
    assert told.splitlines() == ["The report is in report.json", "Interrupted (SIGTERM): 1 of 4 results is missing."]
    assert len(json.loads((tmp_path / "report.json").read_text("utf-8"))["results"]) == 3
    assert sorted(each.name for each in tmp_path.iterdir()) == ["class", "report.json"]


@pytest.mark.skipif(not IS_SHOWN, reason="lists processes")
def test_where_nothing_was_judged_no_report_takes_an_old_ones_place(grading, school, tmp_path):
    for name in ("ada", "bob", "cyd"):
        (school / name / "softmax.py").unlink()
        (school / name).rmdir()
    (tmp_path / "report.json").write_text("old")
    process = grading("--out", "report.json")
    wait_for_the_endless(process)
    process.terminate()
    out, told = process.communicate(timeout=120)
    assert (process.returncode, out) == (143, "")
    assert told.splitlines() == ["Interrupted (SIGTERM): 1 of 1 results is missing."]
    assert (tmp_path / "report.json").read_text() == "old"


@pytest.mark.skipif(not IS_SHOWN, reason="lists processes")
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("level", ["strict", "filter", "process"])
@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGINT"])
def test_nothing_is_left_whenever_it_is_ended(grading, request, name, level, jobs):
    if level != "process":
        request.getfixturevalue(f"{level}_starter")  # which skips where the machine has no such level
    rng = random.Random(f"{name} {level} {jobs}")
    process = grading("--format", "json", "--jobs", str(jobs), level=level)
    assert eventually(lambda: is_listening(process.pid), bool)
    time.sleep(rng.uniform(0, 2))
    mine = descendants(process.pid)
    process.send_signal(getattr(signal, name))
    out, told = process.communicate(timeout=120)
    all_gone(mine)
    assert process.returncode == STATUS.get(name, -signal.SIGKILL)
    assert "Traceback" not in told
    assert out == "" or name == "SIGKILL" or json.loads(out)["interrupted"] is True


@pytest.mark.skipif(not IS_SHOWN, reason="lists processes")
def test_the_processes_of_an_audit_end_with_it(command):
    process = command("audit", "softmax", "--jobs", "2")
    mine = eventually(lambda: descendants(process.pid), lambda mine: len(mine) > 3 or process.poll() is not None)
    assert len(mine) > 3
    process.kill()
    all_gone(mine)


def is_listening(process):
    """Whether a process catches SIGTERM: before that, Python has not come as far as `kata`."""
    caught = [line for line in Path(f"/proc/{process}/status").read_text().splitlines() if line.startswith("SigCgt")]
    return int(caught[0].split()[1], 16) >> (signal.SIGTERM - 1) & 1


def test_a_signal_waits_where_nothing_may_be_stopped():
    """In a process of its own: that of the tests keeps its handlers."""
    told = subprocess.run([sys.executable, "-c", WAITS], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["held", "raised", "143", "held"]


WAITS = """
import os, signal
from gradkata import interruption
interruption.listen()
os.kill(os.getpid(), signal.SIGTERM)
print("held")
try:
    with interruption.allowed():
        print("missed")
except interruption.Interrupted:
    print("raised")
print(interruption.status())
os.kill(os.getpid(), signal.SIGINT)
print("held")
"""


def test_what_a_cleanup_swallows_is_raised_again():
    code = WAITS.partition("os.kill")[0] + SWALLOWS
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout.split(), done.stderr) == (["raised"], "")


SWALLOWS = """
class Cleans:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
        while True: pass

import time
try:
    with interruption.allowed():
        thing = Cleans()
        del thing  # what is raised there goes nowhere
        time.sleep(60)
except interruption.Interrupted:
    print("raised")
"""


def test_a_second_signal_ends_what_cannot_be_stopped():
    code = "import time\n" + WAITS.partition("os.kill")[0] + SECOND
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout.split()) == (143, ["waits"])


SECOND = """
interruption.SAME_S = 0.0
os.kill(os.getpid(), signal.SIGTERM)
print("waits", flush=True)
time.sleep(0.01)
os.kill(os.getpid(), signal.SIGTERM)
print("missed")
"""


def test_what_a_process_was_started_to_ignore_it_ignores():
    code = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n" + WAITS.partition("os.kill")[0] + IGNORES
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0"]


IGNORES = """
os.kill(os.getpid(), signal.SIGHUP)
print(interruption.status())
"""


def test_nothing_is_noted_without_a_signal():
    assert interruption.status() == 0
    assert interruption.name() == "SIGINT"
