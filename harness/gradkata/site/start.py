"""What a page calls first, once its files are unpacked."""

from __future__ import annotations

import json
from pathlib import Path

from ..kata import Pack, katas_of
from .engine import Engine, versions


def engine_of(course: str) -> Engine:
    """The engine for the katas in a folder, which holds ``katas/`` and where the answers come from."""
    return Engine(katas_of(Pack("gradkata", Path(course))))


def versions_text() -> str:
    """What a report of an error should name, as JSON."""
    return json.dumps(versions())
