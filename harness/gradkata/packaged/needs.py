"""Whether all is there that grading imports: `python -m gradkata.packaged.needs` ends with 0 then."""

from __future__ import annotations

import click  # noqa: F401
import filelock  # noqa: F401
import jinja2  # noqa: F401
import msgspec  # noqa: F401
import numpy  # noqa: F401
import pluggy  # noqa: F401
import polib  # noqa: F401
import pytest  # noqa: F401
import tabulate  # noqa: F401
