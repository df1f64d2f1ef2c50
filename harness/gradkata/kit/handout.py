"""A learner's kit: a folder, and the same as a zip file, with all that they need and no solution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ..errors import UsageError
from ..kata import Kata
from ..packaging.contents import Entry, zipped
from ..translation import say
from .contents import kit_files
from .leaks import check_for_leaks
from .wheel import wheel

README = "README.md"
MARK = "gradkata-kit.txt"  # by which a kit that was made before is known
WORK = "work"


def kit(katas: Sequence[Kata], tapes: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a kit by their paths in it.

    Raises:
        UsageError: a line of a solution would be in it; the message says where.
    """
    name, data = wheel(kit_files(katas, tapes))
    files = {name: data, README: _readme(name, katas).encode(), MARK: f"{name}\n".encode()}
    check_for_leaks(files, katas)
    return files


def place_for(folder: Path) -> None:
    """See to it that a kit may be put into a folder.

    Raises:
        UsageError: there is something else in it.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(say("{path} is a file; name a folder for the kit", path=folder))
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise UsageError(say("{path} has other things in it; name a new folder for the kit", path=folder))


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Put a kit into a folder, in place of one that was there before, and beside it as a zip file, whose path it gives.

    Raises:
        OSError: it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("gradkata-*.whl"):
        old.unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / WORK).mkdir(exist_ok=True)
    archive = folder.with_name(f"{folder.name}.zip")
    archive.write_bytes(zipped({f"{folder.name}/{name}": Entry(data) for name, data in files.items()}))
    return archive


def _readme(name: str, katas: Sequence[Kata]) -> str:
    lines = [
        f"# {say('Your kit')}", "",
        say("You write functions by hand in NumPy, and are told what is wrong. You need Python 3.11 or newer."),
        "", f"    python -m pip install {name}", "",
        say("That needs the network, once. From then on everything works without it, in this folder:"), "",
        f"    kata                 {say('# where you are, and what to do next')}",
        f"    kata start {katas[0].id}", f"    kata check {katas[0].id}", f"    kata hint {katas[0].id}", "",
        say("Your files are in `work/`; what you hand in are these files. There are no solutions in the kit: it knows "
            "the right answers for some inputs, and your teacher grades with others."),
        "", f"## {say('The katas')}", "", *(f"- `{kata.id}`: {kata.title}" for kata in katas), "",
    ]  # fmt: skip
    return "\n".join(lines)
