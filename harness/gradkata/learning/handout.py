"""What a learner begins a kata with: its stub, or a notebook with its task, its stub, and a check."""

from __future__ import annotations

import json
from typing import Any

from ..kata import Kata
from ..text.source import NOTEBOOK
from ..translation import localized

# What is in no need of a newer one, and all that read notebooks read.
VERSION = {"nbformat": 4, "nbformat_minor": 5}


def first_copy(kata: Kata, *, as_notebook: bool) -> tuple[str, bytes]:
    """How the name of a learner's copy ends, and what is in it before anything is written.

    Args:
        as_notebook: whether it has to be a notebook, whatever the stub is.
    """
    if as_notebook and kata.stub.suffix != NOTEBOOK:
        return NOTEBOOK, notebook_of(kata).encode()
    return kata.stub.suffix, kata.stub.read_bytes()


def notebook_of(kata: Kata) -> str:
    """The text of a notebook with a kata's task, its stub, which is none, and a check."""
    task = localized(kata.readme).read_text("utf-8").replace(f"work/{kata.id}.py", f"work/{kata.id}{NOTEBOOK}")
    cells = [
        _code("load", "%load_ext gradkata"),
        {"cell_type": "markdown", "id": "task", "metadata": {}, "source": _lines(task)},
        _code("stub", kata.stub.read_text("utf-8")),
        _code("check", f"%kata check {kata.id}"),
    ]
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return json.dumps({"cells": cells, "metadata": metadata, **VERSION}, indent=1, ensure_ascii=False) + "\n"


def _code(name: str, source: str) -> dict[str, Any]:
    return {
        "cell_type": "code", "execution_count": None, "id": name, "metadata": {}, "outputs": [],
        "source": _lines(source),
    }  # fmt: skip


def _lines(text: str) -> list[str]:
    """A text as notebooks have it, so that a change of one line is one."""
    return text.strip("\n").splitlines(keepends=True)
