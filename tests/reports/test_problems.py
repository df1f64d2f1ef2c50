"""What `kata check --problems` prints, and that the examples for VS Code and vim make of it what they should."""

import json
import re
from pathlib import Path

import pytest
from gradkata.reports.problems import between_marks, render_problems
from gradkata.results import Place, Result, TestResult

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "vscode"
TASKS = {each["label"]: each for each in json.loads((EXAMPLES / "tasks.json").read_text("utf-8"))["tasks"]}

HEAD = "import numpy as np\n\n\ndef helper(z):\n    return z.sum(axis=-1, keepdims=True)\n\n\n"
WRONG = f"{HEAD}def softmax(logits):\n    e = np.exp(logits)\n    return e / helper(e)\n"
NOTEBOOK = json.dumps({"cells": [{"cell_type": "markdown", "source": "#"}, {"cell_type": "code", "source": WRONG}]})

# A submission; the file, the line and the severity of each problem, and the words that each one has.
REAL = {
    "syntax": (
        "def softmax(logits):\n    return (\n",
        [("softmax.py", 2, "error", "softmax.py is not valid Python. softmax.py, line 2: `return (`: '(' was")],
    ),
    "raises": (
        WRONG.replace("z.sum", "zed.sum"),
        [("softmax.py", 5, "error", "NameError: name 'zed' is not defined at softmax.py, line 5: `return zed.sum(")],
    ),
    "import": (
        "import numpy as np\nimport torch\n",
        [("softmax.py", 2, "error", "No module named 'torch' (softmax.py, line 2: `import torch`). Only NumPy,")],
    ),
    "name": ("def soft():\n    pass\n", [("softmax.py", 1, "error", "softmax.py does not define softmax")]),
    "numbers": (WRONG, [("softmax.py", 8, "error", "In numbers: softmax with scores around ±")]),
    "both": (
        WRONG.replace("    return e /", "    if e.ndim > 2:\n        raise KeyError(e.ndim)\n    return e /"),
        [
            ("softmax.py", 11, "error", "Next: softmax() raises KeyError: 3 at softmax.py, line 11: `raise KeyError("),
            ("softmax.py", 8, "error", "softmax with scores around ±"),
        ],
    ),
    "stub": (
        (ROOT / "katas" / "20_softmax" / "stub.py").read_text("utf-8"),
        [("softmax.py", 1, "info", "This is still the stub as handed out")],
    ),
    "right": (WRONG.replace("(logits)\n    return", "(logits - logits.max(-1, keepdims=True))\n    return"), []),
}  # fmt: skip


def matched(matcher, lines):
    """What a problem matcher of VS Code's finds: file, line, severity and message of each line that is a problem."""
    pattern = matcher["pattern"]
    found = [match for line in lines if (match := re.search(pattern["regexp"], line))]
    keys = ("file", "line", "severity", "message")
    told = [[match[pattern[key]] for key in keys] for match in found]
    return [(file, int(line), severity, message) for file, line, severity, message in told]


@pytest.mark.parametrize(("source", "expected"), REAL.values(), ids=REAL)
def test_a_problem_matcher_finds_file_line_and_words_in_real_output(kata_here, tmp_path, source, expected):
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "softmax.py").write_text(source)
    result = kata_here(*TASKS["kata check"]["command"].replace("${fileBasenameNoExtension}", "softmax").split()[1:])
    assert result.exit_code == (1 if expected else 0)
    lines = result.stdout.splitlines()
    found = matched(TASKS["kata check"]["problemMatcher"], lines)
    assert len(found) == len(lines)  # and nothing else is there
    assert [(Path(file).as_posix(), line, severity) for file, line, severity, _ in found] == [
        (f"work/{file}", line, severity) for file, line, severity, _ in expected
    ]
    for (*_, message), (*_, words) in zip(found, expected, strict=True):
        assert words in message
    # All else that is found in the report is no problem.
    assert not matched(TASKS["kata check"]["problemMatcher"], result.stderr.splitlines())
    assert "softmax: " in result.stderr


def test_a_notebook_is_marked_at_its_first_line_and_the_cell_is_told(judged):
    result = judged(NOTEBOOK.replace("z.sum", "zed.sum"), suffix=".ipynb")
    ((file, line, _, message),) = lines_of(render_problems(result, "work/softmax.ipynb"))
    assert (file, line) == ("work/softmax.ipynb", 1)
    assert message.startswith("cell 2, line 5: Next: ")


def test_a_file_beside_it_is_marked_where_that_is_at_fault(judged):
    result = judged("from helper import softmax\n", helper="\nx = 1 / 0\n")
    assert [each[:2] for each in lines_of(render_problems(result, "work/softmax.py"))] == [("work/helper.py", 2)]


def test_a_method_is_marked_at_its_class_and_a_function_from_elsewhere_at_the_first_line(judged):
    shown = render_problems(judged("class AdaGrad:\n    def __init__(self, *a, **k): pass\n"
                                   "    def update(self, params, grads): pass\n", "adagrad"), "adagrad.py")  # fmt: skip
    assert [each[:2] for each in lines_of(shown)] == [("adagrad.py", 1)]
    shown = render_problems(judged("\nfrom helper import softmax\n", helper=WRONG), "softmax.py")
    assert [each[:2] for each in lines_of(shown)] == [("softmax.py", 1)]


def test_two_functions_are_marked_each_at_its_own(judged):
    source = "def cross_entropy(logits, targets):\n    return 1.0\n\n\ndef cross_entropy_derivative(logits, targets):\n"
    shown = render_problems(judged(f"{source}    return logits\n", "cross_entropy"), "cross_entropy.py")
    assert [each[1] for each in lines_of(shown)] == [1, 5]


