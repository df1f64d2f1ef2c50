"""Standard streams that are full, closed, read by nobody, or of few characters."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KATA = Path(sys.executable).with_name("kata")
NAME = "Zoë 陈"
FULL = Path("/dev/full")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell's way to hand over streams")


@pytest.fixture
def learner(tmp_path):
    folder = tmp_path / NAME
    folder.mkdir()
    (folder / "softmax.py").write_text("def softmax(x): return x\n")
    return folder


@pytest.fixture
def run(tmp_path):
    """A function from a command of ``kata``, as a shell takes it, to what comes of it."""

    def run(words, **environment):
        temporary = tmp_path / "temporary"
        temporary.mkdir(exist_ok=True)
        return subprocess.run(
            ["sh", "-c", f'"$0" {words}', KATA], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT / "harness"), "TMPDIR": str(temporary), **environment},
        )  # fmt: skip

    return run


def is_one_sentence(text):
    return len(text.splitlines()) == 1 and "Traceback" not in text and "report this" not in text


@pytest.mark.skipif(not FULL.exists(), reason="a device that is always full")
@pytest.mark.parametrize("command", ["list", "list --format json", "--help", "grade --help"])
def test_a_full_standard_output_is_told(run, command):
    done = run(f"{command} > /dev/full")
    assert done.returncode == 2
    assert is_one_sentence(done.stderr)
    assert "standard output cannot be written (No space left on device)" in done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="a device that is always full")
def test_a_report_that_finds_no_room_is_kept(run, learner):
    done = run(f"grade '{NAME}' --format json > /dev/full")
    assert done.returncode == 2
    (kept,) = re.findall(r"No space left on device\); the report is in (.*)", done.stderr)
    assert json.loads(Path(kept).read_text("utf-8"))["results"][0]["learner"] == learner.name


@pytest.mark.skipif(not FULL.exists(), reason="a device that is always full")
def test_a_report_in_a_file_is_there_whatever_becomes_of_the_table(run, learner, tmp_path):
    done = run(f"grade '{NAME}' --out report.json > /dev/full")
    assert done.returncode == 2
    assert "the report is in report.json" in done.stderr
    (result,) = json.loads((tmp_path / "report.json").read_text("utf-8"))["results"]
    assert result["learner"] == learner.name


def test_a_closed_standard_output_is_told_before_the_work(run, learner):
    done = run(f"grade '{learner.name}' >&-")
    assert done.returncode == 2
    assert is_one_sentence(done.stderr)
    assert "standard output is closed; say with --out where" in done.stderr


def test_a_closed_standard_error_keeps_nothing_from_standard_output(run, learner):
    done = run(f"grade '{learner.name}' --format json 2>&-")
    assert done.returncode == 1
    assert json.loads(done.stdout)["results"][0]["learner"] == learner.name


def test_all_streams_closed_are_none_that_a_file_takes_the_place_of(run, learner, tmp_path):
    done = run(f"grade '{learner.name}' --format json --out report.json <&- >&- 2>&-")
    assert done.returncode == 1
    (result,) = json.loads((tmp_path / "report.json").read_text("utf-8"))["results"]
    assert result["status"] == "failed"


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_data_are_utf_8_whatever_the_terminal_knows(run, learner, encoding):
    done = run(f"grade '{learner.name}' --format json", PYTHONIOENCODING=encoding)
    assert json.loads(done.stdout)["results"][0]["learner"] == learner.name


@pytest.mark.parametrize("command", ["list", f"grade '{NAME}'", "--help"])
def test_whoever_stops_reading_is_told_nothing_and_that_is_no_grade(run, learner, command):
    """The shell's `exec` gives the pipe whose reader has gone to `kata` itself."""
    code = (
        "import os, subprocess, sys; r, w = os.pipe(); os.close(r); sys.exit(subprocess.call(sys.argv[1:], stdout=w))"
    )
    done = run(f"--version > /dev/null; exec '{sys.executable}' -c '{code}' \"$0\" {command}")
    assert learner.exists()
    assert done.returncode == 2
    assert [line for line in done.stderr.splitlines() if not line.startswith("Isolation")] == []


@pytest.mark.parametrize("command", ["list", "check", "grade ."])
def test_a_folder_that_has_been_deleted_is_told(run, command):
    done = run(f'--version > /dev/null; mkdir gone; cd gone; rmdir ../gone; "$0" {command}')
    assert done.returncode == 2
    assert is_one_sentence(done.stderr)
    assert "the folder that you are in is gone" in done.stderr


def test_a_name_reaches_no_stream_as_it_is(run, tmp_path):
    (tmp_path / "class" / "a\x1b[31m" / "b").mkdir(parents=True)
    (tmp_path / "class" / "a\x1b[31m" / "softmax.py").write_text("x = 1\n")
    done = run("grade class --kata softmax; \"$0\" grade 'class/a\x1b[31m/softmax.txt'")
    assert "a [31m" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr


def test_what_programs_read_is_utf_8_wherever_it_comes_from():
    code = "from gradkata.cli.streams import show_data; show_data('\u9648'); show_data(b'\\xff')"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "harness"), "PYTHONIOENCODING": "ascii"}
    shown = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True).stdout
    assert shown == "\u9648".encode() + b"\xff"
