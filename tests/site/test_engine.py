"""The engine of the page, in this interpreter: it judges as processes do, and answers in JSON."""

import dataclasses
import json

import pytest
from gradkata.boundary import same_interpreter
from gradkata.errors import UsageError
from gradkata.grader import Grader, Opened
from gradkata.job import Job
from gradkata.reading.programs import program_of
from gradkata.running import Stage
from gradkata.site.engine import MOST_LOSSES, Engine, stage_data, versions

from tests.helpers import PATIENTLY, SUITES

PATIENT = {**PATIENTLY, "cpu_s": 60}

# Of each kind of kata, by their files in reference/: what is right, what is wrong and named, what is called back.
WORK = [
    ("softmax", "right/transposed_in_place.py"),
    ("softmax", "wrong/no-shift.powers_of_e.py"),
    ("softmax", "wrong/changes-its-argument.row_by_row.py"),
    ("gradient_check", "solution.py"),
    ("bptt", "solution.py"),
    ("bptt", "wrong/added-after-tanh.recursive.py"),
    ("adagrad", "solution.py"),
    ("fix_dinosaurs", "solution.ipynb"),
]


@pytest.fixture(scope="module")
def engine(registry):
    with Engine(registry.katas.values()) as engine:
        yield engine


def text_of(registry, kata, file="solution.py"):
    return (registry.katas[kata].hidden / file).read_text("utf-8")


@pytest.fixture
def asked(engine):
    """A function that asks as the page does, and gives the answers."""

    def asked(**request):
        answers = []
        engine.answer(json.dumps({"id": 5, "language": "en", **request}), answers.append)
        decoded = [json.loads(each) for each in answers]
        assert {each.pop("id") for each in decoded} == {5}
        return decoded

    return asked


def graded(registry, starter, kata, program, **details):
    with Grader(registry.katas.values(), opened={"auto": Opened("", starter, "")}) as grader:
        grader._suites = SUITES
        result = grader.grade(Job("ada", kata, 7, program, limits=PATIENT, keeps_prints=True, **details))
    return dataclasses.replace(result, duration_s=0, cpu_s=0)


@pytest.mark.parametrize(("kata", "file"), WORK, ids=[" ".join(each) for each in WORK])
def test_a_result_is_as_from_a_process(registry, process_starter, kata, file):
    program = program_of(kata, text_of(registry, kata, file), f".{file.rpartition('.')[2]}")
    here = graded(registry, same_interpreter.SameInterpreter(), kata, program)
    assert here == graded(registry, process_starter, kata, program)
    assert (here.status == "failed") == ("wrong" in file)
    assert bool(here.misconceptions) == ("wrong" in file)


def test_work_that_imports_work_is_as_from_a_process(registry, process_starter):
    wrong = text_of(registry, "softmax", "wrong/no-shift.powers_of_e.py")
    text = f"from softmax import softmax\n{text_of(registry, 'cross_entropy')}"
    program = program_of("cross_entropy", text.replace("np.log", "softmax(np.zeros(2)) * 0 + np.log"), ".py",
                         (("softmax", wrong),))  # fmt: skip
    here = graded(registry, same_interpreter.SameInterpreter(), "cross_entropy", program)
    assert here == graded(registry, process_starter, "cross_entropy", program)
    assert here.held_up_by == "softmax"


def test_a_check_says_what_kata_check_says(asked, registry):
    wrong = text_of(registry, "softmax", "wrong/no-shift.powers_of_e.py")
    ((answer),) = asked(do="check", kata="softmax", files={"softmax.py": f"print('hello')\n{wrong}"}, seed=7)
    result = answer["result"]
    assert (result["status"], result["isolation"], result["seed"]) == ("failed", "page", 7)
    assert 0 < result["score"] < result["max_score"] == 10
    assert (result["printed"], result["printed_lines"]) == ("hello", 1)
    assert result["summary"] == f"softmax: failed, {result['score']:g} of 10 points."
    assert result["summary"] in result["text"]
    assert "Your code printed:\n    hello" in result["text"]
    ((mistake),) = result["misconceptions"]
    assert mistake["id"] == "no-shift"
    assert mistake["message"].split()[:3] == ["It", "looks", "as"]
    failed = next(test for test in result["tests"] if test["status"] == "failed")
    assert failed["place"]["file"] == "softmax.py"
    assert failed["name"] in result["explanation"]["explained"]