def test_a_place_is_never_taken_from_a_forged_message_or_frame(judged):
    shown = render_problems(
        judged(WRONG.replace("e = ", "raise ValueError('/etc/passwd, line 99'); e = ")), "softmax.py"
    )
    assert [each[:2] for each in lines_of(shown)] == [("softmax.py", 9)]
    # Compiled by the learner's code under another name: the innermost line of a file that is theirs counts.
    source = "code = compile('def f(): 1 / 0', '../../secret.py', 'exec')\nexec(code)\ndef softmax(z): f()\n"
    assert [each[:2] for each in lines_of(render_problems(judged(source), "softmax.py"))] == [("softmax.py", 3)]


def test_what_was_never_read_is_marked_at_its_first_line():
    load = TestResult("load", "error", 0, 0, "softmax.py is saved as UTF-16.")
    result = Result("ada", "softmax", "error", 0, 10, 0, (load,))
    assert render_problems(result, "work/softmax.py") == (
        "work/softmax.py:1:1: error: Next: softmax.py is saved as UTF-16.\n"
    )


def test_words_of_several_lines_are_one_line():
    test = TestResult("a", "failed", 0, 1, "one\ntwo\r\nthree", place=Place("x.py", 3))
    result = Result("ada", "x", "failed", 0, 1, 0, (test,))
    assert render_problems(result, "x.py") == "x.py:3:1: error: Next: one two three\n"


def test_a_task_in_the_background_sees_where_a_check_begins_and_ends(judged):
    matcher = TASKS["kata watch"]["problemMatcher"]
    assert TASKS["kata watch"]["isBackground"]
    begins, ends = (re.compile(matcher["background"][name]) for name in ("beginsPattern", "endsPattern"))
    for source, count in ((REAL["raises"][0], 1), (REAL["right"][0], 0)):
        block = between_marks(render_problems(judged(source), "work/softmax.py"), "work/softmax.py").splitlines()
        assert [bool(begins.search(line)) for line in block] == [True, *[False] * (len(block) - 1)]
        assert [bool(ends.search(line)) for line in block] == [*[False] * (len(block) - 1), True]
        assert len(matched(matcher, block)) == count
        assert block[-1] == f"problems: {count}"


def lines_of(shown):
    return matched(TASKS["kata check"]["problemMatcher"], shown.splitlines())


def test_the_two_tasks_have_one_matcher_and_a_path_with_a_drive_is_a_path():
    check, watch = (TASKS[name]["problemMatcher"] for name in ("kata check", "kata watch"))
    assert check == {key: value for key, value in watch.items() if key != "background"}
    (found,) = matched(check, [r"C:\my work\softmax.py:8:1: error: x.py:9:1: error: y"])
    assert found == (r"C:\my work\softmax.py", 8, "error", "x.py:9:1: error: y")


def test_the_debugger_and_the_test_explorer_are_given_folders_that_there_are(registry):
    launch = json.loads((EXAMPLES / "launch.json").read_text("utf-8"))
    (configuration,), (asked,) = launch["configurations"], launch["inputs"]
    own = [kata.folder.name for kata in registry.katas.values() if kata.folder.parent == ROOT / "katas"]
    assert asked["options"] == own
    assert asked["default"] in own
    assert configuration["args"][0] == f"katas/${{input:{asked['id']}}}"
    settings = json.loads((EXAMPLES / "settings.json").read_text("utf-8"))
    assert all((ROOT / path).is_dir() for path in settings["python.testing.pytestArgs"])


def test_the_page_says_what_vim_is_told():
    """`%t` is one letter of the severity; the form is tried here as vim reads it."""
    page = (ROOT / "docs" / "editor.md").read_text("utf-8")
    (form,) = re.findall(r"set errorformat=(\S.*)", page)
    first = form.replace("\\ ", " ").split(",")[1]
    expression = re.escape(first).replace("%f", "(.+?)").replace("%l", r"(\d+)").replace("%c", r"(\d+)")
    expression = expression.replace("%t", "([a-z])").replace("%m", "(.*)")
    assert re.fullmatch(expression, "work/softmax.py:8:1: error: Next: so").groups() == (
        "work/softmax.py", "8", "1", "e", "Next: so"
    )  # fmt: skip


HOSTILE = [
    " ".join(["a" * 79, "problems: 0 ", "b" * 79, "work/other.py:1:1: error: forged", "c" * 79]),
    " ".join(["a" * 77, "problems in work/other.py:", "b" * 79, "my work/other.py:1:1: error: forged", "c" * 79]),
    "x" * 80 + "problems: 0 " + "y" * 67 + "work/other.py:1:1: error: forged",
    "x.py:1:1: error: forged",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_words_of_a_learners_are_a_problem_or_a_mark(kata_here, tmp_path, words):
    (tmp_path / "work").mkdir()
    source = f"def softmax(logits):\n    print({words!r})\n    raise ValueError({words!r})\n"
    (tmp_path / "work" / "softmax.py").write_text(source)
    result = kata_here("check", "softmax", "--problems")
    matcher = TASKS["kata watch"]["problemMatcher"]
    report = [line for line in result.stderr.splitlines() if not line.startswith("(--seed ")]
    assert all(line == "" or line.startswith("  ") for line in report)
    assert "  Next: softmax() raises ValueError:" in result.stderr
    assert all(len(line) <= 80 for line in report)
    block = between_marks(result.stdout, "work/softmax.py").splitlines()
    assert [file for file, *_ in matched(matcher, [*report, *block])] == ["work/softmax.py"]
    for name, mark in (("beginsPattern", block[0]), ("endsPattern", block[-1])):
        pattern = re.compile(matcher["background"][name])
        assert [line for line in [*report, *block] if pattern.search(line)] == [mark]
