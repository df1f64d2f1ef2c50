"""What a learner's code answered, read back for the diagnosis."""

from pathlib import Path

from gradkata import plugins
from gradkata.boundary.processes import default_starter, started
from gradkata.explaining.explain import diagnosis_of
from gradkata.job import job_of
from gradkata.submission import Submission

from tests.helpers import grade_all

WRONG = Path(__file__).parents[2] / "reference/fast_bptt/wrong/answers-overwritten.kept_buffers.py"


def test_answers_of_a_batch_that_share_arrays_are_read_as_they_were_given():
    found = []

    def look(kata, result, evidence):
        found.append(diagnosis_of(kata, result, evidence))
        return result

    with started(default_starter()) as starter:
        job = job_of(Submission("ada", "fast_bptt", WRONG), 4)
        grade_all([plugins.load().katas["fast_bptt"]], [job], starter, look)
    (diagnosis,) = found
    assert (diagnosis.kind, [each.id for each in diagnosis.mistakes]) == ("one", ["answers-overwritten"])
