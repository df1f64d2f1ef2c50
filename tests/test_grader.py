"""One grader makes a result, whole: judged, its imports looked up, explained; text in, result out."""

import dataclasses
import pickle

import pytest
from gradkata import plugins
from gradkata.boundary.session import _told
from gradkata.errors import UsageError
from gradkata.explaining.mistakes import apply, load_mistakes
from gradkata.grader import Grader, Opened
from gradkata.job import Job
from gradkata.reading.programs import program_of
from gradkata.results import Kind, Status

from tests.helpers import unexplained

KATAS = [kata for kata in plugins.load().katas.values() if kata.id in ("softmax", "cross_entropy")]

RIGHT = """
import numpy as np
def softmax(z):
    e = np.exp(z - z.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)
"""
WRONG = RIGHT.replace("e.sum(-1, keepdims=True)", "e.sum()")
CROSS = """
import numpy as np
from softmax import softmax
def cross_entropy(logits, targets):
    return float(np.mean(-np.log(softmax(logits)[np.arange(len(logits)), targets])))
def cross_entropy_derivative(logits, targets):
    p = softmax(logits)
    p[np.arange(len(p)), targets] -= 1
    return p / len(p)
"""


def job(text, kata="softmax", seed=7, **more):
    siblings = more.pop("siblings", ())
    return Job("ada", kata, seed, program_of(kata, text, siblings=siblings), level="process", **more)


@pytest.fixture(scope="module")
def grader():
    with Grader(KATAS) as grader:
        yield grader


def test_a_text_comes_to_a_whole_result(grader):
    result = grader.grade(job(WRONG))
    assert (result.learner, result.kata, result.status) == ("ada", "softmax", Status.FAILED)
    assert result.explanation.kind is Kind.ONE
    assert result.misconceptions
    assert result.isolation == "process"
    assert result.cpu_s > 0


def test_a_job_is_plain_data(grader):
    sent = pickle.loads(pickle.dumps(job(WRONG, limits={"cpu_s": 3})))
    assert sent == job(WRONG, limits={"cpu_s": 3})
    plain = dataclasses.replace(grader.grade(sent), duration_s=0, cpu_s=0)
    assert plain == dataclasses.replace(grader.grade(job(WRONG)), duration_s=0, cpu_s=0)


def test_a_grader_is_pickled_without_what_it_has_open(grader):
    grader.grade(job(RIGHT))
    with pickle.loads(pickle.dumps(grader)) as other:
        assert other.grade(job(RIGHT)).status is Status.PASSED
    assert grader.grade(job(RIGHT)).status is Status.PASSED


def test_a_notebook_comes_to_the_same_as_a_file(grader):
    notebook = '{"cells": [{"cell_type": "code", "source": ' + repr(WRONG).replace("'", '"') + "}]}"
    asked = dataclasses.replace(job(WRONG), program=program_of("softmax", notebook, ".ipynb"))
    assert grader.grade(asked).misconceptions == grader.grade(job(WRONG)).misconceptions


def test_what_cannot_be_read_or_is_not_there_is_a_result_too(grader):
    nothing = grader.grade(Job("ada", "softmax", 7, remark="It is a link.", level="process"))
    assert (nothing.status, nothing.messages) == (Status.UNATTEMPTED, ["It is a link."])
    broken = grader.grade(Job("ada", "softmax", 7, problem="No text.", remark="The newer counts.", level="process"))
    assert (broken.status, broken.messages) == (Status.ERROR, ["The newer counts. No text."])


def test_a_wrong_import_is_what_to_do_first(grader):
    result = grader.grade(job(CROSS, "cross_entropy", siblings=(("softmax", WRONG),)))
    assert result.held_up_by == "softmax"
    assert result.misconceptions == ()
    assert "imports your softmax.py, which is not right yet (" in result.messages[0]


