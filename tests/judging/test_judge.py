"""Judging: statuses, points, messages, and that one submission cannot touch the next."""

import json
import re
import warnings

import pytest
from gradkata.errors import UsageError
from gradkata.finding.submission import Submission
from gradkata.job import job_of
from gradkata.judging.judge import outlines
from gradkata.judging.suites import Suites
from gradkata.kata import Pack, katas_of

from tests.helpers import grade_all

RIGHT = """
import numpy as np
def softmax(logits):
    z = np.asarray(logits)
    e = np.exp(z - z.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)
"""
QUICK = {"cpu_s": 1}


@pytest.fixture
def suites():
    with Suites() as suites:
        yield suites


def load_check(result):
    """The one message of a result that could not be loaded; all other tests are skipped and say nothing."""
    first, *others = result.tests
    assert first.name == "load"
    assert {(test.status, test.message, test.score) for test in others} == {("skipped", "", 0)}
    assert (result.score, result.max_score) == (0, 10)
    return first.message


def test_right_work_passes(judged):
    result = judged(RIGHT)
    assert (result.status, result.score, result.max_score) == ("passed", 10, 10)
    assert {test.status for test in result.tests} == {"passed"}
    assert result.messages == []


def test_half_right_work_gets_half_the_points(judged):
    result = judged(RIGHT.replace("z - z.max(-1, keepdims=True)", "z"))
    assert (result.status, result.score) == ("failed", 8)
    (wrong,) = [test for test in result.tests if test.status == "failed"]
    assert wrong.name == "extreme_scores"
    assert "nan" in wrong.message


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("def softmax(x:\n    return x\n", r"softmax\.py is not valid Python\. softmax\.py, line 1: `def softmax\(x:`"),
        ("import numpy as np\n1 / 0\n", r"raises ZeroDivisionError: division by zero at softmax\.py, line 2: `1 / 0`"),
        ("import torch\n", r"No module named 'torch'.*Only NumPy, the standard library and your own files"),
        ("import sys\nsys.exit(0)\n", r"raises SystemExit.*line 2"),
        ("import os\nos._exit(0)\n", r"ended the Python process"),
        ("def soft_max(x): return x\n", r"does not define softmax: .* needed\. What it defines: soft_max\."),
        ("softmax = 3\n", r"softmax in softmax\.py cannot be called"),
        ("", r"softmax\.py is empty\."),
        (b"\xff\xfe", r"UTF-16"),
        (b"x = '\xe9'", r"not UTF-8"),
        (b"x = 1\0", r"null bytes"),
    ],
)  # fmt: skip
def test_what_cannot_be_loaded_is_an_error_told_once(judged, source, words):
    result = judged(source)
    assert result.status == "error"
    message = load_check(result)
    assert re.search(words, message), message


@pytest.mark.parametrize("text", ["{", "[]", '{"cells": []}'])
def test_a_notebook_that_is_none_is_an_error(judged, text):
    assert judged(text, suffix=".ipynb").status == "error"


def test_a_byte_order_mark_does_no_harm(judged):
    assert judged(b"\xef\xbb\xbf" + RIGHT.encode()).status == "passed"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("return None", "softmax of one row is None, and a NumPy array is expected. Is a `return` missing?"),
        ("return [0.5, 0.5]", "is a list of 2, and a NumPy array is expected"),
        ("return 'x'", "is a str, and"),
        ("return logits[..., :2]", "has shape (2,), and (6,) is expected"),
        ("return logits * float('nan')", "all of its 6 entries are nan"),
        ("return logits + 1j", "dtype complex128, and real numbers are expected"),
        ("return object()", "is an object, and a NumPy array is expected"),
        ("return (x for x in logits)", "is a generator, and"),
        ("return lambda: 3", "is a function, and"),
        ("raise KeyError('a')", "softmax() raises KeyError: 'a' at softmax.py, line 3: `raise KeyError('a')`"),
        ("logits.shape = (2, -1); return logits", "softmax() changes the shape of an array that it was given."),
        ("raise NotImplementedError('the sum')", "softmax is not written yet: the sum"),
    ],
)
def test_results_of_every_wrong_kind_are_told(judged, body, words):
    result = judged(f"import numpy as np\ndef softmax(logits):\n    {body}\n")
    assert (result.status, result.score) == ("failed", 0)
    assert words in result.messages[0]


