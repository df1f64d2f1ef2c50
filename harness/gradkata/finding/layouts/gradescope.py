"""Gradescope: ``submission_<number>/`` folders, and ``submission_metadata.yml``, which says whose they are."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ...boundary.sanitizing import clean
from ...errors import UsageError
from ...identity import Identity
from ...translation import say
from . import Export, Learner
from .parts import entries, folder_of, nobodys

METADATA = "submission_metadata.yml"
FOLDER = "submission_"


@dataclasses.dataclass(frozen=True)
class _Part:
    """What one submitter has to do with one submission."""

    who: Identity
    folder: str
    time: datetime.datetime | None


def looks(folder: Path, _: Sequence[str]) -> bool:
    """Whether there is the file that says whose they are."""
    return (folder / METADATA).is_file()


def read(folder: Path, katas: Sequence[str]) -> Export:
    """The submitters: of a group's submission, each has the whole of it.

    Raises:
        UsageError: the file that says whose they are cannot be read.
    """
    if not looks(folder, katas):
        return Export([])
    there = [each.name for each in entries(folder) if each.is_dir(follow_symlinks=False)]
    metadata = _metadata(folder / METADATA)
    by_submitter: dict[str, list[_Part]] = {}
    for part in _parts(metadata):
        key = part.who.id or part.who.email.casefold() or part.who.name
        by_submitter.setdefault(key, []).append(part)
    remarks: list[str] = []
    learners = [_learner(folder, katas, parts, there, remarks) for parts in by_submitter.values()]
    named = {part.folder for parts in by_submitter.values() for part in parts}
    unnamed = [name for name in there if name.startswith(FOLDER) and name not in named]
    learners += [Learner(Identity(name=name), (folder_of(folder / name, name, katas),)) for name in unnamed]
    if unnamed:
        words = "Remark: {file} does not say whose these are; they are graded by their own names: {names}"
        remarks.append(say(words, file=METADATA, names=_listed(unnamed)))
    left = [each.name for each in entries(folder) if each.name not in (*named, *unnamed, METADATA)]
    return Export(learners, [*remarks, *nobodys(folder, left)])


def _learner(
    folder: Path, katas: Sequence[str], parts: Sequence[_Part], there: Sequence[str], remarks: list[str]
) -> Learner:
    """The learner with the newest of the submissions; what is not there, or does not count, is told."""
    parts = sorted(parts, key=lambda each: (each.folder in there, _age(each.time), each.folder))
    newest, name = parts[-1], clean(parts[-1].who.shown, 100)
    if newest.folder not in there:
        words = "Remark: {file} names {folder} of {learner}, which is not there"
        remarks.append(say(words, file=METADATA, folder=clean(newest.folder, 100), learner=name))
    if older := [each.folder for each in parts[:-1] if each.folder in there]:
        words = "Remark: {learner} has several submissions; {folder} counts, and not: {names}"
        remarks.append(say(words, learner=name, folder=newest.folder, names=_listed(older)))
    place = folder / newest.folder
    saved = {place: newest.time} if newest.time else {}
    return Learner(newest.who, (folder_of(place, newest.who.shown, katas),), saved)


def _age(time: datetime.datetime | None) -> float:
    return time.timestamp() if time else 0.0


def _parts(metadata: Mapping[str, Any]) -> Iterator[_Part]:
    for name, entry in metadata.items():
        submitters = _get(entry, "submitters")
        time = _time(_get(entry, "created_at"))
        for submitter in submitters if isinstance(submitters, list) else []:
            if (who := _identity(submitter)).shown:
                yield _Part(who, name, time)


def _identity(submitter: Any) -> Identity:
    name, sid, email = (_get(submitter, key) for key in ("name", "sid", "email"))
    return Identity(name=_text(name), id=_text(sid), email=_text(email))


def _get(entry: Any, name: str) -> Any:
    """What is called so in Ruby's way, ``:name``, or plainly."""
    return entry.get(f":{name}", entry.get(name)) if isinstance(entry, dict) else None


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _time(value: Any) -> datetime.datetime | None:
    if isinstance(value, dict):  # as Ruby writes a time with its zone
        value = value.get("utc")
    if isinstance(value, str):
        try:
            value = datetime.datetime.fromisoformat(value.strip())
        except ValueError:
            return None
    if not isinstance(value, datetime.datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=datetime.UTC)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(clean(name, 100) for name in names)


def _metadata(path: Path) -> dict[str, Any]:
    """The file as plain data, by the names of submissions; what Ruby's own types hold is taken as what it holds."""
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        pass

    def held(loader: Any, _: str, node: Any) -> Any:
        if isinstance(node, yaml.MappingNode):
            return loader.construct_mapping(node, deep=True)
        if isinstance(node, yaml.SequenceNode):
            return loader.construct_sequence(node, deep=True)
        return loader.construct_scalar(node)

    Loader.add_multi_constructor("!", held)
    try:
        found = yaml.load(path.read_bytes(), Loader)  # a safe one: nothing but plain data comes of it
    except (OSError, yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        words = "{path} cannot be read ({reason}); --layout folders does without it"
        raise UsageError(say(words, path=path, reason=clean(reason, 200))) from None
    return {str(name): entry for name, entry in found.items()} if isinstance(found, dict) else {}
