"""What the page asks of this machine, as JSON in and out; it can name a kata's file and nothing else.

    GET  work                                     all of it, to begin with
    GET  versions                                 what is there now: the page asks every second
    GET  files/softmax.py                         {"text", "version", "problem"}
    PUT  files/softmax.py {"text", "based_on"}    {"version"}; 409 and what is there, if that is another version
    POST copies {"file", "text"}                  {"path"} of the copy in work/old/
    POST progress {"katas": {ID: entry}}          {"progress"}: its version

What cannot be done is answered with {"words"}.
"""

from __future__ import annotations

import dataclasses
import http
from collections.abc import Callable, Mapping
from typing import Any

from ..errors import UsageError
from ..finding.workspace import from_here
from ..learning.progress import Progress
from ..translation import say
from .work import ConflictError, WorkFiles, as_data

FILES = "files/"


@dataclasses.dataclass(frozen=True)
class Answer:
    """What is answered: a status of HTTP, and data."""

    status: int
    value: Mapping[str, Any]


class Api:
    """Answers the page.

    Args:
        work: the learner's files.
        progress: theirs, which a check in the page counts for as any other.
    """

    def __init__(self, work: WorkFiles, progress: Progress):
        self._work, self._progress = work, progress

    def answer(self, method: str, path: str, body: Mapping[str, Any]) -> Answer:
        """Do what is asked for.

        Args:
            path: what follows ``api/`` in the address.
            body: what came with it; empty with ``GET``.
        """
        name = path.removeprefix(FILES) if path.startswith(FILES) else ""
        does: dict[tuple[str, str], Callable[[], Answer]] = {
            ("GET", "work"): self._all,
            ("GET", "versions"): self._versions,
            ("GET", FILES): lambda: _ok(as_data(self._work.read(name))),
            ("PUT", FILES): lambda: _ok({"version": self._work.write(name, *_texts(body, "text", "based_on"))}),
            ("POST", "copies"): lambda: _ok({"path": self._work.keep(*_texts(body, "file", "text"))}),
            ("POST", "progress"): lambda: self._add(body),
        }
        try:
            return does[method, FILES if name else path]()
        except ConflictError as conflict:
            return Answer(http.HTTPStatus.CONFLICT, as_data(conflict.there))
        except KeyError:
            return Answer(http.HTTPStatus.NOT_FOUND, {"words": say("there is nothing of this name")})
        except (TypeError, UnicodeEncodeError):
            return Answer(http.HTTPStatus.BAD_REQUEST, {"words": say("that is not understood")})
        except UsageError as error:
            return Answer(http.HTTPStatus.INTERNAL_SERVER_ERROR, {"words": str(error)})

    def _all(self) -> Answer:
        work = self._work
        files = {name: as_data(work.read(name)) for name in work.versions()}
        whole = {"folder": from_here(work.workspace.work), "katas": work.katas(), "files": files}
        katas = {kata: record.written() for kata, record in self._progress.all().items()}
        return _ok({**whole, "progress": self._progress_version(), "record": katas})

    def _versions(self) -> Answer:
        return _ok({"files": self._work.versions(), "progress": self._progress_version()})

    def _add(self, body: Mapping[str, Any]) -> Answer:
        entries = body.get("katas")
        if not isinstance(entries, dict) or not all(isinstance(entry, dict) for entry in entries.values()):
            raise TypeError
        known = set(self._work.names.values())
        for kata in entries:
            if kata not in known:
                raise KeyError(kata)
        if entries:
            self._work.make_room()
        for kata, entry in entries.items():
            self._progress.merge(kata, entry)
        return self._versions()

    def _progress_version(self) -> str:
        try:
            found = self._progress.path.stat()
        except OSError:
            return ""
        return f"{found.st_mtime_ns} {found.st_size}"


def _ok(value: Mapping[str, Any]) -> Answer:
    return Answer(http.HTTPStatus.OK, value)


def _texts(body: Mapping[str, Any], *names: str) -> list[str]:
    """Entries that have to be texts.

    Raises:
        TypeError: one is none.
    """
    found = [body.get(name) for name in names]
    if not all(isinstance(each, str) for each in found):
        raise TypeError
    return [str(each) for each in found]
