"""Who is who in a room: names that nobody else has, tokens that are nowhere kept, codes that work once."""

import functools
import hashlib

import pytest
from gradkata.workshop import accounts
from gradkata.workshop.accounts import CODE, CODE_LENGTH, LONGEST, Accounts
from gradkata.workshop.records import Records
from gradkata.workshop.refusing import RefusedError


@pytest.fixture
def path(tmp_path):
    return tmp_path / "workshop.db"


@pytest.fixture
def records(path):
    with Records(path) as found:
        yield found


@pytest.fixture
def room(records):
    return Accounts(records)


def refused(status, act, *arguments):
    with pytest.raises(RefusedError) as error:
        act(*arguments)
    assert error.value.status == status
    return str(error.value)


def test_a_learner_is_known_by_a_token(room):
    name, token = room.join("Ada")
    assert name == "Ada"
    assert room.whose(token) == "Ada"
    assert room.names == ["Ada"]
    for other in (
        "",
        "Ada",
        token[:-1],
        token.upper(),
        f"{token} ",
        hashlib.sha256(token.encode()).hexdigest(),
        "\ud800",
    ):
        assert room.whose(other) is None


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("  Ada   Lovelace ", "Ada Lovelace"), ("Zoe\u0308", "Zoë"), ("李雷", "李雷"), ("A\u200bda", "A da"),
        ("Ada\u202e", "Ada"), ("A\nd\ta\0", "A d a"), ("<b>Ada</b>", "<b>Ada</b>"), ("7", "7"),
        ("a" * LONGEST, "a" * LONGEST),
        ("\x1b[31mAda", "[31mAda"), ("\ud800Ada", "Ada"),
    ],
)  # fmt: skip
def test_a_name_is_shown_in_one_line_of_what_can_be_seen(room, asked, shown):
    assert room.join(asked)[0] == shown
    assert room.names == [shown]


@pytest.mark.parametrize("asked", [None, 7, ["Ada"], {}, "", "   ", "\u200b", "...", "\n\0", "–", "\ud800"])
def test_what_is_no_name_is_refused(room, asked):
    assert refused(400, room.join, asked) == "say what you are called: a name with a letter or a digit in it"
    assert room.names == []


def test_a_name_that_is_too_long_is_refused_and_not_cut(room):
    assert refused(400, room.join, "a" * (LONGEST + 1)) == f"take a shorter name: at most {LONGEST} characters"
    refused(400, room.join, "a" * 10_000_000)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada", "Ada"), ("Ada", "ada"), ("Ada", " ADA "), ("Ada L", "AdaL"), ("Ada L", "Ada\u00a0L"), ("Ada", "Ａｄａ"),
        ("Ada", "Ada\u200b"), ("Zoë", "Zoe\u0308"), ("Straße", "STRASSE"), ("fin", "ﬁn"), ("x2", "x²"),
        ("Ada", "A\u00adda"),
    ],
)  # fmt: skip
def test_names_that_look_alike_are_one(room, one, other):
    for first, second in ((one, other), (other, one)):
        name, token = room.join(first)
        words = refused(409, room.join, second)
        assert words.startswith("somebody here is called ")
        assert room.whose(token) == name
        room.forget(name)


def test_names_that_do_not_are_several(room):
    several = ["Ada", "Adam", "Zoe", "Zoë", "Ada-L", "Ada L"]
    for name in several:
        room.join(name)
    assert room.names == sorted(several, key=str.casefold)


def test_after_a_restart_all_are_known(room, records):
    _, token = room.join("Ada")
    again = Accounts(records)
    assert again.whose(token) == "Ada"
    refused(409, again.join, "ada")


def test_no_token_and_no_code_is_in_the_file(room, path):
    secrets = [room.join("Ada")[1], room.code_for("Ada", alone=True)]
    secrets.append(room.let_in(secrets[1])[1])
    secrets.append(room.code_for("Ada", alone=True))
    data = b"".join(each.read_bytes() for each in path.parent.iterdir())
    assert b"Ada" in data
    for secret in secrets:
        assert secret.encode() not in data


