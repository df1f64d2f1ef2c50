"""A check in a notebook that a room makes, through a real kernel."""

import json
import os
import signal

import pytest
from gradkata.notebook.sharing import share
from gradkata.reading.programs import program_in
from gradkata.sharing.asked import Asked
from gradkata.sharing.kept import FILE

from tests.sharing.scripted import Script, judged, scripted, ticket
from tests.workshop.rooms import Room

WRONG = "def softmax(logits):\n    return missing\n"
RIGHT = """\
def softmax(logits):
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)
"""


def test_cells_and_sessions_are_handed_in(run_cells, tmp_path, monkeypatch):
    monkeypatch.setenv(FILE, str(tmp_path / "rooms.json"))
    with Room(tmp_path / "class", "--jobs", 1, katas=()) as room:
        where = f"--share {room.address}"
        _, asked, failed, right, passed, *refused = run_cells(
            "%load_ext gradkata\nimport numpy as np",
            f"%%kata softmax {where}\n{WRONG}",
            f"%%kata softmax {where} --as Ada\n{WRONG}",
            RIGHT,
            f"%kata check softmax {where}",
            f"%kata check softmax {where} --map",
            "%kata check softmax --as Ada",
            "%kata check softmax --share https://x",
        )
    assert asked == "Error: say who you are in this room: --as NAME\n"
    assert failed.startswith("In this room you are Ada.\n")
    assert "softmax: failed, 0 of 10 points." in failed
    assert "Cell In[3]" in failed
    assert right == ""
    assert "softmax: passed, 10 of 10 points." in passed
    assert "The next kata: kata start cross_entropy" in passed
    assert [words.partition(":")[0] for words in refused] == ["Error"] * 3
    assert "takes no --map" in refused[0]
    assert "--as goes with --share ADDRESS" in refused[1]
    assert "is no address of a room" in refused[2]
    record = json.loads((tmp_path / "work" / "progress.json").read_text("utf-8"))["katas"]["softmax"]
    assert (record["status"], record["in_session"]) == ("passed", True)


@pytest.mark.parametrize(
    ("path", "words"), [("api/room", ""), ("api/submissions/s1", "Stopped. What is handed in stays")]
)
def test_whoever_stops_is_told_what_is_handed_in_all_the_same(tmp_path, monkeypatch, path, words):
    monkeypatch.setenv(FILE, str(tmp_path / "rooms.json"))

    class Stopping(Script):
        def next(self, method, asked):
            if asked.partition("?")[0] == path:
                os.kill(os.getpid(), signal.SIGINT)  # as Jupyter stops a cell
            return super().next(method, asked)

    script = Stopping(POST__submissions=[(202, ticket())], GET__submissions=[(200, ticket())])
    program = program_in(tmp_path, "softmax", (("Cell In[1]", "x = 1"),))
    with scripted(script) as address, pytest.raises(KeyboardInterrupt) as stopped:
        share(program, Asked(address, "Ada"))
    assert str(stopped.value).startswith(words)
    assert bool(str(stopped.value)) == bool(words)


def test_how_many_come_first_is_said_once(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv(FILE, str(tmp_path / "rooms.json"))
    looks = [(200, each) for each in (ticket(place=1), ticket(state="judging"), judged(text="softmax: passed\n"))]
    script = Script(POST__submissions=[(202, ticket(place=2))], GET__submissions=looks)
    program = program_in(tmp_path, "softmax", (("Cell In[1]", "x = 1"),))
    with scripted(script) as address:
        found = share(program, Asked(address, "Ada"))
    assert capsys.readouterr().out == "In this room you are Ada.\nsoftmax: 2 are judged before yours\n"
    assert str(found.verdict("")) == "softmax: passed"
