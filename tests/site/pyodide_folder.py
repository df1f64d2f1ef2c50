"""Pyodide with NumPy, in a folder as `kata site --pyodide` takes it: ``python -m tests.site.pyodide_folder [FOLDER]``.

A wheel on PyPI holds Pyodide's core and the wheel of NumPy that goes with it, so that pip alone fetches both, wherever
pip works. It is 106 MB, of which 16 are kept. Each file's digest is known.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

WHEEL = "open-webui==0.12.4"
WITHIN = "open_webui/frontend/pyodide/"
NUMPY = "numpy-2.4.3-cp314-cp314-pyemscripten_2026_0_wasm32.whl"
DIGESTS = {
    "package.json": "0393eb01a0707cddc251f1a66090998773fe1aa3cfde66eedc96e83e43861845",
    "pyodide-lock.json": "67e6f0b62fa972daa5fc27c28b3c2ad388f5e343a0be6cab9464d1def06a54a6",
    "pyodide.asm.mjs": "1a9775427ef6e8abaa7db88ece0515422d1886915ae5c9093776410c865dfd8d",
    "pyodide.asm.wasm": "e7f8fac36f8bf11085309cbc5c829b3ec3057c18bf1d73b05a6741612d63cdbf",
    "pyodide.js": "7bc6a1c6243220f7ea400b3521dd6bfef28af63c0af50d21d06cbe05c5fff81c",
    "pyodide.mjs": "5cfc46f5dcbaf2a16f26e2363f441873eb424762609cc03db00d6a2ace4d00e5",
    "python_stdlib.zip": "444c770dfd75a32097fc0a7d5c1413fd3140601f49c3a1f2e9af0376fcd124b4",
    NUMPY: "0cad9c1b91f0082e4f959bc0e0bf5835a2efbba6ab3b1e9d1fe6e7e564cca98e",
}
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gradkata" / "pyodide-314.0.3"


class MissingError(Exception):
    """Pyodide cannot be had; the message says why."""


def pyodide_folder() -> Path:
    """The folder that PYODIDE names, or the one that has been fetched before, or fetched now.

    Raises:
        MissingError: it cannot be fetched.
    """
    named = os.environ.get("PYODIDE")
    folder = Path(named) if named else CACHE
    if not named and not is_whole(folder):
        fetch(folder)
    return folder


def is_whole(folder: Path) -> bool:
    """Whether all of it is there, as it should be."""
    return all((folder / name).is_file() and digest(folder / name) == known for name, known in DIGESTS.items())


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch(folder: Path) -> None:
    """Download it all.

    Raises:
        MissingError: that does not work, or it is not what it should be.
    """
    with tempfile.TemporaryDirectory() as scratch:
        command = ["download", "--quiet", "--no-deps", "--only-binary=:all:", "--python-version", "312", WHEEL]
        done = subprocess.run(
            [sys.executable, "-m", "pip", *command, "--dest", scratch], capture_output=True, text=True, check=False
        )
        found = list(Path(scratch).glob("*.whl"))
        if done.returncode or not found:
            last = (done.stderr.strip().splitlines() or ["pip says nothing"])[-1]
            raise MissingError(f"Pyodide cannot be fetched: {last}\nPYODIDE may name a folder that holds it.")
        folder.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(found[0]) as wheel:
            for name in DIGESTS:
                (folder / name).write_bytes(wheel.read(WITHIN + name))
    if not is_whole(folder):
        raise MissingError(f"what {WHEEL} holds is not the Pyodide that is expected")


if __name__ == "__main__":
    try:
        if sys.argv[1:]:
            fetch(Path(sys.argv[1]))
        print(sys.argv[1] if sys.argv[1:] else pyodide_folder())
    except MissingError as error:
        sys.exit(str(error))
