"""Notebooks as Jupyter and VS Code save them, in all minor versions of the format: the code is the same."""

import json

import nbformat
from gradkata.job import Job
from gradkata.reading.programs import program_at
from gradkata.results import Status

from tests.helpers import grade_all

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