def test_each_check_is_of_its_own_files(asked, registry):
    right = text_of(registry, "softmax")
    files = {"softmax.py": right, "notes.txt": "mine", "../outside.py": "", "helper.py": "import nothing_like_it"}
    assert asked(do="check", kata="softmax", files=files)[0]["result"]["status"] == "passed"
    assert asked(do="check", kata="softmax", files={})[0]["result"]["status"] == "unattempted"
    stub = registry.katas["softmax"].stub.read_text("utf-8")
    assert asked(do="check", kata="softmax", files={"softmax.py": stub})[0]["result"]["status"] == "unattempted"
    broken = asked(do="check", kata="softmax", files={"softmax.py": "def softmax(:"})[0]["result"]
    assert (broken["status"], broken["explanation"]) == ("error", None)


def test_a_notebook_may_be_handed_in(asked, registry):
    cells = [{"cell_type": "code", "source": text_of(registry, "softmax"), "metadata": {}, "outputs": []}]
    notebook = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    assert asked(do="check", kata="softmax", files={"softmax.ipynb": notebook})[0]["result"]["status"] == "passed"


def test_it_speaks_the_language_that_is_asked_for(asked, registry):
    files = {"softmax.py": text_of(registry, "softmax")}
    for language, word, title in (("de", "richtig", "Zeile"), ("en", "passed", "row")):
        result = asked(do="check", kata="softmax", files=files, language=language)[0]["result"]
        assert word in result["summary"]
        assert title in result["tests"][1]["title"]


def test_what_cannot_be_done_is_said(asked, registry):
    assert "softmax" in asked(do="check", kata="softmaks", files={})[0]["failed"]
    assert "softmax" in asked(do="run", kata="softmax", files={}, seconds=1)[0]["failed"]
    assert "training" in asked(do="run", kata="training", files={}, seconds=1)[0]["failed"]
    training = "def train(*a, **k):\n    raise OSError('mine')\n"
    files = {"training.py": training, "sampling.py": text_of(registry, "sampling")}
    assert "mine" in asked(do="run", kata="training", files=files, seconds=1)[-1]["failed"]


@pytest.mark.parametrize(
    ("seconds", "status", "words"), [(20, "timeout", "within 20 seconds."), (None, "killed", "started anew.")]
)
def test_what_the_page_had_to_end_has_a_result(asked, seconds, status, words):
    result = asked(do="ended", kata="softmax", seconds=seconds)[0]["result"]
    assert (result["status"], result["score"], result["max_score"]) == (status, 0, 10)
    assert words in result["text"].replace("\n", " ")
    assert {test["status"] for test in result["tests"][1:]} == {"skipped"}


def test_a_suite_is_warmed_up(asked):
    assert asked(do="warm", kata="activations") == [{"done": True}]


def test_a_run_is_told_stage_by_stage(asked, registry):
    names = ("training", "sampling")
    files = {f"{name}.py": text_of(registry, name) for name in names}
    *stages, end = asked(do="run", kata="training", files=files, seconds=1)
    assert end == {"done": True}
    assert stages[0]["stage"]["text"]
    assert stages[-1]["stage"]["losses"][0] > 0


def test_many_losses_are_thinned_out():
    data = stage_data(Stage("title", "a\x1b[2Jb\nc", [1.0, float("nan"), *range(2 * MOST_LOSSES)]))
    assert len(data["losses"]) <= MOST_LOSSES
    assert (data["every"], data["steps"]) == (3, 2 * MOST_LOSSES + 2)
    assert "\x1b" not in data["text"]
    assert stage_data(Stage("title", "", [float("nan")]))["losses"] == [None]


def test_a_request_that_means_nothing_is_an_error(engine):
    with pytest.raises(UsageError):
        engine.check("nothing", {})
    with pytest.raises(KeyError):
        engine.answer('{"do": "nothing"}', print)


def test_versions_are_named():
    assert set(versions()) == {"gradkata", "numpy", "pytest", "python"}
