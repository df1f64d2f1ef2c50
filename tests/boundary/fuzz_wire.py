"""A long run of the fuzz in test_wire.py, with a fresh seed: python tests/boundary/fuzz_wire.py [COUNT [SEED]]."""

import secrets
import sys

from test_wire import fuzz

COUNT = 200_000


def main(count=COUNT, seed=None):
    seed = secrets.randbits(32) if seed is None else seed
    print(f"{count:,} bent frames; to repeat: nox -s nightly -- {count} {seed}", flush=True)
    for outcome, number in sorted(fuzz(count, seed).items()):
        print(f"{outcome}: {number:,}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