def test_what_a_call_changed_before_it_raised_is_changed_for_the_suite(make_pack, tmp_path, starter):
    suite = """
import numpy as np
from gradkata.suite import Wrong, points, refused
@points(1)
def test_x(learner):
    x = np.ones(2)
    with refused(ValueError, "double"):
        learner.double(x)
    if x.any():
        raise Wrong("unchanged")
"""
    (kata,) = katas_of(Pack("mine", make_pack(suite=suite)))
    path = tmp_path / "double.py"
    path.write_text("def double(x):\n    x -= 1\n    raise ValueError\n")
    results = []
    results.extend(grade_all([kata], [job_of(Submission("ada", "double", path), 1)], starter))
    assert results[0].status == "passed", results[0].messages


def test_a_wrong_signature_is_told(judged):
    result = judged("def softmax():\n    return 1\n")
    assert result.status == "failed"
    assert "softmax() takes 0 positional arguments but 1 was given" in result.messages[0]


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ("while True: pass", "timeout", "softmax() did not finish within"),
        ("import os; os._exit(0)", "killed", "ended the Python process"),
        ("raise SystemExit", "killed", "ends the whole program with SystemExit"),
        ("raise KeyboardInterrupt", "killed", "KeyboardInterrupt"),
        ("import numpy; return numpy.ones(10**11)", "killed", "more memory than the 1024 MiB allowed"),
        ("import ctypes; ctypes.string_at(0)", "killed", "crashed the Python process"),
    ],
)
def test_what_ends_the_process_ends_this_kata_only(judged, body, status, words):
    result = judged(f"def softmax(logits):\n    {body}\n", limits=QUICK)
    assert (result.status, result.score) == (status, 0)
    assert words in result.messages[0]
    assert len(result.messages) == 1
    assert judged(RIGHT).status == "passed"


def test_a_submission_cut_short_leaves_the_next_one_a_clean_session(tmp_path, registry, starter):
    sources = {"ada": "import os\ndef softmax(x): os._exit(0)\n", "bob": "def softmax(x): return x\n", "cyd": RIGHT}
    jobs = []
    for name, source in sources.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "softmax.py").write_text(source)
        jobs.append(job_of(Submission(name, "softmax", tmp_path / name / "softmax.py"), 5))
    results = []
    results.extend(grade_all([registry.kata("softmax")], jobs, starter))
    assert [result.status for result in results] == ["killed", "failed", "passed"]
    assert {test.status for result in results[1:] for test in result.tests} == {"passed", "failed"}


def test_a_file_that_never_ends_loading_is_a_timeout(judged):
    result = judged("while True: pass\n", limits=QUICK)
    assert result.status == "timeout"
    assert "did not finish loading" in load_check(result)


def test_memory_used_up_while_loading_is_killed(judged):
    result = judged("x = bytearray(10**11)\n")
    assert result.status == "killed"
    assert "memory" in load_check(result)


def test_siblings_may_be_imported(judged):
    result = judged("from helper import softmax\n", helper=RIGHT)
    assert result.status == "passed"


def test_a_notebook_may_display_things(judged):
    notebook = json.dumps({"cells": [{"cell_type": "code", "source": RIGHT + "\ndisplay(softmax(np.ones(3)))"}]})
    assert judged(notebook, suffix=".ipynb").status == "passed"
    assert "name 'display' is not defined" in load_check(judged("display(3)\n"))


def test_an_error_in_a_sibling_is_told_with_its_own_line(judged):
    result = judged("from helper import softmax\n", helper="x = 1\ny = x / 0\n")
    assert "helper.py, line 2: `y = x / 0`" in load_check(result)


