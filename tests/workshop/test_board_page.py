"""The teacher's board in a real browser: `nox -s browser` brings what it needs, or says what is missing."""

import os

import pytest

from tests.chromium import chromium
from tests.workshop.rooms import Room

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is missing: `nox -s browser` brings it")
for needed in ("starlette", "uvicorn", "segno"):
    pytest.importorskip(needed, reason=f"{needed} is missing: `nox -s browser` brings it")

PATIENCE_MS = int(os.environ.get("PATIENCE_MS", 300_000))  # however busy the machine is
NOT_SHIFTED = "the scores are not shifted before the exponential"
NO_SHIFT = """import numpy as np


def softmax(logits):
    # Ada was here
    powers = np.exp(logits)
    return powers / powers.sum(axis=-1, keepdims=True)
"""
REFUSED = "the server responded with a status of 403"  # what a browser says of a board that is closed
MARKUP = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def browser():
    with chromium(playwright) as found:
        yield found


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A room in which Ada and somebody with markup in their name have the same mistake."""
    with Room(tmp_path_factory.mktemp("room") / "workshop") as room:
        for name in ("Ada", MARKUP):
            room.join(name).judged(NO_SHIFT)
        yield room


@pytest.fixture
def board(browser, room):
    """A function that opens the board in a browser of its own; in the end, nothing was complained of."""
    said, contexts = [], []

    def board(view="", **how):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 720}, "locale": "en-GB", **how})
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        page.goto(room.board)
        page.locator("main:not([hidden])").wait_for()
        if view == "wall":
            page.keyboard.press("w")
            page.locator("#wall:not([hidden])").wait_for()
        return page

    yield board
    for context in contexts:
        context.close()
    assert [each for each in said if REFUSED not in each] == []


def state(room):
    """What the room says to whoever asks."""
    return room.ask("GET", "/api/room")[2]


def row(page, name):
    return page.locator("#matrix tbody tr").filter(has=page.get_by_role("button", name=name, exact=True))


def test_a_mistake_is_shown_by_its_name_with_who_has_it(board):
    page = board()
    mistake = page.locator("#mistakes-list li", has_text=NOT_SHIFTED)
    assert "2 of 2" in mistake.inner_text()
    mistake.get_by_text("Who").click()
    assert set(mistake.locator("details bdi").all_inner_texts()) == {"Ada", MARKUP}
    assert page.locator("img").count() == 0
    cell = row(page, "Ada").locator("td.failed")
    assert cell.locator("[aria-hidden]").inner_text() == "✗"
    assert cell.get_attribute("title").startswith("failed, ")
    assert cell.get_attribute("title").endswith(NOT_SHIFTED)


def test_the_wall_has_no_names(board):
    page = board("wall")
    assert NOT_SHIFTED in page.locator("#wall-mistakes").inner_text()
    assert not [name for name in ("Ada", "onerror") if name in page.content()]
    page.reload()
    page.locator("#wall:not([hidden])").wait_for()
    assert not [name for name in ("Ada", "onerror") if name in page.content()]
    page.keyboard.press("w")
    row(page, "Ada").wait_for()


def test_an_example_is_put_on_the_wall_and_taken_away(board):
    page = board()
    page.locator("#mistakes-list li", has_text=NOT_SHIFTED).get_by_role("button", name="Show an example").click()
    page.get_by_role("button", name="Show another").wait_for()
    page.get_by_role("button", name="Wall").click()
    example = page.locator(".example", has_text=NOT_SHIFTED)
    assert "powers = np.exp(logits)" in example.locator("pre").inner_text()
    assert "Ada" not in page.content()
    example.get_by_role("button", name="Take away").click()
    example.wait_for(state="detached")


def test_katas_are_closed_and_opened(board, room):
    page = board()
    page.get_by_role("button", name="Katas", exact=True).click()
    page.locator("#katas").get_by_label("Softmax").click()
    page.locator("#matrix th.closed", has_text="Softmax").wait_for(state="attached")
    assert not state(room)["open"]["softmax"]
    page.get_by_role("button", name="Open all").click()
    page.locator("#matrix th.closed").first.wait_for(state="detached")
    assert all(state(room)["open"].values())


def test_a_hint_goes_to_all_and_is_taken_away(board, room):
    page = board()
    page.get_by_role("textbox", name="Hint").fill("<b>Look</b> at the largest score.")
    page.get_by_label("For").select_option("softmax")
    page.get_by_role("button", name="Send").click()
    now = page.locator("#hint-now", has_text="<b>Look</b> at the largest score.")
    now.wait_for()
    assert page.get_by_role("textbox", name="Hint").input_value() == ""
    hint = state(room)["hint"]
    assert (hint["kata"], hint["words"]) == ("softmax", "<b>Look</b> at the largest score.")
    now.get_by_role("button", name="Take away").click()
    now.get_by_role("button").wait_for(state="detached")
    assert state(room)["hint"] is None


def test_what_is_being_done_survives_what_comes_in(board, room):
    page = board()
    mistake = page.locator("#mistakes-list li", has_text=NOT_SHIFTED)
    mistake.get_by_text("Who").click()
    hint = page.get_by_role("textbox", name="Hint")
    hint.fill("Look at")
    hint.evaluate("(element) => element.setSelectionRange(2, 4)")
    room.join("Zoe")
    row(page, "Zoe").wait_for()
    state = hint.evaluate("(each) => [each === document.activeElement, each.value, each.selectionStart]")
    assert state == [True, "Look at", 2]
    assert mistake.locator("details").evaluate("(element) => element.open")
    row(page, "Zoe").get_by_role("button").focus()
    room.join("Aaron")
    row(page, "Aaron").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Zoe"


def test_somebody_is_let_in_again_or_removed(board, room):
    room.join("Ben")
    page = board()
    row(page, "Ben").get_by_role("button").click()
    page.get_by_role("button", name="Let in again").click()
    code = page.locator(".large-code").inner_text()
    assert room.ask("POST", "/api/letins", {"code": code})[2]["name"] == "Ben"
    page.get_by_role("button", name="Remove …").click()
    assert "All that is kept of Ben is deleted" in page.locator("#learner-answer").inner_text()
    assert row(page, "Ben").count() == 1
    page.get_by_role("button", name="Delete all of it").click()
    row(page, "Ben").wait_for(state="detached")
    assert page.locator("#told").inner_text() == "All that was kept of Ben is deleted."


def test_a_new_address_closes_the_other_boards(board, room):
    other, page = board(), board()
    page.get_by_role("button", name="New address, close the others").click()
    room.board = page.locator(".code-line").inner_text()
    other.locator("#connection.closed", has_text="Another address").wait_for()
    assert "Ada" not in other.content()
    page.locator("#boards:empty").wait_for(state="attached")
    page.reload()
    row(page, "Ada").wait_for()


def test_german(board):
    page = board(locale="de-DE")
    page.get_by_label("Language").select_option("de")
    page.get_by_role("heading", name="Fehler im Raum, jetzt").wait_for()
    assert "2 von 2" in page.locator("#mistakes-list").inner_text()
    page.reload()
    page.get_by_role("heading", name="Fehler im Raum, jetzt").wait_for()
    assert page.evaluate("document.documentElement.lang") == "de"
