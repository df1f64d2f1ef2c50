"""A class graded with a gradebook as a user does it: killed at any moment, interrupted, in parts, by two at once."""

import json
import os
import random
import re
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from tests.boundary.process_table import IS_SHOWN, eventually, family, is_running
from tests.commands import commands

ROOT = Path(__file__).parents[2]
RIGHT, WRONG = "def double(x): return 2 * x\n", "def double(x): return x\n"
ENDLESS = "def double(x):\n    while True: pass\n"
PLUGIN = """
from pathlib import Path
from gradkata import Pack, hookimpl

@hookimpl
def kata_packs():
    return [Pack("pack", Path({root!r}))]
"""


@pytest.fixture
def school(tmp_path, make_pack, install):
    """A class of twelve, and a pack with the kata that they worked on."""
    install("doubling", PLUGIN.format(root=str(make_pack())))
    for number in range(12):
        folder = tmp_path / "class" / f"learner {number:02}"
        folder.mkdir(parents=True)
        (folder / "double.py").write_text(WRONG if number % 3 else RIGHT)
    return tmp_path / "class"


@pytest.fixture
def start(tmp_path, school):
    """A function that starts to grade the class in a process of its own."""
    with commands(tmp_path, tmp_path / "site") as command:
        yield lambda *arguments: command("grade", school, "--isolation", "process", *arguments)


@pytest.fixture
def grade(kata_here, school):
    """A function that grades the class in this process."""
    return lambda *arguments: kata_here("grade", school, "--isolation", "process", *arguments)


def processes():
    """All that this process has started, and what those have, where that can be seen."""
    return family() if IS_SHOWN else set()


def attempts(path):
    """How many attempts are in a book, seen from outside."""
    if not path.exists():
        return 0
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT count(*) FROM attempts").fetchone()[0]
    except sqlite3.OperationalError:  # it is being made
        return 0
    finally:
        connection.close()


def told(text):
    """What a report says, but for what the clock does."""
    whole = json.loads(text)
    for each in whole["results"]:
        del each["duration_s"]
    return whole


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_whenever_it_is_killed_nothing_is_lost_and_nothing_is_judged_twice(start, grade, tmp_path, request):
    """Killed while it starts, after the last result, and at moments between that are spread over all of the run."""
    undisturbed = told(grade("--seed", "7", "--format", "json").stdout)
    rng, kills = random.Random(5), request.config.getoption("--kills")
    for number in range(kills):
        book, older = tmp_path / f"book{number}.db", processes()
        process = start("--gradebook", book.name, "--seed", "7", "--jobs", rng.choice("12"))
        target = round(12 * number / max(kills - 1, 1))
        eventually(lambda p=process, at=book, n=target: attempts(at) >= n or p.poll() is not None, bool)
        time.sleep(rng.uniform(0, 0.05 if target else 0.5))  # or less, or more: wherever that is
        started = processes() - older
        process.kill()
        process.communicate()
        assert eventually(lambda those=started: sorted(filter(is_running, those)), lambda left: not left) == []
        before = attempts(book)
        again = grade("--gradebook", book.name, "--seed", "7", "--format", "json")
        assert told(again.stdout) == undisturbed
        new = re.search(r"(\d+) results? (?:is|are) new", again.stderr)
        assert (int(new[1]), attempts(book)) == (12 - before, 12)
        assert process.returncode == -signal.SIGKILL or before == 12


@pytest.mark.skipif(not IS_SHOWN, reason="waits for a process")
def test_after_an_interruption_the_same_command_goes_on(start, grade, school, tmp_path):
    (school / "learner 11" / "double.py").write_text(ENDLESS)
    limits = ["--limit", "cpu_s=600", "--gradebook", "book.db"]
    process = start(*limits, "--jobs", "1")
    assert eventually(lambda: attempts(tmp_path / "book.db") == 11 or process.poll() is not None, bool, 300)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 130
    assert said.splitlines()[-1] == (
        "Interrupted (SIGINT): the same command again grades the 1 of 12 results that is missing."
    )
    (school / "learner 11" / "double.py").write_text(RIGHT)
    again = grade(*limits)
    assert again.exit_code == 1
    assert again.stderr.splitlines() == ["1 result is new in book.db; 11 have not changed since they were graded"]


def test_two_gradings_at_once_write_one_book(start, tmp_path):
    both = [start("--gradebook", "book.db", "--format", "json") for _ in range(2)]
    reports = [each.communicate(timeout=300) for each in both]
    assert [each.returncode for each in both] == [1, 1], reports
    first, second = (told(out) for out, _ in reports)
    assert first == second
    assert 12 <= attempts(tmp_path / "book.db") <= 24