def test_one_submission_leaves_nothing_to_the_next(judged):
    spoiled = "import numpy, builtins\nnumpy.exp = None\nbuiltins.len = None\nnumpy.left = 1\n" + RIGHT
    assert judged(spoiled).status != "passed"
    assert judged(RIGHT + "\nimport numpy\nassert not hasattr(numpy, 'left')\n").status == "passed"


def test_warnings_never_fail(judged):
    assert judged("import warnings\nwarnings.warn('old')\n" + RIGHT).status == "passed"
    loud = RIGHT.replace("    z =", "    __import__('warnings').warn('old')\n    z =")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert judged(loud).status == "passed"


def test_the_same_seed_asks_the_same_and_another_one_asks_something_else(tmp_path, registry, starter):
    path = tmp_path / "softmax.py"
    path.write_text("def softmax(x): return x\n")
    results = []
    jobs = [job_of(Submission("ada", "softmax", path), seed) for seed in (1, 1, 2)]
    results.extend(grade_all([registry.kata("softmax")], jobs, starter))
    messages = [result.messages for result in results]
    assert messages[0] == messages[1] != messages[2]


def test_learners_see_the_same_inputs_whoever_was_judged_before(tmp_path, registry, starter):
    for name in ("ada", "bob"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "softmax.py").write_text("def softmax(x): return x\n")
    results = []
    jobs = [job_of(Submission(name, "softmax", tmp_path / name / "softmax.py"), 5) for name in ("ada", "bob")]
    results.extend(grade_all([registry.kata("softmax")], jobs, starter))
    assert results[0].messages == results[1].messages


def test_a_test_without_points_is_an_authors_error(make_pack, suites):
    (kata,) = katas_of(Pack("mine", make_pack(suite="def test_x(learner): pass\n")))
    with pytest.raises(UsageError, match=r"test_x has no @points"):
        outlines(kata, suites)


def test_a_suite_that_cannot_be_collected_is_an_authors_error(make_pack, suites):
    (kata,) = katas_of(Pack("mine", make_pack(suite="import nothing_of_this_name\n")))
    with pytest.raises(UsageError, match=r"cannot be collected"):
        outlines(kata, suites)


def test_a_suite_that_stumbles_over_a_result_is_no_fault_of_the_graders(make_pack, tmp_path, starter):
    suite = "from gradkata.suite import points\n@points(1)\ndef test_x(learner):\n    a, b = learner.double(1)\n"
    (kata,) = katas_of(Pack("mine", make_pack(suite=suite)))
    path = tmp_path / "double.py"
    path.write_text("def double(x): return (1, 2, 3)\n")
    results = []
    results.extend(grade_all([kata], [job_of(Submission("ada", "double", path), 1)], starter))
    assert results[0].status == "failed"
    assert results[0].tests[1].status == "error"
    assert (
        "could not make sense of what your code gave (ValueError: too many values to unpack" in results[0].messages[0]
    )


def test_options_in_the_environment_change_nothing(judged, monkeypatch):
    monkeypatch.setenv("PYTEST_ADDOPTS", "--nonsense -k nothing")
    monkeypatch.setenv("PYTEST_PLUGINS", "no_such_plugin_anywhere")
    assert judged(RIGHT).status == "passed"


def test_control_characters_in_a_learners_message_do_not_reach_the_report(judged):
    result = judged("def softmax(x):\n    raise ValueError('\\x1b[2J\\x07 cleared\\u202e')\n")
    assert "ValueError: [2J cleared" in result.messages[0]
    assert not set("\x1b\x07\u202e") & set(result.messages[0])


