"""Hints on a kata, a ladder: each leads a step further than the one before it, and none is the answer.

A kata's ladder is its ``hints.md``, a rung for each ``##`` heading. A mistake that the last check named comes first,
in its own words.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from ..errors import UsageError
from ..explaining.mistakes import Mistake
from ..kata import Kata
from ..kit.mistakes import mistakes_of
from ..reports.plain import plain
from ..text.sections import sections_of
from ..translation import beside, localized, say, say_many
from .progress import Progress, Record


@dataclasses.dataclass(frozen=True)
class Hint:
    """One rung of a ladder.

    Attributes:
        title: what it is about, in a few words.
        text: the hint, in Markdown.
    """

    title: str
    text: str


def ladder(kata: Kata) -> list[Hint]:
    """The hints on a kata in the user's language, the gentlest first; none if it has no ``hints.md``."""
    path = localized(kata.hints)
    if not path.is_file():
        return []
    sections = sections_of(path.read_text("utf-8"))
    return [Hint(each.heading, each.text.strip("\n")) for each in sections if each.depth == 2]


def take(kata: Kata, progress: Progress) -> str:
    """The next hint as text of at most 80 columns, with a line end; that it was shown is remembered.

    First come the mistakes that the last check named, each once, then the ladder; after its last rung, what else helps.
    Where nothing can be remembered, the hint is given all the same, and ``progress.remark`` says so.
    """
    record, rungs = progress.of(kata.id), ladder(kata)
    mistake = next((each for each in _named(kata, record) if each.id not in record.told), None)
    if mistake is not None:
        _remember(progress, kata, told=(*record.told, mistake.id))
        return _of_mistake(kata, mistake) + _and_then(kata, len(rungs) - record.hints)
    if record.hints < len(rungs):
        _remember(progress, kata, hints=record.hints + 1)
        return _of_ladder(rungs, record.hints)
    if not rungs:
        return _none(kata)
    return _passed(kata) if record.passed else _no_more(kata)


def again(kata: Kata, progress: Progress) -> str:
    """All hints that were shown so far, as text of at most 80 columns, with a line end."""
    record, rungs = progress.of(kata.id), ladder(kata)
    told = [_of_mistake(kata, each) for each in _named(kata, record) if each.id in record.told]
    shown = [_of_ladder(rungs, number) for number in range(min(record.hints, len(rungs)))]
    if told or shown:
        return "\n".join(told + shown)
    return plain(say("No hint on {kata} was shown yet. `kata hint {kata}` shows the first.", kata=kata.id)) + "\n"


def _named(kata: Kata, record: Record) -> list[Mistake]:
    """The mistakes that the last check named, in its order; none where nothing is known of them here."""
    if not record.mistakes:
        return []
    try:
        known = {each.id: each for each in mistakes_of(kata) if each.message}
    except UsageError:  # a matter for the kata's author, who is told by `kata check`
        return []
    return [known[name] for name in record.mistakes if name in known]


def _remember(progress: Progress, kata: Kata, **changes: Any) -> None:
    """Keep what was shown, if there is a workspace to keep it in: reading a hint does not make one."""
    if progress.path.parent.is_dir():
        try:
            progress.change(kata.id, **changes)
        except UsageError as error:
            progress.remark = str(error)


def _of_mistake(kata: Kata, mistake: Mistake) -> str:
    with beside(kata.folder, kata.hidden):
        title, text = say(mistake.title), say(mistake.message)
    return _shown(say("A hint from your last check: {title}", title=title), text)


def _and_then(kata: Kata, left: int) -> str:
    if left <= 0:
        return ""
    words = say_many(
        "Ask again for one more hint: `kata hint {kata}`",
        "Ask again for {number} more hints: `kata hint {kata}`",
        left, kata=kata.id,
    )  # fmt: skip
    return f"\n{plain(words)}\n"


def _of_ladder(rungs: list[Hint], number: int) -> str:
    hint = rungs[number]
    title = say("Hint {number} of {total}: {title}", number=number + 1, total=len(rungs), title=hint.title)
    return _shown(title, hint.text)


def _shown(title: str, text: str) -> str:
    return f"{plain(title)}\n\n{plain(text)}\n"


def _none(kata: Kata) -> str:
    helps = say(
        "There are no hints on {kata}. What helps: the task, read again; and `kata check {kata}`, which says what to "
        "do first.",
        kata=kata.id,
    )
    return plain(helps) + "\n"


def _passed(kata: Kata) -> str:
    words = say(
        "There are no more hints on {kata}, and it is passed; `kata hint {kata} --again` shows them once more.",
        kata=kata.id,
    )
    return plain(words) + "\n"


def _no_more(kata: Kata) -> str:
    helps = say(
        "There are no more hints on {kata}; `kata hint {kata} --again` shows them once more. What else helps: the "
        "task, read again; `kata check {kata}`, which says what to do first; and in the end `kata reveal {kata}`.",
        kata=kata.id,
    )
    return plain(helps) + "\n"
