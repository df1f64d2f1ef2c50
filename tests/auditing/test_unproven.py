"""What is unproven is said, with its place and what to do; a kata of which all is there has nothing of the kind."""

import json

import pytest
from gradkata.auditing import as_json, as_text
from gradkata.auditing.audit import Plan, audit
from gradkata.auditing.unproven import unproven
from gradkata.auditing.worked_examples import Wrong, wrong_examples
from gradkata.errors import UsageError
from gradkata.judging.loading import load_reference
from gradkata.kata import Pack, katas_of

from tests.auditing.complete import COMPLETE, HINTS, MISTAKES, STUB, TASK, write

README, STUB_FILE, SUITE = (f"katas/10_double/{name}" for name in ("README.md", "stub.py", "suite.py"))
LADDER = "katas/10_double/hints.md"
TOML, SUM = "reference/double/mistakes.toml", "reference/double/right/sum.py"


@pytest.fixture
def make_kata(make_pack):
    """A function that writes a pack with a complete kata, but for some files, and gives the kata."""

    def make(files=(), **parts):
        root = make_pack(**parts)
        write(root, {**COMPLETE, **dict(files)})
        (kata,) = katas_of(Pack("pack", root))
        return kata

    return make


def test_of_a_complete_kata_nothing_is_unproven(make_kata):
    assert unproven(make_kata()) == ()


EXAMPLE = TASK[TASK.index("## A worked") :]


@pytest.mark.parametrize(
    ("files", "sentences"),
    [
        ({TOML: None}, [f"{TOML}: there are no known mistakes; write"]),
        ({TOML: ""}, [f"{TOML}: there are no known mistakes; write"]),
        ({SUM: None}, ["reference/double/right/: there is no right solution besides the reference; put some"]),
        ({SUM: None, f"{SUM}.txt": "words"}, ["reference/double/right/: there is no right solution"]),
        (
            {TOML: MISTAKES.replace('"three times as much"', '" "')},
            [f"{TOML}, line 3: the mistake 'thrice' has no title; say"],
        ),
        (
            {TOML: MISTAKES.replace('message = "Look at 0."\n', "")},
            [f"{TOML}, line 8: the mistake 'one-more' has no message; say"],
        ),
        (
            {TOML: MISTAKES.replace("Look at 0.", "") + '[[mistake.form]]\nfind = "2 *"\nreplace = "1 + 2 *"\n'},
            [f"{TOML}, line 13: the mistake 'one-more' has no message; say"],
        ),
        ({README: TASK.replace("# Double: twice as much\n", "")}, [f"{README}, line 1: the task has no title; begin"]),
        ({README: "Words.\n\n" + TASK}, [f"{README}, line 1: the task has no title"]),
        ({README: TASK.replace("# Double: twice as much", "#")}, [f"{README}, line 1: the task has no title"]),
        (
            {README: TASK.replace("## What to write", "## Why")},
            [f"{README}: the task has no section `## What to write`; say there what learners write"],
        ),
        ({README: TASK.replace("What to write", "What to do")}, []),
        (
            {README: TASK.replace("## The rules", "```\n## The rules\n```")},
            [f"{README}: the task has no section `## The rules`"],
        ),
        (
            {README: TASK.replace("- The argument stays as it is.\n", "")},
            [f"{README}, line 9: there is nothing under `The rules`; say there"],
        ),
        (
            {README: TASK.replace(EXAMPLE, "")},
            [f"{README}: the task has no section `## A worked example`; say there an example"],
        ),
        (
            {README: TASK.replace(EXAMPLE, "## A worked example\n\n`double(2)` is 4.\n")},
            [f"{README}, line 13: the worked example has no `>>>` lines; write"],
        ),
        ({README: TASK.replace(EXAMPLE, f"## Worked examples\n\n### Numbers\n{EXAMPLE[20:]}")}, []),
        (
            {README: TASK.replace("\n4\n", "\n5\n")},
            [f"{README}, line 16: the worked example `double(2)` expected 5, and got 4; mend"],
        ),
        (
            {README: TASK.replace("double(2)", "twice(2)")},
            [f"{README}, line 16: the worked example `twice(2)` expected 4, and it raised NameError: name 'twice' is"],
        ),
        (
            {README: TASK.replace("double(2)", "'x' * 1000")},
            [f"{README}, line 16: the worked example `'x' * 1000` expected 4, and got '{'x' * 198}…; mend"],
        ),
        (
            {README: TASK.replace("double(2)", "raise SystemExit(3)")},
            [f"{README}, line 16: the worked example `raise SystemExit(3)` expected 4, and it raised SystemExit: 3"],
        ),
        (
            {README: TASK.replace(">>> double(2)", ">>>double(2)")},
            [f"{README}, line 16: the worked example lacks blank after >>>"],
        ),
        (
            {README: TASK.replace("double(2)", "import os; os._exit(0)")},
            [f"{README}, line 16: the worked example ends the process that it runs in"],
        ),
        (
            {"reference/double/solution.py": "def double(x):\n    return 2 * x\n\nraise ValueError('no')\n"},
            [f"{README}: the worked example has nothing to run against: the reference raises ValueError: no"],
        ),
        ({LADDER: None}, [f"{LADDER}: there are no hints; write at least 3, each under a heading `## ...`"]),
        ({LADDER: HINTS.replace("## ", "### ")}, [f"{LADDER}: there are no hints; write"]),
        ({LADDER: HINTS[: HINTS.index("## The second")]}, [f"{LADDER}: there is one hint; write"]),
        ({LADDER: HINTS[: HINTS.index("## The third")]}, [f"{LADDER}: there are 2 hints; write"]),
        (
            {LADDER: HINTS.replace("word ", "", 1) + "one more\n"},
            [
                f"{LADDER}, line 3: the hint 'The first' has 79 words; write 80 to 160",
                f"{LADDER}, line 11: the hint 'The third' has 162 words; write",
            ],
        ),
        (
            {STUB_FILE: STUB.replace('    """Twice as much as x, a number or an array."""\n', "")},
            [f"{STUB_FILE}, line 1: double has no docstring; say there what learners are to write"],
        ),
        ({STUB_FILE: STUB + "\n\ndef helper(x): ...\n", "katas/10_double/kata.toml": 'names = ["double"]\n'}, []),
        ({STUB_FILE: "def double(x):\n    return 3 * x\n"}, []),  # to be mended
    ],
)
def test_what_is_unproven_is_said(make_kata, files, sentences):
    found = unproven(make_kata(files))
    assert len(found) == len(sentences), found
    for said, expected in zip(found, sentences, strict=True):
        assert said.startswith(expected)


