"""Functions whose bodies do nothing are still to be written."""

import pytest
from gradkata.reading.unwritten import unwritten


@pytest.mark.parametrize(
    "body",
    ["pass", "...", "return", "return None", "'what it is about'", "raise NotImplementedError",
     "'words'\n    raise NotImplementedError('begin with one row')"],
)  # fmt: skip
def test_what_does_nothing(body):
    assert unwritten([f"def f(x):\n    {body}\n"]) == {"f"}


@pytest.mark.parametrize("body", ["return 0", "x = 1", "raise ValueError", "for _ in x:\n        pass"])
def test_what_does_something(body):
    assert unwritten([f"def f(x):\n    {body}\n"]) == frozenset()


def test_methods_and_cells_and_what_is_no_python():
    sources = ["class A:\n    def update(self):\n        pass\n", "def broken(:", "def g(): ..."]
    assert unwritten(sources) == {"update", "g"}


def test_the_last_definition_counts():
    assert unwritten(["def f(): ...", "def f(): return 1"]) == frozenset()
    assert unwritten(["def f(): return 1\ndef f(): pass"]) == {"f"}