def test_parts_that_are_merged_equal_the_whole(grade, kata_here, tmp_path):
    whole = grade("--seed", "7", "--format", "json")
    parts = ["part-1.db", "part-2.db"]
    for number, part in enumerate(parts, 1):
        grade("--seed", "7", "--shard", f"{number}/2", "--gradebook", part)
    merged = kata_here("gradebook", "merge", *parts, "--into", "all.db")
    assert (merged.exit_code, merged.stderr) == (0, "12 attempts are in all.db; 12 of them came in now\n")
    export = kata_here("gradebook", "export", "all.db", "--format", "json")
    assert told(export.stdout) == told(whole.stdout)
    assert kata_here("gradebook", "export", "all.db", "--out", "all.json").exit_code == 0
    assert told((tmp_path / "all.json").read_text("utf-8")) == told(whole.stdout)
    shown = kata_here("gradebook", "show", *parts)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert "12 learners, 12 results: 8 failed, 4 passed." in shown.stdout


def test_the_book_gives_the_seed(grade, kata_here, school, tmp_path):
    for folder in sorted(school.iterdir())[1:]:
        (folder / "double.py").unlink()
        folder.rmdir()
    seeds = [
        json.loads(grade("--gradebook", "book.db", "--format", "json", *more).stdout)["seed"]
        for more in ([], ["--seed", "3"], [])
    ]
    assert seeds == [seeds[0], 3, seeds[0]]
    assert attempts(tmp_path / "book.db") == 2
    shown = kata_here("gradebook", "show", "book.db", "--late", "2020-01-01", "--penalty", "50")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert re.search(r"1 result: 1 passed\.\nSeed 3 ", shown.stdout)
    whole = kata_here("gradebook", "export", "book.db", "--format", "json", "--late", "2020-01-01", "--penalty", "50")
    assert [each["score"] for each in json.loads(whole.stdout)["results"]] == [1.5]


def test_a_suite_that_has_changed_judges_anew(start, grade, tmp_path):
    grade("--gradebook", "book.db")
    suite = tmp_path / "pack" / "katas" / "10_double" / "suite.py"
    suite.write_text(suite.read_text("utf-8").replace("@points(3)", "@points(12)"), "utf-8")
    out, said = start("--gradebook", "book.db", "--format", "json").communicate(timeout=300)  # a suite is read once
    assert {each["score"] for each in json.loads(out)["results"]} == {0.0, 12.0}
    assert said == "12 results are new in book.db\n"


def test_a_part_without_learners_is_no_failure(grade):
    parts = [grade("--shard", f"{number}/400", "--seed", "1") for number in (1, 2)]
    assert [each.exit_code for each in parts] == [0, 0]
    assert parts[0].stdout == "No results.\n"
    assert parts[0].stderr == "Remark: no learner falls into part 1 of 400\n"


@pytest.mark.usefixtures("school")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["grade", "class", "--again"], "--again needs --gradebook FILE"),
        (["grade", "class", "--shard", "3"], "--shard 3: say it as in --shard 3/10"),
        (["grade", "class", "--gradebook", "class"], "class is a folder; a gradebook is a file"),
        (["gradebook", "show", "none.db"], "there is no gradebook none.db"),
        (["gradebook", "show", "empty.db"], "empty.db holds no results yet"),
        (["gradebook", "export", "empty.db", "--format", "jsn"], "there is no report format 'jsn'"),
        (
            ["gradebook", "show", "empty.db", "--late", "2026-11-27"],
            "--late DEADLINE and --penalty PERCENT go together",
        ),
        (["gradebook", "show", "empty.db", "--late", "soon", "--penalty", "5"], "--late soon: say it as in"),
        (["gradebook", "merge", "none.db", "--into", "all.db"], "there is no gradebook none.db"),
    ],
)
def test_what_cannot_be_carried_out_is_told(kata_here, tmp_path, arguments, words):
    (tmp_path / "empty.db").touch()
    result = kata_here(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert sorted(each.name for each in tmp_path.iterdir()) == ["class", "empty.db", "pack", "site"]


def test_a_part_that_draws_its_own_seed_is_told_of(grade):
    words = "Remark: this part draws a seed of its own; parts with one --seed get the same questions"
    assert words in grade("--shard", "1/400").stderr
