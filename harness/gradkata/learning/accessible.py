"""Whether a user reads by ear or by touch, as ``ACCESSIBLE=1`` says."""

from __future__ import annotations

import os
from collections.abc import Mapping


def is_accessible(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether the user reads by ear or by touch: everything in reading order, no maps of signs, nothing redrawn."""
    return environ.get("ACCESSIBLE") == "1"