def test_an_import_is_judged_on_the_seed_and_under_the_limits_that_were_asked_for(grader):
    """The import is right only for a seed of its own, and only under a limit that nobody would set by default."""
    peeks = "import numpy as np, resource\nSEED = np.random.get_state()[1][0]\n" + RIGHT.replace(
        "    return",
        "    if SEED != {told} or resource.getrlimit(resource.RLIMIT_NOFILE)[0] != 33: e = e + 1\n    return",
    )
    cross = CROSS.replace("/ len(p)", "")
    for seed, limits, expected in (
        (11, {"open_files": 33}, ""),
        (12, {"open_files": 33}, "softmax"),
        (11, {}, "softmax"),
    ):
        siblings = (("softmax", peeks.format(told=_told(11))),)
        result = grader.grade(job(cross, "cross_entropy", seed=seed, limits=limits, siblings=siblings))
        assert (result.status, result.held_up_by) == (Status.FAILED, expected)


def test_files_that_import_each_other_come_to_an_end(grader):
    softmax = "import cross_entropy\n" + WRONG
    result = grader.grade(job(CROSS, "cross_entropy", siblings=(("softmax", softmax),)))
    assert result.held_up_by == "softmax"


def test_an_import_that_is_known_is_not_judged_again():
    seen = []
    with Grader(KATAS, explain=unexplained) as grader:
        grader.grade(job(WRONG, siblings=(("cross_entropy", CROSS),)))
        judge = grader._judged
        grader._judged = lambda each, complete: seen.append(each.kata) or judge(each, complete)
        grader.grade(job(CROSS, "cross_entropy", siblings=(("softmax", WRONG),)))
    assert seen == ["cross_entropy"]


def test_an_import_that_is_known_at_one_level_is_judged_at_another(process_starter):
    seen = []
    levels = {name: Opened("process", process_starter, "") for name in ("process", "other")}
    with Grader(KATAS, explain=unexplained, opened=levels) as grader:
        asked = job(CROSS, "cross_entropy", siblings=(("softmax", WRONG),))
        grader.grade(asked)
        judge = grader._judged
        grader._judged = lambda each, complete: seen.append((each.kata, each.level)) or judge(each, complete)
        grader.grade(dataclasses.replace(asked, level="other"))
    assert seen == [("cross_entropy", "other"), ("softmax", "other")]


def test_an_explanation_that_fails_costs_nobody_anything(caplog):
    def explain(_kata, result, _evidence):
        raise ArithmeticError(f"of {result.learner}")

    with Grader(KATAS, explain=explain) as grader:
        assert grader.grade(job(WRONG)).status is Status.FAILED
        assert grader.grade(job(RIGHT)).status is Status.PASSED
    assert "ada, softmax: not explained (of ada)" in caplog.text


def test_what_a_learners_code_warns_of_is_no_business_of_an_explanation(grader, recwarn, caplog):
    """The code is asked again there, and warns again: nobody is shown that, and it ends nothing."""
    (kata,) = [kata for kata in KATAS if kata.id == "cross_entropy"]
    mistake = next(mistake for mistake in load_mistakes(kata) if mistake.id == "no-shift")
    text = apply(mistake, kata.reference.read_text("utf-8"), kata.reference.suffix)
    result = grader.grade(job(text, "cross_entropy"))
    assert [each.id for each in result.misconceptions] == ["no-shift"]
    assert (list(recwarn), caplog.text) == ([], "")


def test_what_was_asked_for_and_is_none_is_an_error(grader):
    with pytest.raises(UsageError, match="there is no limit 'speed'"):
        grader.grade(job(RIGHT, limits={"speed": 1}))


def test_another_source_of_answers_may_stand_in_for_the_reference():
    class Doubled:
        def softmax(self, logits):
            return 2 * logits

    with Grader(KATAS, lambda _: Doubled(), explain=unexplained) as grader:
        assert grader.grade(job("def softmax(z): return 2 * z\n")).score > 0
        assert grader.grade(job(RIGHT)).score < 10
