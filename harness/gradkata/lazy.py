"""Things that are named now and imported when they are needed, so that a command imports only what it uses."""

from __future__ import annotations

from typing import Any


def resolved(thing: Any) -> Any:
    """The thing itself; for a text such as ``"package.module:name"``, what is called so there.

    Raises:
        ImportError, AttributeError: there is no such module, or nothing of that name in it.
    """
    if not isinstance(thing, str):
        return thing
    import pkgutil

    return pkgutil.resolve_name(thing)
