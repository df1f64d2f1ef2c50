"""What several test files need that is no fixture."""

from pathlib import Path

from gradkata.grader import Grader, Opened
from gradkata.judging.suites import Suites

PATIENTLY = {"wall_s": 600}  # limits that right work does not meet, however busy the machine is
OWN = Path(__file__).parents[1] / "katas"
SUITES = Suites()  # of gradkata's own katas: collected once for all tests that a process runs; conftest.py closes it


def unexplained(_kata, result, _evidence):
    """In place of an explanation."""
    return result


def grade_all(katas, jobs, starter, explain=unexplained):
    """The results of jobs, judged in the processes of ``starter``."""
    with Grader(katas, explain=explain, opened={"auto": Opened("process", starter, "")}) as grader:
        if all(kata.folder.parent == OWN for kata in katas):
            grader._suites = SUITES  # to open a session and collect costs as much as to judge
        return [grader.grade(job) for job in jobs]


# The module of a plugin that brings the pack in the folder `root`.
A_PACK = """
from pathlib import Path
from gradkata import Pack, hookimpl

@hookimpl
def kata_packs():
    return [Pack("mine", Path({root!r}))]
"""
