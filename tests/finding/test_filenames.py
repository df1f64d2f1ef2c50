"""Names that are nearly those of a kata's file."""

import pytest
from gradkata.finding.filenames import Upload, meant, upload

KATAS = ["softmax", "bptt", "fast_bptt", "rnn_step"]


@pytest.mark.parametrize(
    ("name", "kata"),
    [
        ("softmax (1).py", "softmax"),
        ("softmax(2).ipynb", "softmax"),
        ("Softmax.py", "softmax"),
        ("softmax.PY", "softmax"),
        ("softmax-2.py", "softmax"),
        ("softmax_v2_final.py", "softmax"),
        ("softmax - Copy (2).py", "softmax"),
        ("softmax-Copy1.ipynb", "softmax"),
        ("softmax.py.txt", "softmax"),
        ("Copy of softmax.py", "softmax"),
        ("doe_12345_67890_softmax.py", "softmax"),
        ("doe_LATE_12345_67890_rnn_step-1.py", "rnn_step"),
        ("RNN-step.py", "rnn_step"),
        ("fast bptt.py", "fast_bptt"),
        ("my_bptt.py", "bptt"),
        ("softmax.py", None),  # it is called right
        ("fast_bptt.py", None),
        ("test_softmax.py", None),
        ("softmax_helper.py", None),
        ("mysoftmax.py", None),
        ("softmax.txt", None),
        ("softmax", None),
        (".py", None),
    ],
)
def test_a_kata_is_known_by_a_name_that_is_nearly_right(name, kata):
    assert meant(name, KATAS) == kata


def test_an_upload_tells_whose_it_is_and_how_old():
    assert upload("doe_12_34_softmax.py") == Upload("doe", "12", (34, 0), "softmax.py")
    assert upload("doe_LATE_12_34_softmax-3.ipynb") == Upload("doe", "12", (34, 3), "softmax.ipynb")
    assert upload("doe_12_34_my_file.py") == Upload("doe", "12", (34, 0), "my_file.py")
    assert upload("doe_12_34_notes.pdf") is None
    assert upload("softmax_12.py") is None