def test_an_explanation_that_fails_costs_nobody_anything(registry, tmp_path, starter, caplog):
    jobs = []
    for name in ("ada", "ben"):
        path = tmp_path / name / "softmax.py"
        path.parent.mkdir()
        path.write_text("def softmax(z): return z\n")
        jobs.append(job_of(Submission(name, "softmax", path), 1))

    def explain(_kata, result, _evidence):
        raise ArithmeticError(f"of {result.learner}")

    results = []
    results.extend(grade_all([registry.katas["softmax"]], jobs, starter, explain))
    assert [(each.learner, each.status) for each in results] == [("ada", "failed"), ("ben", "failed")]
    assert "ben, softmax: not explained (of ben)" in caplog.text


def test_without_katas_nothing_is_collected(starter):
    assert grade_all([], [], starter) == []


def notebook(*sources):
    return json.dumps({"cells": [{"cell_type": "code", "source": source} for source in sources]})


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (
            "1 / 0",
            "softmax.ipynb, cell 2 raises ZeroDivisionError: division by zero (softmax.ipynb, cell 2, line 1: `",
        ),
        ("ask about the axis tomorrow", "softmax.ipynb, cell 2 is not valid Python: invalid syntax"),
        ("raise SystemExit", "softmax.ipynb, cell 2 raises SystemExit"),
        ("breakpoint()", "stops at a breakpoint (softmax.ipynb, cell 2, line 1: `breakpoint()`), and judged code"),
        ("import torch", "No module named 'torch' (softmax.ipynb, cell 2, line 1: `import torch`). Only NumPy"),
        ("open('scores.csv')", "judged code computes: it has no files"),
    ],
)
def test_a_cell_that_fails_is_named_and_what_is_there_is_judged(judged, cell, words):
    result = judged(notebook("x = 1", cell, RIGHT), suffix=".ipynb")
    assert (result.status, result.score) == ("passed", 10)
    (message,) = result.messages
    assert words in message
    assert message.endswith("The cells after it ran all the same, and what is there is judged.")


def test_other_cells_that_fail_are_counted(judged):
    (message,) = judged(notebook("1 / 0", RIGHT, "2 / 0"), suffix=".ipynb").messages
    assert "Another cell fails, too." in message
    (message,) = judged(notebook("1 / 0", RIGHT, "2 / 0", "3 / 0"), suffix=".ipynb").messages
    assert "2 other cells fail, too. The cells after it ran all the same" in message
    (message,) = judged(notebook(RIGHT, "1 / 0"), suffix=".ipynb").messages
    assert message.endswith("What is there is judged all the same.")


def test_the_cell_that_should_have_defined_what_is_missing_is_told(judged):
    result = judged(notebook("1 / 0", "import numpy as np\ndef softmax(z:\n    return z\n"), suffix=".ipynb")
    assert result.status == "error"
    assert "softmax.ipynb is not valid Python. softmax.ipynb, cell 2, line 2: `def softmax(z:`" in load_check(result)
    assert "it raises ZeroDivisionError" in load_check(judged(notebook("1 / 0", "x = 1"), suffix=".ipynb"))


def test_in_a_module_an_exception_stays_an_error(judged):
    assert judged(RIGHT + "\n1 / 0\n").status == "error"


def test_a_notebook_that_runs_out_of_memory_is_killed(judged):
    assert judged(notebook(RIGHT, "x = bytearray(10**11)"), suffix=".ipynb").status == "killed"


def test_notebooks_can_be_imported(judged, tmp_path):
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "helper.ipynb").write_text(notebook("%matplotlib inline", "1 / 0", RIGHT))
    result = judged("from helper import softmax\n")
    assert (result.status, result.imports) == ("passed", ("helper",))
    assert "helper.ipynb, cell 2 raises ZeroDivisionError" in result.messages[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"x = '\xe9'", "helper.py is not UTF-8 text (byte 0xe9 in line 1). Save it as UTF-8."),
        ("x".encode("utf-16"), "helper.py is saved as UTF-16."),
        (None, "helper.py is a link, and links are not followed"),
    ],
)
def test_an_import_that_cannot_be_used_is_said_with_the_reason(judged, tmp_path, data, words):
    helper = tmp_path / "ada" / "helper.py"
    helper.parent.mkdir()
    helper.symlink_to("softmax.py") if data is None else helper.write_bytes(data)
    assert f"No module named 'helper' (softmax.py, line 1: `import helper`). {words}" in load_check(
        judged("import helper\n")
    )
    late = judged("def softmax(z):\n    import helper\n")
    assert words in late.messages[0]


