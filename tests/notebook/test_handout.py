"""Katas handed out as notebooks: sound ones, with the task, and unattempted as they are."""

import json
import subprocess
import sys

import nbformat
import pytest
from gradkata.job import Job
from gradkata.notebook.handout import as_notebook
from gradkata.reading.programs import is_stub, program_at, program_of
from gradkata.results import Status

from tests.helpers import grade_all

IDS = ["encoding", "softmax", "bptt", "adagrad", "fix_relu_rnn", "fix_rnn_class", "fix_dinosaurs"]


@pytest.mark.parametrize("name", IDS)
def test_a_kata_is_a_sound_notebook_and_unattempted_as_handed_out(registry, name):
    kata = registry.kata(name)
    text = as_notebook(kata)
    nbformat.validate(json.loads(text))
    assert is_stub(program_of(name, text, ".ipynb"), kata)


def test_it_holds_the_task_the_stub_and_a_check(registry):
    kata = registry.kata("softmax")
    cells = nbformat.reads(as_notebook(kata), 4).cells
    assert [cell.cell_type for cell in cells] == ["code", "markdown", "code", "code"]
    assert cells[0].source == "%load_ext gradkata"
    assert cells[1].source.startswith(f"# {kata.title}\n")
    assert "work/softmax.ipynb" in cells[1].source
    assert "work/softmax.py" not in cells[1].source
    assert cells[2].source == kata.stub.read_text("utf-8").rstrip("\n")
    assert cells[3].source == "%kata check softmax"


@pytest.mark.parametrize("name", ["softmax", "fix_relu_rnn"])
def test_start_puts_it_into_work_and_overwrites_nothing(kata_here, tmp_path, registry, name):
    started = kata_here("start", name, "--notebook")
    assert started.exit_code == 0
    path = tmp_path / "work" / f"{name}.ipynb"
    assert started.stdout.splitlines()[0] == f"work/{name}.ipynb is yours to write."
    assert path.read_text("utf-8") == as_notebook(registry.kata(name))
    assert (tmp_path / "work" / f"{name}.md").is_file()
    path.write_text("mine")
    for more in [], ["--notebook"]:
        again = kata_here("start", name, *more)
        assert again.exit_code == 2
        assert f"work/{name}.ipynb is there already and stays as it is" in again.stderr
    assert path.read_text() == "mine"


def test_start_puts_no_notebook_beside_a_module(kata_here, tmp_path):
    assert kata_here("start", "softmax").exit_code == 0
    assert kata_here("start", "softmax", "--notebook").exit_code == 2
    assert not (tmp_path / "work" / "softmax.ipynb").exists()


SOLVED = """\
import numpy as np
%time
def softmax(z):
    e = np.exp(z - z.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)"""
OUTPUT = {"output_type": "stream", "name": "stdout", "text": ["def softmax(z):\n", "    return None\n"]}


def saved(minor):
    """A notebook as Jupyter saves it in a minor version of the format."""
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# Words"),
            nbformat.v4.new_code_cell(SOLVED, outputs=[nbformat.from_dict(OUTPUT)], execution_count=3),
            nbformat.v4.new_code_cell("%kata check softmax", metadata={"collapsed": False}),
        ]
    )
    notebook.nbformat_minor = minor
    if minor < 5:
        for cell in notebook.cells:
            del cell["id"]
    return nbformat.writes(notebook, version=nbformat.NO_CONVERT)


# As VS Code saves one: no id in older versions, `vscode` in the metadata, a kernel that is a path, or nothing at all.
VSCODE = {
    "cells": [
        {"cell_type": "markdown", "metadata": {}, "source": ["# Words"]},
        {
            "cell_type": "code", "execution_count": 1, "metadata": {"vscode": {"languageId": "python"}},
            "outputs": [OUTPUT], "source": SOLVED.splitlines(keepends=True),
        },
        {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": []},
    ],
    "metadata": {"kernelspec": {"display_name": ".venv (3.12.1)", "language": "python", "name": "python3"}},
    "nbformat": 4, "nbformat_minor": 2,
}  # fmt: skip


def forms():
    yield from (saved(minor) for minor in range(6))
    yield json.dumps(VSCODE)
    bare = [{"cell_type": cell["cell_type"], "source": "".join(cell["source"])} for cell in VSCODE["cells"]]
    yield "\ufeff" + json.dumps({"cells": bare, "metadata": {}}, indent=4)


def test_notebooks_are_graded_alike_however_they_were_saved(registry, starter, tmp_path):
    jobs = []
    for number, text in enumerate(forms()):
        path = tmp_path / str(number) / "softmax.ipynb"
        path.parent.mkdir()
        path.write_text(text, "utf-8")
        jobs.append(Job("ada", "softmax", 7, program_at(path, "softmax")))
    parts = {job.program.parts[0] for job in jobs}
    assert len(jobs) == 8
    assert len(parts) == 1
    results = grade_all([registry.kata("softmax")], [jobs[0], jobs[-1]], starter)
    assert [result.status for result in results] == [Status.PASSED] * 2


def test_loading_the_extension_imports_nothing_that_only_a_check_needs():
    code = "import gradkata, sys; gradkata.load_ipython_extension; print({'numpy', 'pytest'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
