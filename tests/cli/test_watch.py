"""``kata watch`` in a terminal, as a learner has it: saves, verdicts, keys, and how it ends."""

import contextlib
import itertools
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.boundary.process_table import IS_SHOWN, children, eventually, is_running
from tests.helpers import A_PACK

pexpect = pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="a terminal of POSIX")

ROOT = Path(__file__).parents[2]
KATA = Path(sys.executable).with_name("kata")
PATIENCE_S = 240  # whatever else the machine does

RIGHT = "def double(x):\n    return 2 * x\n"
WRONG = "def double(x):\n    return 3 * x\n"
BROKEN = "def double(x:\n"
ENDLESS = "def double(x):\n    while True:\n        pass\n"
IMPORTING = "from halves import twice\ndef double(x):\n    return twice(x)\n"


@pytest.fixture
def environment(tmp_path, make_pack, install):
    """That of a learner whose gradkata has two katas more, which are judged at once: ``double`` and ``again``."""
    root, second = make_pack(), make_pack("second", "20_again")
    (root / "katas" / "10_double" / "kata.toml").write_text("[limits]\ncpu_s = 1\nwall_s = 100\n")
    install("packs", A_PACK.format(root=str(root)))
    install("others", A_PACK.format(root=str(second)).replace('"mine"', '"other"'))
    path = os.pathsep.join([str(ROOT / "harness"), str(tmp_path / "site")])
    plain = {
        "COLUMNS": "80",
        "LC_ALL": "C.UTF-8",
        "KATA_LANG": "en",
        "NO_COLOR": "1",
        "ACCESSIBLE": "",
        "VISUAL": "",
        "EDITOR": "",
    }
    return {**os.environ, "PYTHONPATH": path, **plain}


@pytest.fixture
def home(tmp_path):
    (tmp_path / "home" / "work").mkdir(parents=True)
    return tmp_path / "home"


@pytest.fixture
def watching(home, environment):
    """A function that starts ``kata watch`` in a terminal; it is ended afterwards."""
    with contextlib.ExitStack() as stack:

        def start(*arguments, command=(KATA, "watch"), until="Keys", **others):
            words = [str(each) for each in (*command, *arguments)]
            terminal = pexpect.spawn(
                words[0], words[1:], cwd=home, env={**environment, **others}, encoding="utf-8", timeout=PATIENCE_S,
                dimensions=(24, 80),
            )  # fmt: skip
            stack.callback(terminal.close, force=True)
            terminal.expect_exact(until)
            return terminal

        yield start


def save(home, text, name="double.py"):
    """Save as most editors do: written beside, then renamed."""
    beside = home / "work" / f".{name}.saving"
    beside.write_text(text)
    beside.replace(home / "work" / name)


def ends(terminal):
    """Wait for the end; give the exit status."""
    terminal.expect(pexpect.EOF)
    terminal.close()
    return terminal.exitstatus


def test_every_save_has_a_verdict_and_the_last_one_is_about_the_last(watching, home):
    terminal = watching()
    save(home, WRONG)
    terminal.expect(r"--  ?\d\d:\d\d:\d\d  work/double\.py -+")
    terminal.expect_exact("double: failed, 0 of 3 points.")
    (home / "work" / "double.py").write_text(BROKEN)  # in place
    terminal.expect_exact("double: error, 0 of 3 points.")
    (home / "work" / "double.py").unlink()
    time.sleep(0.1)
    save(home, RIGHT)
    terminal.expect_exact("double: passed, 3 of 3 points.")
    terminal.expect_exact("Press n to go on with encoding.")
    for number in range(5):
        save(home, f"{RIGHT}# {number}\n")
    save(home, WRONG)
    terminal.expect_exact("double: failed")
    terminal.send("l")
    terminal.expect(r"double +passed +3/3 .*last check: failed")
    terminal.send("q")
    assert ends(terminal) == 0


def test_keys_are_answered_while_a_check_runs_and_no_save_is_lost_meanwhile(watching, home):
    terminal = watching()
    save(home, ENDLESS)
    terminal.expect_exact("double: timeout")  # it ends by its limit, which is a short one
    save(home, ENDLESS, "again.py")
    time.sleep(0.3)
    terminal.send("h")
    terminal.expect("hint|Hint")
    terminal.send("l")
    terminal.expect("of \\d+ katas passed")
    save(home, IMPORTING)
    save(home, RIGHT.replace("double", "twice"), "halves.py")
    terminal.expect_exact("double: passed, 3 of 3 points.")
    assert "again: " not in terminal.before
    (home / "work" / "halves.py").write_text(WRONG.replace("double", "twice"))  # what it stands on
    terminal.expect_exact("double: failed, 0 of 3 points.")
    terminal.send("q")
    assert ends(terminal) == 0


@pytest.mark.skipif(not IS_SHOWN, reason="lists processes")
def test_quitting_ends_a_check_and_all_that_was_started(watching, home):
    terminal = watching()
    save(home, ENDLESS, "again.py")
    terminal.expect_exact("Still checking again.")
    started = eventually(lambda: descendants(terminal.pid), lambda found: len(found) > 2)
    assert len(started) > 2
    terminal.send("q")
    assert ends(terminal) == 0
    assert eventually(lambda: [each for each in started if is_running(each)], lambda left: not left) == []


