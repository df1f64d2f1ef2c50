"""A visit to a room: who one is there, and that what is handed in comes back judged, whatever happens on the way."""

import contextlib

import pytest
from gradkata.errors import UsageError
from gradkata.sharing import visit as visit_module
from gradkata.sharing.kept import Kept
from gradkata.sharing.room import Room
from gradkata.sharing.telling import Telling
from gradkata.sharing.visit import Visit, Who

from tests.sharing.scripted import ADA, Script, judged, scripted, seconds, ticket

FILES = {"softmax.py": "x = 1\n"}
GONE = (401, {"words": "nobody has this token"})
TAKEN = (409, {"words": "somebody is called Ada already"})
LATER = (429, {"words": "not so fast"}, {"Retry-After": "1"})
GRACE = {"name": "Grace", "token": "g"}


@pytest.fixture
def told():
    return []


@pytest.fixture
def enter(tmp_path, told):
    """A function that enters a scripted room, and gives the visit."""
    with contextlib.ExitStack() as stack:
        kept = Kept(tmp_path / "rooms.json", told.append)

        def enter(script, **who):
            telling = Telling(told.append, lambda *place: told.append(place), told.append)
            return Visit(Room(stack.enter_context(scripted(script))), kept, Who(**who), telling)

        yield enter


def test_the_first_time_one_says_who_one_is_and_later_one_is_known(enter, told):
    with pytest.raises(UsageError, match="say who you are in this room: --as NAME"):
        enter(Script())
    first = Script()
    enter(first, name="ada")
    assert first.of("POST", "api/learners") == [{"name": "ada"}]
    again = Script(POST__submissions=[(202, judged())])
    enter(again).hand_in("softmax", FILES)
    assert again.asked[-1] == ("POST", "api/submissions", {"kata": "softmax", "files": FILES}, "secret")
    assert told == ["In this room you are Ada."]
    assert again.of("POST", "api/learners") == []


def test_two_may_share_an_account(enter, told):
    enter(Script(), name="Ada")
    enter(Script(POST__learners=[(201, GRACE)]), name="Grace")
    told.clear()
    for name, token in [("", "g"), ("ada", "secret"), ("", "secret"), ("Grace", "g")]:
        script = Script(POST__submissions=[(202, judged())])
        enter(script, name=name).hand_in("softmax", FILES)
        assert script.asked[-1][3] == token
    assert told == [f"In this room you are {name}." for name in ("Grace", "Ada", "Ada", "Grace")]


def test_a_name_that_is_taken_is_refused_with_what_else_there_is(enter):
    with pytest.raises(UsageError) as caught:
        enter(Script(POST__learners=[TAKEN]), name="Ada")
    assert str(caught.value) == (
        "the room says: somebody is called Ada already (another name goes with --as, a code with --code)"
    )


def test_whoever_can_be_asked_is_asked_again(enter, told):
    script = Script(POST__learners=[TAKEN, (400, {"words": "too long"}), (201, GRACE)])
    names = iter(["Ada", "x" * 99, "Grace"])
    enter(script, ask=lambda: next(names))
    assert script.of("POST", "api/learners") == [{"name": "Ada"}, {"name": "x" * 99}, {"name": "Grace"}]
    assert told[1:] == ["the room says: too long", "In this room you are Grace."]
    with pytest.raises(UsageError, match="the room says: full"):
        enter(Script(GET__room=[(200, {"room": "r2", "open": {}})], POST__learners=[(503, {"words": "full"})]),
              ask=lambda: "Ada")  # fmt: skip


def test_a_code_lets_in_again(enter):
    enter(Script(), name="Ada")
    script = Script(POST__letins=[(200, {**ADA, "token": "new"})], POST__submissions=[(202, judged())])
    enter(script, code="abc").hand_in("softmax", FILES)
    assert script.of("POST", "api/letins") == [{"code": "abc"}]
    later = Script(POST__submissions=[(202, judged())])
    enter(later, name="Ada").hand_in("softmax", FILES)
    assert (script.asked[-1][3], later.asked[-1][3]) == ("new", "new")


def test_nobody_hands_in_as_another_because_the_room_does_not_know_them_any_more(enter):
    enter(Script(POST__learners=[(201, GRACE)]), name="Grace")
    enter(Script(), name="Ada")
    script = Script(POST__submissions=[GONE])
    with pytest.raises(UsageError, match="say who you are in this room"):
        enter(script).hand_in("softmax", FILES)
    assert [token for *_, token in script.asked] == ["", "secret"]


