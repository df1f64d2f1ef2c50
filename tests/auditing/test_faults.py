"""Planted faults as data: what a file may say, and what is said where it says something else."""

import pytest
from gradkata.auditing.faults import Fault, load_faults, with_faults
from gradkata.errors import UsageError
from gradkata.kata import Pack, katas_of


@pytest.fixture
def kata(make_pack):
    (kata,) = katas_of(Pack("pack", make_pack()))
    return kata


ONE = """
[[fault]]
id = "thrice"
title = "three times as much"
edits = [["2 * x", "3 * x"], ["double", "triple"]]
test = "doubles"
told = ["three times"]
"""


def test_all_that_there_may_be(kata):
    assert load_faults(kata) == []
    (kata.hidden / "faults.toml").write_text(ONE)
    (fault,) = load_faults(kata)
    edits = (("2 * x", "3 * x"), ("double", "triple"))
    assert fault == Fault("thrice", "three times as much", edits, "doubles", ("three times",))
    assert fault.loads
    assert not Fault("", "", (), "load", ()).loads


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("told", "tolled", "line 7: there is no entry 'fault.tolled'; did you mean 'told'?"),
        ("[[fault]]", "[[faults]]", "line 2: there is no entry 'faults'; did you mean 'fault'?"),
        ('test = "doubles"', "", "line 2: the entry 'fault.test' is missing"),
        ('"three times"', "3", "line 7: fault.told[0]: expected text, got a whole number"),
        ('["2 * x", "3 * x"]', '["2 * x"]', "line 5: fault.edits[0]: expected a list of length 2, got 1"),
        ('["2 * x", "3 * x"]', '"2 * x"', "line 5: fault.edits[0]: expected a list, got text"),
        ('"double", ', "0, ", "line 5: fault.edits[1]: expected text, got a whole number"),
        ('"double"', '""', "line 5: fault.edits: expected what to replace, got nothing"),
        (
            '[["2 * x", "3 * x"], ["double", "triple"]]',
            "[]",
            "line 5: fault.edits: expected what to replace, got nothing",
        ),
        (ONE, ONE + ONE, "line 9: two faults are called 'thrice'; the first is in line 2"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(kata, old, new, problem):
    (kata.hidden / "faults.toml").write_text(ONE.replace(old, new))
    with pytest.raises(UsageError) as raised:
        load_faults(kata)
    assert str(raised.value) == f"{kata.hidden}/faults.toml, {problem}"


def test_faults_are_put_in(kata):
    (kata.hidden / "faults.toml").write_text(ONE)
    assert with_faults(kata, load_faults(kata)) == "def triple(x):\n    return 3 * x\n"
    assert with_faults(kata, []) == kata.reference.read_text()


def test_a_fault_that_does_not_apply_is_named(kata):
    fault = Fault("odd", "", (("2 * x", "3 * x"), ("2 * x", "4 * x")), "", ())
    with pytest.raises(
        UsageError, match=r"^the fault 'odd' does not apply: '2 \* x' does not stand in the code; the nea"
    ):
        with_faults(kata, [fault])
