"""Writes a folder that any web server serves as it is: the page, the katas' public files, and Python's own part."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..errors import UsageError
from ..kata import Kata
from ..kit.leaks import check_for_leaks
from ..translation import say
from . import bundle
from .course import course

FRONT = Path(__file__).parent / "front"
UNUSED = ("making",)  # folders of what only makes the page
SITE, SCHEMA = "site.json", "gradkata-site/1"
COURSE = "course.zip"
VERSION = "314.0.3"  # of Pyodide: what the page was tried with
ADDRESS = f"https://cdn.jsdelivr.net/pyodide/v{VERSION}/full/"
PACKED = "pyodide/"  # where it lies in a page that has it packed in
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
NUMPY = "numpy-*.whl"


@dataclasses.dataclass(frozen=True)
class Built:
    """What was written: how many files, and how many bytes."""

    files: int
    size: int


def build(
    katas: Iterable[Kata], tapes: Mapping[str, bytes], folder: Path, pyodide: Path | None = None, room: str = ""
) -> Built:
    """Write the page for some katas.

    Args:
        tapes: the recorded answers on each, by its id.
        folder: where to; one that is empty, or that holds a page which was written before, or none yet.
        pyodide: a folder with Pyodide and the wheel of numpy, to pack in.
        room: where the page asks a room, below its own address; empty where there is none. A room judges what is
            handed in, so that its page needs no Python, and has none unless it is packed in.

    Raises:
        UsageError: the folder holds something else, something is missing, or a line of a solution would be in it.
        OSError: it cannot be written.
    """
    before = written_before(folder)
    chosen = list(katas)
    files = {**_front(), "course.json": _json(course(chosen))}
    has_python = bool(pyodide) or not room
    if has_python:
        files |= {bundle.NAME: bundle.bundle(), COURSE: bundle.course(chosen, tapes)}
    check_for_leaks(files, chosen)
    packed = _packed(pyodide) if pyodide else {}
    address = PACKED if pyodide or room else ADDRESS
    files |= _addressed(files, address)
    whole = {**files, **packed}
    whole[SITE] = _json({**_site(address, room, has_python=has_python), "files": sorted({*whole, SITE})})
    whole["sw.js"] = _service_worker(files["sw.js"], whole, [*files, SITE], address)
    _write(folder, whole, before)
    return Built(len(whole), sum(map(len, whole.values())))


def written_before(folder: Path) -> set[str]:
    """The files of the page that a folder holds; none for one that is empty, or not there.

    Raises:
        UsageError: something else lies in it.
    """
    if not folder.exists():
        return set()
    if not folder.is_dir():
        raise UsageError(say("{path} is a file; name a folder to write the page into", path=folder))
    if not any(folder.iterdir()):
        return set()
    try:
        found = json.loads((folder / SITE).read_text("utf-8"))
        if found["schema"] == SCHEMA:
            return {name for name in found["files"] if isinstance(name, str) and _is_below(name)}
    except (OSError, ValueError, KeyError, TypeError):
        pass
    words = "{folder} is not empty, and holds no page that `kata site` wrote: name a new folder, or an empty one"
    raise UsageError(say(words, folder=folder))


def _is_below(name: str) -> bool:
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts


def _front() -> dict[str, bytes]:
    paths = (path for path in FRONT.rglob("*") if path.is_file())
    names = {path: path.relative_to(FRONT) for path in paths}
    return {name.as_posix(): path.read_bytes() for path, name in names.items() if not set(name.parts) & set(UNUSED)}


def _addressed(files: Mapping[str, bytes], address: str) -> dict[str, bytes]:
    """The page, with the address that its policy lets it ask for Python."""
    parts = urlsplit(address)
    origin = f" {parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return {"index.html": files["index.html"].replace(b" PYODIDE", origin.encode())}


def _site(address: str, room: str, *, has_python: bool) -> dict[str, Any]:
    assets = [{"url": bundle.NAME, "kind": "modules"}, {"url": COURSE, "kind": "course"}] if has_python else []
    site = {"schema": SCHEMA, "pyodide": address if has_python else None, "assets": assets}
    return {**site, "room": room} if room else site


def _service_worker(template: bytes, files: Mapping[str, bytes], kept: Iterable[str], address: str) -> bytes:
    """The service worker; its version is another one whenever a file is."""
    version = hashlib.sha256()
    for name, data in sorted(files.items()):
        version.update(f"{name} {len(data)} ".encode() + data)
    names = json.dumps(sorted({*kept} - {"sw.js"}))
    for sign, value in (
        ('"VERSION"', json.dumps(version.hexdigest()[:16])),
        ('"PYODIDE"', json.dumps(address)),
        ('["FILES"]', names),
    ):
        template = template.replace(sign.encode(), value.encode())
    return template


def _packed(pyodide: Path) -> dict[str, bytes]:
    """What of Pyodide's folder the page loads.

    Raises:
        UsageError: something is missing.
    """
    wheels = sorted(pyodide.glob(NUMPY))
    missing = [name for name in CORE if not (pyodide / name).is_file()] + ([] if wheels else [NUMPY])
    if missing:
        words = "{folder} lacks {files}: it has to hold Pyodide {version} and its wheel of numpy"
        raise UsageError(say(words, folder=pyodide, files=", ".join(missing), version=VERSION))
    paths = [*(pyodide / name for name in CORE), *wheels]
    return {PACKED + path.name: path.read_bytes() for path in paths}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _write(folder: Path, files: Mapping[str, bytes], before: set[str]) -> None:
    """Write the files, and remove those that were there before and are no more part of the page."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for name in before - set(files):
        (folder / name).unlink(missing_ok=True)
