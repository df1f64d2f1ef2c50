"""What a page asks of Python: checks and runs, as JSON in and out. It needs no processes, and works in any interpreter.

A request is an object ``{"id": 3, "do": "check", ...}``, and so is each answer: it has the same id. Requests:

    {"do": "check", "kata", "files", "language", "seed"?}   →  {"result": see `as_data`}
    {"do": "run", "kata", "files", "language", "seconds"}   →  {"stage": see `stage_data`} ..., {"done": true}
    {"do": "warm", "kata", "language"}                      →  {"done": true}
    {"do": "ended", "kata", "language", "seconds"?}         →  {"result"}, of a check that was ended after so many
                                                               seconds, or without them, that ended Python itself

``files`` are all of the learner's, by name. What cannot be done is answered with ``{"failed": words}``.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .. import __version__, translation
from ..boundary import same_interpreter
from ..boundary.failures import LearnerError, LearnerGone
from ..boundary.limits import Limits
from ..boundary.sanitizing import clean
from ..errors import UsageError
from ..finding.submission import of_learner
from ..grader import Grader, Opened, unjudged
from ..job import job_of
from ..judging import messages
from ..judging.loading import load_reference
from ..judging.suites import Answers
from ..kata import Kata
from ..results import Result
from ..running import Stage, script
from ..running.corpus import corpus
from ..running.solutions import Solutions
from ..translation import beside, say
from .as_data import as_data
from .ended import died, timed_out

LEVEL = Opened(same_interpreter.NAME, same_interpreter.SameInterpreter(), "")
SLOWER = 4  # times: so much longer code may take in a browser
MEMORY_MB = 4096  # MiB that a program in a browser can have
MOST_LOSSES = 1000  # of a stage: more than a curve has points

Tell = Callable[[dict[str, Any]], None]


class Engine(contextlib.AbstractContextManager["Engine"]):
    """Answers a page. Suites and answers are kept from one request to the next.

    Args:
        katas: all that there are, in teaching order.
        answers: gives what a kata's suite knows as its ``reference``.
        catalogues: folders of translations.
    """

    def __init__(
        self, katas: Iterable[Kata], answers: Answers = load_reference, catalogues: Sequence[Path] = (translation.OWN,)
    ):
        self._katas = {kata.id: kata for kata in katas}
        self._answers, self._catalogues = answers, tuple(catalogues)
        self._stack = contextlib.ExitStack()
        self._work = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="kata-")))
        self._graders: dict[str, Grader] = {}  # by language: the titles of checks are read once

    def answer(self, request: str, tell: Callable[[str], None]) -> None:
        """Do what a request asks for; ``tell`` is called with each answer, as JSON."""
        asked = json.loads(request)

        def told(answer: dict[str, Any]) -> None:
            tell(json.dumps({"id": asked.get("id"), **answer}, allow_nan=False))

        try:
            self._does[asked["do"]](self, asked, told)
        except UsageError as error:
            told({"failed": str(error)})

    def check(
        self, kata: str, files: Mapping[str, str], language: str = translation.ENGLISH, seed: int | None = None
    ) -> dict[str, Any]:
        """Judge a learner's work.

        Raises:
            UsageError: it cannot be judged.
        """
        begin, grader = time.monotonic(), self._speaking(language)
        self._put(files)
        seed = secrets.randbits(32) if seed is None else seed
        (submission,) = of_learner(self._work, self._katas, [self._kata(kata).id])
        limits = {"cpu_s": SLOWER * self._katas[kata].limits.cpu_s, "memory_mb": MEMORY_MB}
        result: Result = grader.grade(job_of(submission, seed, limits=limits, keeps_prints=True))
        return as_data(result, seed, time.monotonic() - begin)

    def run(
        self, kata: str, files: Mapping[str, str], language: str, seconds: int, tell: Callable[[Stage], None]
    ) -> None:
        """Put a learner's own solutions to work; ``tell`` is called with each stage.

        Args:
            seconds: how long it may take by the clock, about.

        Raises:
            UsageError: there is nothing to run, or the learner's work does not allow it.
        """
        grader, chosen = self._speaking(language), self._kata(kata)
        self._put(files)
        limits = Limits(cpu_s=SLOWER * seconds + 60, memory_mb=MEMORY_MB)
        with beside(chosen.folder), Solutions(self._work, grader, limits) as solutions:
            try:
                for stage in script(chosen).run(solutions, corpus(None), np.random.default_rng(), seconds):
                    tell(stage)
            except LearnerError as error:
                raise UsageError(messages.raised(error, chosen)) from None
            except LearnerGone as error:
                raise UsageError(str(error)) from None

    def warm(self, kata: str, language: str = translation.ENGLISH) -> None:
        """Have a kata's suite and its answers ready.

        Raises:
            UsageError: there is no such kata, or it has none.
        """
        self._speaking(language).collect([self._kata(kata).id])
        self._answers(self._katas[kata])

    def ended(self, kata: str, language: str, seconds: int | None) -> dict[str, Any]:
        """The result of a check that the page ended after so many seconds; None for one that ended Python itself.

        Raises:
            UsageError: there is no such kata.
        """
        tests = unjudged(self._speaking(language), self._kata(kata).id)
        result = died(kata, tests) if seconds is None else timed_out(kata, tests, seconds)
        return as_data(result, 0, seconds or 0.0)

    def __exit__(self, *details: Any) -> None:
        self._stack.__exit__(*details)

    def _kata(self, name: str) -> Kata:
        if name not in self._katas:
            raise UsageError(say("there is no kata {name!r}; {hint}", name=name, hint=", ".join(self._katas)))
        return self._katas[name]

    def _speaking(self, language: str) -> Grader:
        """The grader that speaks a language; from now on, everything does."""
        translation.choose(language, self._catalogues)
        if language not in self._graders:
            grader = Grader(self._katas.values(), self._answers, is_trusted=True, opened={"auto": LEVEL})
            self._graders[language] = self._stack.enter_context(grader)
        return self._graders[language]

    def _put(self, files: Mapping[str, str]) -> None:
        """Have these files in the folder of the learner's work, and no others."""
        for path in self._work.iterdir():
            path.unlink()
        for name, text in files.items():
            if Path(name).name == name:
                (self._work / name).write_bytes(text.encode("utf-8", "surrogatepass"))

    def _check(self, asked: dict[str, Any], tell: Tell) -> None:
        result = self.check(asked["kata"], asked["files"], asked["language"], asked.get("seed"))
        tell({"result": result})

    def _run(self, asked: dict[str, Any], tell: Tell) -> None:
        kata, files, language, seconds = (asked[name] for name in ("kata", "files", "language", "seconds"))
        self.run(kata, files, language, seconds, lambda stage: tell({"stage": stage_data(stage)}))
        tell({"done": True})

    def _warm(self, asked: dict[str, Any], tell: Tell) -> None:
        self.warm(asked["kata"], asked["language"])
        tell({"done": True})

    def _ended(self, asked: dict[str, Any], tell: Tell) -> None:
        tell({"result": self.ended(asked["kata"], asked["language"], asked.get("seconds"))})

    _does: Mapping[str, Callable[..., None]] = {"check": _check, "run": _run, "warm": _warm, "ended": _ended}


def versions() -> dict[str, str]:
    """What a report of an error should name."""
    import platform

    import pytest

    return {
        "gradkata": __version__, "numpy": np.__version__, "pytest": pytest.__version__,
        "python": platform.python_version(),
    }  # fmt: skip


def stage_data(stage: Stage) -> dict[str, Any]:
    """A stage as data; of many losses, every so many."""
    losses = [float(loss) if np.isfinite(loss) else None for loss in stage.losses]
    every = max(1, -(-len(losses) // MOST_LOSSES))
    text = "\n".join(clean(line, 2000) for line in stage.sample.splitlines())
    return {"words": stage.title, "text": text, "losses": losses[::every], "every": every, "steps": len(losses)}
