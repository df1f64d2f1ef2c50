"""A kata by its folder: what it says of itself is true of its stub, its reference and the other katas."""

import dataclasses
import json

import pytest
from gradkata.boundary.limits import Limits
from gradkata.errors import UsageError
from gradkata.kata import Pack, check_builds_on, katas_of


@pytest.fixture
def make_kata(make_pack):
    """A function that writes a kata with a ``kata.toml``, and gives the kata."""

    def make(settings="", kata="10_double", name="pack", **parts):
        root = make_pack(name, kata, **parts)
        (root / "katas" / kata / "kata.toml").write_text(settings)
        (made,) = katas_of(Pack(name, root))
        return made

    return make


def notebook(*cells):
    found = [{"cell_type": "code", "source": cell} for cell in cells]
    return json.dumps({"cells": [{"cell_type": "markdown", "source": ""}, *found]})


def test_what_a_kata_says(make_kata):
    kata = make_kata('builds_on = ["half"]\nminutes = 20\nfree = ["double"]\n[limits]\ncpu_s = 9\n')
    assert (kata.builds_on, kata.minutes, kata.free, kata.limits) == (("half",), 20, ("double",), Limits(cpu_s=9))


def test_what_a_kata_does_not_say(make_kata):
    kata = make_kata()
    assert (kata.builds_on, kata.minutes, kata.free, kata.limits) == ((), None, (), Limits())


def test_the_names_are_those_of_the_stub(make_kata):
    kata = make_kata(stub="import math\nclass A:\n    def f(self): ...\nX = 1\ndef g():\n    def h(): ...\n")
    assert kata.names == ("A", "g")


def test_the_names_may_be_none(make_kata):
    assert make_kata("names = []").names == ()


def test_the_names_are_those_of_a_notebook(make_kata):
    kata = make_kata()
    kata.stub.unlink()
    (kata.folder / "stub.ipynb").write_text(notebook("%matplotlib inline\ndef g(): ...", "# words\ndef f(): ..."))
    assert kata.names == ("g", "f")


def test_a_stub_that_is_no_python_is_named_with_the_line(make_kata):
    kata = make_kata(stub="x = 1\ndef f(:\n")
    with pytest.raises(UsageError, match=r"stub\.py, line 2: \w"):
        _ = kata.names


def test_a_cell_of_a_stub_that_is_no_python_is_named_with_the_line(make_kata):
    kata = make_kata()
    kata.stub.unlink()
    (kata.folder / "stub.ipynb").write_text(notebook("x = 1", "def f(): ...\n\nx = = 3"))
    with pytest.raises(UsageError, match=r"stub\.ipynb, cell 3, line 3: \w"):
        _ = kata.names


REFERENCE = """
from math import exp
class A: ...
B = C = 3
def double(x): hidden = 3
if B:
    def inner(): ...
"""


@pytest.mark.parametrize("entry", ["names", "free"])
@pytest.mark.parametrize("name", ["exp", "A", "B", "C", "double", "inner"])
def test_a_name_is_one_that_the_reference_has(make_kata, entry, name):
    assert getattr(make_kata(f'{entry} = ["{name}"]', reference=REFERENCE), entry) == (name,)


@pytest.mark.parametrize("entry", ["names", "free"])
def test_a_name_that_the_reference_does_not_have_is_said(make_kata, entry):
    kata = make_kata(f'minutes = 3\n{entry} = ["A", "dobule"]', reference=REFERENCE)
    with pytest.raises(UsageError) as raised:
        getattr(kata, entry)
    said = f"kata.toml, line 2: {entry}: solution.py defines no 'dobule'; did you mean 'double'?"
    assert str(raised.value) == f"{kata.folder}/{said}"


def test_nothing_said_needs_no_reference(make_kata):
    kata = make_kata()
    kata.reference.unlink()
    assert kata.free == ()
    assert kata.names == ("double",)


@pytest.mark.parametrize("name", ["hidden", "x", "f", "print"])
def test_what_is_local_or_only_used_is_no_name_of_the_reference(make_kata, name):
    kata = make_kata(
        f'names = ["{name}"]', reference="def double(x):\n    hidden = 3\n    def f(): ...\nprint(double)\n"
    )
    with pytest.raises(UsageError, match=rf"defines no '{name}'; there are double$"):
        _ = kata.names


def test_the_reference_may_be_a_notebook(make_kata):
    kata = make_kata('names = ["double"]')
    kata.reference.unlink()
    (kata.hidden / "solution.ipynb").write_text(notebook("!pip list\nimport math", "def double(x): ..."))
    assert kata.names == ("double",)


def test_what_looks_odd_in_a_reference_is_no_concern_of_its_names(make_kata):
    assert make_kata('names = ["double"]', reference='double = "\\d" is 3\n').names == ("double",)


def katas(make_kata, *builds_on):
    """Katas 10_a, 10_b, 20_c in another order than that of teaching."""
    settings = dict(zip(("20_c", "10_b", "10_a"), builds_on, strict=True))
    made = [make_kata(text, kata, f"pack_{kata}") for kata, text in settings.items()]
    return [dataclasses.replace(kata, pack="one") for kata in made]


def test_katas_build_on_earlier_ones(make_kata):
    check_builds_on(katas(make_kata, 'builds_on = ["a", "b"]', 'builds_on = ["a"]', ""))


def test_katas_of_another_pack_may_have_any_number(make_kata):
    first, second = make_kata("builds_on = ['b']", "10_a", "one"), make_kata("", "10_b", "two")
    check_builds_on([first, second])


@pytest.mark.parametrize(
    ("builds_on", "problem"),
    [
        (("", "minutes = 3\nbuilds_on = [\n'a',\n'cc']", ""), "10_b 2: there is no kata 'cc'; did you mean 'c'?"),
        (("builds_on = ['xyz']", "", ""), "20_c 1: there is no kata 'xyz'; there are a, b, c"),
        (("", "builds_on = ['c']", ""), "10_b 1: c does not come before b in teaching order"),
        (("", "", "builds_on = ['b']"), "10_a 1: b does not come before a in teaching order"),
        (("builds_on = ['c']", "", ""), "20_c 1: c does not come before c in teaching order"),
    ],
)
def test_what_a_kata_cannot_build_on_is_said(make_kata, builds_on, problem):
    with pytest.raises(UsageError) as raised:
        check_builds_on(katas(make_kata, *builds_on))
    folder, line, said = problem.split(" ", 2)
    assert str(raised.value).endswith(f"/katas/{folder}/kata.toml, line {line} builds_on: {said}")


def test_our_own_katas_say_what_is_true(registry):
    check_builds_on(registry.katas.values())
    for kata in registry.katas.values():
        assert kata.names
        assert set(kata.free) <= set(kata.names)
