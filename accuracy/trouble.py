"""The list of what was named wrongly, not at all, or marked wrongly: what its author says, and what was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gradkata.results import Kind

from .judging import Seen
from .outcomes import Group, Judged, Outcome

MOST = 300  # characters of what was said
LEADS = {Kind.ONE: "", Kind.SEVERAL: "one of: ", Kind.PAIR: "together: ", Kind.PART: "in part: "}
SECTIONS = {
    "Wrong, and passed": [Outcome.PASSED],
    "Named wrongly, for certain": [Outcome.WRONG],
    "Named wrongly, perhaps": [Outcome.WRONG_PERHAPS],
    "Not named, and told only which numbers are wrong": [Outcome.UNKNOWN],
    "Not named, and told what happened": [Outcome.TOLD],
}


def trouble(judged: Iterable[Judged]) -> str:
    """A section of the page; unlisted mistakes of which it was told what happened are as good as can be."""
    everything = list(judged)
    parts = ["## What was named wrongly, or not at all"]
    for heading, kinds in SECTIONS.items():
        rows = [each for each in everything if each.group is not Group.RIGHT and each.outcome in kinds]
        parts += _section(heading, [_wrong(each) for each in rows if not _is_best(each)])
    fails = [each for each in everything if each.group is Group.RIGHT and each.failures]
    parts += _section("Right, and not passed", [_right(each) for each in fails])
    return "\n\n".join(parts if len(parts) > 1 else [*parts, "Nothing was."])


def _is_best(judged: Judged) -> bool:
    return judged.group is Group.UNLISTED and judged.outcome is Outcome.TOLD


def _section(heading: str, lines: Sequence[str]) -> list[str]:
    return [f"### {heading}", "\n".join(lines)] if lines else []


def _wrong(judged: Judged) -> str:
    solution, seen = judged.solution, judged.worst
    made = zip(solution.mistakes, solution.expected, strict=True)
    author = "; ".join(f"{says} ({_names(ids)})" for says, ids in made)
    times = judged.outcomes.count(judged.outcome)
    seeds = "" if times == len(judged.seen) else f", on {times} of {len(judged.seen)} seeds"
    return f"- `{solution.kata}/{solution.path.name}`{seeds}. Its author: {_plain(author)}. Said: {_plain(_said(seen))}"


def _names(ids: Sequence[str]) -> str:
    return " or ".join(ids) or "unlisted"


def _said(seen: Seen) -> str:
    if seen.causes:
        either = "; " if seen.kind is Kind.SEVERAL else " or "
        causes = (either.join(each.title for each in cause) for cause in seen.causes)
        return LEADS.get(seen.kind, "") + "; ".join(causes)
    return _short(seen.said or f"nothing ({seen.status})")


def _right(judged: Judged) -> str:
    first = judged.failures[0]
    times = f"{len(judged.failures)} of {len(judged.seen)} seeds"
    name = f"{judged.solution.kata}/{judged.solution.path.name}"
    return f"- `{name}`, {first.status} on {times}. Said: {_plain(_short(first.said))}"


def _short(text: str) -> str:
    return text if len(text) <= MOST else f"{text[:MOST].rstrip()} …"


def _plain(text: str) -> str:
    """Text in which Markdown finds nothing to mark."""
    return "".join(f"\\{each}" if each in "*_[]<>|`" else each for each in text)
