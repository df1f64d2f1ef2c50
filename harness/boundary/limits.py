"""What a learner's code may use, with the reason for each default."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True)
class Limits:
    """The limits of one learner's process, for one kata.

    Attributes:
        cpu_s: seconds of CPU time. A right solution of any kata needs less than a twentieth of this.
        processes: processes and threads that the code may start.
        memory_mb: MiB of address space. Below 512, numpy's linear algebra cannot start its own buffers.
        file_mb: MiB that a file may grow to. Nothing that a kata asks for writes one.
        open_files: files that may be open at once.
    """

    cpu_s: int = 4
    processes: int = 0
    memory_mb: int = 1024
    file_mb: int = 1
    open_files: int = 64

    @property
    def wall_s(self) -> float:
        """Seconds by the clock: generous, since a busy machine must fail nobody, but no sleeper holds up a class."""
        return 4.0 * self.cpu_s + 1.0


def parse_limits(settings: dict[str, object], where: str) -> Limits:
    """The limits that a table of settings asks for.

    Raises:
        ValueError: a setting is unknown, or its value is no positive whole number.
    """
    known = {field.name for field in dataclasses.fields(Limits)}
    for name, value in settings.items():
        if name not in known:
            raise ValueError(f"{where}: there is no limit {name!r}; there are {', '.join(sorted(known))}")
        if type(value) is not int or value <= 0:
            raise ValueError(f"{where}: the limit {name} has to be a whole number above 0, not {value!r}")
    return Limits(**settings)  # type: ignore[arg-type]