def descendants(process):
    found = children(process)
    return found + [each for child in found for each in descendants(child)]


def test_the_next_kata_all_katas_and_an_editor(watching, home, tmp_path):
    program = tmp_path / "writer"
    program.write_text(f"#!/bin/sh\ncat > $1 <<'END'\n{RIGHT}END\n")
    program.chmod(0o755)
    terminal = watching("20_again", VISUAL=str(program), until="again.md")
    assert (home / "work" / "again.py").read_text().startswith("def double(x):\n    raise NotImplementedError")
    terminal.send("n")
    terminal.expect_exact("again is not passed yet. Press n again to move on all the same.")
    terminal.send("?")
    terminal.expect_exact("Keys: h hint")
    terminal.send("r")
    terminal.expect_exact("again: unattempted")
    save(home, WRONG)
    terminal.expect_exact("double was saved. This watches again alone: `kata watch` watches all.")
    terminal.send("e")
    terminal.expect_exact("again: passed, 3 of 3 points.")
    terminal.expect_exact("Press n to go on with softmax.")
    terminal.send("c")
    terminal.expect_exact("double: failed, 0 of 3 points.\r\nagain: passed, 3 of 3 points.\r\n1 of 2 are passed.")
    terminal.send("n")
    terminal.expect_exact("work/softmax.py is yours to write")
    terminal.send("\x1b[A\x04")  # an arrow, which is no key of ours, and Ctrl-D
    assert ends(terminal) == 0


def test_without_an_editor_it_is_said_what_to_set(watching, tmp_path):
    terminal = watching(PATH=str(tmp_path))
    terminal.send("e")
    terminal.expect_exact("Save a file in work/ first, or press n to begin with double.")
    terminal.send("n")
    terminal.expect_exact("work/double.py is yours to write")
    terminal.send("e")
    terminal.expect_exact("No editor is known: set VISUAL or EDITOR to yours")
    terminal.send("q")
    assert ends(terminal) == 0


@pytest.mark.parametrize(("way", "status"), [("\x03", 130), (signal.SIGTERM, 143)])
def test_the_terminal_is_given_back_and_keys_are_shown_to_nobody(watching, home, way, status):
    shell = watching(command=["/bin/sh", "-i"], until="$", PS1="$ ", ENV="")
    shell.sendline(f"{KATA} watch; echo ended $?; stty -a")
    shell.expect_exact("Keys")
    shell.send("l")
    shell.expect("of \\d+ katas passed")
    assert not shell.getecho()
    if isinstance(way, str):
        shell.send("\x1a")
        shell.expect("(?i)stopped|suspended")
        assert shell.getecho()
        shell.sendline("fg; echo ended $?; stty -a")
        shell.expect_exact("fg; echo ended $?")
        eventually(shell.getecho, lambda echo: not echo)
        assert not shell.getecho()
        save(home, RIGHT)
        shell.expect_exact("double: passed, 3 of 3 points.")
        shell.send(way)
    else:
        os.kill(next(each for each in children(shell.pid)), way)
    shell.expect_exact(f"ended {status}")
    shell.expect(r"\sicanon\s")
    shell.expect(r"\secho\s")


def test_without_a_terminal_it_works_all_the_same_and_draws_nothing(home, environment):
    command = [KATA, "watch"]
    with subprocess.Popen(
        command, cwd=home, env={**environment, "ACCESSIBLE": "1"}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, encoding="utf-8",
    ) as process:  # fmt: skip
        try:
            assert "Watching work/" in process.stdout.readline()
            assert "so there are no keys. Ctrl-C ends the watch." in process.stdout.readline()
            save(home, RIGHT)
            lines = list(
                itertools.takewhile(lambda line: "The next kata" not in line, iter(process.stdout.readline, ""))
            )
            process.send_signal(signal.SIGINT)
            rest, errors = process.communicate(timeout=PATIENCE_S)
        finally:
            process.kill()
    assert (process.returncode, rest, errors) == (130, "", "Interrupted (SIGINT).\n")
    del lines[: lines.index("\n")]  # that a first check takes long, on a busy machine
    assert lines[0] == "\n"
    assert re.fullmatch(r"\d\d:\d\d:\d\d  work/double\.py\n", lines[1])
    assert lines[2:] == [
        "  passed  Every entry is doubled.\n", "\n", "double: passed, 3 of 3 points.\n",
    ]  # fmt: skip


def test_a_kata_that_does_not_exist_is_no_reason_to_watch(kata_command):
    result = kata_command("watch", "sofmax")
    assert (result.returncode, result.stdout) == (2, "")
    assert "did you mean 'softmax'?" in result.stderr


def test_an_editor_gets_its_lines_between_marks(watching, home):
    terminal = watching("double", "--problems")
    save(home, WRONG)
    terminal.expect_exact("problems in work/double.py:")
    terminal.expect(r"work/double\.py:\d+:1: error: ")
    terminal.expect_exact("problems: 1")
