"""The list of a class, as platforms write it: CSV files with a header, by whose words the columns are known."""

from __future__ import annotations

import contextlib
import csv
import dataclasses
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ..errors import UsageError
from ..identity import Identity
from ..text.opening import UnreadableError, contents
from ..translation import say

MAX_BYTES = 32 << 20
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
DELIMITERS = ",;\t"

# What the columns are called that say the same, in small letters.
COLUMNS = {
    "learner": ("learner", "student_id", "username", "user name", "github_username", "login", "anmeldename"),
    "name": ("name", "full name", "student", "vollständiger name", "name (original)"),
    "first": ("first name", "first_name", "firstname", "given name", "vorname", "vorname(n)"),
    "last": ("last name", "last_name", "lastname", "surname", "family name", "nachname"),
    "email": ("email", "email address", "e-mail", "e-mail address", "e-mail-adresse", "mail"),
    "user": ("sis login id",),
    "id": ("id", "identifier", "sid", "student id", "sis user id", "id number", "id-nummer", "matrikelnummer"),
}
ROLE, STUDENTS = ("role", "rolle"), ("", "student", "students", "learner")  # Gradescope lists the staff, too
NBGRADER = {"id", "first_name", "last_name"}  # whose ``id`` is what a learner's folder is called
NOBODY = ("points possible", "student, test")  # rows of Canvas' gradebook
_NUMBERED = re.compile(r"\D*\s(\d+)\Z")  # Moodle's "Participant 123"


@dataclasses.dataclass(frozen=True)
class Entry:
    """One learner on the list; all but ``shown`` and ``who`` is as `folded` has it.

    Attributes:
        shown: what the learner is called.
        who: the same as the list writes it.
        names: every way in which the full name may be written without signs between its parts.
    """

    shown: str
    who: Identity = dataclasses.field(default_factory=Identity, compare=False)
    ids: frozenset[str] = frozenset()
    users: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


def read_roster(path: Path) -> list[Entry]:
    """The learners in a file, each once.

    Raises:
        UsageError: it cannot be read, or nothing in its header is known.
    """
    try:
        text = _text(contents(path.resolve(), MAX_BYTES))
    except UnreadableError as error:
        raise UsageError(f"--roster {path}: {error}") from None
    lines = text.splitlines()
    header = next((line for line in lines if line.strip()), "")
    delimiter = max(DELIMITERS, key=header.count)
    try:
        rows = [
            row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(map(str.strip, row))
        ]
    except csv.Error as error:
        raise UsageError(f"--roster {path}: {error}") from None
    titles = [folded(title) for title in rows[0]] if rows else []
    if set(titles) >= NBGRADER:
        titles[titles.index("id")] = "student_id"
    places = {what: _places(titles, names) for what, names in COLUMNS.items()}
    if not any(places[what] for what in ("learner", "name", "email", "user", "id", "last")):
        words = (
            "--roster {path}: none of its columns is known; its first line has to name some, such as name, email or "
            "student_id"
        )
        raise UsageError(say(words, path=path))
    roles = _places(titles, ROLE)
    found = [_entry(row, places) for row in rows[1:] if all(folded(each) in STUDENTS for each in _values(row, roles))]
    return list(dict.fromkeys(entry for entry in found if entry.shown and folded(entry.who.name) not in NOBODY))


def folded(text: str) -> str:
    """Text as it is compared: without regard to capitals, kinds of characters that look alike, and space around it."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).strip()


def joined(name: str) -> str:
    """A name without whatever stands between its parts: platforms leave that out, or put in what they like."""
    return "".join(_parts(name))


def plainer(name: str) -> str:
    """A joined name without accents, for platforms that drop them."""
    apart = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _text(data: bytes) -> str:
    encoding = next((name for mark, name in MARKS.items() if data.startswith(mark)), "utf-8")
    with contextlib.suppress(UnicodeError):
        return data.decode(encoding)
    return data.decode("cp1252", errors="replace")  # as spreadsheets write it


def _places(titles: Sequence[str], names: Iterable[str]) -> list[int]:
    return [titles.index(name) for name in names if name in titles]


def _values(row: Sequence[str], places: Iterable[int]) -> list[str]:
    return [row[place].strip() for place in places if place < len(row)]


def _entry(row: Sequence[str], places: Mapping[str, Sequence[int]]) -> Entry:
    found = {what: [value for value in _values(row, some) if value] for what, some in places.items()}
    parts = [*found["first"][:1], *found["last"][:1]]
    names = found["name"] or ([" ".join(parts)] if parts else [])
    ids = [each for value in found["id"] for each in (*_NUMBERED.findall(value), value)]
    # nbgrader calls a learner by the column that elsewhere holds a number.
    shown = [*found["learner"], *map(_turned, names), *found["user"], *found["email"], *found["id"]]
    return Entry(
        shown[0] if shown else "",
        Identity(*("".join(each[:1]) for each in (names, ids, found["learner"] + found["user"], found["email"]))),
        frozenset(map(folded, ids + found["learner"])),
        frozenset(map(folded, found["learner"] + found["user"])),
        frozenset(map(folded, found["email"])),
        frozenset(way for name in names for way in _orders(name)),
    )


def _orders(name: str) -> list[str]:
    """The name with each number of its first parts moved to its end: the last name may stand first or last."""
    parts = _parts(name)
    return ["".join(parts[number:] + parts[:number]) for number in range(len(parts))]


def _turned(name: str) -> str:
    """A name with the first name first, as in all other places and as a list of names needs it."""
    last, _, first = (part.strip() for part in name.partition(","))
    return f"{first} {last}" if first and last and "," not in first else name


def _parts(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", folded(name))
