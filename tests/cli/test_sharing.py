"""``kata check --share``: what is handed in to a room, and what is shown of it, whatever the room says."""

import contextlib
import json
import os
import signal
import threading

import pexpect
import pytest
from gradkata.finding.workspace import Workspace
from gradkata.learning.progress import Progress
from gradkata.sharing.kept import FILE

from tests.commands import commands
from tests.conftest import KATA, ROOT
from tests.sharing.scripted import ADA, ROOM, Script, judged, nobody, raw, scripted, ticket

CLOSED = (409, {"words": "bptt is not open"})
NEWS = "  passed  all\x1b]0;mine\x07\n\nsoftmax: passed, 10 of 10 points.\n"


@pytest.fixture(autouse=True)
def rooms_file(tmp_path, monkeypatch):
    monkeypatch.setenv(FILE, str(tmp_path / "state" / "rooms.json"))


@pytest.fixture
def save(tmp_path):
    """A function that saves work on katas, one after the other."""

    def save(*katas):
        (tmp_path / "work").mkdir(exist_ok=True)
        for second, kata in enumerate(katas):
            path = tmp_path / "work" / f"{kata}.py"
            path.write_text(f"x = '{kata}'\n", "utf-8")
            os.utime(path, (second, second))

    return save


@pytest.fixture
def share(kata_here):
    """A function from a script and what is typed to what came of it."""

    def share(script, *arguments):
        with scripted(script) as address:
            return kata_here("check", *arguments, "--share", address)

    return share


def test_the_newest_work_is_handed_in_and_the_words_of_the_room_are_shown(share, save, tmp_path):
    save("encoding", "softmax")
    script = Script(POST__submissions=[(202, ticket(place=2))], GET__submissions=[(200, judged(text=NEWS))])
    found = share(script, "--as", "Ada")
    assert found.exit_code == 0, found.output
    assert found.stdout == (
        "  passed  all ]0;mine\n\nsoftmax: passed, 10 of 10 points.\n\nThe next kata: kata start cross_entropy\n"
    )
    assert found.stderr == "The newest that is not checked yet: work/softmax.py\nIn this room you are Ada.\n"
    assert script.of("POST", "api/submissions") == [
        {"kata": "softmax", "files": {"softmax.py": "x = 'softmax'\n", "encoding.py": "x = 'encoding'\n"}}
    ]
    record = Progress(Workspace(tmp_path)).of("softmax")
    assert (record.status, record.score, record.saved) == ("passed", 10.0, "1970-01-01T00:00:01.000000+00:00")


def test_what_is_not_passed_ends_with_1(share, save):
    save("softmax")
    answer = judged(status="failed", text="softmax: failed, 2 of 10 points.\n")
    found = share(Script(POST__submissions=[(202, answer)]), "--as", "Ada")
    assert (found.exit_code, found.stdout) == (1, "softmax: failed, 2 of 10 points.\n")


def test_several_are_handed_in_first_and_then_shown_in_order(share, save):
    save("softmax", "encoding")
    script = Script(POST__submissions=[(202, ticket("encoding", id="e")), (202, ticket(id="s"))])
    script.answers |= {
        "GET api/submissions/s": [(200, judged(id="s"))],
        "GET api/submissions/e": [(200, judged("encoding", id="e", status="failed"))],
    }
    found = share(script, "encoding", "softmax", "--as", "Ada")
    assert found.exit_code == 1
    assert found.stdout.startswith("encoding: failed, 10 of 10 points.\n\nsoftmax: passed, 10 of 10 points.\n\n")
    assert [path for _, path, *_ in script.asked[2:]] == [
        "api/submissions", "api/submissions", "api/submissions/e", "api/submissions/s"
    ]  # fmt: skip


def test_of_all_work_that_is_handed_in_which_is_open(share, save):
    save("softmax", "bptt")
    found = share(Script(POST__submissions=[(202, judged())]), "--all", "--as", "Ada")
    assert found.exit_code == 0
    assert "Not open in this room: bptt\n" in found.stderr
    none = share(Script(GET__room=[(200, {**ROOM, "open": {}})]), "--all")
    assert (none.exit_code, none.stderr) == (2, "Error: Not open in this room: softmax, bptt\n")


def test_what_is_closed_holds_up_nothing_else(share, save):
    save("softmax", "bptt")
    found = share(Script(POST__submissions=[CLOSED, (202, judged())]), "bptt", "softmax", "--as", "Ada")
    assert found.exit_code == 2
    assert found.stdout.startswith("softmax: passed")
    assert found.stderr.endswith("Error: the room says: bptt is not open\n")


