"""The faults that are planted in a broken kata's stub: ``reference/<id>/faults.toml``."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from ..explaining.edits import edited
from ..kata import Kata
from ..results import LOAD
from ..settings.toml_files import TomlFile
from ..translation import say


@dataclasses.dataclass(frozen=True)
class Fault:
    """One planted fault.

    Attributes:
        edits: pairs of what the reference's code says, exactly once, and what the stub says there.
        test: the test of the suite that catches it; "load" if it cannot be loaded; empty if nobody can tell, since
            the code does what it has to.
        told: words of the message that a learner gets when only this fault is left, or this one and later ones.
    """

    id: str
    title: str
    edits: tuple[tuple[str, str], ...]
    test: str
    told: tuple[str, ...]

    @property
    def loads(self) -> bool:
        return self.test != LOAD


@dataclasses.dataclass(frozen=True)
class _File:
    """A whole ``faults.toml``."""

    fault: tuple[Fault, ...] = ()


def load_faults(kata: Kata) -> list[Fault]:
    """The faults planted in a kata's stub, in the order in which a learner meets them; none if it is not broken.

    Raises:
        UsageError: the file is not TOML, an entry is unknown, missing or of another type, or two have one id; the
            message says where.
    """
    path = kata.hidden / "faults.toml"
    if not path.exists():
        return []
    file = TomlFile(path)
    faults = file.decoded(_File).fault
    file.refuse_doubles(
        "fault", [each.id for each in faults], lambda name: say("two faults are called {name!r}", name=name)
    )
    for number, each in enumerate(faults):
        if not each.edits or not all(right.strip() for right, _ in each.edits):
            problem = say("{entry}: expected what to replace, got nothing", entry="fault.edits")
            raise file.error(("fault", number, "edits"), problem)
    return list(faults)


def with_faults(kata: Kata, faults: Iterable[Fault]) -> str:
    """The text of a kata's reference with faults put in.

    Raises:
        UsageError: what is to be replaced does not stand exactly once in the code.
    """
    text = kata.reference.read_text("utf-8")
    for fault in faults:
        for right, wrong in fault.edits:
            text = edited(say("the fault {name!r}", name=fault.id), right, wrong, text, kata.reference.suffix)
    return text
