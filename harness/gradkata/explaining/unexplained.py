"""A result whose explanation would have cost too much: it stands without one."""

from __future__ import annotations

import dataclasses

from ..results import Result
from ..translation import say
from .prerequisites import with_message

LEFT_OUT = "The explanation took too long and was left out."


def left_out(result: Result) -> Result:
    """The result, and that there is no explanation of it; nothing else is changed."""
    return dataclasses.replace(result, tests=(with_message(result.tests[0], say(LEFT_OUT)), *result.tests[1:]))
