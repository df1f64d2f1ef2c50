"""``python -m gradkata.packaged PLATFORM FOLDER``: the submission there graded, its result where it is looked for.

Ends with 0 if there is a result, whatever the grade. Imports little, so that a result is written even where what
grading needs is missing.
"""

from __future__ import annotations

import sys
from pathlib import Path

from .. import translation
from .platforms import PLATFORMS
from .settings import settings
from .supervising import supervise


def main(name: str, folder: str) -> None:
    """Grade what lies in the folder that the platform names."""
    chosen = settings()
    translation.choose(chosen.language)
    supervise(name, PLATFORMS[name], Path(folder), chosen.limit_s)


if __name__ == "__main__":
    main(*sys.argv[1:])
