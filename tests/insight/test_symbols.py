"""What two programs have in common when all is left out that a writer may change at no cost."""

import pytest
from gradkata.insight.symbols import read


def texts(*sources):
    return [[each.text for each in unit] for unit in read([("x.py", source) for source in sources]).units]


ONE = """
import numpy as np

def mean(values, weights):
    '''The mean.'''
    total = np.sum(values * weights)  # weighted
    return total / 2.0
"""


@pytest.mark.parametrize(
    "other",
    [
        ONE.replace("values", "v").replace("total", "t").replace("mean(", "average("),
        ONE.replace("np", "numpy").replace("import numpy as numpy", "import numpy"),
        ONE.replace("# weighted", "").replace("'''The mean.'''", '"""Something else"""\n'),
        ONE.replace("values * weights", "(values\n        * weights)").replace("2.0", "2"),
        ONE.replace("values, weights)", "values: list[float], weights: list[float] = None) -> float").replace(
            " = None", ""
        ),
    ],
    ids=["names", "the module's name", "comments", "white space", "annotations"],
)
def test_what_costs_nothing_changes_nothing(other):
    assert other != ONE
    assert texts(other) == texts(ONE)


@pytest.mark.parametrize(("old", "new"), [("np.sum", "np.max"), ("*", "-"), ("2.0", "3.0"), ("/ 2.0", "")])
def test_what_a_program_does_is_told_apart(old, new):
    assert texts(ONE.replace(old, new)) != texts(ONE)


def test_a_name_behind_a_dot_is_a_programs_own_only_if_it_gives_it():
    source = "class Net:\n    size: int\n    def step(self, x):\n        self.state = self.size @ x.T\n"
    (step,) = [unit for unit in texts(source) if "Assign" in unit]
    renamed = source.replace("state", "h").replace("size", "n").replace("step", "go").replace("self", "s")
    assert texts(renamed) == texts(source)
    assert (step.count("T"), texts(source.replace("x.T", "x.H")) == texts(source)) == (1, False)


def test_functions_are_units_wherever_they_stand():
    first, second = "def f(x):\n    return x + 1\n", "def g(x):\n    return x - 1\n"
    assert sorted(texts(first + second)) == sorted(texts(second + first))
    assert sorted(texts(first, second)) == sorted(each for source in (first, second) for each in texts(source))[:4]


def test_each_symbol_says_where_it_stands():
    (unit, _), (second, *_) = (
        read([("a", "def f():\n    return 1\n")]).units,
        read([("a", ""), ("b", "x = 1")]).units[1:],
    )
    assert [(each.part, each.line) for each in unit] == [(0, 1), (0, 2), (0, 2)]
    assert (second[0].part, second[0].line) == (1, 1)


@pytest.mark.parametrize("source", ["def f(:", "x = \0", "(" * 5000, "'unclosed"])
def test_what_is_no_python_is_counted_and_the_rest_is_read(source):
    found = read([("cell 1", source), ("cell 2", "x = 1")])
    assert found.unread == 1
    assert len(found.units) == 1


def test_numbers_that_are_endless_are_no_matter():
    assert texts(f"x = {'9' * 4000}") == texts(f"x = {'8' * 4000}")
    assert texts("x = 1e400") != texts("x = 1j")
