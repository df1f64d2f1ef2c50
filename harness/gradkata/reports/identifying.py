"""Who learners are for a platform: what they are known by there, where that is known, and not what they are called."""

from __future__ import annotations

from collections.abc import Sequence

from ..results import Result

EMAIL, USER, NAME = "Email address", "Username", "Full name"


def identified(results: Sequence[Result]) -> tuple[str, dict[str, str]]:
    """What all learners are known by, as Moodle's import calls it, and for each learner what that is.

    It is the email address if any is known, else the name to log in with, else what learners are called. Of whom it is
    not known, what they are called stands there: an import that names them is better than one that leaves them out.
    """
    learners = list(dict.fromkeys(result.learner for result in results))
    for kind, known in ((EMAIL, emails(results)), (USER, users(results))):
        if known:
            return kind, {learner: known.get(learner, learner) for learner in learners}
    are_names = any(result.who and result.who.name for result in results)
    kind = EMAIL if learners and all("@" in each for each in learners) else NAME if are_names else USER
    return kind, {learner: learner for learner in learners}


def emails(results: Sequence[Result]) -> dict[str, str]:
    """The email addresses of those learners of whom they are known."""
    return {each.learner: each.who.email for each in results if each.who and each.who.email}


def users(results: Sequence[Result]) -> dict[str, str]:
    """The names to log in with, of those learners of whom they are known."""
    return {each.learner: each.who.user for each in results if each.who and each.who.user}
