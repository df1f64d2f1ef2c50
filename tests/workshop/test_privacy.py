"""What is a learner's is theirs: others can neither read nor change it, and it goes when they are removed."""

import pytest

from tests.workshop.rooms import LOOP, RIGHT, WRONG, Room, ran, until

MARK = "qzjxvk"  # of the alphabet's letters, those that no word has in this order


def test_nobody_reads_what_another_has_handed_in(room):
    ada, eve = room.join("Ada"), room.join("Eve")
    id = ada.handed_in(WRONG)
    assert ada.result(id)["status"] == "failed"
    for path in (f"/api/submissions/{id}", f"/api/submissions/{id}?wait=20&place=0", "/api/submissions/" + "0" * 32):
        assert eve.ask("GET", path)[0] == 404
    assert ada.ask("GET", "/api/submissions/" + id[:-1] + "g")[0] == 404
    assert eve.ask("GET", "/api/me")[1] == {"name": "Eve", "results": {}, "waiting": []}
    assert eve.ask("GET", "/api/me/everything")[1] == {"name": "Eve", "handed_in": []}
    eve.ask("DELETE", "/api/me")
    assert [each["id"] for each in ada.ask("GET", "/api/me/everything")[1]["handed_in"]] == [id]
    assert eve.ask("GET", "/api/me")[0] == 401


@pytest.mark.parametrize("token", ["", "x", "Ada", "\xff", "x" * 5000, "' OR 1=1 --"])
def test_guessed_tokens_are_none(room, token):
    for method, path in (("GET", "/api/me"), ("GET", "/api/me/everything"), ("DELETE", "/api/me")):
        assert room.ask(method, path, headers={"Authorization": f"Bearer {token}"})[0] == 401


def test_what_was_handed_in_cannot_be_called_anothers(room):
    ada, eve = room.join("Ada 2"), room.join("Eve 2")
    body = {"kata": "softmax", "files": {"softmax.py": RIGHT}, "learner": "Ada 2", "name": "Ada 2", "id": "x"}
    status, found = eve.ask("POST", "/api/submissions", body)
    assert status == 202
    assert eve.result(found["id"])["status"] == "passed"
    assert ada.ask("GET", "/api/me")[1]["results"] == {}


def test_no_result_tells_the_seed(room):
    ada = room.join("Seed")
    result = ada.judged(WRONG)
    assert result["seed"] == 0
    assert ada.ask("GET", "/api/me")[1]["results"]["softmax"]["seed"] == 0


def test_a_code_works_once_and_ends_the_old_token(room):
    ada, teacher = room.join("Ada 3"), room.teacher()
    first, code = (teacher.ask("POST", "/board/letins", {"name": "Ada 3"})[1]["code"] for _ in range(2))
    assert room.ask("POST", "/api/letins", {"code": first})[0] == 403  # another one was made
    status, _, found = room.ask("POST", "/api/letins", {"code": f" {code[:4].upper()} {code[4:]} "})
    assert (status, found["name"]) == (200, "Ada 3")
    assert room.ask("POST", "/api/letins", {"code": code})[0] == 403
    assert ada.ask("GET", "/api/me")[0] == 401
    assert room.ask("GET", "/api/me", token=found["token"])[0] == 200
    for junk in ("", " ", "\0", "x" * 199, 7, None):
        assert room.ask("POST", "/api/letins", {"code": junk})[0] in (400, 403, 429)


def test_of_who_is_removed_nothing_is_left(room):
    """While one of theirs is judged, others wait, and their code hangs on the wall."""
    teacher, name = room.teacher(), f"Mallory {MARK}"
    mallory, bob = room.join(name), room.join("Bob")
    mallory.judged(f"{WRONG}\n\ndef {MARK}_1():\n    return 1\n")
    (mistake,) = [each for each in teacher.state()["mistakes"] if name in each["names"]][:1]
    for _ in mistake["names"]:  # one of each who has it, and so theirs
        assert teacher.ask("POST", "/board/examples", {"kata": "softmax", "key": mistake["key"]})[0] == 200
    assert len(teacher.state()["examples"]) == len(mistake["names"])
    id = mallory.handed_in(f"{LOOP}# {MARK}\n")
    mallory.handed_in(f"{RIGHT}# {MARK}\n")
    until(lambda: mallory.ask("GET", f"/api/submissions/{id}")[1]["state"] == "judging", pause_s=0.2)
    assert room.left(MARK) != []
    assert teacher.ask("POST", "/board/remove", {"name": name})[0] == 200
    assert room.left(MARK) == []
    assert mallory.ask("GET", "/api/me")[0] == 401
    assert MARK not in str(teacher.state())
    again = room.join(name)  # while the old one's work is still in hand
    assert again.ask("GET", "/api/me/everything")[1]["handed_in"] == []
    assert again.judged(WRONG)["status"] == "failed"
    assert bob.judged(RIGHT)["status"] == "passed"
    assert [each.status for each in room.attempts() if each.learner == name] == ["failed"]
    assert again.ask("DELETE", "/api/me")[0] == 200
    assert room.left(MARK) == []
    state = teacher.state()
    assert state["judged"] == state["handed_in"]


def test_who_takes_a_name_of_the_gradebook_sees_and_deletes_nothing_from_before(tmp_path):
    with Room(tmp_path / "workshop") as room:
        room.join("Ada").judged(WRONG)
    (room.folder / "workshop.db").unlink()
    with Room(room.folder) as room:
        before = room.attempts()
        ada, teacher = room.join("Ada"), room.teacher()
        assert ada.ask("GET", "/api/me")[1]["results"] == {}
        assert ada.judged(RIGHT)["status"] == "passed"
        assert len(room.attempts()) == 2
        assert ada.ask("DELETE", "/api/me")[0] == 200
        assert room.attempts() == before
        (learner,) = teacher.state()["learners"]
        assert learner["cells"]["softmax"]["status"] == "failed"
        assert teacher.ask("POST", "/board/remove", {"name": "Ada"})[0] == 200
        assert room.attempts() == teacher.state()["learners"] == []
        assert teacher.ask("POST", "/board/remove", {"name": "Ada"})[0] == 404


def test_of_who_is_forgotten_later_nothing_is_left(tmp_path):
    with Room(tmp_path / "workshop") as room:
        room.join(f"Ada {MARK}").judged(WRONG + f"# {MARK}\n")
        room.join("Bob").judged(RIGHT)
    assert ran(room.folder, "--forget", f"Ada {MARK}", "--yes").returncode == 0
    assert room.left(MARK) == []
    assert [each.learner for each in room.attempts()] == ["Bob"]
