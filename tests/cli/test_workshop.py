"""`kata workshop`: opening a room, what is left after it, and deleting it all."""

import csv
import datetime
import json
import shutil
import signal
import socket
import sys
import urllib.error
import urllib.request
from contextlib import closing

import pytest
from click.testing import CliRunner
from gradkata.cli import main
from gradkata.gradebook.book import Gradebook
from gradkata.workshop import files
from gradkata.workshop.records import Records

from tests.commands import commands

for name in ("starlette", "uvicorn", "segno", "markdown_it"):
    pytest.importorskip(name, reason=f"{name} is missing: the extra `workshop` brings it")

WRONG = "import numpy as np\n\ndef softmax(logits):\n    # {name}\n    e = np.exp(logits)\n    return e / e.sum()\n"
BROKEN = "def softmax(logits):\n    # {name}\n    return logits\n"
IMPORTS = "from softmax import softmax\n\ndef cross_entropy(logits, targets):\n    return 0.0\n"
# Learners whose work is handed in, in turn: the kata, and the files that come with it.
HANDED_IN = [
    ("Ada Lovelace", "softmax", {"softmax.py": WRONG, "dinosaurs.py": "# not ready\n"}),
    ("Ada Lovelace", "cross_entropy", {"cross_entropy.py": IMPORTS, "softmax.py": WRONG}),
    ("Ben", "softmax", {"softmax.py": BROKEN}),
    ("Ben", "softmax", {"softmax.py": WRONG}),
    ("../Zoë:", "softmax", {"softmax.py": WRONG}),
    ("work", "softmax", {"softmax.py": WRONG}),
    ("__Softmax.py", "softmax", {"softmax.py": BROKEN}),
    ("李 雷 <i>", "softmax", {"softmax.py": BROKEN}),
]
TRACED = sorted({name for name, *_ in HANDED_IN} - {"work"})  # no words of ours
KEPT_AS = {"../Zoë:": "Zoë", "work": "work_", "__Softmax.py": "Softmax.py_", "李 雷 <i>": "李_雷_i"}


class Room:
    """A room that is open, asked by learners."""

    def __init__(self, process):
        lines = [process.stdout.readline() for _ in range(5)]
        assert lines[-1], process.communicate()[1]
        self.told, self.process = "".join(lines), process
        self.address, self.board = (line.split()[-1] for line in lines[:2])

    def ask(self, path, value=None, token=""):
        data = None if value is None else json.dumps(value).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        with urllib.request.urlopen(urllib.request.Request(self.address + path, data, headers), timeout=120) as answer:
            return json.load(answer)

    def join(self, name):
        return self.ask("api/learners", {"name": name})["token"]

    def hand_in(self, token, kata, files):
        found = self.ask("api/submissions", {"kata": kata, "files": files}, token)
        while found["state"] != "judged":
            found = self.ask(f"api/submissions/{found['id']}?wait=20&place={found['place']}", None, token)
        return found["result"]

    def end(self):
        self.process.send_signal(signal.SIGINT)
        said = self.process.communicate()
        assert self.process.returncode == 130, said
        return said[1]


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """The folder of a workshop that was held, a room that was ended with Ctrl-C."""
    here = tmp_path_factory.mktemp("workshop")
    with commands(here) as start:
        room = Room(start("workshop", "room", "--port", "0", "--kata", "softmax", "--kata", "cross_entropy"))
        tokens = {name: room.join(name) for name in dict.fromkeys(name for name, *_ in HANDED_IN)}
        for name, kata, texts in HANDED_IN:
            texts = {file: text.format(name=name) for file, text in texts.items()}
            assert room.hand_in(tokens[name], kata, texts)["status"] in ("failed", "error")
        room.join("Idle")
        room.end()
    with Records(here / "room" / files.RECORDS) as records:
        records.keep("examples", [{"of": name, "kata": "softmax", "code": f"{name}"} for name in tokens])
    return here / "room"


@pytest.fixture
def room(filled, tmp_path):
    """A copy of it that a test may change."""
    return shutil.copytree(filled, tmp_path / "room")


@pytest.fixture
def workshop(kata_here):
    """A function that runs the command in this process."""
    return lambda *arguments: kata_here("workshop", *arguments)


