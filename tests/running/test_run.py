"""`kata run training`: a learner's own network reads, trains and writes; what is missing or broken is said."""

import itertools
import re
import shutil

import numpy as np
import pytest
from gradkata import plugins
from gradkata.errors import UsageError
from gradkata.judging.loading import load_reference
from gradkata.running import script
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
    """What each stage says: after how many steps, the loss then, and at first."""
    found = re.findall(r"After (\S+) steps the loss is (\S+) \(at first (\S+)\):", shown)
    return [(steps, float(last), float(first)) for steps, last, first in found]


class Clock:
    """A clock by which every stretch of time takes as long."""

    def __init__(self, stretch_s):
        self._stretch_s, self._now = stretch_s, 0.0

    def perf_counter(self):
        self._now += self._stretch_s
        return self._now


@pytest.mark.parametrize(
    ("stretch_s", "steps"),
    [(0.25, [74, 222, 666, 2000]), (1e9, [3, 9, 27, 81]), (1e-9, [1111, 3333, 10_000, 30_000])],
    ids=["usual", "far too slow", "far too fast"],
)
def test_the_time_there_is_gives_the_number_of_steps(monkeypatch, stretch_s, steps):
    """25 steps in a quarter of a second: 30 seconds are enough for 2,000 steps, and a third of them, and so on."""
    asked = []

    class Training:
        def train(self, _data, _params, count):
            asked.append(count)
            return [1.0] * count

    class Sampling:
        def sample(self, *_):
            return [0]

    run = script(KATAS["training"])
    monkeypatch.setattr(run, "time", Clock(stretch_s))
    solutions = {"training": Training(), "sampling": Sampling()}
    seconds = 20 * (1 + 1 / 3 + 1 / 9 + 1 / 27) + 1e-6
    stages = list(run.run(solutions.get, "some text", np.random.default_rng(5), seconds))
    assert asked == [25, 25, *steps]  # the first two to learn how long a step takes
    assert [len(stage.losses) for stage in stages if stage.losses] == steps


@pytest.mark.usefixtures("work")
def test_a_network_learns_a_text_and_writes(kata_here, text, monkeypatch):
    monkeypatch.setattr("time.perf_counter", Clock(0.25).perf_counter)
    result = kata_here("run", "training", "--corpus", text, "--seconds", 30, "--seed", 5)
    assert result.exit_code == 0, result.stderr
    found = losses(result.stdout)
    assert [steps for steps, _, _ in found] == ["75", "225", "675", "2,025"]
    assert {first for _, _, first in found} == {74.9}  # 25 times the logarithm of 20
    last = [last for _, last, _ in found]
    assert last == sorted(last, reverse=True)
    assert last[-1] < 20


@pytest.mark.usefixtures("work")
def test_however_little_time_there_is_it_comes_to_an_end(kata_command, text):
    result = kata_command("run", "training", "--corpus", str(text), "--seconds", "2", "--seed", "5")
    assert result.returncode == 0, result.stderr
    assert "2,280 characters, 20 different ones" in result.stdout  # the byte-order mark is none of them
    found = losses(result.stdout)
    assert len(found) == 4
    assert {first for _, _, first in found} == {74.9}
    assert all(len(line) <= 80 for line in result.stdout.splitlines())
    assert "--seed 5 repeats this run" in result.stderr
    assert "loss curve is in" in result.stderr or "pictures need matplotlib" in result.stderr


def test_all_stages_are_of_one_training(monkeypatch, text):
    run = script(KATAS["training"])
    monkeypatch.setattr(run, "time", Clock(0.25))
    stages = list(run.run(lambda name: load_reference(KATAS[name]), corpus(text), np.random.default_rng(5), 4))
    found = [stage.losses for stage in stages if stage.losses]
    assert len(found) == 4
    for earlier, later in itertools.pairwise(found):
        assert later[: len(earlier)] == earlier
        assert len(later) > len(earlier)
    assert all(len(stage.sample) == 240 for stage in stages if stage.losses)


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
