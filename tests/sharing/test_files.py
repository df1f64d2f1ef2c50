"""What is handed in is read back as what would have been judged here."""

import json
import os

import pytest
from gradkata.errors import UsageError
from gradkata.finding.submission import of_learner
from gradkata.notebook.slicing import whole
from gradkata.notebook.statements import Executed
from gradkata.reading.programs import is_stub, program_at, program_in
from gradkata.sharing import files
from gradkata.sharing.files import files_of, files_of_session, relabelled

from tests.conftest import ROOT


@pytest.fixture
def work(tmp_path):
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


@pytest.fixture
def sent(work, registry):
    """A function from the learner's files to those that are handed in."""

    def sent(kata="softmax", **texts):
        for number, (name, text) in enumerate(texts.items()):
            path = work / name.replace("__", ".")
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
            os.utime(path, (number, number))
        (submission,) = of_learner(work, registry.katas, [kata])
        return files_of(submission, registry.katas)

    return sent


def put(found, folder):
    folder.mkdir()
    for name, text in found.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def notebook(*cells):
    outputs = [{"output_type": "stream", "name": "stdout", "text": "secret output"}]
    kinds = [("markdown" if each.startswith("#") else "code", each) for each in cells]
    return json.dumps(
        {"cells": [{"cell_type": kind, "source": text.splitlines(True), "outputs": outputs} for kind, text in kinds]}
    )


def test_the_file_goes_with_what_it_imports_and_the_others_for_katas(sent):
    found = sent(
        softmax__py="import helper\nx = 'ä'\n", helper__py="import deeper\n", deeper__py="y = 1\n",
        encoding__py="z = 2\n", notes__py="mine\n", progress__json="{}", softmax__md="task",
    )  # fmt: skip
    assert found == {
        "softmax.py": "import helper\nx = 'ä'\n", "helper.py": "import deeper\n", "deeper.py": "y = 1\n",
        "encoding.py": "z = 2\n",
    }  # fmt: skip


def test_of_two_files_for_a_kata_the_newer_goes(sent):
    assert list(sent(softmax__py="x = 1\n", softmax__ipynb=notebook("y = 1"))) == ["softmax.ipynb"]


@pytest.mark.parametrize(
    "name", ["accuracy/solutions/softmax/wrong/jupyter_jo.ipynb", "katas/210_fix_relu_rnn/stub.ipynb"]
)
def test_a_notebook_is_read_back_as_it_was(sent, tmp_path, registry, name):
    path = next(ROOT.glob(name.replace("210", "*")))
    kata = "softmax" if "softmax" in name else "fix_relu_rnn"
    found = sent(kata, **{f"{kata}__ipynb": path.read_bytes()})
    before = program_at(tmp_path / "work" / f"{kata}.ipynb", kata)
    after = program_at(put(found, tmp_path / "there") / f"{kata}.ipynb", kata)
    assert after == before
    assert is_stub(after, registry.kata(kata)) == (path.stem == "stub")


def test_of_a_notebook_no_words_and_no_outputs_go(sent):
    found = sent(softmax__ipynb=notebook("# mine", "x = 1\n%time y = 2"), encoding__ipynb=notebook("# a", "z = 3"))
    assert "secret" not in str(found)
    assert "mine" not in str(found)
    assert "%time y = 2" in found["softmax.ipynb"]


def test_what_is_saved_in_another_encoding_is_read_as_it_is_here(sent):
    found = sent(softmax__py="# coding: latin-1\nx = 'ä'\n".encode("latin-1"))
    assert found["softmax.py"].endswith("x = 'ä'\n")


def test_what_cannot_be_read_is_refused_and_beside_the_work_passed_over(sent):
    assert set(sent(softmax__py="x = 1\n", encoding__ipynb="no notebook", bptt__py=b"\0\0")) == {"softmax.py"}
    with pytest.raises(UsageError, match=r"encoding\.ipynb is no notebook"):
        sent("encoding")


def test_what_does_not_fit_beside_the_work_is_left_and_the_work_itself_is_refused(sent, work):
    large = "# " + "ä" * (files.MOST // 4) + "\n"
    found = sent(
        softmax__py="import rnn_step\n" + large, encoding__py=large, rnn_step__py="x = 1\n", bptt__py="y = 1\n"
    )
    assert set(found) == {"softmax.py", "rnn_step.py", "bptt.py"}
    (work / "rnn_step.py").write_text(large, "utf-8")
    with pytest.raises(
        UsageError, match=r"softmax\.py, rnn_step\.py are too large together for a room: more than 1 MB"
    ):
        sent()


def session(folder, *sources):
    cells = [Executed(number, source) for number, source in zip((3, 7, 12), sources, strict=False)]
    return program_in(folder, "softmax", whole(cells))


def test_a_session_is_read_back_as_it_was(work, tmp_path):
    (work / "encoding.ipynb").write_text(notebook("# words", "a = 1", "b = a"), "utf-8")
    (work / "helper.py").write_text("import encoding\n", "utf-8")
    before = session(work, "import helper\n%time x = 1\n", "y = '''\n>>> z\n'''\n", "%%kata softmax\nw = 1\n")
    found = files_of_session(before)
    assert set(found) == {"softmax.ipynb", "encoding.ipynb", "helper.py"}
    after = program_at(put(found, tmp_path / "there") / "softmax.ipynb", "softmax")
    assert [text for _, text in after.parts] == [text for _, text in before.parts]
    assert after.is_notebook
    assert (after.siblings, after.notebooks) == (before.siblings, before.notebooks)


def test_cells_of_a_session_are_called_what_the_session_calls_them(work):
    program = session(work, "x = 1", "y = 2")
    said = (
        "softmax.ipynb, cell 2, line 1: no\nIt is softmax.ipynb,\n  cell 1 or softmax.ipynb, cell\n  2.\n"
        "softmax.ipynb, cell 3 and encoding.ipynb, cell 1, softmax.ipynb, cell 9999999\n"
    )
    assert relabelled(said, program) == (
        "Cell In[7], line 1: no\nIt is\n  Cell In[3] or\n  Cell In[7].\n"
        "softmax.ipynb, cell 3 and encoding.ipynb, cell 1, softmax.ipynb, cell 9999999\n"
    )
