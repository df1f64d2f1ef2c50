"""Who of a class handed something in: submissions matched with the list of the class, and nobody guessed at."""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence

from ..boundary.sanitizing import clean
from ..identity import Identity
from ..translation import say, say_many
from .naming import distinct
from .roster import Entry, folded, joined, plainer
from .submission import Found, Submission


def with_roster(found: Found, roster: Sequence[Entry], asked: Iterable[str] = ()) -> Found:
    """The same with submissions of nothing for those on the roster who handed in nothing, and with remarks on these.

    Whoever is certain to be on the roster is called as it says, so that a name is the same whoever handed in and where.

    Args:
        asked: the katas asked for; without them, those that anyone handed in.
    """
    katas = list(dict.fromkeys([*asked, *(each.kata for each in found.submissions)]))
    learners = {each.learner: each.who for each in found.submissions}
    matches = {learner: matching(learner, who, roster) for learner, who in learners.items()}
    seen = {entry for entries in matches.values() for entry in entries}
    missing = [entry for entry in roster if entry not in seen]
    certain = _certain(matches)
    called = dict(zip(roster, _called(roster), strict=True))
    all_names = [called[certain[each]] if each in certain else each for each in learners]
    all_names = distinct([*all_names, *(called[entry] for entry in missing)])
    names, absent = dict(zip(learners, all_names, strict=False)), all_names[len(learners) :]
    present = [
        dataclasses.replace(each, learner=names[each.learner], who=_known(each.who, certain.get(each.learner)))
        for each in found.submissions
    ]
    said = say("Nothing was handed in.")
    nothing = [
        Submission(name, kata, None, said, who=entry.who)
        for name, entry in zip(absent, missing, strict=True) for kata in katas
    ]  # fmt: skip
    told = {names[learner]: entries for learner, entries in matches.items()}
    return Found([*present, *nothing], [*found.remarks, *_remarks(told, absent)])


def _certain(matches: Mapping[str, Sequence[Entry]]) -> dict[str, Entry]:
    """Those learners who are one on the roster, whom no other learner may be."""
    times = collections.Counter(entry for entries in matches.values() for entry in entries)
    return {learner: entries[0] for learner, entries in matches.items() if len(entries) == 1 and times[entries[0]] == 1}


def _called(roster: Sequence[Entry]) -> list[str]:
    """What those on the roster are called; of one name, with what else it says of them."""
    times = collections.Counter(entry.shown for entry in roster)
    return [
        f"{entry.shown} ({entry.who.mark})" if times[entry.shown] > 1 and entry.who.mark else entry.shown
        for entry in roster
    ]


def _known(who: Identity | None, entry: Entry | None) -> Identity | None:
    if entry is None:
        return who
    return entry.who if who is None else who.completed(entry.who)


def matching(learner: str, who: Identity | None, roster: Sequence[Entry]) -> list[Entry]:
    """Those on the roster whom a learner may be: one, if it is certain; none, or several that nothing tells apart.

    What a platform says is looked for in this order: number, email address, user name, full name. A folder that is from
    no platform may be called by any of them.
    """
    who = who or Identity(learner, learner, learner, learner)
    name = joined(who.name)
    ways: tuple[Callable[[Entry], bool], ...] = (
        lambda entry: folded(who.id) in entry.ids,
        lambda entry: folded(who.email) in entry.emails,
        lambda entry: folded(who.user) in entry.users,
        lambda entry: name in entry.names,
        lambda entry: plainer(name) in map(plainer, entry.names),
    )
    values = (who.id, who.email, who.user, name, name)
    for value, way in zip(values, ways, strict=True):
        if value and (found := [entry for entry in roster if way(entry) and not _contradicts(who, entry)]):
            return found
    return []


def _contradicts(who: Identity, entry: Entry) -> bool:
    """Whether both have email addresses, other ones: numbers of two platforms may be equal by accident."""
    return "@" in who.email and bool(entry.emails) and folded(who.email) not in entry.emails


def _remarks(matches: dict[str, list[Entry]], missing: Sequence[str]) -> list[str]:
    remarks: list[str] = []
    if missing:
        one = "Remark: {number} on the roster has handed in nothing: {names}"
        many = "Remark: {number} on the roster have handed in nothing: {names}"
        remarks.append(say_many(one, many, len(missing), names=_listed(missing)))
    if strangers := [learner for learner, entries in matches.items() if not entries]:
        words = "Remark: these are not on the roster, and are graded all the same: {names}"
        remarks.append(say(words, names=_listed(strangers)))
    for learner, entries in matches.items():
        if len(entries) > 1:
            words = (
                "Remark: {learner} may be any of {number} on the roster ({names}), and none of them counts as missing; "
                "numbers or email addresses would tell them apart"
            )
            names = _listed([entry.shown for entry in entries])
            remarks.append(say(words, learner=clean(learner, 100), number=len(entries), names=names))
    return remarks + _doubles(matches)


def _doubles(matches: dict[str, list[Entry]]) -> list[str]:
    learners: dict[Entry, list[str]] = collections.defaultdict(list)
    for learner, entries in matches.items():
        if len(entries) == 1:
            learners[entries[0]].append(learner)
    words = "Remark: {names} may all be {entry} on the roster"
    return [
        say(words, names=_listed(several), entry=clean(entry.shown, 100))
        for entry, several in learners.items() if len(several) > 1
    ]  # fmt: skip


def _listed(names: Iterable[str]) -> str:
    return ", ".join(clean(name, 100) for name in names)
