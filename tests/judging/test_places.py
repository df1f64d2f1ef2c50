"""Which line an editor marks; what the learner's process says of its lines may be anything."""

import pytest
from gradkata.boundary.failures import learner_error
from gradkata.boundary.program import Program
from gradkata.judging.compare import Wrong
from gradkata.judging.places import beginning, place_of
from gradkata.results import Place

TEXT = "def first():\n    pass\n\n\nclass Second:\n    def first(self):\n        pass\n"
PROGRAM = Program("x", (("x.py", TEXT),), siblings=(("helper", "y = 1\n"),))


def raised(*frames):
    return learner_error({"type": "ValueError", "message": "no", "frames": [list(each) for each in frames]}, "first()")


@pytest.mark.parametrize(
    ("error", "place"),
    [
        (raised(("x.py", 2, "first", "pass"), ("helper.py", 1, "f", "y")), Place("helper.py", 1)),
        (raised(("x.py", 0, "first", "")), Place("x.py", 1)),
        (raised(("../../etc/passwd", 7, "first", "")), Place("x.py", 1)),
        (raised(("", 7, "first", "")), Place("x.py", 1)),
        (raised(), Place("x.py", 1)),
        (Wrong("Second gives nothing."), Place("x.py", 5)),
        (Wrong("firstly, it is wrong."), Place("x.py", 1)),
    ],
)
def test_the_innermost_line_of_a_file_of_the_learners_or_where_a_function_begins(error, place):
    assert place_of(error, (), PROGRAM, ("Second", "first")) == place


def test_the_last_definition_counts_in_the_last_cell_that_has_one():
    cells = (
        ("x.ipynb, cell 1", "def f(): pass\n"),
        ("x.ipynb, cell 3", "\nasync def f(): pass\n"),
        ("x.ipynb, cell 4", ""),
    )
    assert beginning("f", Program("x", cells, is_notebook=True)) == Place("x.ipynb, cell 3", 2)
    assert beginning("g", Program("x", cells, is_notebook=True)) == Place("x.ipynb", 1)