@pytest.mark.parametrize(
    ("refusal", "words"),
    [((413, {"words": "too large"}), "the room says: too large"), ((503, {"words": "full"}), "the room says: full"),
     ((429, {"words": "slow"}, {"Retry-After": "99"}), "the room says: slow"),
     (CLOSED, "the room says: bptt is not open"), ((401, {"words": "unknown"}), "the room says: unknown"),
     ((200, b"<html>"), "what answers at http://"),
     ((302, b"", {"Location": "/"}), "what answers at http://")],
)  # fmt: skip
def test_a_room_that_does_not_take_it_ends_with_2_and_a_sentence(share, save, refusal, words):
    save("softmax")
    found = share(Script(POST__submissions=[refusal]), "softmax", "--as", "Ada")
    assert (found.exit_code, found.stdout) == (2, "")
    assert f"Error: {words}" in found.stderr


def test_nobody_there_ends_with_2(kata_here, save):
    save("softmax")
    with nobody() as address, raw(b"SSH-2.0\r\n\x1b[2J") as other:
        lost = kata_here("check", "--share", address, "--as", "Ada")
        strange = kata_here("check", "--share", other, "--as", "Ada")
    assert (lost.exit_code, strange.exit_code) == (2, 2)
    assert f"Error: nobody answers at {address} (" in lost.stderr
    assert f"Error: what answers at {other} is no room" in strange.stderr


def test_without_a_terminal_one_says_who_one_is(share, save):
    save("softmax")
    found = share(Script())
    assert found.exit_code == 2
    assert found.stderr.endswith("Error: say who you are in this room: --as NAME\n")


@pytest.mark.parametrize(
    ("typed", "words"),
    [(["--as", "Ada"], "--as goes with --share ADDRESS: say which room"),
     (["--code", "abc"], "--code goes with --share ADDRESS: say which room"),
     (["--share", "https://x/"], "'https://x/' is no address of a room: type it as the room shows it"),
     (["--share", "x:1", "--seed", "0"], "which takes no --seed: leave one or the other away"),
     (["--share", "x:1", "--map", "--picture", "a", "--problems"], "which takes no --map, --picture, --problems: ")],
)  # fmt: skip
def test_what_does_not_go_together_is_said(kata_here, save, typed, words):
    save("softmax")
    found = kata_here("check", *typed)
    assert (found.exit_code, found.stdout) == (2, "")
    assert words in found.stderr


def test_whoever_stops_while_it_waits_is_told_that_it_is_handed_in(save, tmp_path):
    save("softmax")
    is_asked = threading.Event()

    class Waiting(Script):
        def next(self, method, path):
            if path.startswith("api/submissions/"):
                is_asked.set()
            return super().next(method, path)

    script = Waiting(POST__submissions=[(202, ticket())], GET__submissions=[(200, ticket())])
    with scripted(script) as address, commands(tmp_path) as start:
        process = start("check", "softmax", "--share", str(address), "--as", "Ada")
        assert is_asked.wait(60)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.endswith(
        f"Interrupted (SIGINT): what is handed in stays there; `kata check softmax --share {address}` shows what came "
        "of it.\n"
    )
    assert json.loads((tmp_path / "state" / "rooms.json").read_text("utf-8"))["rooms"] == {"r1": [ADA]}


@contextlib.contextmanager
def terminal(folder, *arguments, **environment):
    """The command in a terminal, with somebody at its keys."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "harness"), "NO_COLOR": "1", "TERM": "xterm", **environment}
    child = pexpect.spawn(str(KATA), [*map(str, arguments)], cwd=folder, env=environ, encoding="utf-8", timeout=60)
    try:
        yield child
    finally:
        child.close(force=True)


@pytest.mark.parametrize("is_accessible", [False, True])
def test_in_a_terminal_one_is_asked_and_sees_how_far_it_is(save, tmp_path, is_accessible):
    save("softmax")
    looks = [(200, each) for each in (ticket(place=1), ticket(state="judging"), judged(text=NEWS))]
    script = Script(POST__submissions=[(202, ticket(place=2))], GET__submissions=looks)
    with scripted(script) as address:
        arguments = ["check", "softmax", "--share", address]
        with terminal(tmp_path, *arguments, ACCESSIBLE="1" if is_accessible else "") as child:
            child.expect_exact("and seen by the teacher.\r\n")
            child.expect_exact("Your name there: ")
            child.sendline("Ada")
            child.expect(pexpect.EOF)
            told = child.before
    line = "softmax: 2 are judged before yours"
    assert script.of("POST", "api/learners") == [{"name": "Ada"}]
    assert (f"{line}\r\n" in told) is is_accessible
    assert (f"{line}\rsoftmax: 1 is judged before yours \rsoftmax: yours is being judged   \r" in told) is not (
        is_accessible
    )
    assert "is being judged" not in told or not is_accessible
    assert "softmax: passed, 10 of 10 points.\r\n" in told
    assert "\x1b" not in told
