"""Known mistakes as data: an edit to a kata's reference makes a variant that is wrong in one known way."""

from __future__ import annotations

import dataclasses

from ..kata import Kata
from ..settings.toml_files import TomlFile
from .edits import edited


@dataclasses.dataclass(frozen=True)
class Mistake:
    """One known mistake.

    Attributes:
        find: text that stands exactly once in the reference's code.
        replace: what makes it wrong.
        message: what to tell a learner who made it: what is right, what the mistake likely is, where to look, and a
            question that leads on.
        any_order: it gives lists in an order that nobody can foretell.
    """

    id: str
    title: str
    find: str
    replace: str
    message: str = ""
    any_order: bool = False


@dataclasses.dataclass(frozen=True)
class _File:
    """A whole ``mistakes.toml``."""

    mistake: tuple[Mistake, ...] = ()


def load_mistakes(kata: Kata) -> list[Mistake]:
    """The mistakes in ``reference/<id>/mistakes.toml``, in the file's order; none if there is no such file.

    Raises:
        UsageError: the file is not TOML, an entry is unknown, missing or of another type, or two have one id; the
            message says where.
    """
    path = kata.hidden / "mistakes.toml"
    if not path.exists():
        return []
    file = TomlFile(path)
    mistakes = file.decoded(_File).mistake
    file.refuse_doubles("mistake", [each.id for each in mistakes], lambda name: f"two mistakes are called {name!r}")
    for number, each in enumerate(mistakes):
        if not each.find.strip():
            raise file.error(("mistake", number, "find"), "mistake.find: this stands everywhere")
    return [dataclasses.replace(each, message=" ".join(each.message.split())) for each in mistakes]


def apply(mistake: Mistake, text: str, suffix: str) -> str:
    """The text of a reference, ``.py`` or ``.ipynb``, with the mistake in it.

    Raises:
        UsageError: what is to be replaced does not stand exactly once in the code; the message says where it does, or
            what is most like it.
    """
    return edited(f"the mistake {mistake.id!r}", mistake.find, mistake.replace, text, suffix)
