"""A suite's outline, read off its text: what pytest collects, or that it cannot be told."""

import ast

import pytest
from gradkata.judging.judge import outlines
from gradkata.judging.suites import Suites
from gradkata.kata import Pack, katas_of
from gradkata.outlining.literals import CannotTell
from gradkata.outlining.outline import outline
from gradkata.outlining.skeleton import skeleton


@pytest.fixture
def kata_of(make_pack):
    """A function from the text of a suite to its kata."""

    def kata_of(text, name="pack"):
        (kata,) = katas_of(Pack(name, make_pack(name, suite=text)))
        return kata

    return kata_of


def test_our_own_suites_are_read_as_pytest_collects_them(registry):
    with Suites() as suites:
        collected = {kata.id: outlines(kata, suites) for kata in registry.katas.values()}
    assert {kata.id: outline(kata.suite) for kata in registry.katas.values()} == collected
    assert sum(map(len, collected.values())) > 150


EVERYTHING = '''"""Words, and a # that is no comment.

def test_of_words(): ...
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import os.path
from collections import (
    Counter,
    OrderedDict as Ordered,
)

import gradkata.suite as suite
import pytest as pt
from gradkata.suite import points, points as worth

ONE = 1.5  # "
NAMES = ("a", "b-c")
TABLE = {
    "x": lambda rng: Counter(NAMES, Ordered),
    "y": (
        3
    ),
    "x": 4,
}
LEVELS = [1, 2.5, -3, 1e-8]
FEW, MORE = 1, [2]
NOTHING: int
BASE = 2
COPY = BASE
TYPED: list[str] = ["t"]
USED = sorted(["u"])
LAST = "z"
SAME = OTHER = "z"
\'\'\'A string that is no statement of note.\'\'\'


@dataclasses.dataclass
class Case:
    """A case."""

    x: int = 3

    def test_method(self):
        """This is a method."""


def helper(x=(1,
              2), *, test_y=3) -> None:
    """def test_within(): ..."""
    def test_nested():
        """Nested."""

    if x:
        for test_z in x:
            pass
    return """
def test_string(): ...
@points(3)
"""


@functools.cache
def kept(): return 3


SPREAD = {
    "a":
        1,
}


@functools.lru_cache(maxsize=None)
def kept_too(x): return 3


@contextlib.contextmanager
def opened():
    yield


@pt.fixture
def thing():
    return 3


@pt.fixture(autouse=True, name="other")
def another():
    return 3


async def waits():
    await other


@points(2)
def test_one(learner):
    """One line."""


@worth(0.5)
def test_two(
    learner,  # words: (
    reference,

    rng=")",
) -> None:

    # Not yet: "x

    r"""Several \\d lines:
the first counts.

    @points(3)
    """
    x = [
        1]


@points(1)
def test_raw(learner):

    # Not yet: "x

    R"""Some \\d
    words."""
    x = 3


@points(1)
def test_after_a_blank_line():

    """Some words."""


@suite.points(ONE)
def test_three():
    pass


@pt.mark.points(-1)
def test_four(): "In one line"; assert True


@points(
    3
)
def testing():
    ("In parentheses.")


@points(1)
def test_format():
    f"{ONE} is no docstring"


@points(1)
def test_two_strings():
    'Two ' "strings."
    return


@points(1)
def test_several_strings():
    'Several ' \\
    'strings.'
    return


@points(1)
def test_computed():
    "No docstring".strip()


@points(1)
def test_blank():
    """

    Blank lines first.
    """


@points(1)
def test_without_words(): ...


@points(2)
@pt.mark.parametrize("name", TABLE)
def test_keys(name):
    """The keys of a table."""


@pt.mark.parametrize("name", NAMES)
@points(2)
def test_names(name):
    """Names, and no full stop"""


@pt.mark.parametrize("x", [1, True, None, "s", 2.0, -7, [1], (2, "x"), {"a": 1}])
@points(1)
def test_values(x):
    """Values."""


@pt.mark.parametrize("y", ["-1", "-2"])
@points(1)
@pt.mark.parametrize(
    "x",
    [3, 4],
)
def test_grid(x, y):
    """A grid."""


@points(1)
@pt.mark.parametrize("x, y", [(1, "a"), [2, [3]]])
@pt.mark.parametrize(("z",), [(1,), (2,)])
@pt.mark.parametrize(["v", "w"], ((1, 2), (3, 4)))
def test_rows(x, y, z, v, w):
    """Rows."""


@points(1)
@pt.mark.parametrize("level", LEVELS, ids=[f"{level:g} {ONE} times{'!'}" for level in LEVELS])
@pt.mark.parametrize("x", [[(4, 6), (3, 1)], [(5, 5)]], ids=("rows", "square"))
@pt.mark.parametrize("y", [each for each in TYPED])
@pt.mark.parametrize("z", [[inner for inner in outer] for outer in ["ab"]])
@pt.mark.parametrize("last", [LAST])
def test_ids(level, x, y, z, last):
    """Ids."""


@points(1)
@pt.mark.parametrize("x", [f"{COPY}{BASE}" for BASE in ["p", "q"]])
def test_names_within(x):
    """A name within a comprehension is another one."""


@points(1)
def test_at_the_end():
    """The last one."""'''


