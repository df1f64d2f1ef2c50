"""What a learner's code may use, with the reason for each default."""

from __future__ import annotations

import dataclasses
import errno
from collections.abc import Mapping

from ..translation import say

LEAST = {"memory_mb": 512, "processes": 0}  # below 512 MiB, numpy's linear algebra cannot start its own buffers


@dataclasses.dataclass(frozen=True)
class Limits:
    """The limits of one learner's process, for one kata.

    Attributes:
        cpu_s: seconds of CPU time. A right solution of any kata needs less than a twentieth of this.
        wall_s: seconds by the clock; None for what `clock_s` makes of the CPU time.
        memory_mb: MiB of address space, Python and numpy included.
        processes: processes and threads that the code may start. Nothing that a kata asks for starts one.
        file_mb: MiB that a file may grow to. Nothing that a kata asks for writes one.
        open_files: files that may be open at once.
        output_mb: MiB that one answer may hold; the arrays of all katas together have less. Prints are no answer.
    """

    cpu_s: int = 4
    wall_s: float | None = None
    memory_mb: int = 1024
    processes: int = 0
    file_mb: int = 1
    open_files: int = 64
    output_mb: int = 64

    @property
    def clock_s(self) -> float:
        """Seconds by the clock: generous, since a busy machine must fail nobody, but no sleeper holds up a class."""
        return 4.0 * self.cpu_s + 1.0 if self.wall_s is None else self.wall_s

    def changed(self, settings: Mapping[str, object], where: str) -> Limits:
        """These limits, but for what a table of settings says otherwise.

        Args:
            where: what messages call the table.

        Raises:
            ValueError: a setting is unknown, or its value is no whole number, or too small.
        """
        known = {field.name for field in dataclasses.fields(self)}
        for name, value in settings.items():
            if name not in known:
                words = "{where}: there is no limit {name!r}; there are {names}"
                raise ValueError(say(words, where=where, name=name, names=", ".join(sorted(known))))
            least = LEAST.get(name, 1)
            if type(value) is not int or value < least:
                words = "{where}: the limit {name} has to be a whole number from {least} on, not {value!r}"
                raise ValueError(say(words, where=where, name=name, least=least, value=value))
        return dataclasses.replace(self, **settings)  # type: ignore[arg-type]

    def explained(self, kind: str, number: int, message: str) -> str:
        """What an exception of the learner's says, with the limit that it has met, if it has.

        Args:
            kind: the exception's type, by name.
            number: its ``errno``, 0 if it has none.
        """
        words = {
            errno.EFBIG: say("the limit is {number} MiB a file", number=self.file_mb),
            errno.EMFILE: say("the limit is {number} open files", number=self.open_files),
            errno.EAGAIN: say("the limit is {number} processes and threads besides your own", number=self.processes),
            **dict.fromkeys(
                (errno.EPERM, errno.EACCES, errno.ENOENT, errno.EROFS),
                say("judged code computes: it has no files, no network and no other processes"),
            ),
        }
        if kind in ("FileNotFoundError", "PermissionError"):  # numpy's own have no number
            number = number or errno.ENOENT
        if kind == "RuntimeError" and "start new thread" in message:
            number = errno.EAGAIN
        return f"{message}; {words[number]}" if number in words else message
