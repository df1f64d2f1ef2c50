"""What of a session a kata needs, tried on solutions of other people: a slice comes to what the whole came to."""

import pytest
from gradkata.job import Job
from gradkata.notebook.judging import needed
from gradkata.notebook.slicing import sliced
from gradkata.notebook.statements import Executed
from gradkata.reading.programs import program_at, program_in
from gradkata.text.source import code_of

from tests.conftest import ROOT
from tests.helpers import grade_all

# Modules and notebooks, functions and classes, globals to work on, `from __future__ import annotations`.
THEIRS = [
    "accuracy/solutions/softmax/right/rekursiv_rolf.py",
    "accuracy/solutions/softmax/wrong/jupyter_jo.ipynb",
    "accuracy/solutions/dinosaurs/right/beno_overbuilt.py",
    "accuracy/solutions/fix_relu_rnn/right/prof_overbuilt.ipynb",
    "reference/fix_relu_rnn/right/slow_class_inside.py",
]


@pytest.mark.parametrize("name", THEIRS)
def test_a_slice_is_worth_what_the_whole_is(registry, starter, name):
    path, kata = ROOT / name, registry.kata(name.split("/")[-3])
    cells = [Executed(number, cell.source) for number, cell in enumerate(code_of(path), 1)]
    parts = sliced(cells, needed(kata), lambda _: ()).parts
    whole, slice_ = program_at(path, kata.id), program_in(path.parent, kata.id, parts)
    assert sum(len(text) for _, text in slice_.parts) <= sum(len(text) for _, text in whole.parts)
    jobs = [Job("ada", kata.id, 7, program) for program in (whole, slice_)]
    first, second = grade_all([kata], jobs, starter)
    assert (first.status, first.score) == (second.status, second.score)


def test_a_notebook_to_mend_needs_the_globals_that_its_functions_work_on(registry):
    assert needed(registry.kata("softmax")) == {"softmax"}
    assert needed(registry.kata("fix_relu_rnn")) >= {"loss", "gradCheck", "Wxh", "Whh", "Why", "bh", "by"}
