"""A room's file: all of it is there after a restart, what is forgotten is gone, and what is none is left alone."""

import json
import random
import sqlite3
from contextlib import closing

import pytest
from gradkata.errors import UsageError
from gradkata.gradebook.book import Gradebook
from gradkata.workshop.database import VERSION
from gradkata.workshop.handed_in import HandedIn, Judged
from gradkata.workshop.records import Records, TakenError

TIME = "2026-11-27T09:00:00.000000+00:00"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "workshop.db"


def work(id, learner="Ada", kata="softmax", text="x = 1\n"):
    return HandedIn(id, learner, kata, {f"{kata}.py": text}, TIME)


def test_what_the_teacher_sets_is_kept(path):
    with Records(path) as records:
        room = records.value("id")
        assert records.value("hint") is None
        assert records.value("closed", []) == []
        for value in ({"words": "ä \ud800"}, None, ["softmax"], 7, "x"):
            records.keep("hint", value)
            assert records.value("hint", "otherwise") == value
    with Records(path) as records:
        assert records.value("hint") == "x"
        assert records.value("id") == room
    with Records(path.with_name("other.db")) as records:
        assert records.value("id") != room


def test_learners_are_kept_and_none_twice(path):
    with Records(path) as records:
        records.join("Ada", "ada", "digest 1")
        with pytest.raises(TakenError):
            records.join("ADA", "ada", "digest 2")
        records.join("Ben", "ben", "digest 3")
        records.add_token("Ada", "digest 4", alone=False)
    with Records(path) as records:
        assert records.tokens() == {"digest 1": "Ada", "digest 3": "Ben", "digest 4": "Ada"}
        records.add_token("Ada", "digest 5", alone=True)
        assert records.tokens() == {"digest 3": "Ben", "digest 5": "Ada"}


def test_what_was_handed_in_comes_out_as_it_went_in(path):
    files = {"softmax.py": "ä \ud800 \0 \r\n 'x'", "other.ipynb": "{}"}
    each = HandedIn("1", "Zoë", "softmax", files, TIME)
    with Records(path) as records:
        records.add(each)
    with Records(path) as records:
        assert records.waiting() == [each]
        assert records.text("1") == each
        assert records.text("2") is None


def test_what_is_judged_waits_no_more(path):
    with Records(path) as records:
        for id in "abcd":
            records.add(work(id, kata="bptt" if id == "d" else "softmax"))
        records.judge(Judged("a", "Ada", "softmax", "a"))
        records.judge(Judged("b", "Ada", "softmax", "", '{"a result": "of its own"}'))
    with Records(path) as records:
        assert [each.id for each in records.waiting()] == ["c", "d"]
        assert records.ids("Ada") == ["a", "b", "c", "d"]
        assert records.size("Ada") > records.size("Ben") == 0
        assert records.judged("a") == Judged("a", "Ada", "softmax", "a")
        assert records.judged("b") == Judged("b", "Ada", "softmax", "", '{"a result": "of its own"}')
        assert records.judged("c") is None
        assert records.judged("nothing") is None
        assert records.newest("Ada") == {"softmax": records.judged("b")}
        assert records.newest("Ben") == {}
        records.judge(Judged("c", "Ada", "softmax", "a"))  # as the first, so its attempt counts
        assert records.newest("Ada") == {"softmax": Judged("c", "Ada", "softmax", "a")}
        assert records.count() == (4, 3)


def test_the_last_of_each_learner_and_kata_are_given_the_oldest_first(path):
    with Records(path) as records:
        for id, learner, kata in [
            ("1", "Ada", "softmax"), ("2", "Ben", "softmax"), ("3", "Ada", "bptt"), ("4", "Ada", "softmax"),
        ]:  # fmt: skip
            records.add(work(id, learner, kata))
        assert [each.id for each in records.last()] == ["2", "3", "4"]
        assert records.authors() == ["Ada", "Ben"]


