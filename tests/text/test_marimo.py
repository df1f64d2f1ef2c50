"""marimo's notebooks: cells of plain code, in an order in which they run, with the lines of the file."""

import pytest
from gradkata.job import Job
from gradkata.reading.programs import is_stub, program_at, program_of
from gradkata.results import Status
from gradkata.text.marimo import cells_of, is_marimo

from tests.helpers import grade_all

HEAD = 'import marimo\n\n__generated_with = "0.19.7"\napp = marimo.App(width="medium")\n\n'
TAIL = '\n\nif __name__ == "__main__":\n    app.run()\n'


def cells(*blocks):
    """The cells of a file, each without the blank lines about it."""
    return [source.strip("\n") for _, source in cells_of(HEAD + "\n\n".join(blocks) + TAIL)]


def cell(body, takes="", gives="", decorator="@app.cell", name="_"):
    indented = "\n".join(f"    {line}" if line else "" for line in body.split("\n"))
    return f"{decorator}\ndef {name}({takes}):\n{indented}\n    return {gives}".rstrip() + "\n"


@pytest.mark.parametrize(
    ("block", "code"),
    [
        (cell("x = 1", gives="(x,)"), "x = 1"),
        (cell("x = 1", decorator="@app.cell(hide_code=True)"), "x = 1"),
        (cell("x = 1", decorator="@app.cell(\n    hide_code=True,\n    disabled=False,\n)"), "x = 1"),
        ("@app.cell\ndef __():\n    x = 1\n    return x,\n", "x = 1"),  # as versions before 0.10 had it
        ("@app.cell\ndef _():\n    x = 1\n    return (\n        x,  # all\n    )\n", "x = 1"),
        ("@app.cell\ndef _(\n    a,  # (one\n    b: 'int',\n) -> None:\n    x = a\n    # end\n    return\n",
         "x = a\n# end"),
        ("@app.cell\nasync def _():\n    await x\n    return\n", "await x"),
        ("@app.cell\ndef _():\n    x = 1\n", "x = 1"),
        (cell("def f():\n    return 1\n\nf()"), "def f():\n    return 1\n\nf()"),
        (cell('s = """\n  a\n\nb"""'), 's = """\n  a\n\nb"""'),
        ("@app.function\ndef f():\n    return 1\n", "def f():\n    return 1"),
        ("@app.function(hide_code=True)\n# why\n@cache\ndef f():\n    return 1\n", "@cache\ndef f():\n    return 1"),
        ("@app.class_definition\nclass A:\n    x = 1\n", "class A:\n    x = 1"),
        ("with app.setup:\n    import numpy as np\n    x = 1\n", "import numpy as np\nx = 1"),
        ("with app.setup(hide_code=True):\n    x = 1\n", "x = 1"),
        ("with marimo.import_guard():\n    import io\n", "import io"),
        ("def f():\n    return 1\n", "def f():\n    return 1"),
        ("try:\n    x = 1\nexcept E:\n    x = 2\n", "try:\n    x = 1\nexcept E:\n    x = 2"),
        ('app._unparsable_cell(\n    r"""\n    x = = 1\n\n      \\"\n    """,\n    name="_"\n)\n', 'x = = 1\n\n  \\"'),
        ("@app.cell\ndef one(a): c = a; return (c,)\n", "def one(a): c = a; return (c,)"),  # marimo writes no such cell
    ],
)  # fmt: skip
def test_the_code_of_a_cell(block, code):
    assert cells(block) == [code]


@pytest.mark.parametrize(
    "block",
    [
        cell(""), cell("# nothing"), cell('mo.md(r"""\n# Words\n""")', "mo"), "@app.cell\ndef _():\n    return\n",
        "with app.setup:\n    # Nothing yet.\n    pass\n".replace("    pass\n", ""),
    ],
)  # fmt: skip
def test_words_and_empty_cells_are_no_code(block):
    assert cells(block) == []


def test_cells_come_after_those_that_give_what_they_take():
    found = cells(
        cell("c = a + b", "a, b", "(c,)"),
        cell("b = a", "a", "(b,)"),
        "@app.function\ndef f():\n    return 1\n",
        cell("a = f()", gives="(a,)"),
        cell("def g(): return 1"),
        cell("print(g())", "g"),
        "with app.setup:\n    x = 1\n",
    )
    assert found == [
        "def f():\n    return 1",
        "x = 1",
        "a = f()",
        "b = a",
        "c = a + b",
        "def g(): return 1",
        "print(g())",
    ]


def test_what_is_switched_off_does_not_run_nor_does_what_needs_it():
    off = "@app.cell(hide_code=True, disabled=True)"
    found = cells(
        cell("a = 1", gives="(a,)", decorator=off),
        cell("b = a", "a", "(b,)"),
        cell("c = b", "b", "(c,)"),
        cell("d = 1", gives="(d,)"),
        cell("e = d", "d"),
    )
    assert found == ["d = 1", "e = d"]


def test_in_a_circle_cells_come_as_they_stand():
    assert cells(cell("a = b", "b", "a"), cell("b = a", "a", "b")) == ["b = a", "a = b"]


