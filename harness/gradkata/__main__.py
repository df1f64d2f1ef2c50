"""The command ``kata``, also as ``python -m gradkata``."""

from __future__ import annotations

import os


def main() -> None:
    """Run the command line."""
    # Before numpy is imported: a grader's sums are small, its import is twice as fast without a pool of threads, and a
    # process of one thread can be forked.
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    from .cli import main as command

    command(prog_name="kata")


if __name__ == "__main__":
    main()
