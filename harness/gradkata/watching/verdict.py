"""What is asked of a judge's process, and what it says: plain data, so that neither end need import the other."""

from __future__ import annotations

import dataclasses

from ..results import Status


@dataclasses.dataclass(frozen=True)
class Request:
    """What is asked for.

    Attributes:
        kata: the one that it is about; for what is no check, empty if it may be any.
        is_check: whether to check it, and not only to make ready for it.
    """

    kata: str
    is_check: bool = True


@dataclasses.dataclass(frozen=True)
class Verdict:
    """What came of a check.

    Attributes:
        file: the path of what was checked, as it is typed; empty if there was nothing.
        status: as results have it; None where nothing could be judged, and then the text says why.
        summary: the verdict in one line.
        text: the whole of it, with a line end.
        then: what to do when it is passed; else empty.
        imports: the names of the learner's own files that it stands on.
        remarks: what the learner should know besides.
        problems: lines for an editor, between marks.
    """

    kata: str
    file: str = ""
    status: Status | None = None
    summary: str = ""
    text: str = ""
    then: str = ""
    imports: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    problems: str = ""
