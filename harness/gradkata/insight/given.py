"""What all learners were given, or may look at: no text that is made of it says anything about who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..kata import Kata
from ..text.source import code_of
from .symbols import Parts

FENCED = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
PROMPT = re.compile(r"^(?:>>> |\.\.\. )(.*)$", re.MULTILINE)


def given(kata: Kata, katas: Mapping[str, Kata]) -> Iterator[Parts]:
    """The programs that come with a kata and those it builds on: stubs, solutions, the code in tasks and hints.

    Args:
        katas: all there are, by id.

    Raises:
        UsageError: a stub or a solution cannot be read.
    """
    for each in _with_all_before(kata, katas):
        for path in (each.stub, each.reference):
            yield [(path.name, cell.python) for cell in code_of(path)]
        for page in (each.readme, each.hints):
            yield from ([(page.name, code)] for code in _code_in(page))


def _with_all_before(kata: Kata, katas: Mapping[str, Kata]) -> list[Kata]:
    found = [kata]
    for each in found:
        found += [katas[name] for name in each.builds_on if katas[name] not in found]
    return found


def _code_in(page: Path) -> Iterator[str]:
    """The blocks of code in a page; of a session with Python, what is typed."""
    if page.is_file():
        for block in FENCED.findall(page.read_text("utf-8")):
            typed = PROMPT.findall(block)
            yield "\n".join(typed) if typed else block