@pytest.mark.parametrize("docstring", ["", '    """  """\n'])
def test_a_test_without_a_title_is_named(make_kata, docstring):
    kata = make_kata()
    lines = kata.suite.read_text("utf-8").replace('    """Every entry is doubled."""\n', docstring)
    kata.suite.write_text(lines, "utf-8")
    (said,) = unproven(kata)
    assert said.startswith(f"{SUITE}, line 5: test_doubles has no docstring; say there what it is about")


def test_tests_in_a_class_have_titles_too(make_kata):
    kata = make_kata(suite="class TestDouble:\n    def test_one(self): ...\n\n\ndef helper(): ...\n")
    (said,) = unproven(kata)
    assert said.startswith(f"{SUITE}, line 2: test_one has no docstring")


def test_a_suite_that_is_no_python_is_an_authors_error(make_kata):
    with pytest.raises(UsageError, match=r"suite\.py, line 1: "):
        unproven(make_kata(suite="def test(:\n"))


def test_an_example_without_end_is_ended(make_kata):
    kata = make_kata({README: TASK.replace("double(2)", "while True: pass")})
    assert wrong_examples(kata, 0.5) == (Wrong(16, "the worked example does not end: it has run for 0.5 s"),)


def test_examples_print_nothing_and_change_nothing(make_kata, capfd):
    loud = TASK.replace(">>> double(2)", '>>> _ = os.write(1, b"loud"), os.write(2, b"loud")\n>>> numbers[0] = 7')
    reference = "import os\nprint('loud')\nnumbers = [1]\n\n\ndef double(x):\n    return 2 * x\n"
    kata = make_kata({README: loud.replace("4\n", ">>> numbers\n[7]\n", 1)}, reference=reference)
    assert wrong_examples(kata) == ()
    assert capfd.readouterr() == ("", "")
    assert load_reference(kata).numbers == [1]


def test_what_was_proven_holds_and_is_not_called_everything(make_kata):
    kata = make_kata({SUM: None, README: TASK.replace("## The rules", "## The laws")})
    found = audit([kata], Plan(seeds=1, pairs=1))
    assert found.proofs_hold
    assert not found.holds
    report = as_text.render(found)
    summary, first = report.rstrip("\n").split("\n\n")[-2:]
    assert summary == "What was proven holds; 2 things are unproven. Seeds 0 to 0."
    assert first.startswith(f"Do first: double: {README}: the task has no section")
    assert "double: unproven: reference/double/right/: there is no right" in report
    assert max(map(len, report.splitlines())) <= 80
    tree = json.loads(as_json.render(found))
    assert tree["holds"] is False
    assert tree["katas"][0]["problems"] == []
    assert len(tree["katas"][0]["unproven"]) == 2


def test_forms_of_mistakes_are_counted(make_kata):
    form = '[[mistake.form]]\nfind = "2 * x"\nreplace = "2 * x + 1"\n'
    found = audit([make_kata({TOML: MISTAKES + form})], Plan(seeds=1, pairs=0))
    (kata,) = found.katas
    assert (kata.known.mistakes, kata.known.forms, kata.mistakes.of) == (2, 3, 3)
    assert found.holds, as_text.render(found)
    said = "The table counts forms of mistakes: 2 mistakes are known, in 3 forms."
    assert said in as_text.render(found).splitlines()
    assert json.loads(as_json.render(found))["katas"][0]["known"] == {"mistakes": 2, "forms": 3}
