"""Writes what PyTorch gives into outside/<kata>.json: `python tests/record_outside.py [KATA]...`, where torch is.

A module outside/<kata>.py has three functions, and one more where there are gradients:

    cases(rng)                         the questions, by name: a dict of arrays by name
    ours(reference, **arrays)          what the reference gives, by name
    theirs(torch, **arrays)            what PyTorch gives, by the same names
    by_differences(reference, **arrays)    a loss of a dict of arrays, where they are, and their gradients by name
"""

from __future__ import annotations

import importlib
import json
import sys
import types
from pathlib import Path

import numpy as np

OUTSIDE = Path(__file__).parent / "outside"
SEED, DIGITS = 7, 12
KATAS = sorted(path.stem for path in OUTSIDE.glob("*.py"))

Arrays = dict[str, np.ndarray]


def module_of(kata: str) -> types.ModuleType:
    """The module about a kata."""
    return importlib.import_module(f"outside.{kata}")


def questions(kata: str) -> dict[str, Arrays]:
    """The cases of a kata, with no more digits than a file should have."""
    found = module_of(kata).cases(np.random.default_rng(SEED))
    return {name: {key: _short(array) for key, array in case.items()} for name, case in found.items()}


def answers(kata: str, case: Arrays) -> Arrays:
    """What PyTorch gives for a case."""
    import torch

    return {name: each.detach().numpy() for name, each in module_of(kata).theirs(torch, **case).items()}


def recorded(kata: str) -> dict[str, tuple[Arrays, Arrays]]:
    """The questions and answers that a file holds, by the names of the cases."""
    cases = json.loads((OUTSIDE / f"{kata}.json").read_text("utf-8"))["cases"]
    return {name: (_arrays(case["asked"]), _arrays(case["given"])) for name, case in cases.items()}


def record(kata: str) -> None:
    """Write the file of a kata."""
    import torch

    cases = {
        name: {"asked": _lists(case), "given": _lists(answers(kata, case))} for name, case in questions(kata).items()
    }
    text = json.dumps({"torch": torch.__version__.partition("+")[0], "cases": cases}, separators=(",", ":"))
    (OUTSIDE / f"{kata}.json").write_text(text + "\n", "utf-8")


def _short(array: np.ndarray) -> np.ndarray:
    """Numbers that are drawn, with three digits; settings, which have no axes, as they are."""
    return array.round(3) if array.ndim and array.dtype.kind == "f" else array


def _lists(arrays: Arrays) -> dict[str, object]:
    return {name: each.round(DIGITS).tolist() for name, each in arrays.items()}


def _arrays(lists: dict[str, object]) -> Arrays:
    return {name: np.array(each) for name, each in lists.items()}


if __name__ == "__main__":
    for each in sys.argv[1:] or KATAS:
        record(each)
