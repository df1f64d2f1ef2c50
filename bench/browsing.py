"""The page of `kata site` in a real browser, as a learner opens it: how long they wait for a verdict."""

from __future__ import annotations

import contextlib
import importlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gradkata.errors import UsageError
from gradkata.kata import Kata
from gradkata.site.building import build

from .peers import UnusableError

NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE_MS = 300_000
SAVED = "Saved in this browser"

# Press the button, and wait for what is shown. The page's clock counts from when it was opened.
CHECK = """(patience) => new Promise((resolve, reject) => {
  const place = document.querySelector("#result");
  const begin = performance.now();
  new MutationObserver((_, observer) => {
    const verdict = place.querySelector(".verdict");
    if (!verdict) return;
    observer.disconnect();
    resolve({ begin, end: performance.now(), isPassed: verdict.classList.contains("passed") });
  }).observe(place, { childList: true });
  setTimeout(() => reject(new Error("no verdict")), patience);
  document.querySelector("#check").click();
})"""


@dataclass(frozen=True)
class Visited:
    """A first and a second visit with one solution.

    Attributes:
        first_s: from opening the page to the verdict, in a browser that knows nothing of it.
        second_s: the same in that browser, when the page was closed and is opened again.
        checks_s: from the button to the verdict, of all later checks on both visits.
    """

    first_s: float
    second_s: float
    checks_s: list[float]


class Visits:
    """A browser, and a page that is served to it.

    Attributes:
        browser: its name and version.
    """

    def __init__(self, browser: Any, address: str):
        self._browser, self._address = browser, address
        self.browser = f"Chromium {browser.version}"

    def of(self, kata: str, text: str, is_right: bool, checks: int) -> Visited:
        """Visit the page twice, with so many checks more each time."""
        with contextlib.closing(self._browser.new_context(locale="en-GB")) as context:
            context.set_default_timeout(PATIENCE_MS)
            page = self._open(context, kata)
            page.locator(".cm-content").first.click()
            page.keyboard.press("ControlOrMeta+a")
            page.keyboard.insert_text(text)
            first = self._seconds(page, is_right, checks)
            page.get_by_text(SAVED).wait_for()
            page.evaluate("navigator.serviceWorker.ready.then(() => null)")
            page.close()
            second = self._seconds(self._open(context, kata), is_right, checks)
        return Visited(first[0], second[0], [*first[1:], *second[1:]])

    def _open(self, context: Any, kata: str) -> Any:
        page = context.new_page()
        page.goto(f"{self._address}#{kata}")
        page.locator(".cm-content").first.wait_for()
        return page

    def _seconds(self, page: Any, is_right: bool, checks: int) -> list[float]:
        """Until the first verdict since the page was opened, and until each later one since it was asked for."""
        found = [page.evaluate(CHECK, PATIENCE_MS) for _ in range(1 + checks)]
        assert all(each["isPassed"] == is_right for each in found)
        return [each["end"] / 1000 - (each["begin"] / 1000 if number else 0) for number, each in enumerate(found)]


@contextlib.contextmanager
def opened(katas: Iterable[Kata], tapes: Mapping[str, bytes], folder: Path) -> Iterator[Visits]:
    """Write the page with Pyodide packed in, serve it on this machine, and start a browser.

    Raises:
        UnusableError: something is missing; the message says what.
    """
    with contextlib.ExitStack() as stack:
        browser = stack.enter_context(_browser())
        pages = importlib.import_module("tests.site.pages")
        try:
            build(katas, tapes, folder, _pyodide())
        except UsageError as error:
            raise UnusableError(str(error)) from None
        _, address = stack.enter_context(pages.served(folder))
        yield Visits(browser, address)


@contextlib.contextmanager
def _browser() -> Iterator[Any]:
    """The browser that CHROMIUM names or that is on the path, else playwright's own."""
    try:
        playwright = importlib.import_module("playwright.sync_api")
    except ImportError:
        raise UnusableError("playwright is not installed") from None
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with playwright.sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(executable_path=path)
        except playwright.Error as error:
            raise UnusableError(f"there is no browser: {error.message.splitlines()[0]}") from None
        with contextlib.closing(browser):
            yield browser


def _pyodide() -> Path:
    """Pyodide's folder: see `tests.site.pyodide_folder`."""
    found = importlib.import_module("tests.site.pyodide_folder")
    try:
        folder: Path = found.pyodide_folder()
    except found.MissingError as error:
        raise UnusableError(str(error).splitlines()[0]) from None
    return folder
