"""That something has changed, for all who wait to hear of it. Whoever is slow to listen hears of the last only."""

from __future__ import annotations

import asyncio
import contextlib
import secrets


class News:
    """A version that is another one after each change, also after a restart."""

    def __init__(self) -> None:
        self._begin, self._number = secrets.token_hex(4), 0
        self._changed = asyncio.Event()
        self._is_over = False

    @property
    def version(self) -> str:
        """The one of now."""
        return f"{self._begin}.{self._number}"

    def tell(self) -> None:
        """Something has changed."""
        self._number += 1
        before, self._changed = self._changed, asyncio.Event()
        before.set()

    def end(self) -> None:
        """There is none from now on: whoever waits for it is answered at once."""
        self._is_over = True
        self.tell()

    async def after(self, version: str, seconds: float) -> None:
        """Wait until the version is another one, at most so long."""
        if self.version == version and not self._is_over:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._changed.wait()
