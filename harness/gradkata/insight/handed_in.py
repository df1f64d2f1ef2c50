"""From submissions to what is compared: each file is read once, and nothing in it is run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from ..finding.submission import Submission
from ..kata import Kata
from ..reading.programs import UnreadableError, is_stub, program_at
from .given import given
from .similarity import SHARE, Similarity, Text, similar


def similarities(
    submissions: Sequence[Submission], katas: Mapping[str, Kata], share: float = SHARE
) -> list[Similarity]:
    """What is alike among the submissions, for each kata that any of them is about.

    Args:
        katas: all there are, by id.
        share: which part of what is rare two have to have in common.
    """
    return [
        similar(name, list(_texts(submissions, katas[name], katas)), given(katas[name], katas), share)
        for name in dict.fromkeys(each.kata for each in submissions)
    ]


def _texts(submissions: Iterable[Submission], kata: Kata, katas: Collection[str]) -> Iterable[Text]:
    """Those on one kata, with the files of the learner's own that they import; what is the stub is nobody's text."""
    for each in submissions:
        if each.kata != kata.id or each.path is None:
            continue
        try:
            program = program_at(each.path, each.kata, each.siblings, each.called)
        except UnreadableError:
            yield Text(each.learner, each.path.name, ())
            continue
        if not is_stub(program, kata):
            beside = [(f"{name}.py", text) for name, text in program.siblings if name not in katas]
            yield Text(each.learner, program.file, (*program.parts, *beside))
