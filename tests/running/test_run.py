"""`kata run training`: a learner's own network reads, trains and writes; what is missing or broken is said."""

import shutil

import pytest
from gradkata import plugins
from gradkata.errors import UsageError
from gradkata.running.corpus import LEAST, corpus

KATAS = plugins.load().katas


@pytest.fixture
def work(tmp_path):
    (tmp_path / "katas").mkdir()
    folder = tmp_path / "work"
    folder.mkdir()
    for kata in ("training", "sampling"):
        shutil.copy(KATAS[kata].reference, folder / f"{kata}.py")
    return folder


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("\ufeff" + "round and round it goes, and where it ends nobody knows.\n" * 40, "utf-8")
    return path


def losses(shown):
    return [float(line.split("the loss is ")[1].split()[0]) for line in shown.splitlines() if "the loss is" in line]


@pytest.mark.usefixtures("work")
def test_a_network_learns_a_text_and_writes(kata_command, text):
    result = kata_command("run", "training", "--corpus", str(text), "--seconds", "2", "--seed", "5")
    assert result.returncode == 0, result.stderr
    assert "2,280 characters, 20 different ones" in result.stdout  # the byte-order mark is none of them
    found = losses(result.stdout)
    assert len(found) == 4
    assert found == sorted(found, reverse=True)
    assert all(len(line) <= 80 for line in result.stdout.splitlines())
    assert "--seed 5 repeats this run" in result.stderr
    assert "loss curve is in" in result.stderr or "pictures need matplotlib" in result.stderr


def test_what_has_to_be_done_first_is_said(kata_here, work, text):
    (work / "sampling.py").unlink()
    result = kata_here("run", "training", "--corpus", str(text), "--seconds", "1")
    assert result.exit_code == 2
    assert "there is no work/sampling.py yet: do that kata first (`kata start sampling`)" in result.stderr


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("def train(*a, **k): raise NotImplementedError('next')\n", "is not written yet: next; `kata check training`"),
        ("def train(*a, **k): raise SystemExit\n", "ends the whole program"),
        ("def train(:\n", "training.py is not valid Python"),
        ("import os\n", "`kata check training` says more"),
    ],
)
def test_what_is_broken_is_said(kata_here, work, text, source, words):
    (work / "training.py").write_text(source, "utf-8")
    result = kata_here("run", "training", "--corpus", str(text), "--seconds", "1")
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr


def test_a_kata_without_anything_to_run_says_so(kata_here):
    result = kata_here("run", "softmax")
    assert result.exit_code == 2
    assert "the kata softmax has nothing to run" in result.stderr


def test_every_python_has_a_text():
    assert len(corpus(None)) > 300_000


@pytest.mark.parametrize(
    ("data", "words"),
    [(None, "cannot be read"), (b"\xff\xfe" * 1000, "is not UTF-8"), (b"x" * (LEAST - 1), "holds 999 characters")],
)
def test_a_text_that_cannot_be_learnt_from_is_refused(tmp_path, data, words):
    path = tmp_path / "text.txt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UsageError, match=words):
        corpus(path)
