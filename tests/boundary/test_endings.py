"""Why a process has gone: whatever ended it, its learner is told so."""

import contextlib
import dataclasses
import sys

import pytest
from gradkata.boundary.failures import LearnerGone
from gradkata.boundary.inside.wire import PREFIX
from gradkata.boundary.limits import Limits
from gradkata.boundary.session import Session

from tests.boundary.forging import NO_ANSWER, REQUESTS, Forger
from tests.boundary.sessions import IMPATIENT, LINUX, PATIENT, ended

ENDINGS = {
    "memory": ("killed", True, r"memory\(\) needs more memory than the 1024 MiB allowed \(work.py, line 7: `.*`\)\."),
    "exit_now": ("killed", False, r"exit_now\(\) ended the Python process \(exit code 3\)\."),
    "exit_well": ("killed", False, r"exit_well\(\) ended the Python process \(exit code 0\)\."),
    "leave": ("killed", False, r"leave\(\) ends the whole program with SystemExit \(work.py, line 10: `.*`\)\."),
    "interrupt": ("killed", False, r"interrupt\(\) ends the whole program with KeyboardInterrupt \(.*\)\."),
    "own": ("killed", False, r"own\(\) ends the whole program with Own \(.*\)\."),
    "crash": ("killed", False, r"crash\(\) crashed the Python process \(signal \d+\)\."),
    "sleep": ("timeout", True, r"sleep\(\) did not finish within 3 seconds by the clock. Is there a loop .*\?"),
    "hang_up": ("killed", False, r"hang_up\(\) (crashed|ended) the Python process \(.*\)\."),
    "garble": ("killed", False, NO_ANSWER),
}


@pytest.mark.parametrize("name", ENDINGS)
def test_an_end_is_told_for_what_it_is(forks, name):
    if name == "memory" and not LINUX:
        pytest.skip("no limit on memory here")
    status, by_limit, message = ENDINGS[name]
    gone = ended(forks, name, IMPATIENT if name == "sleep" else None)
    assert (gone.status, gone.by_limit) == (status, by_limit)
    assert pytest.RaisesExc(LearnerGone, match=f"^{message}$").matches(gone), gone


@pytest.mark.parametrize("name", ["exit_now", "crash"])
def test_a_fresh_process_ends_as_a_forked_one_does(fresh, name):
    gone = ended(fresh, name)
    assert (gone.status, gone.by_limit) == ENDINGS[name][:2]
    assert pytest.RaisesExc(LearnerGone, match=f"^{ENDINGS[name][2]}$").matches(gone), gone


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on CPU time here")
def test_an_endless_loop_is_ended_by_its_cpu_time(starter):
    gone = ended(starter, "loop", dataclasses.replace(PATIENT, cpu_s=2))
    assert (gone.status, gone.by_limit) == ("timeout", True)
    assert str(gone) == (
        "loop() did not finish within 2 seconds of computing. "
        "Is there a loop that never ends, or far more work than needed?"
    )


def test_an_end_without_an_answer_is_an_end():
    forger = Forger([PREFIX.pack(b"kata", 100, 0)])
    session = Session(forger, Limits())
    forger.hang_up()
    with (
        contextlib.closing(session),
        pytest.raises(LearnerGone, match=r"^f\(\) ended the Python process \(exit code 0\)"),
    ):
        REQUESTS["call"](session)