def test_all_that_can_be_told_is_told_as_pytest_collects_it(kata_of):
    kata = kata_of(EVERYTHING)
    with Suites() as suites:
        collected = outlines(kata, suites)
    assert outline(kata.suite) == collected
    assert len(collected) == 13 + 2 + 2 + 9 + 4 + 8 + 8 + 2 + 1


def test_an_empty_suite_has_no_tests(kata_of):
    path = kata_of(GOOD).suite
    for text in ("", "\n", '"""Words."""\r\n# more'):
        path.write_text(text)
        assert outline(path) == []


GOOD = '''
import pytest
from gradkata.suite import points

LIST = [1, 2]

{}
@points(1)
def test_it(learner):
    """It."""
'''


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        # Values that have to be computed.
        ("@pytest.mark.parametrize('x', range(3))", "`range(3)` has to be run"),
        ("@pytest.mark.parametrize('x', [int('3')])", "`int('3')` has to be run"),
        ("@pytest.mark.parametrize('x', [pytest.param(1, id='one')])", "`pytest.param(1, id='one')` has to be run"),
        ("@pytest.mark.parametrize('x', UNKNOWN)", "`UNKNOWN` has to be run"),
        ("@pytest.mark.parametrize('x', pytest.LIST)", "`pytest.LIST` has to be run"),
        ("@pytest.mark.parametrize('x', [*LIST])", "`*LIST` has to be run"),
        ("@pytest.mark.parametrize('x', {1, 2})", "`{1, 2}` has to be run"),
        ("@pytest.mark.parametrize('x', [1 + 1])", "`1 + 1` has to be run"),
        ("@pytest.mark.parametrize('x', [not 1])", "`not 1` has to be run"),
        ("@pytest.mark.parametrize('x', [-LIST])", "`-LIST` has to be run"),
        ("@pytest.mark.parametrize('x', [x for x in LIST if x])", "has to be run"),
        ("@pytest.mark.parametrize('x', [x for x, y in LIST])", "has to be run"),
        ("@pytest.mark.parametrize('x', [x for x in LIST for y in LIST])", "has to be run"),
        ("@pytest.mark.parametrize('x', [x for x in 3])", "has to be run"),
        ("@pytest.mark.parametrize('x', (x for x in LIST))", "has to be run"),
        ("@pytest.mark.parametrize('x', [f'{3!r}'])", "has to be run"),
        ("@pytest.mark.parametrize('x', [f'{LIST}'])", "has to be run"),
        ("@pytest.mark.parametrize('x', {'a': 1, **LIST})", "keys that are not all strings and numbers"),
        ("@pytest.mark.parametrize('x', {(1, 2): 3})", "keys that are not all strings and numbers"),
        ("OTHER = sorted([LIST])\n@pytest.mark.parametrize('x', LIST)", "`LIST` has to be run"),
        ("OTHER = LIST.append(3)\n@pytest.mark.parametrize('x', LIST)", "`LIST` has to be run"),
        ("A, B = [1], [2]\n@pytest.mark.parametrize('x', A)", "`A` has to be run"),
        # Ids that pytest would not take as they stand.
        ("@pytest.mark.parametrize('x', 'ab')", "values that are neither a list nor a tuple"),
        ("@pytest.mark.parametrize('x', 3)", "values that are neither a list nor a tuple"),
        ("@pytest.mark.parametrize('x, y', [1, 2])", "values that are neither a list nor a tuple"),
        ("@pytest.mark.parametrize('x, y', [(1, 2), (1,)])", "another number of values than of names"),
        ("@pytest.mark.parametrize('x,', [1, 2])", "a comma that not every pytest takes alike"),
        ("@pytest.mark.parametrize('x', [b'a'])", "a value that is a bytes"),
        ("@pytest.mark.parametrize('x', [1j])", "a value that is a complex"),
        ("@pytest.mark.parametrize('x', [1, 1])", "ids that pytest would change"),
        ("@pytest.mark.parametrize('x', [1, '1'])", "ids that pytest would change"),
        ("@pytest.mark.parametrize('x', [])", "ids that pytest would change"),
        ("@pytest.mark.parametrize('x', ['é'])", "ids that pytest would change"),
        ("@pytest.mark.parametrize('x', ['a\\nb'])", "ids that pytest would change"),
        ("@pytest.mark.parametrize('x', ['a\\\\b'])", "ids that pytest would change"),
        ("@pytest.mark.parametrize('x', [''])", "ids that pytest would change"),
        ("@pytest.mark.parametrize('x', LIST, ids=[3, 4])", "ids that pytest would change"),
        ("@pytest.mark.parametrize('x', LIST, ids=['a', None])", "ids that pytest would change"),
        ("@pytest.mark.parametrize('x', LIST, ids=['a'])", "another number of ids than of values"),
        ("@pytest.mark.parametrize('x', LIST, ids=str)", "`str` has to be run"),
        ("@pytest.mark.parametrize('x', LIST, ids='ab')", "values that are neither a list nor a tuple"),
        ("@pytest.mark.parametrize('x', LIST, True)", "arguments that are not known here"),
        ("@pytest.mark.parametrize('x', LIST, scope='module')", "arguments that are not known here"),
        ("@pytest.mark.parametrize(argnames='x', argvalues=LIST)", "arguments that are not known here"),
        # Other decorators.
        ("@pytest.mark.parametrize", "`pytest.mark.parametrize` may do anything"),
        ("@pytest.mark.skip", "`pytest.mark.skip` may do anything"),
        ("@pytest.fixture", "`pytest.fixture` may do anything"),
        ("@LIST[0]", "`LIST[0]` may do anything"),
        ("@points", "`points` may do anything"),
        ("@other.points(2)", "`other.points(2)` may do anything"),
        ("@points(2)", "test_it has points 2 times"),
        ("@pytest.mark.points(n=2)", "`pytest.mark.points(n=2)` is not one number"),
        # What else pytest might make tests of, or change them by.
        ("@points(2)\ndef test_it(): ...", "test_it is set more than once"),
        ("LIST = [3]", "LIST is set more than once"),
        ("from os import path as points", "points is set more than once"),
        ("import pytest", "pytest is set more than once"),
        ("async def test_other(): ...", "test_other may mean something to pytest"),
        ("class TestOther: ...", "TestOther may mean something to pytest"),
        ("test_other = LIST", "test_other may mean something to pytest"),
        ("test_other: int = 3", "test_other may mean something to pytest"),
        ("[X, (Y, test_other)] = LIST", "test_other may mean something to pytest"),
        ("import test.support", "test may mean something to pytest"),
        ("from os import path as test_other", "test_other may mean something to pytest"),
        ("pytestmark = LIST", "pytestmark may mean something to pytest"),
        ("def pytest_generate_tests(metafunc): ...", "pytest_generate_tests may mean something to pytest"),
        ("__test__ = False", "__test__ may mean something to pytest"),
        ("from os import *", "names that only the import shows"),
        ("OTHER = (test_other := 3)", "names may be set within expressions"),
        ("LIST.append(3)", "a statement that has to be run"),
        ("LIST += [3]", "a statement that has to be run"),
        ("if LIST:\n    def test_other(): ...", "a statement that has to be run"),
        ("for test_other in LIST: ...", "a statement that has to be run"),
        ("del LIST", "a statement that has to be run"),
        ("LIST[0] = 3", "something else than a name is set"),
        ("pytest.LIST = 3", "something else than a name is set"),
        ("X, *Y = LIST", "something else than a name is set"),
        ("@pytest.fixture(params=[1])\ndef x(): ...\n", "`pytest.fixture(params=[1])` may make tests of its own"),
        ("@pytest.fixture(**LIST)\ndef x(): ...\n", "`pytest.fixture(**LIST)` may make tests of its own"),
        ("@points(1)\ndef x(): ...\n", "`points(1)` may make tests of its own"),
        ("@LIST\nasync def x(): ...\n", "`LIST` may make tests of its own"),
        ("@points(1)\ndef test_other():\n    '  '\n", "test_other has an empty title"),
        ("def test_other(): ...", "test_other has points 0 times"),
        ("@points('1')\ndef test_other(): ...", "`points('1')` is not one number"),
        ("@points(1, n=2)\ndef test_other(): ...", "`points(1, n=2)` is not one number"),
        ("@points()\ndef test_other(): ...", "`points()` is not one number"),
        ("@points(1, 2)\ndef test_other(): ...", "`points(1, 2)` is not one number"),
        ("@points(2 * 3)\ndef test_other(): ...", "`2 * 3` has to be run"),
        # What is no Python, or so odd that its skeleton is none.
        ("def test_other(:", "this cannot be read"),
        ("\0", "this cannot be read"),
        ("@points(1)\ndef test_other():\n    f(\n3\n    )\n", "this cannot be read"),
        ("@points(1)\ndef test_other():\n    ('Several '\n    'lines')\n", "this cannot be read"),
        ("@points(1)\ndef test_other(x={1:\n    2}):\n    'Words.'\n", "this cannot be read"),
    ],
)
def test_what_cannot_be_told_is_said(kata_of, code, reason):
    path = kata_of(GOOD.format("")).suite
    assert [test.name for test in outline(path)] == ["it"]
    path.write_text(GOOD.replace("{}\n", code + "\n"))
    with pytest.raises(CannotTell) as raised:
        outline(path)
    assert reason in str(raised.value)


def test_the_line_is_that_of_the_suite(kata_of):
    path = kata_of(EVERYTHING.replace("def test_at_the_end():", "@points(2)\ndef test_at_the_end():")).suite
    line = 1 + EVERYTHING[: EVERYTHING.index("def test_at_the_end")].count("\n")
    with pytest.raises(CannotTell, match=rf"^line {line + 1}: test_at_the_end has points 2 times$"):
        outline(path)


def test_a_suite_that_is_no_text_cannot_be_told(kata_of):
    path = kata_of("").suite
    path.write_bytes(b"\xff")
    with pytest.raises(CannotTell, match="cannot be read"):
        outline(path)


def test_a_skeleton_has_no_bodies_and_the_same_lines():
    words = "def f(x):\n    '''Words\n    and more'''\n"
    text = f"{words}    y = (\n        x)\n\n    return y\n\nX = 3\nclass A(B):\n    x = 3\n"
    assert skeleton(text) == words + 5 * "\n" + "X = 3\nclass A(B):\n pass\n\n"
    assert len(ast.parse(skeleton(text)).body) == 3
