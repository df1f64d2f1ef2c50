"""``kata check``: whose work it takes, and how it shows what came of it."""

import os

import pytest
from gradkata.finding.workspace import Workspace
from gradkata.learning.progress import Progress

NEW = "The newest that is not checked yet: work/{}.py\n"
NOTHING_NEW = "There is nothing new to check. In hand: work/{}.py\n"
MINE = "x = 1\n"


@pytest.fixture
def save(tmp_path, registry):
    """A function that saves a learner's file at a second; without a text, it is the stub, which is judged at once."""

    def save(kata, second, text=None):
        path = tmp_path / "work" / f"{kata}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(registry.kata(kata).stub.read_bytes() if text is None else text.encode())
        os.utime(path, (second, second))

    return save


def verdicts(result):
    return [line.split(":")[0] for line in result.stdout.splitlines() if line.endswith("points.")]


def test_without_an_id_it_takes_what_changed_last_and_says_so(kata_here, save):
    save("encoding", 5, MINE)
    save("softmax", 7, MINE)
    for kata, words in (("softmax", NEW), ("encoding", NEW), ("encoding", NOTHING_NEW)):
        result = kata_here("check")
        assert verdicts(result) == [kata]
        assert result.stderr.startswith(words.format(kata))
    save("encoding", 6, MINE)
    assert verdicts(kata_here("check")) == ["encoding"]


def test_an_id_is_taken_whatever_changed_last(kata_here, save):
    save("encoding", 5)
    save("softmax", 7)
    result = kata_here("check", "encoding")
    assert verdicts(result) == ["encoding"]
    assert "newest" not in result.stderr


def test_all_of_them_can_be_asked_for(kata_here, save):
    save("encoding", 5)
    save("softmax", 7)
    assert verdicts(kata_here("check", "--all")) == ["encoding", "softmax"]
    result = kata_here("check", "--all", "softmax")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--all is every kata: name none with it" in result.stderr


def test_a_link_beside_the_work_is_named(kata_here, save, tmp_path):
    save("encoding", 5)
    (tmp_path / "work" / "softmax.py").symlink_to("encoding.py")
    result = kata_here("check")
    assert verdicts(result) == ["encoding"]
    assert "softmax.py is a link, and links are not followed" in result.stderr


def test_progress_knows_which_file_was_checked(kata_here, save, tmp_path):
    save("softmax", 7)
    kata_here("check")
    assert Progress(Workspace(tmp_path)).of("softmax").saved == "1970-01-01T00:00:07.000000+00:00"


UNKNOWN = """
import numpy as np
def softmax(logits):
    z = np.asarray(logits, float)
    e = np.exp(z - z.max(-1, keepdims=True))
    p = e / e.sum(-1, keepdims=True)
    return np.cos(3 * p + 0.2).astype(np.asarray(logits).dtype if np.asarray(logits).dtype.kind == "f" else float)
"""


def test_whoever_reads_by_ear_gets_no_map_of_signs(kata_here, save, monkeypatch):
    save("softmax", 7, UNKNOWN)
    monkeypatch.delenv("ACCESSIBLE", raising=False)
    seen = kata_here("check", "--seed", "3").stdout
    assert "entries are wrong\n" in seen  # shown by itself, since no mistake is known to give such numbers
    monkeypatch.setenv("ACCESSIBLE", "1")
    heard = kata_here("check", "--seed", "3", "--map")
    assert "entries are wrong\n" not in heard.stdout
    assert "softmax: failed" in heard.stdout
    assert "Maps of signs are not shown while ACCESSIBLE=1 is set." in heard.stderr
