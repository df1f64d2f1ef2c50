"""A gradebook's file: what goes in comes out, several may write it, and nothing that is no gradebook is touched."""

import dataclasses
import math
import os
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from gradkata.errors import UsageError
from gradkata.gradebook import opening, schema
from gradkata.gradebook.attempt import written
from gradkata.gradebook.book import Gradebook, Shelf, merge
from gradkata.results import Explanation, GradientMap, Kind, Misconception, Place

from tests.gradebook.books import a_result, an_attempt

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "book.db"


@pytest.fixture
def filled(path):
    """A book with two attempts."""
    with Gradebook.writing(path) as book:
        book.seed_or(7)
        book.add([an_attempt("a"), an_attempt("b", learner="ben")])
    return path


def ids(path):
    with Gradebook.reading(path) as book:
        return [each.id for each in book.all()]


def test_a_result_comes_out_as_it_went_in():
    explanation = Explanation(Kind.PART, (GradientMap("dWxh", (1, 2), ("<.",), ((0.1, math.inf),)),), ("one_row",))
    result = a_result(
        misconceptions=(Misconception("axis", "the axis", "Words.", "Words", 2),), imports=("softmax",),
        explanation=explanation, found="ä \ud800 \0 “…”", printed="1\n2", printed_lines=2, cpu_s=0.1 + 0.2,
    )  # fmt: skip
    result = dataclasses.replace(result, tests=(dataclasses.replace(result.tests[0], place=Place("x.py", 3)),))
    again = an_attempt(result=written(result)).judged()
    assert again == result
    assert type(again.status) is type(result.status)
    assert type(again.tests[0].status) is type(result.status)


def test_attempts_come_in_their_order(filled):
    with Gradebook.writing(filled) as book:
        assert book.add([an_attempt("d"), an_attempt("b", learner="ben"), an_attempt("c")]) == 2
        assert [each.id for each in book.all()] == ["a", "b", "c", "d"]
        assert [each.id for each in book.of("ada", "double")] == ["d", "c", "a"]
        assert next(book.all()) == an_attempt("a")
        assert len(book) == 4
    with Gradebook.reading(filled) as book:
        head = next(book.heads())
        assert (head, book.whole(head)) == (an_attempt("a", result=""), an_attempt("a"))


def test_the_seed_is_that_of_the_first_grading(path):
    huge = 2**70
    with Gradebook.writing(path) as book:
        assert book.seed is None
        assert book.seed_or(huge) == huge
        assert book.seed_or(8) == huge
    with Gradebook.reading(path) as book:
        assert book.seed == huge


def test_either_all_attempts_come_in_or_none(filled):
    def breaks():
        yield an_attempt("c")
        raise RuntimeError

    with Gradebook.writing(filled) as book, pytest.raises(RuntimeError):
        book.add(breaks())
    assert ids(filled) == ["a", "b"]


WRITES = """
import sys
from pathlib import Path
from gradkata.gradebook.book import Gradebook
from tests.gradebook.books import an_attempt
print("ready", flush=True)
sys.stdin.readline()
with Gradebook.writing(Path(sys.argv[1])) as book:
    print(book.seed_or(int(sys.argv[2])))
    for number in range(20):
        book.add([an_attempt(id=f"{sys.argv[2]} {number}")])
"""


def test_several_make_and_write_one_book_at_once(path):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "harness"), str(ROOT)])}
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITES, path, str(number)],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for number in range(3)
    ]  # fmt: skip
    for each in writers:
        assert each.stdout.readline() == "ready\n"
    for each in writers:
        each.stdin.write("\n")
        each.stdin.flush()
    seeds = {each.communicate(timeout=300)[0] for each in writers}
    assert [each.returncode for each in writers] == [0, 0, 0]
    assert len(seeds) == 1
    assert sorted(ids(path)) == sorted(f"{writer} {number}" for writer in range(3) for number in range(20))


