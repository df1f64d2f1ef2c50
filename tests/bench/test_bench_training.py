"""The bench's part on training: what is measured, and how the page tells it."""

import json

import pytest

from bench import trainers, training
from bench.machine import here
from bench.peers import UnusableError
from bench.report import TRAINING, training_section, with_section
from bench.training import Step

STEPS = [
    Step("published", "numpy 2", 8e-4),
    Step("reference", "numpy 2", 2e-4),
    Step("other", "jax", problem="jax is not installed"),
]


def test_published_loop_and_reference_take_the_same_steps():
    rows = {row["name"]: row for row in trainers.measure(rounds=1)}
    assert list(rows) == list(trainers.WAYS)
    for name in ("the loop as published", "the reference of `training`"):
        assert rows[name]["problem"] == ""
        assert 0 < rows[name]["cpu_s"] < 1


def test_a_way_that_does_other_work_is_not_timed(monkeypatch):
    def other(data):
        step = trainers.reference(data)
        return lambda at: 2 * step(at)

    ways = {"published": ("numpy", trainers.published), "other": ("numpy", other)}
    monkeypatch.setattr(trainers, "WAYS", ways)
    published, twice = trainers.measure(rounds=1)
    assert published["problem"] == ""
    assert twice["problem"].startswith("does other work: its first losses are [209.")


def test_a_package_that_is_not_here_is_told(monkeypatch):
    def missing(data):
        raise ImportError(data)

    monkeypatch.setattr(trainers, "WAYS", {"published": ("numpy", trainers.published), "other": ("jax", missing)})
    assert trainers.measure(rounds=1)[1]["problem"] == "jax is not installed"


def test_the_section_tells_ratios_to_the_published_loop():
    section = training_section(STEPS, here(), "nox -s bench")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"]
    assert rows[2:] == [
        ["published", "**1.00**", "800 µs", "numpy 2"],
        ["reference", "**4.00**", "200 µs", "numpy 2"],
        ["other", "not measured", "", "jax is not installed"],
    ]


def test_a_section_takes_the_place_of_its_older_self():
    new = f"{TRAINING}\n\nnew"
    for page, expected in (
        ("# A\n\n## B\n\nb\n", f"# A\n\n## B\n\nb\n\n{new}\n"),
        (f"# A\n\n{TRAINING}\n\nold\n\n## B\n\nb\n", f"# A\n\n{new}\n\n## B\n\nb\n"),
        (f"# A\n\n{TRAINING}\n\nold\n", f"# A\n\n{new}\n"),
    ):
        assert with_section(page, TRAINING, new) == expected


class Ran:
    code, err = 0, ""

    def __init__(self, **changes):
        vars(self).update(changes)


def test_rows_are_read(monkeypatch):
    rows = [{"name": "a", "package": "numpy 2", "cpu_s": 1.0, "problem": ""}]
    asked = []
    monkeypatch.setattr(training, "run", lambda *arguments: asked.append(arguments) or Ran(out=json.dumps(rows)))
    assert training.measured(7) == [Step("a", "numpy 2", 1.0)]
    command, _, env = asked[0]
    assert command[1:] == ["-m", "bench.trainers", "7"]
    assert env["OPENBLAS_NUM_THREADS"] == "1"


def test_a_measurement_that_ends_badly_says_why(monkeypatch):
    monkeypatch.setattr(training, "run", lambda *_: Ran(code=1, err="Traceback\nImportError: no numpy"))
    with pytest.raises(UnusableError, match="no numpy"):
        training.measured()
