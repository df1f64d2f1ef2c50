"""`kata hint`: the next hint on a kata, by its id or by what was saved last."""

import os

import pytest

OVERFLOWS = """
import numpy as np

def softmax(logits):
    exponentials = np.exp(logits)
    return exponentials / exponentials.sum(axis=-1, keepdims=True)
"""


@pytest.fixture
def begun(kata_here, tmp_path):
    """Two katas that are begun, the second one saved last."""
    for seconds, kata in enumerate(["softmax", "encoding"]):
        kata_here("start", kata)
        os.utime(tmp_path / "work" / f"{kata}.py", (1e9 + seconds, 1e9 + seconds))


@pytest.mark.usefixtures("begun")
def test_hints_come_one_after_the_other(kata_here):
    first, second = kata_here("hint", "softmax"), kata_here("hint", "softmax")
    assert first.exit_code == second.exit_code == 0
    assert first.stdout.startswith("Hint 1 of 4: ")
    assert second.stdout.startswith("Hint 2 of 4: ")
    assert first.stderr == ""
    assert max(map(len, first.stdout.splitlines() + second.stdout.splitlines())) <= 80
    assert kata_here("hint", "softmax", "--again").stdout == f"{first.stdout}\n{second.stdout}"


@pytest.mark.usefixtures("begun")
def test_without_an_id_it_is_the_kata_that_was_saved_last(kata_here, tmp_path):
    done = kata_here("hint")
    assert done.stderr == "The kata in hand: encoding\n"
    assert done.stdout.startswith("Hint 1 of 5: ")
    os.utime(tmp_path / "work" / "softmax.py")
    assert kata_here("hint").stderr == "The kata in hand: softmax\n"


def test_a_kata_that_is_not_begun_has_hints_but_no_workspace(kata_here, tmp_path):
    done = kata_here("hint", "softmax")
    assert done.exit_code == 0
    assert done.stdout.startswith("Hint 1 of 4: ")
    assert done.stderr == "You have not begun softmax yet: `kata start softmax`\n"
    assert not (tmp_path / "work").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["hint"], "there is no kata in work/ to give a hint on: `kata start encoding` begins"),
        (["hint", "sofmax"], "there is no kata 'sofmax'; did you mean 'softmax'?"),
    ],
)
def test_what_cannot_be_carried_out_ends_with_2_and_one_clear_sentence(kata_here, arguments, words):
    done = kata_here(*arguments)
    assert done.exit_code == 2
    assert words in done.stderr
    assert done.stdout == ""


@pytest.mark.usefixtures("begun")
def test_a_mistake_that_a_check_named_is_the_first_hint(kata_here, tmp_path):
    (tmp_path / "work" / "softmax.py").write_text(OVERFLOWS)
    assert kata_here("check", "softmax").exit_code == 1
    assert kata_here("hint", "softmax").stdout.startswith(
        "A hint from your last check: the scores are not shifted before the exponential\n\nIt looks as if"
    )
    assert kata_here("hint", "softmax").stdout.startswith("Hint 1 of 4: ")


@pytest.mark.usefixtures("begun")
def test_progress_that_cannot_be_read_is_said_beside_the_hint(kata_here, tmp_path):
    (tmp_path / "work" / "progress.json").write_text("{")
    done = kata_here("hint", "softmax")
    assert done.stdout.startswith("Hint 1 of 4: ")
    assert "cannot be read" in done.stderr