def test_who_is_forgotten_is_gone_and_others_stay(path):
    with Records(path) as records:
        for name in ("Ada", "Ben"):
            records.join(name, name.lower(), f"digest of {name}")
            records.add(work(f"1 of {name}", name))
        records.keep("examples", [{"of": "Ada", "code": "x"}, {"of": "Ben", "code": "y"}])
        records.forget("Ada")
        records.forget("Nobody")
        assert records.tokens() == {"digest of Ben": "Ben"}
        assert [each.learner for each in records.waiting()] == ["Ben"]
        assert records.value("examples") == [{"of": "Ben", "code": "y"}]
        records.join("Ada", "ada", "digest 2")


@pytest.mark.parametrize("seed", [6, 8])  # rows that were moved leave copies behind: these seeds had some
def test_of_whom_is_forgotten_no_byte_is_left_while_the_file_is_open(seed, path):
    random_, names = random.Random(seed), [f"LEARNER{number:03}X" for number in range(40)]
    with Records(path) as records:
        for name in names:
            records.join(name, name.lower(), name[::-1])
        for number in range(400):
            name = random_.choice(names)
            records.add(work(f"{number}", name, text=f"# {name}\n" * random_.choice([1, 3, 30, 300, 2000])))
        for name in names[:20]:
            records.forget(name)
            data = b"".join(each.read_bytes() for each in path.parent.iterdir()).upper()
            assert name.encode() not in data
        assert all(each.encode() in data for each in {each.learner for each in records.last()})


def test_a_file_of_another_program_is_left_as_it_is(path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
        other.commit()
    check_refused(path, "is no workshop's file, and is left as it is")


def test_a_gradebook_is_no_workshops_file_and_none_of_these_is_a_gradebook(path):
    with Gradebook.writing(path):
        pass
    check_refused(path, "is no workshop's file")
    with Records(path.with_name("room.db")):
        pass
    with pytest.raises(UsageError, match="is no gradebook"):
        Gradebook.writing(path.with_name("room.db"))


def test_a_text_is_left_as_it_is(path):
    path.write_text("my notes, which are long enough for a header of SQLite, and then some more of them\n" * 10)
    check_refused(path, r"workshop\.db cannot be used for the workshop \(file is not a database\)")


def test_a_folder_and_a_file_in_no_folder_are_told(path):
    path.mkdir()
    for there in (path, path / "nowhere" / "workshop.db"):
        with pytest.raises(UsageError, match="cannot be used for the workshop"):
            Records(there)


def test_what_a_newer_gradkata_wrote_is_left_as_it_is(path):
    filled(path)
    with closing(sqlite3.connect(path)) as found:
        found.execute(f"PRAGMA user_version = {VERSION + 1}")
    check_refused(path, rf"was written by a newer gradkata \(version {VERSION + 1}, this one knows {VERSION}\)")


def test_a_damaged_file_is_told_before_anything_is_done(path):
    filled(path)
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    check_refused(path, "is damaged, and is left as it is")


def test_a_file_that_is_cut_off_is_told(path):
    filled(path)
    path.write_bytes(path.read_bytes()[:6000])
    check_refused(path, "is damaged|cannot be used for the workshop")


def test_an_empty_file_becomes_one(path):
    path.touch()
    with Records(path) as records:
        assert records.value("id")


def filled(path):
    with Records(path) as records:
        for number in range(50):
            records.add(work(f"{number}", text="x" * 500))


def check_refused(path, words):
    before = path.read_bytes()
    with pytest.raises(UsageError, match=words):
        Records(path)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_what_is_kept_of_the_files_is_json(path):
    with Records(path) as records:
        records.add(work("1"))
    with closing(sqlite3.connect(path)) as found:
        ((files,),) = found.execute("SELECT files FROM handed_in").fetchall()
    assert json.loads(files) == {"softmax.py": "x = 1\n"}