def test_whom_the_room_does_not_know_any_more_joins_anew(enter, told):
    enter(Script(), name="Ada")
    script = Script(POST__learners=[(201, GRACE)], POST__submissions=[GONE, (202, judged())])
    enter(script, ask=lambda: "Grace").hand_in("softmax", FILES)
    assert script.asked[-1][3] == "g"
    assert told[-2:] == ["The room does not know you as Ada any more.", "In this room you are Grace."]
    lost = Script(POST__submissions=[GONE])
    with pytest.raises(UsageError, match="the room says: nobody has this token"):
        enter(lost, name="Ada").hand_in("softmax", FILES)
    assert len(lost.of("POST", "api/submissions")) == 2


def test_places_are_told_until_it_is_judged(enter, told):
    looks = [(200, each) for each in (ticket(place=1), ticket(state="judging"), judged(status="failed"))]
    script = Script(POST__submissions=[(202, ticket(place=2))], GET__submissions=looks)
    visit = enter(script, name="Ada")
    found = visit.outcome(visit.hand_in("softmax", FILES))
    assert (found.status, told[1:]) == ("failed", [("softmax", 2), ("softmax", 1), ("softmax", None)])


def test_a_room_that_is_too_busy_is_asked_again_as_long_as_it_says(enter, told):
    script = Script(POST__learners=[LATER, (201, ADA)], POST__submissions=[LATER, (202, judged())])
    enter(script, name="Ada").hand_in("softmax", FILES)
    assert told == [1, "In this room you are Ada.", 1]
    patient = Script(POST__submissions=[(429, {"words": "not so fast"}, {"Retry-After": "61"})])
    with pytest.raises(UsageError, match="the room says: not so fast"):
        enter(patient).hand_in("softmax", FILES)
    assert len(patient.of("POST", "api/submissions")) == 1


def test_no_more_wait_at_once_than_a_room_takes(enter):
    katas = ["softmax", "encoding", "bptt", "adagrad", "sampling"]
    script = Script(POST__submissions=[(202, ticket(kata, id=kata)) for kata in katas])
    script.answers |= {f"GET api/submissions/{kata}": [(200, judged(kata, id=kata))] for kata in katas}
    visit = enter(script, name="Ada")
    tickets = [visit.hand_in(kata, FILES) for kata in katas]
    assert [visit.outcome(each).kata for each in tickets] == katas
    order = [path.removeprefix("api/submissions/") for method, path, *_ in script.asked[2:]]
    new = "api/submissions"
    assert order == [new, new, new, "softmax", new, "encoding", new, "bptt", "adagrad", "sampling"]


def test_a_network_or_a_room_that_goes_for_a_moment_costs_nothing(enter, monkeypatch):
    monkeypatch.setattr(visit_module, "PAUSES_S", (0.01,) * 4)
    half = (200, b"{", {"Content-Length": "9"})
    ends = [half, (500, b"Internal Server Error"), (503, {"words": "full"}), LATER, (200, judged())]
    script = Script(POST__submissions=[(202, ticket())], GET__submissions=ends)
    visit = enter(script, name="Ada")
    assert visit.outcome(visit.hand_in("softmax", FILES)).status == "passed"
    script.answers |= {"GET api/submissions": [half], "POST api/submissions": [(202, ticket(id="s2"))]}
    with pytest.raises(UsageError, match="broke off in the middle of its answer"):
        visit.outcome(visit.hand_in("softmax", FILES))


def test_whoever_is_removed_while_they_wait_is_told_and_forgotten(enter, told):
    script = Script(POST__submissions=[(202, ticket())], GET__submissions=[GONE])
    visit = enter(script, name="Ada")
    with pytest.raises(UsageError, match="the room says: nobody has this token"):
        visit.outcome(visit.hand_in("softmax", FILES))
    assert told[-1] == "The room does not know you as Ada any more."
    with pytest.raises(UsageError, match="say who you are"):
        enter(Script())


def test_a_room_that_answers_at_once_that_nothing_is_new_is_not_asked_without_end(enter, monkeypatch):
    monkeypatch.setattr(visit_module, "LEAST_S", 0.2)
    looks = [(200, ticket()), (200, ticket()), (200, judged())]
    script = Script(POST__submissions=[(202, ticket())], GET__submissions=looks)
    visit = enter(script, name="Ada")
    handed = visit.hand_in("softmax", FILES)
    assert seconds(lambda: visit.outcome(handed)) >= 0.4
