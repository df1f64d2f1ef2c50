"""Names of files that are nearly those of a kata: as browsers, Jupyter and learning platforms make them."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable

from ..kata import SUFFIXES

_CODE = re.compile(r"(?P<stem>.+?)(?P<suffix>\.py|\.ipynb)(?:\.txt)?\Z", re.IGNORECASE | re.DOTALL)
# What is put behind a name: (1), -1, -Copy1, " - Copy (2)", _copy, _v2, _final, and several of them.
_BEHIND = re.compile(r"(?:[\s_-]*(?:\(\d+\)|copy\d*|v\d+|final|new|kopie\d*)|[\s_-]*\d+)+\Z")
_UPLOAD = re.compile(
    r"(?P<who>[^_]+)(?P<late>_LATE)?_(?P<user>\d+)_(?P<hand_in>\d+)_(?P<file>.+?)(?:-(?P<again>\d+))?(?P<suffix>\.\w+)\Z"
)
_OTHERWISE = re.compile(r"(?:\A|[\s_-])(?:test|tests|check)\Z")


@dataclasses.dataclass(frozen=True)
class Upload:
    """What the name of a file in a flat folder of uploads says, as Canvas makes them.

    Attributes:
        who: the learner's name in small letters, and ``user`` the platform's number for them.
        age: what later files of one learner have more of.
        name: the file's own.
    """

    who: str
    user: str
    age: tuple[int, int]
    name: str


def meant(name: str, katas: Iterable[str]) -> str | None:
    """The kata that a file is most likely for, though it is not called so; None if it is for none.

    A file that is called right is for its own kata only.
    """
    found = _CODE.match(name)
    if found is None:
        return None
    ids = sorted(katas, key=len, reverse=True)
    if name in {f"{each}{suffix}" for each in ids for suffix in SUFFIXES}:
        return None
    whole = unicodedata.normalize("NFKC", found["stem"]).casefold().strip()
    for stem in dict.fromkeys((whole, _BEHIND.sub("", whole))):
        plain = re.sub(r"[\s_-]+", "_", stem)
        for each in ids:
            before = plain.removesuffix(each.casefold())
            if before != plain and (not before or before.endswith("_")) and not _OTHERWISE.search(before[:-1]):
                return each
    return None


def is_notebook_name(name: str) -> bool:
    """Whether the name says that the file is a notebook."""
    found = _CODE.match(name)
    return found is not None and found["suffix"].lower() == ".ipynb"


def upload(name: str) -> Upload | None:
    """What the name of an upload says; None if it is none."""
    found = _UPLOAD.match(name)
    if found is None or found["suffix"].lower() not in SUFFIXES:
        return None
    age = (int(found["hand_in"][:18]), int((found["again"] or "0")[:18]))
    return Upload(found["who"], found["user"], age, f"{found['file']}{found['suffix'].lower()}")
