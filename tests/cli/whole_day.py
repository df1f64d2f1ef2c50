"""A learner's day in a terminal of 80 columns and 24 lines, as a script: ``nox -s day`` writes docs/day.md with it.

Nothing waits for a time, only for words. A key that shows which keys there are ends each screenful: what is asked for
before it is answered before it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import re
import sys
import tempfile
import textwrap
from collections.abc import Callable
from pathlib import Path

import pexpect

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "day.md"
KATA = Path(sys.executable).with_name("kata")
PATIENCE_S = 240  # whatever else the machine does
COLUMNS, LINES = 80, 24
KEYS = "Keys: h hint, n next, l list, c check all, r run again, e editor, q quit"
SLOW = "Still checking"  # how a line begins that says more of the machine than of the work
RULE = re.compile(r"^-- +\d\d:\d\d:\d\d +\S+ -+$", re.MULTILINE)  # above a verdict
HOME = "/home/ada/networks"  # what the workspace is called on the page


def _solution(kata: str) -> str:
    return (ROOT / "reference" / kata / "solution.py").read_text("utf-8")


@dataclasses.dataclass
class Day:
    """What was done, what was seen, and what is said of it.

    Attributes:
        home: the folder that the learner works in.
        page: the page so far, paragraph by paragraph.
        screens: all that the terminals showed, as it was, in the order in which it was seen.
        statuses: the exit status of each command that has ended.
    """

    home: Path
    page: list[str] = dataclasses.field(default_factory=list)
    screens: list[str] = dataclasses.field(default_factory=list)
    statuses: list[tuple[str, int | None]] = dataclasses.field(default_factory=list)
    _terminals: contextlib.ExitStack = dataclasses.field(default_factory=contextlib.ExitStack)

    @property
    def text(self) -> str:
        """The page."""
        return "\n\n".join(["# A day with gradkata", *self.page]) + "\n"

    def tell(self, words: str) -> None:
        """Add prose."""
        self.page.append(textwrap.fill(" ".join(words.split()), 120))

    def head(self, words: str) -> None:
        """Add a heading."""
        self.page.append(f"## {words}")

    def run(self, *arguments: str) -> None:
        """Type a command in a terminal of its own, and wait for its end."""
        terminal = self._terminal(*arguments)
        terminal.expect(pexpect.EOF)
        self._show([" ".join(["$ kata", *arguments]), self._seen(terminal.before)])
        self._close(terminal, arguments)

    def watch(self) -> None:
        """Type ``kata watch``, and wait for the line that says which keys there are."""
        self._window = self._terminal("watch")
        self._window.expect_exact(f"{KEYS}\r\n")
        self._show(["$ kata watch", self._seen(self._window.before + self._window.after)])

    def save(self, kata: str, text: str) -> None:
        """Save as most editors do: written beside, then renamed."""
        beside = self.home / "work" / f".{kata}.py.saving"
        beside.write_text(text, "utf-8")
        beside.replace(self.home / "work" / f"{kata}.py")

    def see(self, words: str, *, last: bool = False) -> None:
        """Wait until the window shows these words.

        Args:
            last: whether only the newest verdict belongs on the page, since others may have come before it.
        """
        self._window.expect_exact(words)
        self._rest(self._window.before + self._window.after, last=last, keeps=words)

    def press(self, key: str, *, begins: str = "") -> None:
        """Press a key in the window, and wait for what it brings.

        Args:
            begins: how that begins, if a verdict may come before it or after it, which does not belong on the page.
        """
        self._window.send(key)
        self._rest("", begins=begins)

    def quit(self) -> None:
        """End the watch."""
        self._window.send("q")
        self._window.expect(pexpect.EOF)
        self._seen(self._window.before)
        self._close(self._window, ("watch",))

    def close(self) -> None:
        """End what has not ended."""
        self._terminals.close()

    def _terminal(self, *arguments: str) -> pexpect.spawn[str]:
        terminal = pexpect.spawn(
            str(KATA), list(arguments), cwd=self.home, env=_environment(), encoding="utf-8", timeout=PATIENCE_S,
            dimensions=(LINES, COLUMNS),
        )  # fmt: skip
        self._terminals.callback(terminal.close, force=True)
        return terminal

    def _rest(self, seen: str, *, last: bool = False, keeps: str = "", begins: str = "") -> None:
        """Show what was seen and what is left of it."""
        self._window.send("?")
        self._window.expect_exact(f"{KEYS}\r\n")
        shown = self._seen(seen + self._window.before)
        if last:
            shown = shown[[each.start() for each in RULE.finditer(shown)][-1] :]
        if begins:
            shown = RULE.split(shown[shown.index(begins) :])[0]
        self._show([each for each in shown.split("\n") if not each.startswith(SLOW) or keeps.startswith(SLOW)])

    def _seen(self, text: str) -> str:
        """What a terminal showed, kept as it was."""
        self.screens.append(text.replace("\r\n", "\n"))
        return self.screens[-1]

    def _show(self, lines: list[str]) -> None:
        block = self._same_every_day("\n".join(lines).strip("\n"))
        self.page.append(f"```text\n{block}\n```")

    def _same_every_day(self, text: str) -> str:
        """The text with what is another every time in place of what it was: the time, the folder, random numbers."""
        text = re.sub(rf"work in\s+{re.escape(str(self.home))}\s+yet", f"work in {HOME} yet", text)
        text = re.sub(r"\d{4}-\d\d-\d\d", "2026-11-26", text)
        text = RULE.sub(lambda rule: re.sub(r"\d\d:\d\d:\d\d", "10:00:00", rule[0]), text)
        return re.sub(r"^In numbers: .*?(?=\n\n|\Z)", _same_numbers, text, flags=re.MULTILINE | re.DOTALL)

    def _close(self, terminal: pexpect.spawn[str], arguments: tuple[str, ...]) -> None:
        terminal.close()
        self.statuses.append((" ".join(arguments), terminal.exitstatus))


def _same_numbers(paragraph: re.Match[str]) -> str:
    words = " ".join(paragraph[0].split())
    same = re.sub(r"\[[\d, ]+\]: yours \S+, expected \S+\.", "[3, 0]: yours 0.823564, expected 0.142368.", words)
    return textwrap.fill(same, COLUMNS)


def _environment() -> dict[str, str]:
    """That of somebody who reads English in a terminal without colours."""
    kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
    plain = {
        "PYTHONPATH": str(ROOT / "harness"), "TERM": "xterm", "LC_ALL": "C.UTF-8", "KATA_LANG": "en", "NO_COLOR": "1",
        "ACCESSIBLE": "", "VISUAL": "", "EDITOR": "",
    }  # fmt: skip
    return {**kept, **plain}


HALF = """import numpy as np


