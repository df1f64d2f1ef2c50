"""`kata new`: what it says, and what it needs."""

import pytest


def test_a_pack_is_made_and_a_kata_added_from_anywhere_in_it(kata_here, tmp_path, monkeypatch):
    made = kata_here("new", "gate", "--pack", "mine")
    assert made.exit_code == 0, made.output
    lines = made.stdout.splitlines()
    assert lines[0] == "mine is a new pack."
    assert lines[-1] == "To have it in `kata list` with all others: pip install -e mine"
    assert "What to do first, and what is proved so far: kata audit gate --pack mine" in lines
    monkeypatch.chdir(tmp_path / "mine" / "katas")
    added = kata_here("new", "other", "--after", "gate")
    assert added.exit_code == 0, added.output
    assert "What to do first, and what is proved so far: kata audit other" in added.stdout.splitlines()
    assert (tmp_path / "mine" / "reference" / "other" / "solution.py").is_file()


def test_outside_of_a_pack_it_says_how_to_make_one(kata_here):
    done = kata_here("new", "gate")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "`kata new gate --pack DIR` makes one" in " ".join(done.stderr.split())


def test_a_kata_of_the_pack_that_one_stands_in_is_proved_by_its_name(kata_here, tmp_path, monkeypatch):
    kata_here("new", "gate", "--pack", "mine")
    monkeypatch.chdir(tmp_path / "mine")
    done = kata_here("audit", "gate", "--quick")
    assert done.exit_code == 0, done.output
    assert "8 files are still the example of `kata new`" in " ".join(done.stdout.split())


@pytest.mark.parametrize("name", ["README.md", "stub.py", "suite.py"])
def test_a_kata_that_is_left_out_can_be_audited(kata_here, tmp_path, monkeypatch, name):
    kata_here("new", "gate", "--pack", "mine")
    monkeypatch.chdir(tmp_path / "mine")
    next((tmp_path / "mine" / "katas").glob(f"*/{name}")).unlink()
    done = kata_here("audit", "gate")
    assert done.exit_code == 1, done.output
    assert "gate cannot be judged yet." in done.stdout


def test_a_folder_that_nobody_can_look_at_is_told(kata_here):
    done = kata_here("new", "gate", "--pack", "x" * 300)
    assert done.exit_code == 2
    assert "cannot be read: File name too long" in " ".join(done.stderr.split())


def test_commands_are_shown_as_they_are_typed(kata_here):
    lines = kata_here("new", "gate", "--pack", "my pack").stdout.splitlines()
    assert lines[-1] == "To have it in `kata list` with all others: pip install -e 'my pack'"
    assert "What to do first, and what is proved so far: kata audit gate --pack 'my pack'" in lines
