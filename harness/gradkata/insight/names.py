"""Which learner and which kata somebody means, of those that there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ..errors import UsageError
from ..plugins import Registry, nearest
from ..translation import say

MOST = 12  # names that are listed


def learner_called(name: str, learners: Iterable[str]) -> str:
    """The learner of this name, or the only one whose name is it but for the case, or has it in it.

    Raises:
        UsageError: there is none, or there are several; the message says who there is.
    """
    known = sorted(set(learners))
    if name in known:
        return name
    for found in (
        [each for each in known if each.casefold() == name.casefold()],
        [each for each in known if name.casefold() in each.casefold()] if name else [],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(say("{name!r} may be any of these: {names}", name=name, names=listed(found)))
    hint = nearest(name, known) or say("there are {names}", names=listed(known))
    raise UsageError(say("there is no learner {name!r} here; {hint}", name=name, hint=hint))


def kata_of(name: str, learner: str, those: Collection[str], found: Registry) -> str:
    """The id of the kata of this name, which the learner has work on.

    Args:
        those: the ids of the katas that the learner has work on.

    Raises:
        UsageError: it is not among them; the message says which are.
    """
    if name in those:
        return name
    kata = found.kata(name).id
    if kata in those:
        return kata
    words = "{learner} has nothing on {kata} here, but on {names}" if those else "{learner} has nothing on {kata} here"
    raise UsageError(say(words, learner=learner, kata=kata, names=listed(sorted(those))))


def listed(names: Sequence[str]) -> str:
    """Names with commas between; of many, the first ones and how many there are more."""
    if len(names) <= MOST:
        return ", ".join(names)
    rest = len(names) - MOST + 1
    return say("{names} and {number} more", names=", ".join(names[: MOST - 1]), number=rest)