def test_an_attempt_that_no_row_can_hold_is_told_and_not_passed_over(filled):
    with Gradebook.writing(filled) as book, pytest.raises(UsageError, match="NOT NULL constraint failed"):
        book.add([an_attempt("c"), an_attempt("d", score=math.nan)])
    assert ids(filled) == ["a", "b"]


def test_merged_books_hold_every_attempt_once(filled, tmp_path):
    other, whole = tmp_path / "other.db", tmp_path / "whole.db"
    with Gradebook.writing(other) as book:
        book.add([an_attempt("b", learner="ben"), an_attempt("c")])
    assert merge([other, filled], whole) == (3, 3)
    assert merge([filled, other, whole], whole) == (3, 0)
    assert ids(whole) == ["a", "b", "c"]
    with Gradebook.reading(whole) as book:
        assert book.seed == 7
    with Shelf([filled, other]) as shelf:
        heads = shelf.heads()
        assert [shelf.whole(each).id for each in heads] == ["a", "b", "c"]


def test_where_one_cannot_be_read_nothing_is_merged(filled, tmp_path):
    with pytest.raises(UsageError, match="there is no gradebook"):
        merge([filled, tmp_path / "none.db"], tmp_path / "whole.db")
    assert not (tmp_path / "whole.db").exists()


def foreign(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE marks (name TEXT)")
    connection.close()


def newer(path):
    with Gradebook.writing(path) as book:
        book._connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")


def cut(path):
    with Gradebook.writing(path) as book:
        book.add(an_attempt(id=str(number)) for number in range(200))
    path.write_bytes(path.read_bytes()[:20000])


def overwritten(path):
    with Gradebook.writing(path) as book:
        book.add(an_attempt(id=str(number)) for number in range(200))
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (foreign, "is no gradebook, and is left as it is"),
        (newer, r"was written by a newer gradkata \(version 2, this one knows 1\): update gradkata"),
        (cut, "is damaged, and is left as it is"),
        (overwritten, "is damaged, and is left as it is"),
        (lambda path: path.write_text("name,points\n"), "is no gradebook, and is left as it is"),
        (lambda path: path.write_bytes(opening.MAGIC), "is no gradebook, and is left as it is"),
        (Path.mkdir, "is a folder; a gradebook is a file"),
    ],
)
def test_what_is_no_sound_gradebook_is_left_as_it_is(path, make, words):
    make(path)
    before = path.is_file() and path.read_bytes()
    for kind in (Gradebook.writing, Gradebook.reading):
        with pytest.raises(UsageError, match=words):
            kind(path)
    assert (path.is_file() and path.read_bytes()) == before
    assert [each.name for each in path.parent.iterdir()] == ["book.db"]


def test_a_result_that_means_nothing_is_told():
    for text in ("{", "{}", '{"learner": 1}'):
        with pytest.raises(UsageError, match="damaged: the result of ada, double cannot be read"):
            an_attempt(result=text).judged()


def test_where_no_file_can_be_made_it_is_told(tmp_path):
    with pytest.raises(UsageError, match=r"there is no folder .*none to make the gradebook book.db in"):
        Gradebook.writing(tmp_path / "none" / "book.db")
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="there is no folder"):
        Gradebook.writing(tmp_path / "file" / "book.db")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a folder in which nobody can make a file")
def test_where_the_system_refuses_a_file_it_is_told():
    with pytest.raises(UsageError, match=r"/proc/self/book.db cannot be used as a gradebook \(unable to open"):
        Gradebook.writing(Path("/proc/self/book.db"))


@pytest.mark.skipif(os.name != "posix", reason="a device")
def test_a_device_is_no_gradebook():
    with pytest.raises(UsageError, match="/dev/null is no plain file"):
        Gradebook.writing(Path("/dev/null"))


