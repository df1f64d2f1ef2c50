"""What code leads to, and which functions and methods some characters of it are in."""

import ast
from textwrap import dedent

import pytest
from gradkata.explaining.reach import Reach, touched

SOURCE = dedent("""
    LIMIT = 5

    def double(x):
        return 2 * x

    def twice(x):
        return double(double(x))

    def by_name(net):
        return getattr(net, "last")()

    class Net:
        scale = LIMIT

        def __init__(self, size):
            self.size = self._checked(size)

        def __call__(self, x):
            return double(x)

        def _checked(self, size):
            return size

        @property
        def last(self):
            return self.size

        def sample(self):
            return twice(self.last)

    class Wide(Net):
        def wide(self):
            return 0
""")


@pytest.fixture(scope="module")
def reach():
    return Reach(ast.parse(SOURCE).body)


@pytest.mark.parametrize(
    ("called", "led_to"),
    [
        ({"double"}, {"double"}),
        ({"twice"}, {"twice", "double"}),
        ({"sample"}, {"Net.sample", "Net.last", "twice", "double"}),
        ({"by_name"}, {"by_name", "Net.last"}),
        ({"Net"}, {"Net", "Net.__init__", "Net.__call__", "Net._checked", "double"}),
        ({"Wide"}, {"Wide", "Net", "Net.__init__", "Net.__call__", "Net._checked", "double"}),
        ({"nothing of ours"}, set()),
        (set(), set()),
    ],
    ids=lambda value: "+".join(sorted(value)),
)
def test_what_may_have_run(reach, called, led_to):
    assert reach.led_to(frozenset(called)) == led_to


@pytest.mark.parametrize(
    ("find", "names"),
    [
        ("2 * x", {"double"}),
        ("return double(double(x))", {"twice"}),
        ("return size", {"Net._checked"}),
        ("@property", {"Net.last"}),
        ("def sample", {"Net.sample"}),
        ("scale = LIMIT", {"Net"}),
        ("    return size\n\n    @property", {"Net"}),
        ("return 2 * x\n\ndef twice", {"double", "twice"}),
        ("LIMIT = 5", None),
        ("LIMIT = 5\n\ndef", None),
    ],
)
def test_what_characters_are_in(find, names):
    at = SOURCE.index(find)
    assert touched(SOURCE, at, at + len(find)) == names


def test_characters_between_statements_are_in_nothing_that_is_known():
    assert touched("# a remark\nx = 1\n", 0, 5) is None