def build_vocabulary(text):
    return sorted(set(text))


def encode(text, vocabulary):
    places = {character: place for place, character in enumerate(vocabulary)}
    for character in text:
        if character not in places:
            raise ValueError(f"{character!r} is not in the vocabulary")
    return np.array([places[character] for character in text], dtype=int)


def decode(indices, vocabulary):
    raise NotImplementedError("begin with the character of each index, and join them")


def one_hot(indices, size):
    raise NotImplementedError("begin with N rows of zeros, and put a 1 into the first of them")
"""

COLUMNS_FOR_ROWS = """import numpy as np


def softmax(logits):
    logits = np.asarray(logits)
    exponentials = np.exp(logits - logits.max(axis=0))
    return exponentials / exponentials.sum(axis=0)
"""

ONE_MAXIMUM = """import numpy as np


def softmax(logits):
    logits = np.asarray(logits)
    exponentials = np.exp(logits - logits.max())
    return exponentials / exponentials.sum(axis=-1, keepdims=True)
"""

# `case` stays 0. The pause is no part of the story: it spares the machine, and leaves time to press a key.
ENDLESS = """import time

import numpy as np


def cross_entropy(logits, targets):
    loss, case = 0, 0
    while case < len(targets):
        time.sleep(0.01)
        shifted = logits[case] - logits[case].max()
        loss += np.log(np.exp(shifted).sum()) - shifted[targets[case]]
    return loss / len(targets)


def cross_entropy_derivative(logits, targets):
    raise NotImplementedError("begin with one case, on paper: the target's own score first, then any other score")
