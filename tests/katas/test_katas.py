"""The proof of every kata, both ways: what is right passes, what is wrong fails, what is empty earns nothing.

Everything about one kata is judged in one session, as a class is graded.
"""

import ast
import json
from pathlib import Path

import pytest
from gradkata import plugins
from gradkata.auditing.unproven import unproven
from gradkata.auditing.worked_examples import has_examples
from gradkata.boundary.processes import default_starter, started
from gradkata.explaining.explain import explain
from gradkata.explaining.mistakes import apply, load_mistakes
from gradkata.finding.submission import Submission
from gradkata.job import Job, job_of
from gradkata.kata import Kata
from gradkata.reports.detail import render_result
from gradkata.results import Result

from tests.helpers import PATIENTLY, grade_all, unexplained

KATAS = plugins.load().katas

# Submissions that do nothing: each public name of a kata is one of these.
EMPTY = {
    "none": "return None",
    "zero": "return 0.0",
    "first argument": "return a[0] if a else None",
    "zeros": "return np.zeros_like(a[0]) if a else None",
    "uniform": "return np.full(np.shape(a[0]), 1 / np.shape(a[0])[-1]) if a and np.ndim(a[0]) else 0.5",
    "pair": "return 0.0, np.zeros_like(a[0])",
    "empty list": "return []",
    "all arguments": "return a",
    "nan": "return np.full(np.shape(a[0]), np.nan) if a else np.nan",
    "refuses": "raise ValueError('Wxh Whh Why bh by W b')",
}

# Sets every array that a function is given to zero before it works on it, in the hope of an easy question.
VANDAL = """

def _zero(value):
    import numpy
    if isinstance(value, numpy.ndarray) and value.flags.writeable:
        value[...] = 0
        return True
    return isinstance(value, dict) and any([_zero(item) for item in value.values()])

def _vandal(function):
    def wrapped(*arguments, **keywords):
        # A call without any array, such as encode(text, vocabulary), cannot be spoilt: it is not what is asked about.
        if not any([_zero(each) for each in arguments]) and function.__name__ != "__init__":
            return None
        return function(*arguments, **keywords)
    return wrapped

for _name in {names!r}:
    _thing = globals()[_name]
    if isinstance(_thing, type):
        for _key, _method in list(vars(_thing).items()):
            if callable(_method):
                setattr(_thing, _key, _vandal(_method))
    else:
        globals()[_name] = _vandal(_thing)
"""


@pytest.fixture(scope="class")
def seeds(request):
    return 1 if request.config.getoption("--quick") else request.config.getoption("--seeds")


@pytest.fixture(scope="class")
def every(request):
    return 12 if request.config.getoption("--quick") else request.config.getoption("--explained")


@pytest.fixture(scope="class")
def judged(request, tmp_path_factory, seeds, every):
    """Everything that was judged for the class's kata: {(kind, name): [results]}."""
    return judge_all(request.cls.kata, tmp_path_factory.mktemp(request.cls.kata.id), seeds, every)


def judge_all(kata: Kata, folder: Path, count: int, every: int) -> dict[tuple[str, str], list[Result]]:
    """Judge what is right on ``count`` seeds, and one form of a known mistake in ``every``.

    One of those in ``every`` is explained. The nightly session and an audit do so with all.
    """
    work: dict[tuple[str, str], list[Job]] = {}

    def add(kind: str, name: str, text: str, suffix: str = ".py", seeds=(1,)) -> None:
        path = folder / kind / name / f"{kata.id}{suffix}"
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
        work[kind, name] = [job_of(Submission(name, kata.id, path), seed, limits=PATIENTLY) for seed in seeds]

    reference, suffix = kata.reference.read_text("utf-8"), kata.reference.suffix
    add("reference", "reference", reference, suffix, range(count))
    add("stub", "stub", kata.stub.read_text("utf-8"), kata.stub.suffix)
    for number, mistake in enumerate(load_mistakes(kata)[::every]):
        kind = "mistake" if number % every == 0 else "unexplained"
        add(kind, mistake.label, apply(mistake, reference, suffix), suffix)
    for path, number in right_solutions(kata, count).items():
        add("right", path.stem, path.read_text("utf-8"), path.suffix, range(number))
    for name, body in EMPTY.items():
        add("empty", name, empty_module(kata, body))
    add("vandal", "vandal", vandal(kata, reference), suffix)
    with started(default_starter()) as starter:
        return {
            (kind, name): grade_all([kata], jobs, starter, explain if kind == "mistake" else unexplained)
            for (kind, name), jobs in work.items()
        }


