"""Work that is handed in to a real room, from a terminal and from a notebook's session."""

import pytest
from gradkata.finding.workspace import Workspace
from gradkata.learning.progress import Progress
from gradkata.notebook.sharing import share
from gradkata.notebook.slicing import whole
from gradkata.notebook.statements import Executed
from gradkata.reading.programs import program_in
from gradkata.sharing.address import address_of
from gradkata.sharing.asked import Asked
from gradkata.sharing.kept import FILE

from tests.workshop.rooms import Room

RAISES = "def softmax(logits):\n    return missing\n"


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    with Room(tmp_path_factory.mktemp("class") / "room", "--jobs", 1, katas=()) as found:
        yield found


@pytest.fixture
def hand_in(room, kata_here, tmp_path, monkeypatch, registry):
    """A function from a kata's text, or its solution's, to what came of it in the room."""
    monkeypatch.setenv(FILE, str(tmp_path / "rooms.json"))

    def hand_in(*arguments, text=None, kata="softmax"):
        (tmp_path / "work").mkdir(exist_ok=True)
        work = registry.kata(kata).reference.read_text("utf-8") if text is None else text
        (tmp_path / "work" / f"{kata}.py").write_text(work, "utf-8")
        return kata_here("check", kata, "--share", room.address, *arguments)

    return hand_in


def test_a_learner_fails_and_then_passes(hand_in, tmp_path):
    failed = hand_in("--as", "Emmy", text=RAISES)
    assert failed.exit_code == 1
    assert "softmax: failed, 0 of 10 points.\nNext: softmax() raises NameError" in failed.stdout
    assert "softmax.py, line 2" in " ".join(failed.stdout.split())
    passed = hand_in()
    assert (passed.exit_code, passed.stderr) == (0, "")
    assert passed.stdout.endswith("softmax: passed, 10 of 10 points.\n\nThe next kata: kata start cross_entropy\n")
    assert hand_in().stdout == passed.stdout
    record = Progress(Workspace(tmp_path)).of("softmax")
    assert (record.status, record.best, record.max_score) == ("passed", 10.0, 10.0)


def test_what_is_imported_goes_with_it(hand_in, tmp_path):
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "helper.py").write_text("from deeper import softmax\n", "utf-8")
    (tmp_path / "work" / "deeper.py").write_text(RAISES.replace("missing", "1 / 0"), "utf-8")
    assert "deeper.py, line 2" in " ".join(hand_in("--as", "Sofia", text="from helper import softmax\n").stdout.split())


def test_a_closed_kata_is_not_taken(hand_in, room):
    room.teacher().does("open", kata="softmax", open=False)
    try:
        found = hand_in("--as", "Mary")
    finally:
        room.teacher().does("open", kata="softmax", open=True)
    assert found.exit_code == 2
    assert found.stderr.endswith("Error: the room says: softmax is closed at the moment: your teacher opens it\n")


def test_a_name_that_is_taken_and_a_code_for_whoever_lost_theirs(hand_in, room, tmp_path):
    hand_in("--as", "Grace")
    (tmp_path / "rooms.json").unlink()
    taken = hand_in("--as", " gra ce")
    assert taken.exit_code == 2
    assert "(another name goes with --as, a code with --code)" in taken.stderr
    code = room.teacher().does("letins", name="Grace")["code"]
    again = hand_in("--code", code)
    assert (again.exit_code, again.stderr) == (0, "In this room you are Grace.\n")
    assert hand_in("--code", "wrong").exit_code == 2
    assert hand_in().exit_code == 0


def test_whoever_was_removed_joins_anew(hand_in, room):
    hand_in("--as", "Alan")
    room.teacher().does("remove", name="Alan")
    asked = hand_in()
    assert asked.exit_code == 2
    assert asked.stderr == (
        "The room does not know you as Alan any more.\nError: say who you are in this room: --as NAME\n"
    )
    assert hand_in("--as", "Alan").stderr == "In this room you are Alan.\n"


def test_what_is_too_large_is_not_sent(hand_in):
    found = hand_in("--as", "Ada", text="#" * (1 << 19) + "\nx = 1\n")
    assert found.exit_code == 2
    assert "holds more code than any kata needs" in found.stderr


def test_a_session_is_judged_and_its_cells_are_called_as_they_are(room, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv(FILE, str(tmp_path / "rooms.json"))
    cells = [Executed(4, "import numpy as np\n"), Executed(9, RAISES)]
    program = program_in(tmp_path, "softmax", whole(cells))
    found = share(program, Asked(address_of(room.address), "Nora"))
    shown = found.verdict("Next: this")._repr_mimebundle_()
    assert "Cell In[9], line 2" in " ".join(shown["text/plain"].split())
    assert "softmax.ipynb" not in shown["text/plain"]
    assert "<strong>softmax: failed, 0 of 10 points.</strong>" in shown["text/html"]
    assert capsys.readouterr().out == "In this room you are Nora.\n"
