"""A real browser without a window, for the tests of pages: `nox -s browser` brings one."""

import contextlib
import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")


@contextlib.contextmanager
def chromium(playwright):
    """The browser that CHROMIUM names, or one on the path, or playwright's own; without any, the test is skipped.

    Args:
        playwright: its module ``playwright.sync_api``, which may be missing.
    """
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with playwright.sync_playwright() as driver:
        try:
            found = driver.chromium.launch(executable_path=path)
        except playwright.Error as error:
            pytest.skip(f"there is no browser: {error.message.splitlines()[0]}")
        yield found
        found.close()
