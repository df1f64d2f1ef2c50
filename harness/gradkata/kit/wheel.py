"""gradkata as a wheel that pip installs, with the katas of a kit in place of its own: no solution is in it."""

from __future__ import annotations

import base64
import hashlib
import importlib.metadata
from collections.abc import Mapping

from ..errors import UsageError
from ..packaging.contents import Entry, gradkata, requirements, zipped
from ..translation import say

BUILT_IN = "gradkata/built-in"  # where an installed gradkata looks for its own katas
TAG = "py3-none-any"


def wheel(katas: Mapping[str, bytes]) -> tuple[str, bytes]:
    """The name of the wheel's file and its bytes.

    Args:
        katas: the files of the kit's pack, by their paths in it.

    Raises:
        UsageError: gradkata is not installed, so that nobody knows what it needs.
    """
    files = {f"gradkata/{name}": each.data for name, each in gradkata().items()}
    files |= {f"{BUILT_IN}/{name}": data for name, data in katas.items()}
    version = f"{_installed().version.partition('+')[0]}+kit.{_digest(files)}"  # pip takes another one for newer
    info = f"gradkata-{version}.dist-info"
    files |= {f"{info}/{name}": text.encode() for name, text in _about(version).items()}
    record = [f"{name},sha256={_hash(data)},{len(data)}" for name, data in sorted(files.items())]
    files[f"{info}/RECORD"] = "".join(f"{line}\n" for line in [*record, f"{info}/RECORD,,"]).encode()
    return f"gradkata-{version}-{TAG}.whl", zipped({name: Entry(data) for name, data in files.items()})


def _about(version: str) -> dict[str, str]:
    about = _installed()
    extras = about.metadata.get_all("Provides-Extra") or []
    optional = [each for each in about.requires or [] if "extra ==" in each]
    lines = [
        "Metadata-Version: 2.1", "Name: gradkata", f"Version: {version}",
        f"Summary: {about.metadata['Summary']}", f"Requires-Python: {about.metadata['Requires-Python']}",
        *(f"Requires-Dist: {each}" for each in [*requirements(), *optional]),
        *(f"Provides-Extra: {each}" for each in extras),
    ]  # fmt: skip
    groups: dict[str, list[str]] = {}
    for entry in about.entry_points:
        groups.setdefault(entry.group, []).append(f"{entry.name} = {entry.value}")
    points = [f"[{group}]\n" + "".join(f"{line}\n" for line in lines) for group, lines in groups.items()]
    return {
        "METADATA": "".join(f"{line}\n" for line in lines),
        "WHEEL": f"Wheel-Version: 1.0\nGenerator: gradkata\nRoot-Is-Purelib: true\nTag: {TAG}\n",
        "entry_points.txt": "\n".join(points),
    }


def _installed() -> importlib.metadata.Distribution:
    try:
        return importlib.metadata.distribution("gradkata")
    except importlib.metadata.PackageNotFoundError:
        raise UsageError(say("gradkata is not installed, so nothing says what it needs: install it with pip")) from None


def _digest(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:8]


def _hash(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
