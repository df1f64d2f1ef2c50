"""The page of a room in a real browser, against the room itself: `nox -s browser` brings what it needs."""

import contextlib
import re
import sys

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is missing: `nox -s browser` brings it")
pytest.importorskip("markdown_it", reason="markdown-it-py is missing: `nox -s browser` brings it")
pytest.importorskip("starlette", reason="starlette is missing: `nox -s browser` brings it")
pytest.importorskip("uvicorn", reason="uvicorn is missing: `nox -s browser` brings it")
pytest.importorskip("segno", reason="segno is missing: `nox -s browser` brings it")

from playwright import sync_api as playwright

from tests.chromium import chromium
from tests.site.test_page import ONE_SUM, PATIENCE_MS, PHONE, QUIET, WIDE, put, solution, text_of, wait_saved
from tests.workshop.rooms import Room

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a room needs a level of isolation that Linux has")

SLOW_S = 5  # a learner's module takes, so that others wait
SLOW = f"import time\ntime.sleep({SLOW_S})\n"
# What a browser does not have where a page comes over plain http from another machine.
PLAIN = """
delete Navigator.prototype.serviceWorker; delete Navigator.prototype.clipboard; delete Navigator.prototype.storage;
delete Crypto.prototype.subtle; delete Crypto.prototype.randomUUID; delete window.caches;
"""
EXPECTED = ("Failed to load resource",)  # what the room refuses, a browser tells as well


@pytest.fixture(scope="module")
def browser():
    with chromium(playwright) as found:
        yield found


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    folder = tmp_path_factory.mktemp("room") / "class"
    with Room(folder, "--jobs", 1, katas=("softmax", "cross_entropy")) as found:
        yield found


@pytest.fixture(scope="module")
def teacher(room):
    return room.teacher()


@pytest.fixture
def visited(browser, room):
    """A function that opens the page in a browser of its own, and joins by a name; nothing was complained of."""
    said = []
    with contextlib.ExitStack() as stack:

        def visited(name="", context=None, kata="softmax", **how):
            if context is None:
                context = stack.enter_context(browser.new_context(**{"viewport": WIDE, "locale": "en-GB", **how}))
                context.set_default_timeout(PATIENCE_MS)
                context.add_init_script(PLAIN)
            page = context.new_page()
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.goto(f"{room.address}#{kata}")
            page.locator(".cm-content").first.wait_for()
            if name:
                join(page, name)
            return page

        yield visited
    assert [each for each in said if not each.startswith((*QUIET, *EXPECTED))] == []


def dialog(page):
    return page.locator("#joining")


def join(page, name):
    dialog(page).wait_for()
    dialog(page).get_by_role("textbox").first.fill(name)
    page.keyboard.press("Enter")
    page.locator("#who", has_text=name).wait_for()


def hand_in(page):
    page.get_by_role("button", name="Hand in").click()


def is_disabled(page):
    return page.get_by_role("button", name="Hand in").get_attribute("aria-disabled") == "true"


def wait_enabled(page, *, enabled=True):
    page.locator(f"#hand-in[aria-disabled={'false' if enabled else 'true'}]").wait_for()


def test_work_is_handed_in_judged_and_shown_again(visited, registry):
    asked = []
    page = visited()
    page.on("request", lambda request: asked.append(request.url))
    assert "kept on the teacher's machine" in dialog(page).inner_text()
    join(page, "Ada")
    assert not page.get_by_role("button", name="Check").is_visible()
    put(page, ONE_SUM)
    page.keyboard.press("ControlOrMeta+Enter")
    page.locator("#result .card").wait_for()
    assert "the sum runs over the whole array" in page.locator(".mistake h3").all_inner_texts()
    assert "softmax: failed" in page.locator("#status").inner_text()
    put(page, solution(registry, "softmax"))
    hand_in(page)
    page.locator("#result .verdict.passed").wait_for()
    assert page.locator("#count").inner_text() == "1 of 2 passed"
    assert page.locator("#path .passed .points").inner_text() == "10/10"
    wait_saved(page)
    page.reload()
    page.locator("#result .verdict.passed").wait_for()
    assert page.locator("#who").inner_text().startswith("Ada")
    assert not [each for each in asked if re.search(r"pyodide|worker|\.whl|\.zip", each)]


def test_the_place_in_the_queue_is_shown_live_and_survives_a_reload(visited, room, registry, teacher):
    page = visited("Ben")
    put(page, solution(registry, "softmax"))
    wait_saved(page)
    others = ("Slow one", "Slow two", "Slow three")
    for name in others:
        room.join(name).handed_in(SLOW)
    hand_in(page)
    waits = page.locator(".under-way li")
    waits.filter(has_text="softmax is handed in: 2 are judged before it.").wait_for()
    assert is_disabled(page)
    assert "softmax is handed in" in page.locator("#status").inner_text()
    page.reload()
    waits.filter(has_text="2 are judged before it").wait_for()
    for name in others[1:]:
        teacher.does("remove", name=name)
    waits.filter(has_text="it is next").wait_for()
    page.locator("#result .verdict.passed").wait_for()
    assert waits.count() == 0
    wait_enabled(page)


