"""A room that is killed at any moment: the same command goes on, and all that it took in is judged, once."""

import pytest

from tests.workshop.rooms import LOOP, RIGHT, WRONG, Learner, Room, Teacher, parents, until


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "workshop"


def opened_again(room):
    """The room that the same command opens, at the port that it had."""
    return Room(room.folder, "--jobs", 2, port=None)


def test_what_was_taken_in_is_judged_once_and_all_else_is_as_it_was(folder):
    with Room(folder, "--jobs", 2) as room:
        learners = [room.join(name) for name in ("Ada", "Bob", "Eve")]
        teacher = room.teacher()
        teacher.ask("POST", "/board/hint", {"kata": "softmax", "words": "Look at the shapes"})
        learners[0].judged(RIGHT)
        in_hand = learners[2].handed_in(LOOP)
        until(lambda: learners[2].ask("GET", f"/api/submissions/{in_hand}")[1]["state"] == "judging")
        accepted = [
            (each.name, each.handed_in(f"{WRONG}# {each.name} {number}\n"))
            for number in range(2)
            for each in learners[:2]
        ]
        teacher.ask("POST", "/board/open", {"kata": "softmax", "open": False})
        before, started = room.ask("GET", "/api/room")[2], room.descendants()
        room.kill()
        assert room.left(learners[0].token) == []  # it is kept as its digest alone
        assert room.left("Ada") != []
        until(lambda: not started & set(parents()))
        with opened_again(room) as again:
            assert (again.address, again.board) == (room.address, room.board)
            after = again.ask("GET", "/api/room")[2]
            assert {name: after[name] for name in ("room", "open", "hint")} == {
                "room": before["room"], "open": {"softmax": False}, "hint": before["hint"],
            }  # fmt: skip
            same = [Learner(again, each.name, each.token) for each in learners]
            by_name = {each.name: each for each in same}
            for name, id in [*accepted, ("Eve", in_hand)]:
                assert by_name[name].result(id)["status"] in ("failed", "timeout")
            ids = [each.id for each in again.attempts() if each.learner != "Ada" or each.status != "passed"]
            assert sorted(ids) == sorted([id for _, id in accepted] + [in_hand])
            assert same[0].hand_in(RIGHT)[0] == 409
            again_teacher = Teacher(again)
            assert again_teacher.cookie == teacher.cookie
            assert again_teacher.state()["judged"] == len(accepted) + 2


def test_wherever_it_is_killed_each_work_is_judged_once(folder):
    """Killed again and again while it judges, at moments that differ."""
    with Room(folder, "--jobs", 2) as room:
        ada = room.join("Ada")
        accepted = [ada.handed_in(WRONG)]
    for number in range(2):
        with Room(folder, "--jobs", 2) as room:
            again = Learner(room, "Ada", ada.token)
            accepted += [again.handed_in(f"{WRONG}# {number} {each}\n") for each in range(3)]
            least = len(accepted) - 3 + number
            until(lambda room=room, least=least: len(room.attempts()) >= least)
            room.kill()
    with Room(folder, "--jobs", 2) as room:
        again = Learner(room, "Ada", ada.token)
        for id in accepted:
            assert again.result(id)["status"] == "failed"
        assert [each.id for each in room.attempts()] == accepted


def test_a_room_that_is_asked_to_end_says_what_is_not_judged_and_leaves_no_process(folder):
    with Room(folder) as room:
        ada = room.join("Ada")
        ada.handed_in(LOOP)
        ada.handed_in(LOOP + "# again\n")
        with room.teacher().events() as link:  # whoever waits for news is let go
            link.recv(100)
            started = room.descendants()
            room.process.terminate()
            room.process.wait(60)
        until(lambda: not started & set(parents()))
        assert "2 pieces of work are not judged yet" in room.log
        assert "Traceback" not in room.log
