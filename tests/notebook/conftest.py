"""Notebooks that run in a real kernel, as Jupyter and VS Code run them."""

import gc
import warnings

import nbclient
import nbformat
import pytest

from tests.conftest import ROOT


@pytest.fixture
def execute(tmp_path, monkeypatch):
    """A function from a notebook and a folder to what each code cell showed, in one kernel."""
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "jupyter"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "harness"))
    monkeypatch.setenv("KATA_LANG", "en")

    def execute(notebook, folder):
        client = nbclient.NotebookClient(
            notebook, timeout=600, startup_timeout=600, allow_errors=True,
            resources={"metadata": {"path": str(folder)}},
        )  # fmt: skip
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Jupyter's libraries may warn of each other, and of what they leave open
            client.execute()
            gc.collect()
        return [cell for cell in notebook.cells if cell.cell_type == "code"]

    return execute


@pytest.fixture
def run_cells(execute, tmp_path):
    """A function from the sources of cells to what each of them showed as text."""

    def run_cells(*sources):
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        return [shown(cell) for cell in execute(nbformat.v4.new_notebook(cells=cells), tmp_path)]

    return run_cells


def shown(cell):
    """All that a cell showed, as text."""
    return "".join(_text(output) for output in cell.outputs)


def _text(output):
    if output.output_type == "stream":
        return output.text
    return output.ename if output.output_type == "error" else f"{output.data['text/plain']}\n"
