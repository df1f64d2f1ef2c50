"""Tapes that are recorded once for all tests of a process, and katas as a kit has them: without a solution."""

import dataclasses

import pytest
from gradkata.grader import Grader, Opened
from gradkata.job import Job
from gradkata.kata import Kata, Pack, katas_of
from gradkata.kit.contents import kit_files
from gradkata.kit.recording import recorded
from gradkata.plugins import load
from gradkata.reading.programs import program_of
from gradkata.results import Result

from tests.helpers import PATIENTLY

SEEDS = (1, 2)

README = "# Meter: what adds up\n"
STUB = """
import numpy as np

class Meter:
    def __init__(self, rate=0.5):
        raise NotImplementedError("keep the rate and a total")

def scale(x, by):
    raise NotImplementedError("multiply x in place")
"""
SOLUTION = '''
import numpy as np

class Meter:
    """Adds up what it is given, at a rate."""

    def __init__(self, rate=0.5):
        if rate < 0:
            raise ValueError(f"a negative rate: {rate}")
        self.rate, self.total = rate, np.zeros(3)

    def add(self, values):
        self.total = self.total + self.rate * values
        return self.total.copy()

def scale(x, by):
    x *= by
'''
SUITE = '''
import numpy as np
from gradkata.suite import check_array, points, refused

@points(2)
def test_adding(learner, reference, rng):
    """What is added adds up."""
    values = rng.normal(size=(4, 3))
    right, meter = reference.Meter(), learner.Meter()
    for at, each in enumerate(values):
        check_array(meter.add(each), right.add(each), f"add() number {at + 1}")
    check_array(meter.total, right.total, "the total")

@points(1)
def test_meters(learner, reference, rng):
    """Each meter has a rate and a total of its own."""
    values = rng.normal(size=(2, 3))
    right, meters = [reference.Meter(0.1), reference.Meter(0.2)], [learner.Meter(0.1), learner.Meter(0.2)]
    for each in values:
        for at in (0, 1):
            check_array(meters[at].add(each), right[at].add(each), f"add() of meter {at + 1}")

@points(1)
def test_scaling(learner, reference, rng):
    """The array itself is scaled."""
    for x in rng.normal(size=(2, 5)):
        mine, right = x.copy(), x.copy()
        reference.scale(right, 3.0)
        learner.scale(mine, 3.0)
        check_array(mine, right, "x")

@points(1)
def test_negative(learner):
    """A negative rate is refused."""
    with refused(ValueError, "Meter(-1)"):
        learner.Meter(-1)
'''
MISTAKES = """
[[mistake]]
id = "no-rate"
title = "the rate is left out"
find = "self.rate * values"
replace = "values"
message = "It looks as if the rate is left out."

    [[mistake.form]]
    find = "rate, np.zeros(3)"
    replace = "1.0, np.zeros(3)"

[[mistake]]
id = "last-only"
title = "nothing adds up"
find = "self.total + self.rate * values"
replace = "self.rate * values"
message = "It looks as if only the newest values count."

[[mistake]]
id = "not-in-place"
title = "another array is scaled"
find = "x *= by"
replace = "x = x * by"
message = "It looks as if another array is scaled than the one that was given."
"""


@pytest.fixture(scope="session")
def meter(tmp_path_factory):
    """A small kata with objects that remember, and arguments that are changed."""
    root = tmp_path_factory.mktemp("meter")
    files = {
        "katas/10_meter/README.md": README, "katas/10_meter/stub.py": STUB, "katas/10_meter/suite.py": SUITE,
        "reference/meter/solution.py": SOLUTION, "reference/meter/mistakes.toml": MISTAKES,
    }  # fmt: skip
    write(root, {name: text.encode() for name, text in files.items()})
    return katas_of(Pack("mine", root))[0]


def write(root, files):
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@pytest.fixture(scope="session")
def katas(registry, meter):
    """Those that are recorded, by their ids."""
    return {"softmax": registry.katas["softmax"], "meter": meter}


@pytest.fixture(scope="session")
def meter_tape(meter):
    """The bytes of the small kata's tape, which are soon there."""
    return recorded(meter, SEEDS)


@pytest.fixture(scope="session")
def tapes(katas, meter_tape):
    """The bytes of their tapes."""
    return {"softmax": recorded(katas["softmax"], SEEDS), "meter": meter_tape}


@pytest.fixture(scope="session")
def handed_out(katas, tapes, tmp_path_factory):
    """The same katas as a kit has them: with a tape, and no solution."""
    root = tmp_path_factory.mktemp("kit")
    write(root, kit_files(katas.values(), tapes))
    found = {kata.id: kata for kata in katas_of(Pack("kit", root))}
    assert not any(kata.has_reference for kata in found.values())
    return found


@dataclasses.dataclass
class Judge:
    """Judges texts of katas, as they are here."""

    grader: Grader
    katas: dict[str, Kata]

    def __call__(self, kata: str, text: str, seed: int, suffix: str = ".py") -> Result:
        program = program_of(kata, text, suffix)
        result = self.grader.grade(Job("ada", kata, seed, program, limits=PATIENTLY))
        return dataclasses.replace(result, duration_s=0.0, cpu_s=0.0)


@pytest.fixture(scope="session")
def by_tape(handed_out, process_starter):
    """Judges by tapes."""
    yield from judge(handed_out, process_starter)


@pytest.fixture(scope="session")
def by_reference(katas, process_starter):
    """Judges by references, as a grader does."""
    yield from judge(katas, process_starter)


def judge(katas, starter):
    opened = {"auto": Opened("process", starter, "")}
    with Grader(katas.values(), load().answers, opened=opened) as grader:
        yield Judge(grader, katas)