def test_tokens_and_codes_are_never_the_same(room):
    assert len({room.join(f"learner {number}")[1] for number in range(50)}) == 50
    codes = {room.code_for("learner 1", alone=True) for _ in range(50)}
    assert len(codes) == 50
    assert all(len(code) == CODE_LENGTH and set(code) <= set(CODE) for code in codes)
    assert not set(CODE) & set("il1o0")  # which are read as others


def test_a_code_lets_its_learner_in_once_and_the_old_token_out(room, records):
    _, token = room.join("Ada")
    _, other = room.join("Ben")
    code = room.code_for("Ada", alone=True)
    assert room.whose(token) == "Ada"  # as long as nobody has used the code
    name, new = room.let_in(code)
    assert name == "Ada"
    for known in (room, Accounts(records)):
        assert [known.whose(each) for each in (token, new, other)] == [None, "Ada", "Ben"]
    refused(403, room.let_in, code)
    assert room.whose(new) == "Ada"


def test_a_code_for_one_more_machine_leaves_the_others_in(room, records):
    _, token = room.join("Ada")
    name, new = room.let_in(room.code_for("Ada", alone=False))
    assert name == "Ada"
    for known in (room, Accounts(records)):
        assert [known.whose(each) for each in (token, new)] == ["Ada", "Ada"]
        assert known.names == ["Ada"]
    _, last = room.let_in(room.code_for("Ada", alone=True))
    for known in (room, Accounts(records)):
        assert [known.whose(each) for each in (token, new, last)] == [None, None, "Ada"]


def test_a_machine_more_takes_no_place_in_the_room(room, monkeypatch):
    monkeypatch.setattr(accounts, "MOST", 2)
    room.join("Ada")
    room.let_in(room.code_for("Ada", alone=False))
    room.join("Ben")
    refused(503, room.join, "Cyd")


def test_a_code_is_typed_as_people_type(room):
    room.join("Ada")
    code = room.code_for("Ada", alone=True)
    assert room.let_in(f" {code[:4].upper()} {code[4:]}\n")[0] == "Ada"


def test_a_new_code_takes_the_place_of_the_old_one(room):
    room.join("Ada")
    room.join("Ben")
    bens, old, new = (
        room.code_for("Ben", alone=True),
        room.code_for("Ada", alone=True),
        room.code_for("Ada", alone=True),
    )
    refused(403, room.let_in, old)
    assert room.let_in(new)[0] == "Ada"
    assert room.let_in(bens)[0] == "Ben"


@pytest.mark.parametrize("code", ["", " ", "abcdefgh", "\ud800", "x" * 100_000])
def test_what_is_no_code_lets_nobody_in(room, code):
    room.join("Ada")
    room.code_for("Ada", alone=True)
    assert "ask your teacher for a new one" in refused(403, room.let_in, code)


def test_for_nobody_there_is_no_code(room):
    room.join("Ada")
    for alone in (True, False):
        assert refused(404, functools.partial(room.code_for, alone=alone), "ada") == "nobody here is called ada"
    assert refused(404, room.forget, "B\x1b[1men") == "nobody here is called B [1men"


def test_who_is_forgotten_is_nobody_and_the_name_is_free(room, records):
    _, token = room.join("Ada")
    code = room.code_for("Ada", alone=True)
    room.forget("Ada")
    for known in (room, Accounts(records)):
        assert known.whose(token) is None
        assert known.names == []
    refused(403, room.let_in, code)
    _, new = room.join("ada")
    assert room.whose(new) == "ada"
    assert room.whose(token) is None


def test_a_room_has_so_many_places(room, monkeypatch):
    monkeypatch.setattr(accounts, "MOST", 2)
    room.join("Ada")
    room.join("Ben")
    assert refused(503, room.join, "Cyd") == "the room is full: 2 learners are in it"
    room.forget("Ben")
    room.join("Cyd")
