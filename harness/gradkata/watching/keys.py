"""Single keys, as they are pressed in a terminal; it is left as it was found, whatever happens."""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

ESCAPES = re.compile(
    "\x1b(?:\\[[0-?]*[ -/]*[@-~]|O.|.)?", re.DOTALL
)  # arrows and the like: one key, several characters
END = "\x04"  # Ctrl-D
LOOK_S = 0.2  # how often to see whether the terminal is ours, and on Windows whether a key was pressed


class Keys(contextlib.AbstractContextManager["Keys"]):
    """No keys: what there is where standard input is no terminal.

    Attributes:
        are_there: whether keys can be pressed.
    """

    are_there = False

    def lent(self) -> contextlib.AbstractContextManager[None]:
        """A block in which the terminal is another program's, such as an editor's."""
        return contextlib.nullcontext()

    def __exit__(self, *_: object) -> None:
        """Leave the terminal as it was found."""


def keys(hear: Callable[[str], None]) -> Keys:
    """The keys of standard input; ``hear`` is called with each, in a thread of its own, while the block runs."""
    try:
        is_terminal = sys.stdin is not None and sys.stdin.isatty()
    except ValueError:  # closed
        is_terminal = False
    if not is_terminal:
        return Keys()
    return _Console(hear) if sys.platform == "win32" else _Terminal(hear, sys.stdin.fileno())


class _Heard(Keys):
    """Keys that a thread waits for; it waits in vain while the terminal is lent."""

    are_there = True

    def __init__(self, hear: Callable[[str], None]):
        self._hear = hear
        self._lock = threading.RLock()  # whoever holds it has the terminal; a signal's handler may come on top
        self._is_ours = False

    def __enter__(self) -> Keys:
        self._is_ours = True
        threading.Thread(target=self._listen, name="keys", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._is_ours = False

    @contextlib.contextmanager
    def lent(self) -> Iterator[None]:
        with self._lock:
            self._is_ours = False
        try:
            yield
        finally:
            self._is_ours = True

    def _listen(self) -> None:
        """Tell of keys, until there can be no more."""
        raise NotImplementedError

    def _tell(self, text: str) -> None:
        for key in ESCAPES.sub("", text):
            self._hear("\n" if key == "\r" else key.lower())


class _Terminal(_Heard):
    """A terminal of POSIX. While it is suspended, or another job is in the foreground, the shell has it."""

    def __init__(self, hear: Callable[[str], None], descriptor: int):
        super().__init__(hear)
        self._descriptor = descriptor
        self._found: list[Any] = []
        self._is_changed = False
        self._handlers: dict[int, Any] = {}

    def __enter__(self) -> Keys:
        import termios

        self._found = termios.tcgetattr(self._descriptor)
        for number, handler in ((signal.SIGTSTP, self._suspend), (signal.SIGCONT, self._go_on)):
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._handlers[number] = signal.signal(number, handler)
        self._change()
        return super().__enter__()

    def __exit__(self, *details: object) -> None:
        super().__exit__(*details)
        self._restore()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    @contextlib.contextmanager
    def lent(self) -> Iterator[None]:
        with super().lent():
            self._restore()
            yield
        self._change()

    def _listen(self) -> None:
        while True:
            with self._lock:
                is_ready = self._is_ours and self._change()
            if not is_ready:
                time.sleep(LOOK_S)
            elif select.select([self._descriptor], [], [], LOOK_S)[0] and not self._read():
                return

    def _read(self) -> bool:
        """Read what was typed; tell whether there may be more."""
        with self._lock:
            if not (self._is_ours and self._is_in_front()):
                return True
            try:
                typed = os.read(self._descriptor, 1024)
            except OSError:
                typed = b""
        self._tell(typed.decode("utf-8", "ignore"))
        return bool(typed)

    def _change(self) -> bool:
        """Have keys come as they are pressed, and unseen; tell whether they do."""
        import termios

        with self._lock:
            if not self._is_in_front():
                return False
            if not self._is_changed:
                wanted = [*self._found[:3], self._found[3] & ~(termios.ECHO | termios.ICANON), *self._found[4:6]]
                control = [*self._found[6]]
                control[termios.VMIN], control[termios.VTIME] = 1, 0
                self._is_changed = self._apply([*wanted, control])
            return self._is_changed

    def _restore(self) -> None:
        with self._lock:
            if self._is_changed and self._is_in_front():
                self._apply(self._found)
            self._is_changed = False

    def _apply(self, attributes: list[Any]) -> bool:
        import termios

        try:
            termios.tcsetattr(self._descriptor, termios.TCSANOW, attributes)
        except (termios.error, OSError):  # it has been closed
            return False
        return True

    def _is_in_front(self) -> bool:
        """Whether this is the job in the foreground: any other that touches the terminal is stopped for it."""
        try:
            return os.tcgetpgrp(self._descriptor) == os.getpgrp()
        except OSError:
            return False

    def _suspend(self, number: int, _frame: object) -> None:
        """Give the terminal back before this process stops."""
        self._restore()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)  # and here it goes on, in the foreground or not
        signal.signal(number, self._suspend)

    def _go_on(self, *_: object) -> None:
        self._is_changed = False  # the shell may have changed it meanwhile


class _Console(_Heard):
    """A console of Windows."""

    def _listen(self) -> None:
        if sys.platform == "win32":  # for whoever checks types elsewhere
            import msvcrt

            while True:
                with self._lock:
                    is_pressed = self._is_ours and msvcrt.kbhit()
                    key = msvcrt.getwch() if is_pressed else ""
                    if key in ("\x00", "\xe0"):  # an arrow or the like: a second character follows
                        key = msvcrt.getwch() and ""
                if key:
                    self._tell(END if key == "\x03" else key)
                else:
                    time.sleep(LOOK_S / 4)
