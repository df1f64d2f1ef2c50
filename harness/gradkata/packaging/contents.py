"""What every package holds: gradkata itself as a plain folder, the katas with their hidden halves, and its settings."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import io
import json
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from ..errors import UsageError
from ..kata import Kata
from ..translation import say
from . import SETTINGS, Order

OWN = Path(__file__).resolve().parents[1]
PLATFORMS = Path(__file__).with_name("platforms")
KATAS = "gradkata/built-in"  # where gradkata looks for its own, as in a wheel
MADE = ("__pycache__", "built-in")  # folders that are not gradkata's source
PROOFS = ("right", "wrong", "equivalent.toml", "faults.toml")  # what proves a suite, and is not asked in a grading
REQUIREMENTS = "requirements.txt"
SANDBOX = "bubblewrap"  # is brought where it can be had: no grading depends on it
OPEN, CLOSED = 0o644, 0o600
WHEN = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file knows: the same order gives the same bytes


@dataclasses.dataclass(frozen=True)
class Entry:
    """A file of a package, and who may read it or run it."""

    data: bytes
    mode: int = OPEN


def contents(order: Order, limit_s: int) -> dict[str, Entry]:
    """The files that all formats share, by their paths in the package.

    Args:
        limit_s: after how many seconds on the clock what has been judged is reported.

    Raises:
        UsageError: a kata has no solution, or nobody knows what gradkata needs.
    """
    return {
        **{f"gradkata/{name}": each for name, each in gradkata().items()},
        **{name: entry for kata in order.katas for name, entry in _kata(kata)},
        SETTINGS: Entry(_settings(order, limit_s), CLOSED),
        REQUIREMENTS: Entry("".join(f"{each}\n" for each in requirements()).encode()),
    }


def gradkata() -> dict[str, Entry]:
    """gradkata's own files, without katas, by their paths in the folder that is imported."""
    return {name: Entry(path.read_bytes()) for name, path in files_in(OWN, MADE)}


def requirements() -> list[str]:
    """What pip has to bring for gradkata to grade: in a clone what its settings say, else what was installed.

    Raises:
        UsageError: gradkata is neither in its clone nor installed, so that nobody knows.
    """
    project = OWN.parents[1] / "pyproject.toml"
    if project.is_file():
        hooks = tomllib.loads(project.read_text("utf-8"))["tool"]["hatch"]["metadata"]["hooks"]
        return list(hooks["custom"]["everywhere"])
    try:
        found = importlib.metadata.requires("gradkata") or []
    except importlib.metadata.PackageNotFoundError:
        raise UsageError(say("gradkata is not installed, so nothing says what it needs: install it with pip")) from None
    return [each for each in found if ";" not in each and not each.startswith(SANDBOX)]


def template(name: str, **words: str) -> bytes:
    """A file that lies in `platforms`, with words of the package's language in place of ``@NAME@``."""
    text = PLATFORMS.joinpath(name).read_text("utf-8")
    for field, value in words.items():
        text = text.replace(f"@{field.upper()}@", value)
    return text.encode()


def zipped(files: Mapping[str, Entry]) -> bytes:
    """A zip file of these, which is the same whenever it is made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, WHEN)
            info.create_system, info.compress_type = 3, zipfile.ZIP_DEFLATED  # Unix, wherever it is made: modes count
            info.external_attr = (0o100000 | files[name].mode) << 16
            archive.writestr(info, files[name].data)
    return buffer.getvalue()


def _kata(kata: Kata) -> Iterator[tuple[str, Entry]]:
    _ = kata.reference  # a kata without one cannot be graded, and that is better said now
    for name, path in files_in(kata.folder, MADE):
        yield f"{KATAS}/katas/{kata.folder.name}/{name}", Entry(path.read_bytes())
    for name, path in files_in(kata.hidden, (*MADE, *PROOFS)):
        yield f"{KATAS}/reference/{kata.id}/{name}", Entry(path.read_bytes(), CLOSED)


def files_in(folder: Path, left_out: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    """The files in a folder and all folders in it, with their paths from there."""
    for path in sorted(folder.iterdir()):
        if path.name in left_out:
            continue
        if path.is_dir():
            yield from ((str(PurePosixPath(path.name, name)), each) for name, each in files_in(path, left_out))
        elif path.is_file() and path.suffix != ".pyc":
            yield path.name, path


def _settings(order: Order, limit_s: int) -> bytes:
    values = {"katas": order.asked, "seed": order.seed, "language": order.language, "limit_s": limit_s}
    return f"{json.dumps(values, indent=2)}\n".encode()