def empty_module(kata: Kata, body: str) -> str:
    classes = {node.name for node in ast.parse(python_of(kata)).body if isinstance(node, ast.ClassDef)}
    lines = ["import numpy as np"]
    for name in kata.names:
        if name in classes:
            lines += [f"class {name}:", "    def __init__(self, *a, **k): pass"]
            lines += ["    def __getattr__(self, name): return lambda *a, **k: self._do(*a)"]
            lines += [f"    def _do(self, *a): {body}"]
        else:
            lines += [f"def {name}(*a, **k):", f"    {body}"]
    return "\n".join(lines) + "\n"


def python_of(kata: Kata) -> str:
    text = kata.reference.read_text("utf-8")
    if kata.reference.suffix == ".py":
        return text
    cells = json.loads(text)["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def vandal(kata: Kata, reference: str) -> str:
    spoil = VANDAL.format(names=list(kata.names))
    if kata.reference.suffix == ".py":
        return reference + spoil
    notebook = json.loads(reference)
    notebook["cells"].append({"cell_type": "code", "source": spoil, "metadata": {}, "outputs": []})
    return json.dumps(notebook)


def right_solutions(kata: Kata, count: int) -> dict[Path, int]:
    """The right solutions, and on how many seeds each is judged: four on all, the others and slow ones on a tenth."""
    paths = sorted((kata.hidden / "right").glob("*.[pi]*"), key=lambda path: (path.stem.startswith("slow_"), path.name))
    few = max(1, count // 10)
    return {path: count if at < 4 and not path.stem.startswith("slow_") else few for at, path in enumerate(paths)}


def of_kind(found, kind):
    return {name: results for (each, name), results in found.items() if each == kind}


def told(result: Result) -> str:
    return f"{result.learner}: {result.status} {result.score}/{result.max_score}\n" + "\n".join(result.messages)


class Proof:
    """What holds for every kata. One class a kata, so that parallel runs keep what belongs together in one process."""

    kata: Kata

    def test_its_reference_passes(self, judged):
        for result in judged["reference", "reference"]:
            assert result.status == "passed", told(result)
            assert result.score == result.max_score == 10

    def test_its_stub_is_unattempted(self, judged):
        (result,) = judged["stub", "stub"]
        assert result.status == "unattempted"
        assert result.score == 0

    def test_its_known_mistakes_fail(self, judged, every):
        mistakes = of_kind(judged, "mistake") | of_kind(judged, "unexplained")
        assert len(mistakes) == len(load_mistakes(self.kata)[::every])
        assert len({each.id for each in load_mistakes(self.kata)}) >= 12
        survivors = [name for name, results in mistakes.items() if any(each.status != "failed" for each in results)]
        assert survivors == []

    def test_its_mistakes_are_named_as_themselves(self, judged):
        mistakes = of_kind(judged, "mistake")
        named = {name: [each.id for each in result.misconceptions] for name, (result,) in mistakes.items()}
        unnamed = {name: others for name, others in named.items() if others != [name.partition("#")[0]]}
        for name, others in unnamed.items():
            assert not others or name.partition("#")[0] in others, f"{name} is taken for another"
        assert len(unnamed) <= 0.03 * len(mistakes) + 1, unnamed

    def test_what_is_said_is_short(self, judged):
        for mistake in load_mistakes(self.kata):
            assert 20 <= len(mistake.message.split()) <= 80, mistake.id
        for (result,) in of_kind(judged, "mistake").values():
            _, _, said = render_result(result).partition("\nNext: ")
            words = said.partition(" entries are wrong")[0].split()  # where the map begins
            assert 0 < len(words) <= 160, said

    def test_at_least_four_other_right_solutions_pass_on_every_seed(self, judged, seeds):
        solutions = of_kind(judged, "right")
        assert sum(len(results) == seeds for results in solutions.values()) >= 4
        for results in solutions.values():
            for result in results:
                assert result.status == "passed", told(result)

    def test_an_empty_answer_earns_nothing(self, judged):
        for name, (result,) in of_kind(judged, "empty").items():
            assert (name, result.score, result.status) == (name, 0, "failed"), told(result)

    def test_spoiling_the_question_earns_nothing(self, judged):
        (result,) = judged["vandal", "vandal"]
        assert result.score == 0, told(result)

    def test_messages_are_short_enough_to_read(self, judged):
        for kind in ("mistake", "unexplained", "empty"):
            for results in of_kind(judged, kind).values():
                for message in results[0].messages:
                    assert len(message.split()) <= 90, message

    def test_the_examples_in_its_task_are_right_and_nothing_else_is_unproven(self):
        assert has_examples(self.kata.readme.read_text("utf-8")), "a task has a worked example"
        assert unproven(self.kata) == ()


for _kata in KATAS.values():
    globals()[f"Test_{_kata.id}"] = type(f"Test_{_kata.id}", (Proof,), {"kata": _kata})
