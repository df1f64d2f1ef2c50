"""Katas handed out as notebooks: sound ones, with the task, and unattempted as they are."""

import json

import nbformat
import pytest
from gradkata.learning.handout import first_copy, notebook_of
from gradkata.reading.programs import is_stub, program_of

IDS = ["encoding", "softmax", "bptt", "adagrad", "fix_relu_rnn", "fix_rnn_class", "fix_dinosaurs"]


@pytest.mark.parametrize("name", IDS)
def test_a_kata_is_a_sound_notebook_and_unattempted_as_handed_out(registry, name):
    kata = registry.kata(name)
    suffix, content = first_copy(kata, as_notebook=True)
    text = content.decode()
    assert suffix == ".ipynb"
    nbformat.validate(json.loads(text))
    assert is_stub(program_of(name, text, ".ipynb"), kata)


def test_it_holds_the_task_the_stub_and_a_check(registry):
    kata = registry.kata("softmax")
    cells = nbformat.reads(notebook_of(kata), 4).cells
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
    assert path.read_bytes() == first_copy(registry.kata(name), as_notebook=True)[1]
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
