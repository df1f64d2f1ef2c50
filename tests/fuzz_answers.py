"""Hostile answers through every suite and the explanation: python tests/fuzz_answers.py [COUNT [SEED]]."""

import collections
import resource
import secrets
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from gradkata import plugins
from gradkata.boundary.budget import MOST_WEIGHT
from gradkata.grader import Grader, Opened
from gradkata.job import Job
from gradkata.reading.programs import program_of
from gradkata.results import Status

from tests.hostile import Hostile

COUNT = 20_000
MOST_MIB = 300
VERDICTS = {Status.FAILED, Status.KILLED, Status.TIMEOUT}


def fuzz(katas, count, seed):
    """Grade submissions of hostile answers until there were ``count``; give how often each status came out.

    Raises:
        AssertionError: one came to more than nothing, or its answers were looked at beyond what there is for it.
    """
    outcomes, seen = collections.Counter(), 0
    with Grader(katas) as grader:
        while seen < count:
            kata = katas[seed % len(katas)]
            hostile = Hostile(kata.names, seed, largest=(1000, 100, 10)[seed // len(katas) % 3])
            grader._levels["hostile"] = Opened("hostile", hostile, "")
            result = grader.grade(Job("ada", kata.id, seed, program_of(kata.id, "text = 1\n"), level="hostile"))
            assert result.status in VERDICTS, f"{kata.id}, seed {seed}: {result.status}"
            assert result.score < result.max_score, f"{kata.id}, seed {seed}: {result.score}"
            assert grader._budget.tally.weight <= 1.2 * MOST_WEIGHT, f"{kata.id}, seed {seed}: looked at too much"
            outcomes[result.status.value] += 1
            seen, seed = seen + hostile.count, seed + 1
    return outcomes


def main(count=COUNT, seed=None):
    seed = secrets.randbits(32) if seed is None else seed
    print(f"{count:,} hostile answers; to repeat: python {sys.argv[0]} {count} {seed}", flush=True)
    for outcome, number in sorted(fuzz(list(plugins.load().katas.values()), count, seed).items()):
        print(f"{outcome}: {number:,}")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10  # kilobytes, on Linux
    print(f"{most} MiB at most")
    assert sys.platform != "linux" or most < MOST_MIB


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