def test_what_is_read_only_is_told_of_when_it_is_written(filled):
    with Gradebook.reading(filled) as book, pytest.raises(UsageError, match="cannot be written: it is read-only"):
        book.add([an_attempt("c")])


def test_whoever_holds_the_file_for_too_long_is_told_of(filled, monkeypatch):
    monkeypatch.setattr(opening, "BUSY_S", 0.0)
    with Gradebook.writing(filled) as book, opening.transaction(book._connection):
        with pytest.raises(UsageError, match="is held by another program"):
            Gradebook.writing(filled)
        assert ids(filled) == ["a", "b"]  # who only reads does not wait


@pytest.mark.skipif(os.name != "posix", reason="a way to lock files that knows no shared memory")
def test_a_file_system_without_shared_memory_is_told_of(path):
    connection = sqlite3.connect(f"{path.as_uri()}?vfs=unix-dotfile", uri=True)
    try:
        with pytest.raises(UsageError, match="where no two gradings can write one file: name a gradebook on a local"):
            opening.write_ahead(connection, path)
    finally:
        connection.close()


def test_an_empty_file_is_a_book_that_was_just_begun(path):
    path.touch()
    with pytest.raises(UsageError, match="holds no results yet"):
        Gradebook.reading(path)
    with Gradebook.writing(path) as book:
        assert book.add([an_attempt()]) == 1


def test_a_book_can_be_called_anything(tmp_path):
    path = tmp_path / "a b?c#%41ä.db"
    with Gradebook.writing(path) as book:
        book.add([an_attempt()])
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert ids(path) == ["a"]


def test_a_book_in_a_folder_that_nothing_can_be_written_into_is_read(filled):
    connection = opening._read_from(filled, "ro&immutable=1")
    assert connection.execute("SELECT count(*) FROM attempts").fetchone() == (2,)
    connection.close()


def test_an_attempt_is_found_by_its_id(filled):
    with Gradebook.reading(filled) as book:
        assert book.with_id("b") == an_attempt("b", learner="ben")
        assert book.with_id("c") is None
        assert book.with_id("") is None


def test_a_learner_is_forgotten_whole_and_others_stay(filled):
    with Gradebook.writing(filled) as book:
        book.add([an_attempt("c"), an_attempt("d", learner="Ada")])
        assert book.forget("ada") == 2
        assert book.forget("ada") == book.forget("nobody") == 0
        assert [each.id for each in book.all()] == ["b", "d"]
        assert book.with_id("a") is None
        assert book.seed == 7
        book.add([an_attempt("a")])  # who comes back begins anew
    assert ids(filled) == ["a", "b", "d"]


def test_of_a_learner_only_what_is_named_is_forgotten(filled):
    with Gradebook.writing(filled) as book:
        book.add([an_attempt("c")])
        assert book.forget("ada", ["c", "b", "x"]) == 1  # "b" is another's
        assert [each.id for each in book.all()] == ["a", "b"]
        assert book.forget("ada", []) == 0


def test_of_who_is_forgotten_no_byte_is_left_while_the_book_is_open(path):
    random_, names = random.Random(12), [f"LEARNER{number:03}X" for number in range(40)]
    with Gradebook.writing(path) as book:
        for number in range(400):
            name = random_.choice(names)
            result = f"{name} " * random_.choice([1, 3, 30, 300])  # rows that were moved leave copies behind
            book.add([an_attempt("a", learner=name, id=f"{number}", result=result)])
        for name in names[:20]:
            assert book.forget(name)
            assert name.encode() not in b"".join(each.read_bytes() for each in path.parent.iterdir())
        assert {each.learner for each in book.heads()} == set(names[20:])


def test_in_a_book_that_another_reads_somebody_can_be_forgotten(filled):
    with Gradebook.reading(filled) as other, Gradebook.writing(filled) as book:
        assert len(other) == 2
        assert book.forget("ada") == 1
        assert [each.id for each in other.all()] == ["b"]
