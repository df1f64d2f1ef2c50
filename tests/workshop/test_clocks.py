"""A clock that jumps, an hour back or a year ahead: the order of what was judged stays, and nobody waits for it."""

import datetime

from tests.workshop.rooms import RIGHT, WRONG, Learner, Room

CLOCK = """
import datetime, functools, pathlib, time
import gradkata.workshop.server as server
def now():
    jump = datetime.timedelta(seconds=float(pathlib.Path({path!r}).read_text()))
    return datetime.datetime.now(datetime.UTC) + jump
server.Room = functools.partial(server.Room, now=now)
real = time.time
time.time = lambda: real() + float(pathlib.Path({path!r}).read_text())
"""
HOUR, YEAR = 3600.0, 365 * 24 * 3600.0


def test_a_clock_that_jumps_changes_no_order(tmp_path):
    jump = tmp_path / "jump"
    jump.write_text("0")
    before = {"before": CLOCK.format(path=str(jump))}
    ids, texts = [], [f"{WRONG}# {number}\n" for number in range(4)] + [RIGHT]
    with Room(tmp_path / "workshop", limits=before) as room:
        ada = room.join("Ada")
        for by, text in zip((0, -HOUR, YEAR, -YEAR), texts, strict=False):
            jump.write_text(str(by))
            ids.append(ada.handed_in(text))
            assert ada.result(ids[-1])["status"] == "failed"
        assert room.teacher().state()["stuck"][0]["attempts"] == 4
    with Room(tmp_path / "workshop", limits=before) as room:  # a year back, after attempts that are of the future
        again = Learner(room, "Ada", ada.token)
        ids.append(again.handed_in(texts[-1]))
        assert again.result(ids[-1])["status"] == "passed"
        jump.write_text("0")
        bob = room.join("Bob")
        assert bob.judged(RIGHT)["status"] == "passed"
        attempts = room.attempts()
        assert [each.id for each in attempts if each.learner == "Ada"] == ids
        graded = [each.graded for each in attempts]
        assert graded == sorted(set(graded))
        assert again.ask("GET", "/api/me")[1]["results"]["softmax"]["status"] == "passed"
        state = room.teacher().state()
        assert [each["passed"] for each in state["katas"]] == [2]
        assert state["queue"]["longest"] == 0
        assert all(cell["seconds"] >= 0 for each in state["learners"] for cell in each["cells"].values())
    assert datetime.datetime.fromisoformat(graded[-1]).tzinfo is not None


def test_neither_the_queue_nor_the_rates_go_by_it(tmp_path):
    jump = tmp_path / "jump"
    jump.write_text("0")
    with Room(tmp_path / "workshop", "--jobs", 1, limits={"before": CLOCK.format(path=str(jump))}) as room:
        ada, bob = room.join("Ada"), room.join("Bob")
        with room.nobody_judging():
            first = [ada.handed_in(f"{WRONG}# {number}\n") for number in range(3)]
            jump.write_text(str(-YEAR))
            last = bob.handed_in(WRONG)
            jump.write_text(str(YEAR))
            assert {ada.hand_in(f"{WRONG}#{number}\n")[0] for number in range(9)} >= {429}
            waited = room.teacher().state()["queue"]["longest"]
            assert 0 <= waited < HOUR
        assert bob.result(last)["status"] == "failed"
        for id in first:
            assert ada.result(id)["status"] == "failed"
        order = [each.id for each in room.attempts()]
        assert order.index(last) <= 2
