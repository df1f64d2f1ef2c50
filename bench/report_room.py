"""The section of the page docs/benchmarks.md on a room full of people, as Markdown; it is measured alone."""

from __future__ import annotations

from typing import Any

from .machine import Machine
from .report import ms, table
from .room_figures import PARTS

ROOM = "## A room full of people"
MOST_S = 3.0  # that half of the honest learners should wait at most


def room_section(found: dict[str, Any], machine: Machine, command: str) -> str:
    """The section, of what `room_figures` gives."""
    load, plan = found["load"], found["plan"]
    waits = [(f"{name}{_bound(name)}", *_spread(each)) for name, each in found["waits_s"].items()]
    seen = [("honest, until the board shows that it is there", *_spread(found["seen_s"]))]
    return f"""\
{ROOM}

Measured on {machine.day} by `{command}` on {machine.cpu}, {machine.cores} cores, Python {machine.python}, at the \
isolation level `{found["isolation"]}`. The machine's load was {load["before"]:.1f} before, and up to \
{load["most"]:.1f} meanwhile, the room's own included. One `kata workshop` in a process of its own, and \
{plan["learners"]} learners who ask it over HTTP as its page does, for {plan["minutes"]:g} minutes. After a verdict, \
each thinks for {plan["think_s"]:g} s on average (exponential, at least {plan["least_s"]:g} s), so that one honest \
learner hands in every {found["handed_in_every_s"]:.0f} s: a kata's stub, mistakes from `reference/*/wrong`, a right \
one, then the next kata; they are spread over the course. {plan["hostile"]} of them are hostile: endless loops, \
sleeps, forks, memory without end, exits, 1 MiB of nonsense, floods of requests. A board is open all the time. In the \
middle the room's process is killed by `kill -9`, and the same command opens it again.

{table(("from handing in to the verdict", "pieces", *PARTS), [*waits, *seen])}

{_kill(found)} {_books(found["books"])} {_refused(found["refused"])}

{_memory(found["memory_mib"])}

{_rest(found)}"""


def _bound(name: str) -> str:
    return f" (median at most {MOST_S:g} s)" if name == "honest, before the kill" else ""


def _spread(each: dict[str, float]) -> tuple[str, ...]:
    if not each["count"]:
        return ("0", *[""] * len(PARTS))
    median, *others = (_seconds(each[name]) for name in PARTS)
    return (f"{each['count']:,}", f"**{median}**", *others)


def _seconds(seconds: float) -> str:
    return ms(seconds) if seconds < 1 else f"{seconds:.1f} s"


def _kill(found: dict[str, Any]) -> str:
    kill = found["kill"]
    return (
        f"*Across the kill* is what was handed in before the room was open again and judged after it was killed. "
        f"{ms(kill['all_gone_after_s'])} after `kill -9`, all that the room had started was gone, learners' work "
        f"included; after {kill['open_again_after_s']:.1f} s it was open again. Those who had no answer came again "
        f"after 1, 2, 4 and 8 s, as the page does."
    )


def _books(books: dict[str, int]) -> str:
    """What the files hold, and what the clients were told, in words."""
    honest = books["rightly"] + books["wrongly"]
    return (
        f"Of {books['taken']:,} pieces of work that the room took, **{books['lost']} are lost**, and {books['twice']} "
        f"are there twice. Of all {books['kept']:,} in its files, {books['judged']:,} have one attempt in the "
        f"gradebook, {books['unchanged']:,} repeat unchanged work and have its attempt, {books['unjudged']} have no "
        f"verdict, {books['faults']} could not be judged, and {books['odd']} are at odds with the gradebook; "
        f"{books['differing']} clients were told another verdict, or none. Honest work was judged rightly "
        f"{books['rightly']:,} times of {honest:,}."
    )


def _refused(refused: dict[str, int]) -> str:
    if not refused:
        return "Nothing was refused."
    counts = ", ".join(f"{count:,} with {status}" for status, count in sorted(refused.items()))
    return f"Of what was hostile, the room refused {counts}."


def _memory(memory: dict[str, Any]) -> str:
    names = ("first quarter", "last quarter", "most", "a minute")
    rows = [
        (f"{whose}, {when} the kill", *(_mib(sizes[name], name) for name in names))
        for whose, key in (("the server", "server"), ("its judges", "judges"))
        for when, life in memory.items()
        for sizes in [life[key]]
    ]
    headers = ("memory", "first quarter", "last quarter", "most", "more a minute, in the second half")
    words = "*Memory* is the proportional set size, every 5 s; of a quarter, the median."
    return f"{words}\n\n{table(headers, rows)}"


def _mib(size: float, name: str) -> str:
    return f"**{size:+.1f} MiB**" if name == "a minute" else f"{size:.0f} MiB"


def _rest(found: dict[str, Any]) -> str:
    cores, processes, board = found["cores"], found["processes"], found["board"]
    return (
        f"The room and all that learners' work did took {cores['room']:.2f} s of CPU time in a second; the clients, "
        f"which simulate a room that is elsewhere, {cores['clients']:.2f} s. It was {processes['at first']} processes "
        f"before anybody came, and {processes['at the end']} when all was judged. The board was sent "
        f"{board['states']:,} states, the largest of {board['largest_bytes'] / 1024:.0f} KiB; learners were told "
        f"{found['news']:,} times what there is new in the room."
    )
