"""A kata that cannot be judged yet is told what it lacks, in the order of doing; slips with file, line and text."""

import pytest
from gradkata.auditing import as_text
from gradkata.auditing.audit import Plan, audit
from gradkata.auditing.unfinished import unfinished
from gradkata.authoring.creating import create
from gradkata.kata import Pack, folders_of

from tests.auditing.complete import COMPLETE, MISTAKES, STUB, write
from tests.conftest import SUITE as GOOD

FOLDER, HIDDEN = "katas/10_double", "reference/double"
README, STUB_FILE, SUITE = (f"{FOLDER}/{name}" for name in ("README.md", "stub.py", "suite.py"))
SOLUTION, TOML = f"{HIDDEN}/solution.py", f"{HIDDEN}/mistakes.toml"


@pytest.fixture
def make_kata(make_pack):
    """A function that writes a pack with a complete kata, but for some files, and gives the kata."""

    def make(files):
        root = make_pack()
        write(root, {**COMPLETE, **files})
        (kata,) = folders_of(Pack("pack", root))
        return kata

    return make


def test_a_whole_kata_lacks_nothing(make_kata):
    assert unfinished(make_kata({})) == ()


def test_what_is_not_there_comes_in_the_order_of_doing(make_kata):
    found = unfinished(make_kata({README: None, STUB_FILE: None, SOLUTION: None, SUITE: None}))
    assert [each.partition(":")[0] for each in found] == [README, STUB_FILE, SOLUTION, SUITE]
    assert found[3].endswith("there is no suite yet; write a test with `@points` for each thing that is to be right")


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({STUB_FILE: "def double(x:\n"}, f"{STUB_FILE}, line 1: "),
        ({SOLUTION: "\ndef double(x)\n"}, f"{SOLUTION}, line 2: expected ':', in `def double(x)`"),
        (
            {SOLUTION: "import numpy\nDouble = numpi.array\n"},
            f"{SOLUTION}, line 2: NameError: name 'numpi' is not defined",
        ),
        ({SOLUTION: "def twice(x): return x\n"}, f"{SOLUTION}: the reference has no 'double', which learners are to"),
        ({SUITE: "import numpy\ndef test(:\n"}, f"{SUITE}, line 2: "),
        (
            {SUITE: GOOD.replace("@points(3)", "@point(3)")},
            f"{SUITE}, line 4: NameError: name 'point' is not defined",
        ),
        (
            {SUITE: GOOD.replace("check_array,", "chek_array,")},
            f"{SUITE}, line 2: ImportError: cannot import name 'chek_array' from 'gradkata.suite'",
        ),
        ({SUITE: "exit()\n"}, f"{SUITE}, line 1: SystemExit: None, in `exit()`"),
        ({SUITE: GOOD.replace("@points(3)", "")}, f"{SUITE}: the test test_doubles has no @points(n)"),
        ({SUITE: "import numpy\n"}, f"{SUITE}: there is no test in it yet"),
        ({f"{FOLDER}/kata.toml": "\nminuts = 3\n"}, f"{FOLDER}/kata.toml, line 2: there is no entry 'minuts'"),
        ({TOML: MISTAKES.replace("find", "fnd", 1)}, f"{TOML}, line 4: there is no entry 'mistake.fnd'; did you"),
        (
            {TOML: MISTAKES.replace('"return"', '"retrun"')},
            f"{TOML}, line 8: the mistake 'one-more' does not apply: 'retrun' does not stand in the code; the nearest",
        ),
        ({f"{HIDDEN}/wrong/twise.loop.py": "x = 1\n"}, f"{HIDDEN}/wrong/twise.loop.py: the kata double knows no mis"),
        ({f"{HIDDEN}/equivalent.toml": "[[mutant]]\n"}, f"{HIDDEN}/equivalent.toml, line 1: the entry "),
    ],
)
def test_a_slip_is_told_with_its_file_line_and_text(make_kata, files, sentence, capfd):
    first, *_ = unfinished(make_kata(files))
    assert first.startswith(sentence)
    assert "\n" not in first
    assert capfd.readouterr() == ("", "")


def test_of_an_example_that_is_half_replaced_the_rest_comes_in_the_order_of_doing(tmp_path, registry):
    made = create("gate", tmp_path / "pack", registry)
    (kata,) = folders_of(Pack("pack", tmp_path / "pack"))
    assert unfinished(kata) == ()
    kata.reference.write_text("def gate_forward(x):\n    return x\n\n\ndef gate_backward(dy):\n    return dy\n")
    found = unfinished(kata)
    assert [each.partition(":")[0] for each in found] == [
        f"katas/{made.folder}/suite.py", "reference/gate/right/sums.py", "reference/gate/mistakes.toml",
        "reference/gate/wrong/bias-gradient-averaged.loop.py", f"katas/{made.folder}/hints.md",
    ]  # fmt: skip
    assert all("is still the example's, and does not go with your reference" in each for each in found)


def test_a_slip_in_a_test_is_told_as_the_suites(make_kata):
    kata = make_kata({SUITE: GOOD.replace("    check_array(", "    chek_array(")})
    found = audit([kata], Plan(seeds=1, mutants=0, pairs=0))
    (sentence, *_) = found.katas[0].problems
    assert sentence.startswith(f"{SUITE}, line 9: NameError: name 'chek_array' is not defined")
    assert "in `chek_array(learner.double(x), expected" in sentence
    words = " ".join(as_text.render(found).split())
    assert words.count("the suite itself stops there") == 2  # once among the problems, and once as what to do first


def test_those_that_can_be_judged_are(make_kata, make_pack):
    kata = make_kata({})
    broken = folders_of(Pack("other", make_pack("other", kata="20_twin", stub=STUB.replace("double(x):", "twin(x)"))))
    found = audit([kata, *broken], Plan(seeds=1, mutants=0, pairs=0))
    assert [each.kata for each in found.katas] == ["double"]
    assert list(found.unfinished) == ["twin"]
    assert not found.holds
    lines = as_text.render(found).splitlines()
    assert "twin cannot be judged yet. What is to be done, in this order:" in lines
    assert any(each.startswith("Something does not hold (1 of the above)") for each in lines)
    assert any(each.startswith("Do first: katas/20_twin/stub.py, line 1: ") for each in lines)


def test_a_first_look_judges_what_is_right_and_the_first_form_of_each_mistake(make_kata):
    form = '[[mistake.form]]\nfind = "2 *"\nreplace = "1 + 2 *"\n'
    kata = make_kata({TOML: MISTAKES + form, f"{HIDDEN}/wrong/thrice.sum.py": "def double(x): return x + x + x\n"})
    found = audit([kata], Plan(seeds=1, mutants=0, pairs=0, is_first_look=True))
    assert (found.katas[0].right.of, found.katas[0].refused.of, found.katas[0].mistakes.of) == (2, 3, 0)
    assert "At first look, all holds" in as_text.render(found)
