"""`kata audit --watch`: a first look at each save, then all; what is out of date is never told."""

import signal

from gradkata.auditing import watching

from tests.auditing.complete import COMPLETE, write
from tests.commands import commands

SLIP = ("check_array(l", "chek_array(l")


def until(stream, words):
    """The lines that are read until one has ``words`` in it."""
    lines = []
    for line in stream:
        lines.append(line)
        if words in line:
            return lines
    raise AssertionError("".join(lines))


def test_a_save_is_looked_at_at_once_and_proved_in_full_if_nothing_comes_between(make_pack, tmp_path):
    root = make_pack()
    write(root, COMPLETE)
    suite = root / "katas" / "10_double" / "suite.py"
    right = suite.read_text()
    with commands(tmp_path) as start:
        watch = start(
            "audit", "double", "--pack", str(root), "--watch", "--seeds", "1", "--mutants", "1", "--jobs", "1"
        )
        until(watch.stdout, "At first look, all holds")
        until(watch.stdout, "Every proof holds")
        suite.write_text(right.replace(*SLIP))
        words = " ".join("".join(until(watch.stdout, "Do first")).split())
        assert "NameError: name 'chek_array' is not defined" in words
        suite.write_text(right)
        until(watch.stdout, "At first look, all holds")
        watch.send_signal(signal.SIGINT)
        assert watch.wait(timeout=600) == 130
        assert "Watching double" in watch.stderr.read()


def test_of_a_proof_that_prints_without_end_that_is_told(monkeypatch):
    monkeypatch.setattr(watching, "MOST", 10)
    proof = watching.Proof()
    try:
        proof.begin(["list"])
        proof._process.wait(timeout=600)
        assert proof.is_done
        assert " ".join(proof.text().split()).startswith("This proof printed more than 0 MiB and was ended: look for")
    finally:
        proof.end()
