"""Known mistakes as data: edits to a kata's reference make a variant that is wrong in one known way.

One mistake has many forms: learners make it at another place, with another number, or in two lines at once. All forms
have one id, one title and one message; each is a variant of its own::

    [[mistake]]
    id = "clipped-probability"
    title = "..."
    find = "np.log(p)"                       # the first form
    replace = "np.log(p + SIZE)"
    sizes = ["1e-12", "1e-9", "1e-7"]        # one form for each of these, in place of SIZE
    message = "..."

    [[mistake.form]]                         # another form
    find = "np.log(p)"
    replace = "np.log(np.maximum(p, 1e-7))"
    also = [{ find = "...", replace = "..." }]   # edits that are made along with it
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from ..kata import Kata
from ..settings.toml_files import TomlFile
from ..translation import say
from .edits import edited

SIZE = re.compile(r"\bSIZE\b")  # what the sizes take the place of


@dataclasses.dataclass(frozen=True)
class Edit:
    """A change to a reference.

    Attributes:
        find: text that stands exactly once in the reference's code.
        replace: what makes it wrong.
    """

    find: str
    replace: str


@dataclasses.dataclass(frozen=True)
class Mistake:
    """One form of a known mistake.

    Attributes:
        find: text that stands exactly once in the reference's code.
        replace: what makes it wrong.
        message: what to tell a learner who made it: what the mistake likely is, where to look, and a question that
            leads on. What is right is no part of it: that is worked out from the learner's own work.
        any_order: it gives lists in an order that nobody can foretell.
        also: the edits that are made along with the first one.
        form: which of the mistake's forms this is, from 0 on.
    """

    id: str
    title: str
    find: str
    replace: str
    message: str = ""
    any_order: bool = False
    also: tuple[Edit, ...] = ()
    form: int = 0

    @property
    def label(self) -> str:
        """Its id, with the number of its form if it is not the first."""
        return f"{self.id}#{self.form + 1}" if self.form else self.id

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All that has to be changed."""
        return (Edit(self.find, self.replace), *self.also)


@dataclasses.dataclass(frozen=True)
class _Form:
    find: str
    replace: str
    sizes: tuple[str, ...] = ()
    also: tuple[Edit, ...] = ()


@dataclasses.dataclass(frozen=True)
class _Entry:
    id: str
    title: str
    find: str
    replace: str
    message: str = ""
    any_order: bool = False
    sizes: tuple[str, ...] = ()
    also: tuple[Edit, ...] = ()
    form: tuple[_Form, ...] = ()

    def forms(self) -> tuple[_Form, ...]:
        return (_Form(self.find, self.replace, self.sizes, self.also), *self.form)


@dataclasses.dataclass(frozen=True)
class _File:
    """A whole ``mistakes.toml``."""

    mistake: tuple[_Entry, ...] = ()


def load_mistakes(kata: Kata) -> list[Mistake]:
    """The mistakes in ``reference/<id>/mistakes.toml``, form by form, in the order of the file; none without one.

    Raises:
        UsageError: the file is not TOML, an entry is unknown, missing or of another type, or two have one id; the
            message says where.
    """
    path = kata.hidden / "mistakes.toml"
    if not path.exists():
        return []
    file = TomlFile(path)
    entries = file.decoded(_File).mistake
    file.refuse_doubles(
        "mistake", [each.id for each in entries], lambda name: say("two mistakes are called {name!r}", name=name)
    )
    _check(file, entries)
    return [each for entry in entries for each in _forms(entry)]


def _check(file: TomlFile, entries: Sequence[_Entry]) -> None:
    for number, entry in enumerate(entries):
        for at, form in enumerate(entry.forms()):
            keys: tuple[str | int, ...] = ("mistake", number, "form", at - 1) if at else ("mistake", number)
            edits = (Edit(form.find, form.replace), *form.also)
            if not all(each.find.strip() for each in edits):
                raise file.error((*keys, "find"), say("{entry}: this stands everywhere", entry="mistake.find"))
            if bool(form.sizes) != any(SIZE.search(each.replace) for each in edits):
                problem = say("{entry}: give sizes where SIZE stands, and only there", entry="mistake.sizes")
                raise file.error((*keys, "replace"), problem)


def _forms(entry: _Entry) -> Iterator[Mistake]:
    message = " ".join(entry.message.split())
    edits = (each for form in entry.forms() for each in _sized(form))
    for number, (first, *also) in enumerate(edits):
        yield Mistake(
            entry.id, entry.title, first.find, first.replace, message, entry.any_order, tuple(also), number
        )  # fmt: skip


def _sized(form: _Form) -> Iterator[list[Edit]]:
    """The edits of a form, once for each of its sizes."""
    edits = [Edit(form.find, form.replace), *form.also]
    if not form.sizes:
        yield edits
    for size in form.sizes:
        yield [Edit(each.find, size.join(SIZE.split(each.replace))) for each in edits]


def apply(mistake: Mistake, text: str, suffix: str) -> str:
    """The text of a reference, ``.py`` or ``.ipynb``, with the mistake in it.

    Raises:
        UsageError: what is to be replaced does not stand exactly once in the code; the message says where it does, or
            what is most like it.
    """
    for edit in mistake.edits:
        text = edited(say("the mistake {name!r}", name=mistake.label), edit.find, edit.replace, text, suffix)
    return text
