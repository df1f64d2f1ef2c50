"""Work that attacks whoever judges it: others' work is judged meanwhile, and the attacker's in the end."""

import json
import os
import signal

import pytest

from tests.workshop.rooms import LOOP, RIGHT, ROOT, Room, parents, until

HOW = ["--jobs", 2]
ATTACKS = [
    "forks", "hogs_memory", "kills_its_parent", "exits_with_a_smile", "prints_a_lot", "takes_the_wire_over",
    "close_to_everything", "raises_something_enormous", "escapes_in_messages", "writes_files", "runs_a_shell",
]  # fmt: skip
MEBI = 1 << 20


def notebook(cells):
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


BOMBS = {
    "nonsense": ("softmax.py", "".join(chr(33 + number * 7919 % 90) for number in range(MEBI))),
    "nothing": ("softmax.py", "\0" * MEBI),
    "brackets": ("softmax.py", "(" * 100_000),
    "signs": ("softmax.py", "x = " + "-" * 100_000 + "1\n"),
    "numbers": ("softmax.py", "x = " + "9" * 100_000 + "\n"),
    "a tuple": ("softmax.py", "x = ((1,) * 9999,) * 9999 * 9999\n"),
    "a deep notebook": ("softmax.ipynb", "[" * MEBI),
    "a notebook of notebooks": ("softmax.ipynb", '{"cells":[' * 100_000),
    "a notebook of many cells": ("softmax.ipynb", notebook([{"cell_type": "code", "source": ""}] * 25_000)),
    "a notebook of commands": ("softmax.ipynb", notebook([{"cell_type": "code", "source": "!x\n" * 50_000}])),
    "a notebook of nothing": ("softmax.ipynb", notebook([[]] * 100_000)),
    "a notebook that is a number": ("softmax.ipynb", "9" * MEBI),
}


def attack(name):
    return (ROOT / "tests" / "attacks" / f"{name}.py").read_text("utf-8")


def test_there_are_these_attacks():
    assert all(attack(name) for name in ATTACKS)


def test_who_attacks_is_judged_and_others_meanwhile(room):
    """All at once; a right work is handed in after them and is judged before the last of them."""
    texts = [LOOP, *map(attack, ATTACKS)]
    mallories = [room.join(f"Mallory {number}") for number in range(len(texts))]
    before = len(room.judges())
    ids = [each.handed_in(text) for each, text in zip(mallories, texts, strict=True)]
    assert room.join("Ada").judged(RIGHT)["status"] == "passed"
    for each, id in zip(mallories, ids, strict=True):
        assert each.result(id)["status"] in ("failed", "error", "timeout", "killed")
    until(lambda: len(room.judges()) == before)
    assert room.join("Bob").judged(RIGHT)["status"] == "passed"


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_told_what_it_is(room, name):
    file, text = BOMBS[name]
    mallory = room.join(f"Mallory of {name}")
    id = mallory.handed_in(text, file)
    result = mallory.result(id)
    assert result["status"] in ("failed", "error", "timeout", "killed", "unattempted")
    assert result["text"]
    assert len(json.dumps(result)) < 1 << 18


def test_the_board_shows_what_they_came_to(room):
    """And all of it is text: nothing that a terminal or a browser obeys."""
    state = room.teacher().state()
    assert all(words.isprintable() for each in state["mistakes"] for words in [each["words"], *each["names"]])
    assert {each["id"] for each in state["katas"]} == {"softmax"}


def test_a_bomb_is_no_example_for_the_wall(room):
    teacher = room.teacher()
    for each in room.teacher().state()["mistakes"]:
        status, found = teacher.ask("POST", "/board/examples", {"kata": each["kata"], "key": each["key"]})
        assert status in (200, 409), found
    assert all(len(each["code"]) < 1 << 16 for each in teacher.state()["examples"])


# Says to whom each job goes, so that the process can be killed that has it.
GIVEN = """
from gradkata.workshop.judges import Judges
give = Judges._give
def told(self, to, job):
    print("given", job.learner, to.process.pid, file=sys.stderr, flush=True)
    give(self, to, job)
Judges._give = told
"""


def given(room, learner, times):
    """The process that has the job of a learner, when it was given to one so many times."""
    found = until(lambda: [p for line in room.log.splitlines() if line.startswith(f"given {learner} ")
                           for p in [int(line.split()[-1])]][times - 1 :])  # fmt: skip
    return found[0]


def kill(pid):
    os.kill(pid, signal.SIGKILL)
    until(lambda: pid not in parents())


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    with Room(tmp_path_factory.mktemp("watched") / "workshop", "--jobs", 1, limits={"before": GIVEN}) as opened:
        yield opened


def test_a_judge_that_is_killed_is_replaced_and_its_job_judged_again(watched):
    ada, bob = watched.join("Ada"), watched.join("Bob")
    before = len(watched.judges())
    id = ada.handed_in(LOOP)
    kill(given(watched, "Ada", 1))
    last = bob.handed_in(RIGHT)
    assert ada.result(id)["status"] == "timeout"
    assert bob.result(last)["status"] == "passed"
    until(lambda: len(watched.judges()) == before)
    own = [each.id for each in watched.attempts() if each.learner in ("Ada", "Bob")]
    assert sorted(own) == sorted([id, last])


def test_who_is_judged_in_vain_twice_is_told_that_it_is_not_their_work(watched):
    eve, bob = watched.join("Eve"), watched.join("Bea")
    before = len(watched.judges())
    id = eve.handed_in(LOOP + "# Eve\n")
    for times in (1, 2):
        kill(given(watched, "Eve", times))
    result = eve.result(id)
    assert result["status"] == "error"
    assert "no judgement of the work" in " ".join(result["text"].split())
    assert id not in [each.id for each in watched.attempts()]
    assert bob.judged(RIGHT)["status"] == "passed"
    until(lambda: len(watched.judges()) == before)


def test_judges_with_nothing_to_do_are_replaced_too(watched):
    before = watched.judges()
    for pid in before:
        kill(pid)
    until(lambda: len(watched.judges()) == len(before))
    assert watched.join("Dan").judged(RIGHT)["status"] == "passed"
