"""A learner's page and the teacher's board, in one browser at once: `nox -s browser` brings what it needs."""

import contextlib
import sys

import pytest
from gradkata.gradebook.book import Gradebook

pytest.importorskip("playwright.sync_api", reason="playwright is missing: `nox -s browser` brings it")
pytest.importorskip("markdown_it", reason="markdown-it-py is missing: `nox -s browser` brings it")
pytest.importorskip("starlette", reason="starlette is missing: `nox -s browser` brings it")
pytest.importorskip("uvicorn", reason="uvicorn is missing: `nox -s browser` brings it")
pytest.importorskip("segno", reason="segno is missing: `nox -s browser` brings it")

from playwright import sync_api as playwright

from tests.chromium import chromium
from tests.site.test_page import PATIENCE_MS, QUIET, WIDE, put
from tests.workshop.rooms import RIGHT, Room

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a room needs a level of isolation that Linux has")

NAME = "<img src=x onerror=alert(1)>"
HINT = "Look at the <b>axis</b> of the sum."
MISTAKE = "the sum runs over the whole array"
ONE_FOR_ALL = """import numpy as np


def softmax(x):
    e = np.exp(x - np.max(x))
    return e / e.sum()
"""


@pytest.fixture(scope="module")
def browser():
    with chromium(playwright) as found:
        yield found


@pytest.fixture
def room(tmp_path):
    """A room that goes on with a class's gradebook: on its seed the mistake is named, which is not so on every one."""
    folder = tmp_path / "workshop"
    folder.mkdir()
    with Gradebook.writing(folder / "gradebook.db") as book:
        book.seed_or(1)
    with Room(folder) as found:
        yield found


@pytest.fixture
def opened(browser):
    """A function that opens an address as somebody of their own; in the end, nothing was complained of."""
    said = []
    with contextlib.ExitStack() as stack:

        def opened(address):
            context = stack.enter_context(browser.new_context(viewport=WIDE, locale="en-GB"))
            context.set_default_timeout(PATIENCE_MS)
            page = context.new_page()
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
            page.goto(address)
            return page

        yield opened
    assert [each for each in said if not each.startswith(QUIET)] == []


def joined(page):
    page.locator("#joining").get_by_role("textbox").first.fill(NAME)
    page.keyboard.press("Enter")
    page.locator("#who", has_text=NAME).wait_for()
    return page


def hand_in(page, text):
    put(page, text)
    page.keyboard.press("ControlOrMeta+Enter")


def turn(board, *, is_open):
    """Open softmax on the board, or close it."""
    board.get_by_role("button", name="Katas", exact=True).click()
    board.locator("#katas").get_by_label("Softmax").set_checked(is_open)
    board.locator("#katas").get_by_role("button", name="Close", exact=True).click()
    board.locator("#matrix th.closed", has_text="Softmax").wait_for(state="detached" if is_open else "attached")


def send(board, hint):
    board.get_by_role("textbox", name="Hint").fill(hint)
    board.get_by_role("button", name="Send").click()


def test_a_mistake_is_made_seen_talked_of_and_mended(room, opened):
    board = opened(room.board)
    learner = joined(opened(f"{room.address}#softmax"))
    row = board.locator("#matrix tbody tr")
    row.get_by_role("button", name=NAME, exact=True).wait_for()
    hand_in(learner, ONE_FOR_ALL)
    learner.locator(".mistake h3", has_text=MISTAKE).wait_for()
    mistake = board.locator("#mistakes-list li", has_text=MISTAKE)
    mistake.get_by_text("1 of 1").wait_for()
    mistake.locator("summary", has_text="Who").click()
    assert mistake.locator("details bdi").all_inner_texts() == row.locator("bdi").all_inner_texts() == [NAME]
    assert row.locator("td.failed").get_attribute("title").endswith(MISTAKE)

    turn(board, is_open=False)
    learner.locator("#closed", has_text="softmax is closed by the teacher").wait_for()
    send(board, HINT)
    learner.locator(".hint .says").get_by_text(HINT, exact=True).wait_for()
    turn(board, is_open=True)
    learner.locator("#hand-in[aria-disabled=false]").wait_for()

    hand_in(learner, RIGHT)
    learner.locator("#result .verdict.passed").wait_for()
    row.locator("td.passed").wait_for()
    mistake.wait_for(state="detached")
    assert [page.locator("img").count() for page in (learner, board)] == [0, 0]
