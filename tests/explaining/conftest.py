"""What the tests of the diagnosis's parts need: exchanges with a learner's process, and variants of a reference."""

import contextlib
import itertools
import json
import warnings
from textwrap import dedent

import pytest
from gradkata.boundary.failures import LearnerError
from gradkata.boundary.inside.requests import Load
from gradkata.boundary.learner import Learner
from gradkata.boundary.limits import Limits
from gradkata.boundary.program import Program
from gradkata.boundary.session import Session
from gradkata.explaining.catalogue import Catalogue
from gradkata.explaining.transcript import Test, Transcript
from gradkata.explaining.variant import Variant
from gradkata.kata import Pack, katas_of


@pytest.fixture
def exchanged(process_starter):
    """A function from a learner's text, and what is asked of it, to the exchanges; what is raised ends the asking."""

    def exchanged(source, ask):
        session = Session(process_starter, Limits())
        with contextlib.closing(session):
            learner = Learner(session, session.load(Program("work", (("work.py", dedent(source)),)), 0))
            with contextlib.suppress(LearnerError), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                ask(learner)
        return [each for each in session.log.exchanges if not isinstance(each.request, Load)]

    return exchanged


@pytest.fixture
def make_kata(make_pack):
    """A function from a reference, mistakes as ``id=(find, replace)``, and a ``kata.toml`` to a kata."""

    numbers = itertools.count()

    def make_kata(reference, toml="", **mistakes):
        root = make_pack(f"pack {next(numbers)}", reference=dedent(reference))
        (root / "katas" / "10_double" / "kata.toml").write_text(dedent(toml))
        entries = [_entry(name, *edit) for name, edit in mistakes.items()]
        (root / "reference" / "double" / "mistakes.toml").write_text("\n".join(entries))
        return katas_of(Pack("pack", root))[0]

    return make_kata


@pytest.fixture
def make_catalogue(make_kata):
    """The same, to its catalogue."""
    return lambda *arguments, **mistakes: Catalogue(make_kata(*arguments, **mistakes))


class Observed:
    """One learner's transcript, with the variants of a reference to compare it with."""

    def __init__(self, catalogue, tests, complete):
        self.catalogue = catalogue
        self.transcript = Transcript(tests, catalogue.conventions, complete)
        self._mistakes = {mistake.id: mistake for mistake in catalogue.mistakes}

    def variant(self, *ids):
        """The variant with some mistakes, none for the reference."""
        return Variant(self.catalogue, tuple(self._mistakes[name] for name in ids), self.transcript)


@pytest.fixture
def observed():
    """A function from a catalogue and the exchanges of each test to what was observed of a learner."""

    def observed(catalogue, *exchanges, passed=(), complete=None):
        tests = [Test(f"test {number}", number in passed, each) for number, each in enumerate(exchanges)]
        return Observed(catalogue, tests, complete)

    return observed


def _entry(name, find, replace):
    return "\n".join(
        ["[[mistake]]", f'id = "{name}"', f'title = "{name}"', f"find = {json.dumps(find)}",
         f"replace = {json.dumps(replace)}"]
    )  # fmt: skip
