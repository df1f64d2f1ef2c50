"""What a new kata and a new pack may be called."""

from __future__ import annotations

import itertools
import keyword
import re
import sys
from pathlib import Path

from ..errors import UsageError
from ..kata import FOLDER
from ..plugins import Registry
from ..translation import say

ID = re.compile(r"[a-z][a-z0-9_]*")
OTHERS = ("numpy", "gradkata", "pytest", "conftest", "tests", "katas", "reference")  # mean something already


def checked_id(name: str, found: Registry, pack: Path) -> str:
    """The id of a new kata in a pack's folder, if it can have it.

    Raises:
        UsageError: it is no name of a Python module, means something else there, or is taken.
    """
    if not ID.fullmatch(name):
        words = "{name!r} cannot be a kata's id: it has to be lower-case letters, digits and `_`, a letter first{hint}"
        raise UsageError(say(words, name=name, hint=_hint(_plain(name), found, pack)))
    if is_reserved(name):
        words = "{name!r} cannot be a kata's id, since Python has another meaning for it{hint}"
        raise UsageError(say(words, name=name, hint=_hint(f"{name}_kata", found, pack)))
    if owner := _owner(name, found, pack):
        words = "the id {name!r} is taken: {owner} is called so{hint}"
        raise UsageError(say(words, name=name, owner=owner, hint=_hint(name, found, pack)))
    return name


def is_reserved(name: str) -> bool:
    """Whether a learner's file of that name would hide a module that others import, or could not be imported."""
    return keyword.iskeyword(name) or keyword.issoftkeyword(name) or name in sys.stdlib_module_names or name in OTHERS


def package_name(folder: Path) -> str:
    """What the Python package of a pack in a folder is called."""
    own = folder.resolve().name
    name = _plain(own)
    if name and not is_reserved(name):
        return name
    behind = name or re.sub(r"[^0-9]+", "_", own).strip("_")
    return f"katas_{behind}" if behind else "my_katas"  # `katas` is the folder of the katas


def _owner(name: str, found: Registry, pack: Path) -> str:
    """The folder of the kata that has an id already; empty if none has."""
    if name in found.katas:
        return str(found.katas[name].folder)
    folders = [each for each in (pack / "katas").glob("*_*") if (match := FOLDER.match(each.name)) and match[2] == name]
    folders += [each for each in (pack / "reference" / name,) if each.exists()]
    return str(folders[0]) if folders else ""


def _free(name: str, found: Registry, pack: Path) -> str:
    """A name that is not taken: this one, or it with a number behind."""
    candidates = itertools.chain([name], (f"{name}_{number}" for number in itertools.count(2)))
    return next(each for each in candidates if not _owner(each, found, pack))


def _plain(name: str) -> str:
    """A name as a module could have it; empty if nothing of it is left."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).lstrip("_0123456789").rstrip("_")


def _hint(name: str, found: Registry, pack: Path) -> str:
    """The end of a sentence: what would do, made of ``name``; nothing if that means something else, too."""
    if not ID.fullmatch(name) or is_reserved(name):
        return ""
    return f"; {say('did you mean {name!r}?', name=_free(name, found, pack))}"
