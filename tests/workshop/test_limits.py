"""The limits that the page for teachers tells are those there are."""

from pathlib import Path

import pytest
from gradkata.executors import processes
from gradkata.workshop import accounts, examples, jobs, queue

pytest.importorskip("starlette", reason="starlette is missing: the extra `workshop` brings it")

from gradkata.workshop import asking, connections, learners, room, teacher, wall

PAGE = (Path(__file__).parents[2] / "docs" / "workshop.md").read_text("utf-8")
LIMITS = PAGE[PAGE.index("## Limits") : PAGE.index("## What is defended")]


@pytest.mark.parametrize(
    "words",
    [
        f"{accounts.MOST} learners; {room.MOST_WAITING} pieces of work that wait",
        f"{connections.MOST:,} connections, {connections.MOST_OF_ONE} from one address; {teacher.MOST_BOARDS} boards",
        f"| a name | {accounts.LONGEST} characters |",
        f"{jobs.LARGEST >> 20} MiB and {jobs.MOST_FILES} files",
        f"{queue.MOST_OF_ONE} pieces of work that wait; {room.MOST_KEPT >> 20} MiB that are kept",
        f"each {learners.LARGE >> 10} KiB of it",
        f"{wall.MOST} examples of {examples.MOST_LINES} lines; a hint of {teacher.LONGEST_HINT} characters",
        f"{connections.HEAD_S:g} s to say what it wants, {asking.BODY_S:g} s to say the rest; "
        f"{asking.LONGEST_WAIT_S:g} s of waiting",
        f"took {processes.LONG_S:g} s or more",
    ],
)
def test_a_limit_is_as_the_page_says(words):
    assert words in " ".join(LIMITS.split())
