"""Records a tape: what a kata's reference answers to its suite, and what each known mistake answers to what is asked.

The reference is asked through the same door as a learner's code, and what came through it is what is recorded. What is
asked of a learner's code may hang on its answers, so each known mistake is judged, too: what is asked of it is what
will be asked of a learner who made it.
"""

from __future__ import annotations

import base64
import contextlib
import dataclasses
from collections.abc import Iterator
from typing import Any

import numpy as np

from ..boundary.failures import LearnerError
from ..boundary.learner import Learner
from ..boundary.limits import Limits
from ..boundary.processes import Starter
from ..boundary.program import Program
from ..boundary.session import Session
from ..errors import UsageError
from ..explaining.catalogue import Catalogue
from ..explaining.diagnosis import quietly
from ..explaining.explain import tests_of
from ..explaining.mistakes import apply
from ..explaining.outcomes import Outcome
from ..explaining.passes import NO_NUMBERS
from ..explaining.transcript import Transcript
from ..explaining.variant import Variant
from ..explaining.wrong_gradients import asked_for
from ..grader import Grader, looked_at
from ..job import Job
from ..judging.answers import Recorded
from ..judging.compare import Wrong
from ..judging.judge import Evidence
from ..kata import Kata
from ..reading.programs import program_of
from ..results import Result, Status
from ..translation import say
from .asking import Plain
from .fitting import drawn, judges, numpy_version
from .outcomes import Writer
from .signature import Signature, signature
from .tape import Header, written
from .trie import ROOT, Node, Trie, steps
from .variants import UNKNOWN

LEVEL = "process"  # all that runs is gradkata's own
PATIENTLY = Limits(cpu_s=600, wall_s=600.0)
BESIDE = ""  # in place of a test: what an explanation asks
MOST_NUMBERS = 4_500  # of one answer: what is larger, as in a race against the clock, tells no more
WALL_S = 600.0  # for a whole suite, however busy the machine is


def recorded(kata: Kata, seeds: tuple[int, ...]) -> bytes:
    """The bytes of a kata's tape.

    Raises:
        UsageError: its reference does not pass its own suite, or there is none.
    """
    answers: dict[int, dict[str, list[list[Any]]]] = {}
    functions: set[str] = set()
    hangs_on_work = True
    for seed in seeds:
        with _Tests(kata) as tests:
            _check_passed(kata, _right(kata, tests, seed))
            answers[seed] = {name: [*_exchanges(session)] for name, session in tests.sessions.items()}
            hangs_on_work = hangs_on_work and _add_others(kata, tests, seed, answers[seed])
            functions |= tests.functions
    mistakes, numbers = _Mistakes(kata, seeds[0]).recorded()
    header = Header(kata.id, seeds, judges(kata), numpy_version(), drawn(), tuple(sorted(functions)))
    return written(header, answers, mistakes, numbers)


def _add_others(kata: Kata, tests: _Tests, seed: int, answers: dict[str, list[list[Any]]]) -> bool:
    """Add what the reference is asked for other right and wrong work, such as a notebook with arrays of other sizes.

    Returns:
        Whether there was any of it: mostly, what is asked is the same whatever the work.
    """
    found = False
    with Grader([kata], lambda _: tests, is_trusted=True, explain=lambda _kata, result, _evidence: result) as grader:
        for path in (each for name in ("right", "wrong") for each in sorted((kata.hidden / name).glob("*.*"))):
            tests.sessions.clear()
            grader.grade(_job(kata, path.read_text("utf-8"), seed, path.suffix))
            for name, session in tests.sessions.items():
                known = [Signature(*each[:3]) for each in answers.get(name, ())]
                new = [each for each in _exchanges(session) if not any(Signature(*each[:3]).is_like(k) for k in known)]
                answers.setdefault(name, []).extend(new)
                found = found or bool(new)
            tests.end()
    return found


class _Tests(Recorded, contextlib.AbstractContextManager["_Tests"]):
    """The reference in a process for each test, so that what is asked of it there is all that counts."""

    def __init__(self, kata: Kata):
        self._kata, self._stack = kata, contextlib.ExitStack()
        self._starter: Starter = self._stack.enter_context(Grader([kata])).level(LEVEL).starter
        self._program = _program(kata, kata.reference.read_text("utf-8"))
        self.sessions: dict[str, Session] = {}
        self.functions: set[str] = set()

    def at(self, seed: int, test: str) -> Learner:  # noqa: ARG002 (its tests are of one seed)
        session = self._stack.enter_context(contextlib.closing(Session(self._starter, PATIENTLY)))
        names = session.load(self._program, 0)
        self.functions |= {name for name, is_callable in names.items() if is_callable}
        session.log = type(session.log)()  # what was asked from now on
        self.sessions[test] = session
        return Learner(session, names)

    def anywhere(self, seed: int) -> Any:  # noqa: ARG002 (nobody asks)
        raise LookupError("the reference is right, so that nothing has to be explained")

    def catalogue(self) -> Any:
        return self.anywhere(0)

    def end(self) -> None:
        """End the processes that were asked so far."""
        for session in self.sessions.values():
            session.close()

    def __exit__(self, *details: Any) -> None:
        self._stack.__exit__(*details)