@pytest.mark.parametrize(
    ("body", "is_left"),
    [
        ("    raise NotImplementedError('begin')\n    return logits\n", True),
        ("    raise NotImplementedError(\n        'begin'\n    )\n\n    # work\n    return logits\n", True),
        ("    raise NotImplementedError('begin')\n", False),
        ("    if len(logits):\n        raise NotImplementedError('begin')\n    return logits\n", False),
        ("    raise NotImplementedError('begin')\n\nx = 1\n", False),
    ],
)
def test_a_stubs_line_that_is_left_above_work_is_told(judged, body, is_left):
    result = judged(f"def softmax(logits):\n{body}")
    assert (result.status, result.score) == ("failed", 0)
    line = 3 if "if len" in body else 2
    said = f"softmax.py, line {line} still raises NotImplementedError: take it out"
    assert (said in result.messages[0]) == is_left
    assert ("softmax is not written yet: begin" in result.messages[0]) == (not is_left)


def test_code_that_asks_plots_or_stays_where_it_is_does_itself_no_harm(judged):
    stays = "import os\nos.chdir(os.path.dirname(os.path.abspath(__file__)))\nos.chdir('.')\n"
    asks = "assert input('how many? ') == ''\n"
    plots = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\n"
    assert judged(stays + asks + plots + RIGHT).status == "passed"


def test_code_that_reads_a_file_is_told_that_it_has_none(judged):
    for call in (
        "open('scores.csv')",
        "__import__('numpy').loadtxt('scores.csv')",
        "__import__('os').listdir('/root')",
    ):
        assert "judged code computes: it has no files" in load_check(judged(f"{call}\n{RIGHT}"))


def test_what_lies_there_in_place_of_work_is_kept_for_whoever_grades(registry, starter):
    remarks = {"ada": "It is a link.", "ben": ""}
    jobs = [job_of(Submission(name, "softmax", None, remark), 7) for name, remark in remarks.items()]
    results = grade_all([registry.kata("softmax")], jobs, starter)
    assert [each.found for each in results] == ["It is a link.", ""]
    assert [each.status for each in results] == ["unattempted"] * 2


def test_a_breakpoint_is_told_with_its_line_and_what_to_do_instead(judged):
    words = (
        "Your code stops at a breakpoint (softmax.py, line {}: `breakpoint()`), and judged code has no terminal. "
        "To debug, run it by itself: `python -m pdb work/softmax.py`, with a call at its end under "
        '`if __name__ == "__main__":`.'
    )
    in_a_call = judged("def softmax(x):\n    breakpoint()\n    return x\n")
    assert in_a_call.status == "failed"
    assert set(in_a_call.messages) == {words.format(2)}
    while_loading = judged("breakpoint()\n" + RIGHT)
    assert while_loading.status == "error"
    assert load_check(while_loading) == words.format(1)
    nameless = judged("softmax = breakpoint\n")
    assert nameless.messages[0].startswith("Your code stops at a breakpoint, and judged code has no terminal.")


def test_a_breakpoint_in_another_file_names_that_file(judged):
    result = judged("from helper import softmax\n", helper="def softmax(x):\n    breakpoint()\n")
    assert "(helper.py, line 2: `breakpoint()`)" in result.messages[0]
    assert "`python -m pdb work/helper.py`" in result.messages[0]


def test_a_breakpoint_in_a_notebook_is_debugged_in_jupyter(judged):
    result = judged(notebook("def softmax(x):\n    breakpoint()"), suffix=".ipynb")
    assert "(softmax.ipynb, cell 1, line 2: `breakpoint()`)" in result.messages[0]
    assert result.messages[0].endswith("run it by itself: in Jupyter, from a cell that calls your function.")
