"""What users read, in their language: English stands in the code, other languages in catalogues beside it.

A catalogue is a ``.po`` file, ``<language>.po``, as GNU gettext has them: the English message, and its translation. The
harness's own lie in ``harness/gradkata/languages/``, a kata's beside its task and beside its mistakes, and a plugin's
where its hook ``catalogues`` says. What no catalogue has is said in English.
"""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ENGLISH = "en"
OWN = Path(__file__).parent / "languages"

Messages = Mapping[str, str]


class Translator:
    """Gives messages in one language.

    Args:
        language: its two-letter code.
        folders: where catalogues of it may lie, the one that counts most first.

    Attributes:
        language, own: those.
    """

    def __init__(self, language: str = ENGLISH, folders: Iterable[Path] = ()):
        self.language = language
        self.own = tuple(folders)
        self._folders = list(self.own)

    def translated(self, message: str) -> str:
        """The message in the language; as it is where no catalogue has it."""
        if self.language == ENGLISH or not message:
            return message
        found = (_catalogue(folder / f"{self.language}.po").get(message) for folder in self._folders)
        return next(filter(None, found), message)

    @contextlib.contextmanager
    def beside(self, *folders: Path) -> Iterator[None]:
        """Have the catalogues in these folders count first, while it lasts."""
        self._folders[:0] = folders
        try:
            yield
        finally:
            del self._folders[: len(folders)]


_translator = Translator()  # what `say` asks: a process speaks one language


def choose(language: str, folders: Iterable[Path] = (OWN,)) -> None:
    """Have this process speak a language.

    Args:
        folders: where its catalogues lie, the one that counts most first.
    """
    global _translator
    _translator = Translator(language, folders)


def chosen() -> tuple[str, tuple[Path, ...]]:
    """What `choose` was called with last, for a process that is to speak the same language."""
    return _translator.language, _translator.own


def language() -> str:
    """The two-letter code of the language that this process speaks."""
    return _translator.language


def say(message: str, /, **values: object) -> str:
    """A message in the user's language, with its values filled in.

    Args:
        message: in English, with a field in braces for each value.
    """
    said = _translator.translated(message)
    return said.format(**values) if values else said


def say_many(one: str, many: str, number: float, /, **values: object) -> str:
    """A message on a number of things; both forms may have a field ``{number}``."""
    return say(one if number == 1 else many, number=number, **values)


def beside(*folders: Path) -> contextlib.AbstractContextManager[None]:
    """Have the catalogues in these folders count first, while it lasts: a kata's, while it is judged."""
    return _translator.beside(*folders)


def localized(path: Path) -> Path:
    """The file beside it that is in the user's language, as ``README.de.md`` beside ``README.md``; else itself."""
    other = path.with_name(f"{path.stem}.{language()}{path.suffix}")
    return other if language() != ENGLISH and other.is_file() else path


def wanted(environ: Mapping[str, str] = os.environ) -> str:
    """The language that the environment asks for: ``KATA_LANG``, or the system's own; English if it says none."""
    names = ("KATA_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    asked = next((environ[name] for name in names if environ.get(name)), "")
    code = asked.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return ENGLISH if code in ("", "c", "posix") else code


@functools.cache
def _catalogue(path: Path) -> Messages:
    """The translations in a ``.po`` file, doubtful ones left out; nothing where there is no file."""
    if not path.is_file():
        return {}
    import polib  # only where another language is asked for

    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(path)) if entry.msgstr and not entry.fuzzy}
