"""A learner's words in a report, told apart from its own: no line of theirs begins as a verdict does."""

from __future__ import annotations

import re

from ..results import Status
from ..translation import say
from .wrapping import MARGIN, wrapped


def wrapped_apart(text: str) -> list[str]:
    """Lines of a paragraph in which there may be words of a learner's, who can see to where it is wrapped.

    Where one of them would begin as a line does that says what a check came to, all but the first are set in.
    """
    lines, ours = wrapped(text), _ours()
    return wrapped(text, margin=MARGIN) if any(ours.match(line) for line in lines[1:]) else lines


def _ours() -> re.Pattern[str]:
    """How lines begin that a report, a watch and an editor's marks have for themselves."""
    statuses = "|".join(re.escape(word) for each in Status for word in (str(each), say(str(each))))
    steps = "|".join(map(re.escape, ("Next:", say("Next:"))))
    return re.compile(
        rf"[\w-]+ ?: ?(?:{statuses})\b|{steps}|-- \d|problems in .*:|problems: \d|.*:\d+:\d+: ", re.IGNORECASE
    )
