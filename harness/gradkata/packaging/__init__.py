"""Autograder packages: what a platform takes to grade submissions by itself, gradkata and its katas included."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from ..kata import Kata
from ..lazy import resolved

SETTINGS = "settings.json"  # what a package says to itself; see gradkata/packaged/settings.py


@dataclasses.dataclass(frozen=True)
class Order:
    """What a package is to grade.

    Attributes:
        katas: all that go in: those asked for, and those that they build on.
        asked: the ids of those that are graded.
        seed: what all inputs are drawn from, so that who hands in again is asked the same.
        language: that of its words, as a two-letter code.
    """

    katas: tuple[Kata, ...]
    asked: tuple[str, ...]
    seed: int
    language: str


Build = Callable[[Order], bytes]


@dataclasses.dataclass(frozen=True)
class PackageFormat:
    """A kind of package.

    Attributes:
        name: what ``kata package`` calls it.
        file: what its file is called where nobody says otherwise.
        help: its line in the list of all.
        build: a function from an order to the file's bytes; or where to import it, as in ``"my_pack.package:build"``.
        remark: what whoever makes one has to know; often empty.
    """

    name: str
    file: str
    help: str
    build: Build | str
    remark: str = ""

    def __call__(self, order: Order) -> bytes:
        """The whole file.

        Raises:
            UsageError: it cannot be made; the message says why.
        """
        function: Build = resolved(self.build)
        return function(order)