def _right(kata: Kata, tests: _Tests, seed: int) -> Result:
    """What the reference comes to; of wherever gradients are asked for, its loss is recorded, too."""

    def look(_: Kata, result: Result, evidence: Evidence) -> Result:
        asked = Plain(tests.at(seed, BESIDE))
        for own in getattr(evidence.suite, "own_losses", ()):
            for arguments in asked_for(own, evidence):
                with contextlib.suppress(*NO_NUMBERS, Wrong, LearnerError):
                    getattr(asked, own.function)(*arguments())
                    own.losses(asked, [arguments()])
        return result

    with Grader([kata], lambda _: tests, is_trusted=True) as grader:
        return looked_at(grader, _job(kata, kata.reference.read_text("utf-8"), seed), look)


def _check_passed(kata: Kata, result: Result) -> None:
    if result.status is not Status.PASSED:
        problem = result.messages[0] if result.messages else result.status.value
        words = "the reference of {kata} does not pass its own suite, so there is nothing to record: {problem}"
        raise UsageError(say(words, kata=kata.id, problem=problem))


def _exchanges(session: Session) -> Iterator[list[Any]]:
    """The exchanges of a session, as tapes have them."""
    if session.log.complete is not None:
        raise UsageError(say("a test asks its reference for more than a tape can hold"))
    objects: dict[int, int] = {}
    for each in session.log.exchanges:
        buffers = [base64.b85encode(bytes(buffer)).decode() for buffer in each.buffers]
        yield [*signature(each.request, each.asked(), objects), each.answer, buffers]


class _Mistakes:
    """Asks each variant of the reference whatever is asked of the reference, or of any of them."""

    def __init__(self, kata: Kata, seed: int):
        self._kata, self._seed = kata, seed
        self._catalogue = Catalogue(kata)
        draws = dataclasses.replace(self._catalogue.conventions, are_draws_free=False)
        self._catalogue.conventions = draws
        self._trie, self._writer = Trie(), Writer()
        self._found: dict[int, tuple[int, dict[int, int]]] = {}
        self._functions: set[str] = set()

    def recorded(self) -> tuple[dict[str, Any], np.ndarray]:
        """What a tape holds of them, and the numbers in it."""
        text, suffix = self._kata.reference.read_text("utf-8"), self._kata.reference.suffix
        with Grader([self._kata], is_trusted=True) as grader:
            looked_at(grader, _job(self._kata, text, self._seed), self._look)
            for mistake in self._catalogue.mistakes:
                looked_at(grader, _job(self._kata, apply(mistake, text, suffix), self._seed), self._look)
        return self._whole(), self._writer.numbers

    def _look(self, _kata: Kata, result: Result, evidence: Evidence) -> Result:
        with quietly() as caught:
            unseeded = getattr(evidence.suite, "unseeded", ())  # tests that ask of each learner something else
            tests = [each for each in tests_of(result, evidence) if each.name.partition("[")[0] not in unseeded]
            transcript = Transcript(tests, self._catalogue.conventions, None, caught)
            new = dict(self._new(transcript))
            if new:
                self._ask(transcript, new)
        return result

    def _new(self, transcript: Transcript) -> Iterator[tuple[int, int]]:
        """The calls that are asked for the first time, each with its node."""
        for unit in transcript.units:
            parent = ROOT
            for asked in steps(transcript, unit):
                node = self._trie.find(parent, asked)
                if node is None:
                    node = self._trie.add(Node(parent, asked.signature, asked.loose))
                    if asked.number is not None:
                        yield asked.number, node
                parent = node

    def _ask(self, transcript: Transcript, new: dict[int, int]) -> None:
        right = Variant(self._catalogue, (), transcript)
        variants = [Variant(self._catalogue, (each,), transcript, right) for each in self._catalogue.mistakes]
        for number, node in new.items():
            self._functions.add(transcript.calls[number].function)
            if _size(right.answer(number)) > MOST_NUMBERS:
                continue
            known = self._written(right, number, is_exact=True)
            others = {}
            for at, variant in enumerate(variants):
                found = known if variant.is_as_right(number) else self._written(variant, number)
                others[at] = found
            self._found[node] = known, {at: found for at, found in others.items() if found != known}

    def _written(self, variant: Variant, number: int, *, is_exact: bool = False) -> int:
        outcome = variant.answer(number)
        return UNKNOWN if outcome is None else self._writer.add(outcome, is_exact=is_exact)

    def _whole(self) -> dict[str, Any]:
        labels = {each.label: at for at, each in enumerate(self._catalogue.mistakes)}
        reaches = {
            function: sorted(labels[label] for label in self._catalogue.reaches(function))
            for function in sorted(self._functions)
        }
        return {
            "mistakes": [
                {"id": each.id, "title": each.title, "message": each.message, "any_order": each.any_order,
                 "form": each.form}
                for each in self._catalogue.mistakes
            ],
            "parameters": {name: list(names) for name, names in self._catalogue.conventions.parameters.items()},
            "reaches": reaches,
            "nodes": [self._node(at, node) for at, node in enumerate(self._trie.nodes)],
            "outcomes": self._writer.trees,
        }  # fmt: skip

    def _node(self, at: int, node: Node) -> list[Any]:
        right, others = self._found.get(at, (UNKNOWN, {}))
        return [node.parent, *node.signature, node.loose, right, others]


def _size(outcome: Outcome | None) -> int:
    return sum(leaf.size for leaf in (outcome or {}).values() if isinstance(leaf, np.ndarray))


def _job(kata: Kata, text: str, seed: int, suffix: str = "") -> Job:
    return Job("tape", kata.id, seed, _program(kata, text, suffix), limits={"wall_s": int(WALL_S)}, level=LEVEL)


def _program(kata: Kata, text: str, suffix: str = "") -> Program:
    return program_of(kata.id, text, suffix or kata.reference.suffix)
