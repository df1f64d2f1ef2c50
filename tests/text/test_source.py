"""The one reader of notebooks: cells are found whatever the version, and what is no notebook is said."""

import json

import pytest
from gradkata.errors import UsageError
from gradkata.text.source import Cell, NotebookError, code_cells, code_of, with_sources


def notebook(*cells, **more):
    return json.dumps({"cells": list(cells), **more})


def code(source):
    return {"cell_type": "code", "source": source}


WORDS = {"cell_type": "markdown", "source": 3}


def test_a_module_is_one_piece_of_code():
    assert code_cells("x = 1\n", ".py") == (Cell(0, "x = 1\n"),)


def test_code_cells_are_numbered_as_a_reader_counts_all_cells():
    text = notebook(WORDS, code("x = 1\n%time y"), {"cell_type": "raw"}, code(["y = 2\n", "z = 3"]), code([]))
    assert code_cells(text, ".ipynb") == (Cell(2, "x = 1\n%time y"), Cell(4, "y = 2\nz = 3"), Cell(5, ""))


def test_a_notebook_of_version_3_has_worksheets():
    sheets = [{"cells": [WORDS, {"cell_type": "code", "input": ["x = ", "1"]}]}, {"cells": [WORDS, code("y")]}]
    text = json.dumps({"worksheets": sheets})
    assert code_cells(text, ".ipynb") == (Cell(2, "x = 1"), Cell(4, "y"))
    assert code_cells(with_sources(text, ".ipynb", {2: "x = 2"}), ".ipynb") == (Cell(2, "x = 2"), Cell(4, "y"))


def test_a_source_goes_before_what_it_was_called_once():
    text = notebook({"cell_type": "code", "source": "x", "input": "y"})
    assert code_cells(text, ".ipynb") == (Cell(1, "x"),)
    assert code_cells(with_sources(text, ".ipynb", {1: "z"}), ".ipynb") == (Cell(1, "z"),)


def test_a_cell_without_a_source_is_empty():
    text = notebook({"cell_type": "code"})
    assert code_cells(text, ".ipynb") == (Cell(1, ""),)
    assert code_cells(with_sources(text, ".ipynb", {1: "x"}), ".ipynb") == (Cell(1, "x"),)


def test_sources_are_put_back_and_nothing_else_is_touched():
    text = notebook(WORDS, code(["x\n", "y"]), code(["z"]), metadata={"a": "é"})
    assert json.loads(with_sources(text, ".ipynb", {3: "z = 3"})) == {
        "cells": [WORDS, code(["x\n", "y"]), code("z = 3")],
        "metadata": {"a": "é"},
    }
    assert with_sources("x", ".py", {0: "y"}) == "y"
    assert with_sources("x", ".py", {}) == "x"


@pytest.mark.parametrize("cells", [with_sources, lambda text, suffix, _: code_cells(text, suffix)])
@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is no notebook: it is not JSON (line 1)"),
        ("{\n nope", "is no notebook: it is not JSON (line 2)"),
        ("[" * 100_000, "is JSON, but no notebook: it has no list of cells"),
        ('{"cells": [' + "9" * 5000 + "]}", "is JSON, but no notebook: it has no list of cells"),
        *(
            (text, "is JSON, but no notebook: it has no list of cells")
            for text in (
                "[]", "3", "null", "{}", '["cells"]', '{"cells": 3}', '{"cells": {"a": 1}}', '{"cells": [3]}',
                '{"worksheets": []}', '{"worksheets": {"cells": []}}', '{"worksheets": [3]}', '{"worksheets": [{}]}',
                '{"worksheets": [{"cells": [3]}]}', '{"cells": "ab"}',
            )
        ),
    ],
)  # fmt: skip
def test_what_is_no_notebook_is_said(cells, text, problem):
    with pytest.raises(NotebookError) as raised:
        cells(text, ".ipynb", {})
    assert str(raised.value) == problem


@pytest.mark.parametrize("source", [3, None, {"x": 1}, ["x", 3]])
def test_a_source_that_is_no_text_is_said(source):
    with pytest.raises(NotebookError, match=r"^is JSON, but no notebook: the source of cell 2 is no text$"):
        code_cells(notebook(WORDS, code(source)), ".ipynb")


def test_a_file_that_is_no_notebook_is_named(tmp_path):
    path = tmp_path / "stub.ipynb"
    path.write_text("{}")
    with pytest.raises(UsageError, match=r"stub\.ipynb is JSON, but no notebook"):
        code_of(path)
    path.write_text(notebook(code("é")), "utf-8")
    assert code_of(path) == (Cell(1, "é"),)


@pytest.mark.parametrize(
    ("source", "python"),
    [
        ("%matplotlib inline\nx = 1", "\nx = 1"),
        ("y = 2\n!ls\nz = 3", "y = 2\n\nz = 3"),
        ("\n%%bash\nrm -rf x", ""),
        ("%%time\na = 1", "\na = 1"),
        ("%%capture out\na = 1", "\na = 1"),
        ("if x:\n    %matplotlib inline\n\t!pip list", "if x:\n    pass\n\tpass"),
        ("x = 7 \\\n  % 4\ny = (1\n  != 2)", "x = 7 \\\n  % 4\ny = (1\n  != 2)"),
    ],
)
def test_what_only_ipython_understands_is_blanked_in_a_notebook(source, python):
    assert Cell(1, source).python == python
    assert Cell(0, source).python == source


def test_a_line_has_a_name():
    assert Cell(0, "").where(3) == "line 3"
    assert Cell(5, "").where(3) == "cell 5, line 3"
