"""Gradescope's ``autograder.zip``: ``setup.sh`` makes an image, ``run_autograder`` grades a submission in it."""

from __future__ import annotations

import json
import shlex

from ..translation import say
from . import Order
from .contents import Entry, contents, template, zipped
from .failures import gradescope as failure

LIMIT_S = 9 * 60  # Gradescope ends an autograder after ten minutes, and then there is no result at all
PROGRAM = 0o755

TOO_OLD = (
    "gradkata needs Python 3.11 or newer, and none can be installed here: choose a newer Ubuntu as the base image of "
    "the autograder, and build it again"
)
NO_ENVIRONMENT = (
    "Python is here, but no environment for packages can be made with it: install its venv module, or choose another "
    "base image"
)
NOT_INSTALLED = "pip could not bring what gradkata needs: the lines above say why; build the autograder again"
NOT_STARTED = "The autograder did not start. Its output says why; if it says nothing, setup.sh did not run to its end."


def build(order: Order) -> bytes:
    """See `PackageFormat.build`."""
    words = {"too_old": say(TOO_OLD), "no_environment": say(NO_ENVIRONMENT), "not_installed": say(NOT_INSTALLED)}
    setup = template("setup.sh", **{name: shlex.quote(text) for name, text in words.items()})
    run = template("run_autograder", not_started=shlex.quote(json.dumps(failure(say(NOT_STARTED)))))
    files = contents(order, LIMIT_S)
    return zipped({**files, "setup.sh": Entry(setup, PROGRAM), "run_autograder": Entry(run, PROGRAM)})