def held(folder):
    """All bytes of all files in a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


@pytest.fixture(scope="module")
def exported(filled, tmp_path_factory):
    into = tmp_path_factory.mktemp("exported") / "all"
    said = CliRunner().invoke(main, ["workshop", str(filled), "--export", str(into)], prog_name="kata")
    assert said.exit_code == 0, said.output
    return into, said.stdout


def test_what_is_exported_is_said(exported):
    into, said = exported
    first, second = said.splitlines()
    assert first.endswith(": gradebook.db, class/, names.json, report.html, report.csv, feedback/")
    assert second == "Not every name can be a folder's: names.json says whose folder is called otherwise."
    assert {each.name for each in into.iterdir()} == {
        "gradebook.db", "class", "names.json", "report.html", "report.csv", "feedback",
    }  # fmt: skip


def test_the_class_has_what_was_handed_in_last_and_what_it_imports(exported):
    found = {
        path.relative_to(exported[0] / "class").as_posix(): path.read_text("utf-8")
        for path in (exported[0] / "class").rglob("*.py")
        if path.is_file()
    }
    wanted = {}
    for name, _, texts in HANDED_IN:
        wanted |= {f"{KEPT_AS.get(name, name)}/{file}": text.format(name=name) for file, text in texts.items()}
    del wanted["Ada Lovelace/dinosaurs.py"]  # sent along, handed in for nothing, and imported by nothing
    assert found == wanted
    assert json.loads((exported[0] / "names.json").read_text("utf-8")) == {
        folder: name for name, folder in KEPT_AS.items()
    }


def test_the_files_are_as_old_as_they_were_handed_in(exported):
    with Gradebook.reading(exported[0] / "gradebook.db") as book:
        saved = {each.saved for each in book.of("Ben", "softmax")}
    modified = (exported[0] / "class" / "Ben" / "softmax.py").stat().st_mtime
    assert modified == pytest.approx(datetime.datetime.fromisoformat(max(saved)).timestamp(), abs=0.001)


def test_the_class_can_be_graded_and_what_has_not_changed_is_not_judged(exported, kata_here, tmp_path):
    book = shutil.copy(exported[0] / "gradebook.db", tmp_path / "book.db")
    with Gradebook.reading(book) as before:
        count = len(before)
    said = kata_here("grade", exported[0] / "class" / "Ada Lovelace", "--gradebook", book)
    assert said.exit_code == 1, said.output
    assert f"0 results are new in {book}; 2 have not changed since they were graded" in said.stderr
    said = kata_here("grade", exported[0] / "class", "--kata", "softmax", "--gradebook", book, "--out", "r.json")
    with Gradebook.reading(book) as after:
        new = sorted({each.learner for each in list(after.all())[count:]})
    assert new == sorted(KEPT_AS.values())  # those whose folder is called otherwise, and nobody else


def test_reports_and_pages_have_everybody_who_handed_in(exported):
    names = {name for name, *_ in HANDED_IN}
    rows = list(csv.reader((exported[0] / "report.csv").read_text("utf-8-sig").splitlines()))
    for name in names:
        assert any(name.lstrip("=+-@") in cell for row in rows for cell in row), name
    assert "Ada Lovelace" in (exported[0] / "report.html").read_text("utf-8")
    pages = list((exported[0] / "feedback").iterdir())
    assert len(pages) == len(names)
    assert b"<i>" not in held(exported[0] / "feedback").replace(b"<i></i>", b"")


def test_an_export_overwrites_nothing(room, workshop, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine")
    said = workshop(room, "--export", tmp_path / "full")
    assert said.exit_code == 2
    assert "is not empty: name a new folder, or an empty one" in said.stderr
    assert [each.name for each in (tmp_path / "full").iterdir()] == ["notes.txt"]
    said = workshop(room, "--export", tmp_path / "full" / "notes.txt")
    assert said.exit_code == 2
    assert "notes.txt cannot be written" in said.stderr


def test_of_a_gradebook_alone_there_is_no_class(room, workshop, tmp_path):
    (room / files.RECORDS).unlink()
    said = workshop(room, "--export", tmp_path / "all")
    assert said.stdout.endswith(": gradebook.db, report.html, report.csv, feedback/\n")


def test_where_nobody_has_handed_in_anything_there_is_no_report(workshop, tmp_path):
    (tmp_path / "room").mkdir()
    with Gradebook.writing(tmp_path / "room" / files.GRADEBOOK), Records(tmp_path / "room" / files.RECORDS):
        pass
    said = workshop("room", "--export", "all")
    assert said.exit_code == 0
    assert said.stdout == "All that was kept is in all: gradebook.db, class/\n"


@pytest.mark.parametrize("option", [["--export", "all"], ["--forget", "Ada"], ["--delete"]])
@pytest.mark.parametrize("folder", ["nowhere", "file", "empty"])
def test_where_there_is_no_workshop_nothing_is_done(option, folder, workshop, tmp_path):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "empty").mkdir()
    said = workshop(folder, *option, *([] if option[0] == "--export" else ["--yes"]))
    assert said.exit_code == 2
    assert said.stderr == f"Error: there is no workshop in {folder}\n"
    assert {each.name for each in tmp_path.iterdir()} == {"file", "empty"}
    assert not any((tmp_path / "empty").iterdir())


@pytest.mark.parametrize("name", TRACED)
def test_of_whom_is_forgotten_nothing_is_left(name, room, workshop):
    assert {each for each in TRACED if traces(held(room), each)} == set(TRACED)
    said = workshop(room, "--forget", name, "--yes")
    assert said.exit_code == 0, said.output
    count = sum(each[0] == name for each in HANDED_IN)
    assert (
        said.stdout
        == f"{count} {'result' if count == 1 else 'results'} of {name} {'is' if count == 1 else 'are'} deleted\n"
    )
    assert {each for each in TRACED if traces(held(room), each)} == {*TRACED} - {name}
    with Gradebook.reading(room / files.GRADEBOOK) as book, Records(room / files.RECORDS) as records:
        assert {each.learner for each in book.all()} == {each[0] for each in HANDED_IN} - {name}
        assert len(book) == len(HANDED_IN) - count
        assert set(records.tokens().values()) == {*(each[0] for each in HANDED_IN), "Idle"} - {name}
        assert {each["of"] for each in records.value("examples")} == {each[0] for each in HANDED_IN} - {name}


def traces(data, name):
    """Whether a name is found in files, in the ways in which it is written there."""
    return name.encode() in data or json.dumps(name).encode()[1:-1] in data


def test_somebody_who_has_handed_in_nothing_can_be_forgotten(room, workshop):
    said = workshop(room, "--forget", "Idle", "--yes")
    assert said.stdout == "0 results of Idle are deleted\n"
    assert b"Idle" not in held(room)


def test_nobody_is_forgotten_by_mistake(room, workshop):
    before = held(room)
    said = workshop(room, "--forget", "ben", "--yes")
    assert said.exit_code == 2
    assert "nobody here is called 'ben'; did you mean 'Ben'?" in said.stderr
    said = workshop(room, "--forget", "Mallory", "--yes")
    assert said.exit_code == 2
    assert "nobody here is called 'Mallory'; the board shows the names" in said.stderr
    assert held(room) == before


@pytest.mark.parametrize(
    ("options", "question"),
    [
        (["--forget", "Ben"], "Delete all that is kept of Ben?"),
        (["--delete"], "Delete all that is kept in room: names, work, results?"),
    ],
)
def test_where_nobody_can_be_asked_nothing_is_deleted(options, question, room, workshop):
    before = held(room)
    said = workshop(room, *options)
    assert said.exit_code == 2
    assert said.stderr == f"Error: {question} Say so with --yes.\n"
    assert held(room) == before


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX")
@pytest.mark.parametrize(("answer", "status"), [("n", 2), ("y", 0)])
def test_at_a_terminal_it_is_asked(answer, status, room, tmp_path):
    pexpect = pytest.importorskip("pexpect")
    words = ["-m", "gradkata", "workshop", "room", "--delete"]
    with closing(pexpect.spawn(sys.executable, words, cwd=str(tmp_path), encoding="utf-8", timeout=120)) as terminal:
        terminal.expect_exact("Delete all that is kept in room: names, work, results?")
        terminal.sendline(answer)
        terminal.expect_exact("nothing is deleted" if status else "All that was kept in room is deleted.")
        terminal.expect(pexpect.EOF)
        terminal.wait()
        assert terminal.exitstatus == status
    assert room.exists() == bool(status)


def test_all_is_deleted(room, workshop):
    (room / f"{files.RECORDS}-wal").write_bytes(b"")
    said = workshop(room, "--delete", "--yes")
    assert said.exit_code == 0, said.output
    assert said.stdout == "All that was kept in room is deleted.\n"
    assert not room.exists()


def test_what_else_lies_there_stays_and_is_named(room, workshop):
    (room / "notes.txt").write_text("mine")
    (room / "handouts").mkdir()
    said = workshop(room, "--delete", "--yes")
    assert said.stdout.splitlines()[1] == "What else lies there stays: handouts, notes.txt"
    assert sorted(each.name for each in room.iterdir()) == ["handouts", "notes.txt"]
    assert workshop(room, "--delete", "--yes").exit_code == 2


@pytest.mark.parametrize(
    "options", [["--export", "x", "--delete"], ["--export", "x", "--forget", "Ben"], ["--forget", "Ben", "--delete"]]
)
def test_one_thing_at_a_time(options, room, workshop):
    before = held(room)
    said = workshop(room, *options, "--yes")
    assert said.exit_code == 2
    assert said.stderr == "Error: --export, --forget and --delete are one thing each: say one at a time\n"
    assert held(room) == before


@pytest.mark.parametrize("options", [[], ["--forget", "Ben", "--yes"], ["--delete", "--yes"]])
def test_a_room_that_is_open_is_left_alone(options, room, workshop):
    with files.alone(room):
        before = held(room)
        said = workshop(room, *options)
        assert said.exit_code == 2
        assert said.stderr.endswith("is open already, in another terminal: end that one first\n")
        assert held(room) == before


def test_of_a_room_that_is_open_all_can_be_exported(room, workshop):
    with files.alone(room):
        assert workshop(room, "--export", "all").exit_code == 0


def test_a_folder_with_other_things_is_no_place_for_a_workshop(workshop, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.tex").write_text("mine")
    (tmp_path / "file").write_text("mine")
    said = workshop("mine")
    assert said.exit_code == 2
    assert "mine is not empty, and holds neither a workshop nor a gradebook.db: name a new folder" in said.stderr
    assert [each.name for each in (tmp_path / "mine").iterdir()] == ["thesis.tex"]
    for path in ("file", "file/room"):
        said = workshop(path)
        assert said.exit_code == 2
        assert said.stderr == f"Error: {path} is a file; name a folder for the workshop\n"


@pytest.mark.parametrize("lacking", ["starlette", "uvicorn", "segno", "markdown_it"])
def test_without_the_extra_it_is_named(lacking, workshop, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, lacking, None)
    said = workshop("room")
    assert said.exit_code == 2
    assert "a room needs what the extra `workshop` brings: pip install 'gradkata[workshop]'" in said.stderr
    assert not (tmp_path / "room").exists()


def test_what_was_kept_is_had_without_the_extra(room, workshop, monkeypatch):
    for name in ("starlette", "uvicorn", "segno"):
        monkeypatch.setitem(sys.modules, name, None)
    assert workshop(room, "--export", "all").exit_code == 0
    assert workshop(room, "--forget", "Ben", "--yes").exit_code == 0
    assert workshop(room, "--delete", "--yes").exit_code == 0


def test_a_port_that_is_taken_is_told_and_nothing_runs_on(tmp_path):
    with closing(socket.socket()) as taken, commands(tmp_path) as start:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = start("workshop", "room", "--kata", "softmax", "--port", str(port))
        said, problem = process.communicate()  # which ends once no judge holds these any more
        assert process.returncode == 2
        assert not said
        assert f"port {port}" in problem
        with Records(tmp_path / "room" / files.RECORDS) as records:
            assert records.value("port") is None


def test_the_same_command_goes_on_with_the_same_room(filled, tmp_path):
    shutil.copytree(filled, tmp_path / "room")
    with Records(tmp_path / "room" / files.RECORDS) as records:
        room = records.value("id")
    with commands(tmp_path) as start:
        again = Room(start("workshop", "room", "--kata", "softmax", "--port", "0"))
        assert again.ask("api/room")["room"] == room
        assert again.told.splitlines()[2:] == [
            "Only this machine reaches the room; with --host 0.0.0.0, all of your network does.",
            "The board's address is for you alone. All that is kept lies in room.",
            "Ctrl-C ends it; the same command again goes on.",
        ]
        with pytest.raises(urllib.error.HTTPError) as refused:
            again.join("ben")
        with refused.value as answer:
            assert json.load(answer)["words"].startswith("somebody here is called ben already")
        assert "all that was handed in is kept in room" in again.end()