def test_private_names_are_a_cells_own():
    found = cells(
        cell('_n = 1\ndef f(): return f"{_n}", a._n, _only', gives="(f,)"),
        cell("for _n in x: pass\n_other = 1", "x"),
        cell("def g():\n    _only = 2\n    __n = 1"),
    )
    assert found == [
        '_1_n = 1\ndef f(): return f"{_1_n}", a._n, _only',
        "for _2_n in x: pass\n_other = 1",
        "def g():\n    _only = 2\n    __n = 1",
    ]


def test_every_line_is_where_it_was():
    text = HEAD + cell("x = 1\n\ny = x") + "\n" + "@app.function\ndef f():\n    return 1\n" + TAIL
    lines = text.split("\n")
    for _, source in cells_of(text):
        for number, line in enumerate(source.split("\n")):
            assert not line or lines[number].strip() == line.strip()


@pytest.mark.parametrize(
    "text", ["", "import marimo\n", "app = marimo.App()\n", "import numpy as np\napp = marimo.App()"]
)
def test_other_files_are_no_notebooks(text):
    assert not is_marimo(text)
    assert not program_of("softmax", text).is_notebook


ODD = {
    "decorators": HEAD + "@app.cell\n" * 3, "open": HEAD + "@app.cell\ndef _(\n", "string": HEAD + '"""' + "x\n" * 9,
    "unparsable": HEAD + 'app._unparsable_cell(\n    r"""\n', "cut": HEAD + "@app.cell\ndef _():\n    return (",
    "long": HEAD + "@app.cell\ndef _(a, " + "(\n" * 5_000, "many": HEAD + cell("x = 1", "y") * 500,
    "setup": HEAD + "with app.setup:", "deep": HEAD + cell("x = " + "(" * 5_000),
}  # fmt: skip


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_any_text_is_read(text):
    cells = cells_of(text)
    assert all(isinstance(source, str) for _, (_, source) in zip(range(20), cells, strict=False))


SOLVED = (
    HEAD
    + (
        "with app.setup:\n    import numpy as np\n    import marimo as mo\n\n\n"
        + cell('mo.md("# Softmax")', "mo")
        + cell(
            "_axis = -1\ndef softmax(z):\n    e = np.exp(moved(z))\n    return e / e.sum(_axis, keepdims=True)", "moved"
        )
        + cell("_axis = 0\ndef moved(z):\n    return z - z.max(-1, keepdims=True)", gives="(moved,)")
        + cell("slider = mo.ui.slider(1, 10)\nmo.md(f'{slider.value}')", "mo")
    )
    + TAIL
)
BROKEN = SOLVED.replace("np.exp(moved(z))", "np.exp(moved(z)) + undefined")


def test_it_is_graded_like_any_notebook_and_told_of_by_its_own_lines(judged):
    result = judged(SOLVED)
    assert result.status is Status.PASSED
    assert not [test.message for test in result.tests if test.message]

    line = next(number for number, text in enumerate(BROKEN.split("\n"), 1) if "undefined" in text)
    assert f"NameError: name 'undefined' is not defined at softmax.py, line {line}" in str(judged(BROKEN).messages[0])


OLDER = """\
import marimo as m

app = m.App()

@app.cell
def __(mo, np):
    @mo.cache(pin_modules=True)
    def softmax(z):
        e = np.exp(z - z.max(-1, keepdims=True))
        return e / e.sum(-1, keepdims=True)
    return softmax,

@app.cell(disabled=True)
def __(softmax):
    softmax = None
    return

@app.cell
async def __(mo):
    import asyncio
    import numpy as np
    await asyncio.sleep(0.001)
    is_large = mo.ui.slider(1, 10).value > 5
    return np,

@app.cell
def __():
    import marimo as mo
    return mo,
"""


def test_older_forms_decorators_and_await_are_marimo_too(judged):
    result = judged(OLDER)
    assert result.status is Status.PASSED
    assert not [test.message for test in result.tests if test.message]


def test_it_may_be_imported(registry, starter, tmp_path):
    (tmp_path / "softmax.py").write_text(SOLVED, "utf-8")
    path = tmp_path / "cross_entropy.py"
    source = "from softmax import softmax\n" + registry.kata("cross_entropy").reference.read_text("utf-8")
    path.write_text(source, "utf-8")
    program = program_at(path, "cross_entropy")
    assert dict(program.notebooks).keys() == {"softmax"}
    (result,) = grade_all([registry.kata("cross_entropy")], [Job("ada", "cross_entropy", 7, program)], starter)
    assert result.status is Status.PASSED
    assert result.imports == ("softmax",)


@pytest.mark.parametrize("name", ["softmax", "activations", "adagrad"])
def test_a_stub_in_it_is_still_the_stub(registry, name):
    kata = registry.kata(name)
    stub = kata.stub.read_text("utf-8").strip("\n")
    words, _, code = stub.partition("import numpy as np")
    kinds = {"def": "function", "class": "class_definition"}
    apart = [f"@app.{kinds[each.split()[0]]}\n{each}\n" for each in code.strip("\n").split("\n\n\n")]
    in_one = HEAD + cell('mo.md("# Task")', "mo") + cell("import marimo as mo", gives="(mo,)") + cell(stub) + TAIL
    in_several = HEAD + cell(words.strip()) + "with app.setup:\n    import numpy as np\n\n" + "\n\n".join(apart) + TAIL
    for text in in_one, in_several:
        assert is_stub(program_of(name, text), kata)
        assert not is_stub(program_of(name, text.replace("raise NotImplementedError", "return")), kata)