def test_a_closed_kata_is_marked_and_is_not_handed_in(visited, teacher):
    page = visited("Cy")
    try:
        teacher.does("open", kata="softmax", open=False)
        wait_enabled(page, enabled=False)
        assert "closed by the teacher" in page.locator("#path [aria-current]").inner_text()
        page.get_by_role("button", name="Hand in").click(force=True)
        why = "softmax is closed by the teacher: it cannot be handed in now."
        assert page.locator("#status").inner_text() == page.locator("#closed").inner_text() == why
    finally:
        teacher.does("open", kata="softmax", open=True)
    wait_enabled(page)
    assert "closed" not in page.locator("#path").inner_text()


def test_a_hint_to_all_is_shown_until_it_is_put_away(visited, teacher):
    page = visited("Dora")
    hint = page.locator(".hint")
    teacher.does("hint", kata="cross_entropy", words="Mind <b>the</b> axis.")
    hint.get_by_text("Mind <b>the</b> axis.").wait_for()
    hint.get_by_role("link", name="From your teacher, on cross_entropy:").click()
    page.get_by_role("heading", level=1, name="Cross-entropy").wait_for()
    hint.get_by_role("button", name="Dismiss").click()
    page.reload()
    page.locator("#who", has_text="Dora").wait_for()
    page.locator("#hand-in[aria-disabled]").wait_for()
    assert hint.count() == 0
    teacher.does("hint", kata="", words="Well done")
    hint.get_by_text("Well done").wait_for()
    teacher.does("hint", kata="", words="")
    hint.wait_for(state="detached")


def test_two_browsers_cannot_have_one_name(visited):
    visited("Eve")
    page = visited()
    dialog(page).get_by_role("textbox").first.fill(" eve ")
    page.keyboard.press("Enter")
    dialog(page).get_by_role("alert").filter(has_text="already").wait_for()
    page.get_by_role("button", name="Only look around").click()
    put(page, ONE_SUM)
    hand_in(page)
    join(page, "Eve B.")
    page.locator("#result .card").wait_for()


def test_all_that_is_kept_can_be_saved_and_deleted_by_the_learner(visited, room, tmp_path):
    page = visited("Fay")
    put(page, ONE_SUM)
    hand_in(page)
    page.locator("#result .card").wait_for()
    page.locator("#who").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save all of it").click()
    saved.value.save_as(tmp_path / "all.json")
    assert "exponentials" in (tmp_path / "all.json").read_text("utf-8")
    page.get_by_role("button", name="Delete all of it").click()
    page.get_by_role("button", name="Delete for good?").click()
    page.locator("#who", has_text="Join the room").wait_for()
    assert "Fay" in page.locator("#status").inner_text()
    assert page.locator("#result .card").count() == 0
    assert text_of(page) == ONE_SUM
    assert room.join("Fay")


def test_who_was_deleted_comes_in_again_with_a_name_or_a_code(visited, room, teacher):
    page = visited("Gus")
    teacher.does("remove", name="Gus")
    put(page, ONE_SUM)
    hand_in(page)
    page.locator("#messages", has_text="The room does not know this browser any more").wait_for()
    page.locator("#messages").get_by_role("button", name="Join the room").click()
    assert dialog(page).get_by_role("textbox").first.input_value() == "Gus"
    room.join("Gus")
    page.get_by_text("I was here before").click()
    page.get_by_label("Code from the teacher").fill(teacher.does("letins", name="Gus")["code"])
    page.keyboard.press("Enter")
    page.locator("#who", has_text="Gus").wait_for()


def test_who_leaves_a_shared_browser_takes_the_work_along(visited):
    page = visited("Hal")
    other = visited(context=page.context)
    page.bring_to_front()
    put(page, ONE_SUM)
    wait_saved(page)
    page.locator("#who").click()
    page.get_by_label("Remove my files").check()
    page.get_by_role("button", name="Leave", exact=True).click()
    page.get_by_role("button", name="Leave now?").click()
    other.locator("#who", has_text="Join the room").wait_for()
    assert "np.exp" not in page.evaluate("JSON.stringify(localStorage)")
    assert "np.exp" not in text_of(page)


def test_work_whose_answer_was_lost_is_handed_in_once(visited):
    page = visited("Ida")
    lost = []

    def lose(route):
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/api/submissions", lose, times=1)
    put(page, ONE_SUM)
    hand_in(page)
    page.locator("#room", has_text="The room does not answer; your work is kept in this browser.").wait_for()
    page.locator("#result .card").wait_for()
    assert page.get_by_text("The room does not answer").first.is_hidden()
    assert lost == [202]
    with page.expect_download() as saved:
        page.locator("#who").click()
        page.get_by_role("button", name="Save all of it").click()
    assert saved.value.path().read_text("utf-8").count('"kata": "softmax",\n   "time"') == 1


def test_the_page_speaks_german_also_on_a_phone(visited):
    page = visited(locale="de-AT", viewport=PHONE, is_mobile=True, color_scheme="dark")
    assert "Rechner der Lehrperson" in dialog(page).inner_text()
    join(page, "Käthe")
    page.get_by_role("button", name="Abgeben").wait_for()
    page.locator("#who").click()
    page.get_by_role("heading", name="Du bist hier als Käthe").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
