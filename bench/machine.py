"""What the measurements were made on."""

from __future__ import annotations

import datetime
import importlib.metadata
import os
import platform
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Machine:
    """A computer, on a day."""

    day: str
    cpu: str
    cores: int
    system: str
    python: str
    numpy: str


def here() -> Machine:
    return Machine(
        datetime.datetime.now(datetime.UTC).date().isoformat(), _cpu(), _cores(),
        f"{platform.system()} {platform.release()}", platform.python_version(), importlib.metadata.version("numpy"),
    )  # fmt: skip


def load() -> float:
    """Processes that wanted to run, on average over the last minute."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
