"""What somebody types to have work judged in a room."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from ..errors import UsageError
from ..translation import say
from .address import Address, address_of


@dataclasses.dataclass(frozen=True)
class Asked:
    """Which room, and as whom; see `visit.Who`."""

    address: Address
    name: str = ""
    code: str = ""


def asked_for(share: str | None, name: str, code: str, others: Mapping[str, bool]) -> Asked | None:
    """The room that is asked for; None if none is.

    Args:
        share: its address, as it was typed.
        others: options that do not go with it, and whether each was given.

    Raises:
        UsageError: one of them was, it is no address, or there is a name or a code for no room.
    """
    if share is None:
        for option, value in {"--as": name, "--code": code}.items():
            if value:
                raise UsageError(say("{option} goes with --share ADDRESS: say which room", option=option))
        return None
    if given := [option for option, is_given in others.items() if is_given]:
        words = "--share has the room judge your work, which takes no {options}: leave one or the other away"
        raise UsageError(say(words, options=", ".join(given)))
    return Asked(address_of(share), name, code)
