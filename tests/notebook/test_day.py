"""A learner's day in a notebook, through a real kernel: from an empty folder to three katas that are passed."""

import base64
import json

import nbformat

from tests.notebook.conftest import shown

WRONG = """\
%%kata softmax --map
import numpy as np

def softmax(logits):
    exponentials = np.exp(logits - logits.max())
    return exponentials / exponentials.sum(axis=0)
"""
RIGHT = """\
def shifted(z):
    return np.exp(z - z.max(axis=-1, keepdims=True))

def softmax(logits):
    exponentials = shifted(logits)
    return exponentials / exponentials.sum(axis=-1, keepdims=True)
"""
CROSS_ENTROPY = """\
def losses(logits, targets):
    return -np.log(softmax(logits - logits.max(axis=-1, keepdims=True))[np.arange(len(targets)), targets])

def cross_entropy(logits, targets):
    z = logits - logits.max(axis=-1, keepdims=True)
    return float((np.log(np.exp(z).sum(axis=-1)) - z[np.arange(len(targets)), targets]).mean())

def cross_entropy_derivative(logits, targets):
    derivative = softmax(logits)
    derivative[np.arange(len(targets)), targets] -= 1
    return derivative / len(targets)
%kata check cross_entropy
"""
ACTIVATIONS = """\
%%kata activations
def tanh_backward(dh, h):
    return dh * (1 - h**2)

def relu_forward(z):
    return np.maximum(z, 0)

def relu_backward(dh, z):
    return dh * (z > 0)

def sigmoid_forward(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, small) / (1 + small)

def sigmoid_backward(dy, y):
    return dy * y * (1 - y)
"""
# Has the next check stopped as Jupyter stops a cell, when it has just begun to judge.
INTERRUPT = """\
import os, signal
from gradkata.grader import Grader

grade = Grader.grade

def stopped(*arguments):
    Grader.grade = grade
    os.kill(os.getpid(), signal.SIGINT)
    return grade(*arguments)

Grader.grade = stopped
"""


def test_from_an_empty_folder_to_three_katas(kata_here, execute, tmp_path):
    assert kata_here("start", "softmax", "--notebook").exit_code == 0
    path = tmp_path / "work" / "softmax.ipynb"
    notebook = nbformat.read(path, 4)
    more = [
        WRONG, "%kata hint softmax", "ran = 0\nran += 1\nprint('train', ran)", RIGHT,
        "%kata check softmax", CROSS_ENTROPY, ACTIVATIONS, "print('again', ran)",
    ]  # fmt: skip
    notebook.cells += [nbformat.v4.new_code_cell(source) for source in more]
    _, _, begun, wrong, hint, _, _, right, entropy, activations, again = execute(notebook, path.parent)

    assert "softmax: unattempted" in shown(begun)
    assert "It looks as if you add up the exponentials from the top down" in shown(wrong)
    assert " entries are wrong\n    " in shown(wrong)  # a map of them
    (output,) = wrong.outputs
    assert {"text/plain", "text/html"} <= set(output.data)
    if "image/png" in output.data:  # matplotlib is an extra
        assert base64.b64decode(output.data["image/png"]).startswith(b"\x89PNG")
        assert output.data["image/png"].strip() in output.data["text/html"]
    assert shown(hint).startswith("A hint from your last check: the sum runs over the first axis\n")
    assert "softmax: passed, 10 of 10 points." in shown(right)
    assert "cross_entropy: passed" in shown(entropy)
    assert "activations: passed" in shown(activations)
    assert shown(again) == "again 1\n"

    progress = json.loads((tmp_path / "work" / "progress.json").read_text("utf-8"))["katas"]
    assert {kata: entry["status"] for kata, entry in progress.items()} == dict.fromkeys(
        ["softmax", "cross_entropy", "activations"], "passed"
    )
    nbformat.write(notebook, path)  # as Jupyter saves it: with its outputs
    graded = kata_here("grade", path.parent, "--kata", "softmax", "--isolation", "process")
    assert graded.exit_code == 0, graded.output
    assert kata_here("check", "softmax").exit_code == 0


