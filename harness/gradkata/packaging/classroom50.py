"""What goes into ``CLASSROOM/autograders/ASSIGNMENT/`` of a Classroom 50: ``autograder.py``, and all that it needs."""

from __future__ import annotations

from ..translation import say
from . import Order
from .contents import Entry, contents, template, zipped

LIMIT_S = 20 * 60
NOT_INSTALLED = "pip could not bring what gradkata needs; the log says why"
TOO_OLD = "gradkata needs Python 3.11 or newer: set `python` in the assignment's runtime"


def build(order: Order) -> bytes:
    """See `PackageFormat.build`."""
    program = template("autograder.py", not_installed=say(NOT_INSTALLED), too_old=say(TOO_OLD))
    return zipped({**contents(order, LIMIT_S), "autograder.py": Entry(program)})