"""


def _morning(day: Day) -> None:
    day.tell("""
        This is the day of somebody who begins with gradkata, in a terminal of 80 columns and 24 lines. The blocks are
        what the commands really print: `nox -s day` lives through the day and writes this page, and a test holds the
        page to it. Only the time, the date, the name of the folder and the random numbers of a check have been made the
        same for every such day, and what comes on a slow machine alone is left out.""")
    day.head("Begin")
    day.tell("""
        You have installed gradkata and made an empty folder, and do not know how to begin. `kata` alone says it.""")
    day.run()
    day.tell("""
        You do that. The folder `work/` is made where you are, with a stub to fill in and the task beside it.""")
    day.run("start", "encoding")
    day.tell("""
        You open `work/encoding.py` in your editor, and in a second window you start the watch. It checks whatever you
        save in `work/`, and answers keys meanwhile.""")
    day.watch()


def _encoding(day: Day) -> None:
    day.head("The first kata")
    day.tell("""
        You write the first two of the four functions, `build_vocabulary` and `encode`, and save. The tests of these two
        pass already, and the verdict says which function comes next.""")
    day.save("encoding", HALF)
    day.see("encoding: failed")
    day.tell("You write the other two, and save. All ten tests pass, and the last line says what `n` does now.")
    day.save("encoding", _solution("encoding"))
    day.see("encoding: passed")
    day.tell("You press `n`. The next stub and its task are there, and nothing had to be typed.")
    day.press("n")


def _softmax(day: Day) -> None:
    day.head("A wrong turn")
    day.tell("""
        Your first softmax is right for a single row and sums along the wrong axis of a matrix. The verdict does not
        only say that numbers are wrong: it names what you most likely did, and asks the question that leads on.""")
    day.save("softmax", COLUMNS_FOR_ROWS)
    day.see("softmax: failed")
    day.tell("You do not see it yet, and press `h`. The first hint is about the mistake that was named.")
    day.press("h")
    day.tell("""
        In another window you ask for one more. `kata hint` knows which kata you have in hand, and each hint says more
        than the one before.""")
    day.run("hint")
    day.tell("""
        You mend the axis, save, see at once that one maximum for all rows will not do, and save again while the first
        save may still be checked. Whatever came in between, the last verdict is about the last save.""")
    day.save("softmax", ONE_MAXIMUM)
    day.save("softmax", _solution("softmax"))
    day.see("softmax: passed", last=True)
    day.tell("You press `n` again. Cross-entropy builds on softmax, which you have passed.")
    day.press("n")


def _cross_entropy(day: Day) -> None:
    day.head("A loop without an end")
    day.tell("""
        You write the loss with a `while` loop, forget to count up, and save. After three seconds the watch says that
        the check takes long.""")
    day.save("cross_entropy", ENDLESS)
    day.see("Still checking cross_entropy.")
    day.tell("""
        You need not wait for its end: keys are answered while your code runs. You press `h`, and as no check has named
        a mistake, the hint is the first of the kata's own.""")
    day.press("h", begins="Hint 1 of")
    day.tell("""
        You find the loop, write the derivative as well, and save. The check that never ends is given up, since there is
        something newer.""")
    day.save("cross_entropy", _solution("cross_entropy"))
    day.see("cross_entropy: passed", last=True)
    day.tell("You press `l` to see the path so far, which marks what you have not seen before.")
    day.press("l")
    day.tell("Then you press `q`, and the terminal is yours again.")
    day.quit()


def _evening(day: Day) -> None:
    day.head("In the evening")
    day.tell("""
        `kata status` shows the same path without a watch, and ends with what to type next. Nothing is new now, since
        you have just looked.""")
    day.run("status")
    day.tell("`kata list` shows what lies ahead: how long each kata takes, and what it builds on.")
    day.run("list")
    day.tell("""
        You would like to know how others write `encoding`. As you have passed it, its solution is put beside your work;
        before that, you would have been asked whether you really want to see it.""")
    day.run("reveal", "encoding")
    day.tell("""
        Softmax you want to write once more from memory. The stub comes back, and what you wrote is kept.""")
    day.run("reset", "softmax")
    day.tell("Tomorrow `kata` alone will tell where you were. What you have passed stays passed.")
    day.run()


PARTS: tuple[Callable[[Day], None], ...] = (_morning, _encoding, _softmax, _cross_entropy, _evening)


def live(home: Path) -> Day:
    """Live through the day in an empty folder."""
    day = Day(home.resolve())
    try:
        for part in PARTS:
            part(day)
    finally:
        day.close()
    return day


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        PAGE.write_text(live(Path(folder)).text, "utf-8")
