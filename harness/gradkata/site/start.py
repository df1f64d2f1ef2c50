"""What a page calls first, once its files are unpacked."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from ..judging.loading import load_reference
from ..kata import Kata, Pack, katas_of
from ..kit.playing import played, seeds
from .engine import Engine, versions

UNCHECKED = b"\1\0\0\0"  # the flags of a .pyc whose source is not looked at, see PEP 552


def engine_of(course: str) -> Engine:
    """The engine for the katas in a folder, which holds ``katas/`` and where the answers come from."""
    return Engine(katas_of(Pack("gradkata", Path(course))), _answers, seeds=seeds)


def _answers(kata: Kata) -> Any:
    """What is on its tape; a developer may have the solution there in its place."""
    return played(kata) or load_reference(kata)


def compiled(folder: str) -> bytes:
    """What has been compiled of the modules in a folder, as an archive to unpack there the next time.

    Python is told to take it for what the sources say, whenever those were unpacked.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path in sorted(Path(folder).rglob("*.pyc")):
            data = path.read_bytes()
            archive.writestr(str(path.relative_to(folder)), data[:4] + UNCHECKED + data[8:])
    return buffer.getvalue()


def versions_text() -> str:
    """What a report of an error should name, as JSON."""
    return json.dumps(versions())
