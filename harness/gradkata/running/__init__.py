"""`kata run`: a learner's own solutions at work on real data. A kata's ``run.py`` says what they do.

It has one function, ``run(solution, text, rng, seconds)``, which yields a `Stage` whenever there is something to show:

    solution   ``solution("training")`` is the learner's module for that kata, behind the boundary
    text       what to learn from
    rng        all chance
    seconds    how long it may take by the clock, about
"""

from __future__ import annotations

import dataclasses
import importlib.util
import types
from collections.abc import Sequence

from ..errors import UsageError
from ..kata import Kata
from ..translation import say as say


@dataclasses.dataclass(frozen=True)
class Stage:
    """One thing to show.

    Attributes:
        title: what has been reached, in a few words.
        sample: text that the network has written, if it has.
        losses: the loss after each step so far.
    """

    title: str
    sample: str = ""
    losses: Sequence[float] = ()


def script(kata: Kata) -> types.ModuleType:
    """The kata's ``run.py``.

    Raises:
        UsageError: it has none.
    """
    path = kata.folder / "run.py"
    if not path.is_file():
        raise UsageError(say("the kata {kata} has nothing to run: `kata check {kata}` judges it", kata=kata.id))
    spec = importlib.util.spec_from_file_location(f"gradkata run {kata.id}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
