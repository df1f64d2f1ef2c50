"""A grader that has judged thousands holds no more than one that has judged a hundred."""

import gc
import sys

from gradkata import grader, plugins
from gradkata.grader import Grader
from gradkata.job import Job
from gradkata.reading.programs import program_of

RIGHT = """
import numpy as np
def softmax(z):
    e = np.exp(z - z.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)
"""

# Each with the number of its learner in it, so that no two are the same.
TEXTS = [
    f"{RIGHT}# {{number}}",
    f"{RIGHT.replace('e.sum(-1, keepdims=True)', 'e.sum()')}# {{number}}",
    f"{RIGHT.replace('return e', 'return {number} + e')}",  # wrong as nobody else is
    "def softmax{number}(:",
    "raise ValueError({number})",
    "def softmax(z): raise ValueError('{number}' * {number})",
    "import os\ndef softmax(z): os._exit({number} % 100)",
    "from cross_entropy import softmax  # {number}",
]
REMEMBERED = 8  # in place of the grader's own number, which it takes long to fill
WARM = 120  # results: by then, all that is kept of the last few is full, and mistakes have been looked for
N = 48
OBJECTS = N // 4  # at most; of results that are kept, each has a dozen, and every kind of work comes six times
BLOCKS = 2 * N  # of memory, at most: texts and numbers too, a few of which are seen for the first time late


def test_a_grader_holds_no_more_after_many_results(monkeypatch):
    """Objects are counted, not bytes of the process, so that nothing but the grader has a say in it."""
    monkeypatch.setattr(grader, "REMEMBERED", REMEMBERED)
    katas = [kata for kata in plugins.load().katas.values() if kata.id in ("softmax", "cross_entropy")]
    held = []
    with Grader(katas) as judge:
        for begin, end in ((0, WARM), (WARM, WARM + N), (WARM + N, WARM + 2 * N)):
            for number in range(begin, end):
                text = TEXTS[number % len(TEXTS)].replace("{number}", str(1000 + number))
                judge.grade(Job(f"learner {number}", "softmax", 7, program_of("softmax", text), level="process"))
            gc.collect()
            held.append((len(gc.get_objects()), sys.getallocatedblocks()))
    _, (objects, blocks), (objects_later, blocks_later) = held
    assert objects_later - objects < OBJECTS
    assert blocks_later - blocks < BLOCKS