def test_what_cannot_be_judged_is_said_in_a_sentence(run_cells, tmp_path):
    (tmp_path / "other.py").write_text("def softmax(z):\n    return z\n", "utf-8")
    (tmp_path / "softmax.py").write_text("def softmax(z):\n    return z\n", "utf-8")
    cells = {
        "before = 1": "",
        "%load_ext gradkata": "",
        "%kata check sofmax": "here is no kata 'sofmax'; did you mean 'softmax'?\n",
        "%kata check": "Error: say which kata, as in %kata check encoding\n",
        "%kata softmax": "Error: softmax is not defined in this session: run the cell that defines it\n",
        "%kata check activations": "Error: tanh_backward, relu_forward, relu_backward, sigmoid_forward, "
        "sigmoid_backward are not defined in this session: run the cells that define them\n",
        "%kata check softmax --mpp": "Error: No such option '--mpp'. Did you mean '--map'?\n",
        "with open('gradkata.py', 'w') as file: print('1 / 0', file=file)": "",  # which is not run
        "%kata check --help": "Show this message and exit.\n",
        "%kata chek softmax": "No such command 'chek'; did you mean 'check'?\n",
        "%kata watch softmax": "Error: kata watch needs a terminal; in a notebook, run %kata check\n",
        "%%kata\nx = 1": "Error: say which kata the cell is for, as in %%kata encoding\n",
        "%%kata sofmax\nx = 1": "here is no kata 'sofmax'; did you mean 'softmax'?\n",
        "%run other.py": "",
        "%kata check softmax": f"Error: softmax comes from the file {tmp_path / 'other.py'}, not from a cell: "
        "define it here, or run kata check softmax in a terminal\n",
        "from softmax import softmax\n%kata check softmax": f"Error: softmax comes from the file "
        f"{tmp_path / 'softmax.py'}, not from a cell: define it here, or run kata check softmax in a terminal\n",
        "import numpy as np\nscale = %sx echo 1\ndef softmax(z):\n    return np.exp(z) * scale\n%kata check softmax":
        "Error: scale is needed, and no cell says where its value comes from: magics, %run and the like leave no code "
        "to judge. Assign it in a cell\n",
        "def softmax(z):\n    return Out[3]\n%kata check softmax": "Error: Out is needed, and no cell says where its "
        "value comes from: magics, %run and the like leave no code to judge. Assign it in a cell\n",
        "def softmax(z):\n    return z\nexec('softmax = print')\n%kata check softmax": "Error: softmax in this session "
        "is not what Cell In[19] gave it, and no cell's code says how it changed. Run that cell again\n",
    }  # fmt: skip
    raises = f"{RIGHT}raise ValueError('here')\ndef softmax(z):\n    return None"
    more = [
        raises, "%kata check softmax", f"%%kata softmax\n{raises}", "%%kata softmax\ndef softmax(z) return z",
        INTERRUPT, "%kata check softmax", "%kata check softmax", "%reload_ext gradkata\n%unload_ext gradkata",
        "%kata list",
    ]  # fmt: skip
    said = run_cells(*cells, *more)
    for text, expected in zip(said, cells.values(), strict=False):
        assert text.endswith(expected) if expected else not text, text

    first, check, below, no_python, _, stopped, last, _, gone = said[len(cells) :]
    assert first == "ValueError"
    assert "softmax: passed" in check  # by what ran before
    number = len(cells) + 3
    assert f"Cell In[{number}] raises ValueError: here (Cell In[{number}], line 8" in " ".join(below.split())
    assert f"Cell In[{number + 1}] is not valid Python" in no_python
    assert "softmax: error" in no_python
    assert stopped == "Stopped before the check was done.\n"
    assert "softmax: passed" in last
    assert "not found" in gone
