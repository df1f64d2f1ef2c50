"""Which judge is given what, and that one that holds too much is replaced and costs nobody their verdict."""

from gradkata.job import Job
from gradkata.workshop.judges import Judge

from tests.workshop.rooms import RIGHT, WRONG, Room, until


def test_a_judge_that_knows_a_kata_is_asked_first_and_else_the_one_that_knows_least():
    new, one, two = (Judge(None, None, katas=set(each)) for each in ([], ["a"], ["b", "c"]))
    for kata, chosen in (("a", one), ("b", two), ("d", new)):
        assert min([two, one, new], key=lambda each, kata=kata: each.suits(Job("ada", kata, 0))) is chosen
    assert min([two, one], key=lambda each: each.suits(Job("ada", "d", 0))) is one


def test_a_judge_that_holds_too_much_is_replaced(tmp_path):
    with Room(tmp_path / "workshop", limits={"workshop.judges.MOST_MEMORY": 1}) as room:
        before = room.judges()
        ada = room.join("Ada")
        texts = {f"{WRONG}# 1\n": "failed", RIGHT: "passed", f"{WRONG}# 2\n": "failed"}
        assert [ada.judged(text)["status"] for text in texts] == list(texts.values())
        assert [each.status for each in room.attempts()] == list(texts.values())
        until(lambda: len(room.judges()) == len(before) and not set(room.judges()) >= set(before))
