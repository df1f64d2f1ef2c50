"""The page in a real browser: `nox -s browser` brings what it needs, or says what is missing."""

import json
import os
import re
import zipfile

import pytest

from tests.chromium import chromium
from tests.site.pages import BELOW, served, write
from tests.site.pyodide_folder import MissingError, pyodide_folder

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is missing: `nox -s browser` brings it")
pytest.importorskip("markdown_it", reason="markdown-it-py is missing: `nox -s browser` brings it")

PATIENCE_MS = int(os.environ.get("PATIENCE_MS", 300_000))  # however busy the machine is
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
ONE_SUM = """import numpy as np


def softmax(logits):
    print("<b>here</b>")
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum()
"""
ENDLESS = "def softmax(logits):\n    while True:\n        pass\n"
QUIET = ("Measure loop restarted",)  # of the editor, where a window changes its size


@pytest.fixture(scope="module")
def folder(tmp_path_factory, registry):
    root = tmp_path_factory.mktemp("server")
    try:
        pyodide = pyodide_folder()
    except MissingError as error:
        pytest.skip(str(error))
    write(registry.katas.values(), root / BELOW, pyodide)
    return root


@pytest.fixture(scope="module")
def browser():
    with chromium(playwright) as found:
        yield found


@pytest.fixture(scope="module")
def address(folder):
    with served(folder) as (_, root):
        yield f"{root}{BELOW}"


@pytest.fixture
def opened(browser, address):
    """A function that opens the page at a kata in a browser of its own; in the end, nothing was complained of."""
    said, contexts = [], []

    def opened(kata="softmax", context=None, **how):
        if context is None:
            context = browser.new_context(**{"viewport": WIDE, "locale": "en-GB", **how})
            context.set_default_timeout(PATIENCE_MS)
            contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{address}#{kata}")
        page.locator(".cm-content").first.wait_for()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [each for each in said if not each.startswith(QUIET)] == []


def put(page, text, cell=0):
    """Write a text into the editor, in place of what is there."""
    page.locator(".cm-content").nth(cell).click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text)


def text_of(page, cell=0):
    return page.locator(".cm-content").nth(cell).evaluate("(element) => element.cmTile.view.state.doc.toString()")


def stored(page, file="softmax.py"):
    return page.evaluate(
        "(file) => { const key = Object.keys(localStorage).find((each) => each.endsWith(`:file:${file}`));"
        " return key ? JSON.parse(localStorage[key]).text : null; }",
        file,
    )


def wait_saved(page, words="Saved in this browser"):
    page.get_by_text(words).wait_for()


def solution(registry, kata):
    return registry.katas[kata].reference.read_text("utf-8")


def test_a_kata_from_the_task_to_the_next_one(opened, registry):
    page = opened()
    assert page.get_by_role("heading", level=1).inner_text() == "Softmax: from scores to probabilities"
    assert page.locator("math mfrac").count() == 1
    put(page, ONE_SUM)
    page.get_by_role("button", name="Check").click()
    page.locator("#result .card").wait_for()
    assert "the sum runs over the whole array" in page.locator(".mistake h3").all_inner_texts()
    assert page.locator("#result pre").inner_text().startswith("<b>here</b>")
    assert page.get_by_role("img", name=re.compile(r"entries are wrong: .*too small")).count() >= 1
    assert "softmax: failed" in page.get_by_role("status").first.inner_text()
    page.get_by_role("button", name="Hint").click()
    assert page.locator("#hints h3").all_inner_texts() == ["Hint 1 of 4: How many sums are there?"]
    page.get_by_role("button", name="One more hint").click()
    assert page.locator("#hints h3").count() == 2
    put(page, solution(registry, "softmax"))
    page.keyboard.press("ControlOrMeta+Enter")
    page.locator("#result .verdict.passed").wait_for()
    assert page.locator("#count").inner_text() == "1 of 16 passed"
    page.get_by_role("link", name="Next kata: Cross-entropy").click()
    page.get_by_role("heading", level=1, name="Cross-entropy").wait_for()
    assert page.evaluate("document.activeElement.tagName") == "H1"


def test_an_endless_loop_is_ended_and_the_next_check_works(opened, registry):
    page = opened()
    put(page, ENDLESS)
    page.get_by_role("button", name="Check").click()
    page.locator("#result .verdict.timeout").wait_for()
    assert "Is there a loop that never ends?" in page.locator("#result").inner_text()
    page.get_by_role("button", name="Check").click()
    page.get_by_text("Checking Softmax").first.wait_for()
    page.get_by_role("button", name="Stop").click()
    assert "Stopped" in page.locator("#status").inner_text()
    put(page, solution(registry, "softmax"))
    page.keyboard.press("ControlOrMeta+Enter")
    page.locator("#result .verdict.passed").wait_for()


def test_a_reload_and_a_closed_tab_keep_the_work(opened):
    page = opened()
    put(page, ONE_SUM)
    page.reload()  # at once: what is not stored yet is stored when the page goes
    page.locator(".cm-content").wait_for()
    assert text_of(page) == ONE_SUM
    page.close(run_before_unload=False)
    assert text_of(opened(context=page.context)) == ONE_SUM


def test_a_reset_can_be_undone_and_keeps_a_copy(opened, registry):
    page = opened()
    put(page, ONE_SUM)
    page.get_by_role("button", name="Start over").click()
    assert text_of(page) == registry.katas["softmax"].stub.read_text("utf-8")
    page.get_by_role("button", name="Undo").click()
    assert text_of(page) == stored(page) == ONE_SUM
    page.get_by_role("button", name="Your files").click()
    assert page.locator("#kept li").count() == 1


def test_of_two_tabs_the_newest_text_wins_and_the_other_says_so(opened):
    first = opened()
    second = opened(context=first.context)
    put(second, ONE_SUM)
    first.get_by_text("was changed in another tab").wait_for()
    assert text_of(first) == ONE_SUM


def test_export_and_import_lose_nothing(opened, tmp_path):
    page = opened()
    put(page, ONE_SUM)
    wait_saved(page)
    page.get_by_role("button", name="Your files").click()
    with page.expect_download() as one:
        page.get_by_role("button", name="Save softmax.py").click()
    one.value.save_as(tmp_path / "softmax.py")
    assert (tmp_path / "softmax.py").read_text("utf-8") == ONE_SUM
    with page.expect_download() as every:
        page.get_by_role("button", name="Save all as a zip file").click()
    every.value.save_as(tmp_path / "work.zip")
    with zipfile.ZipFile(tmp_path / "work.zip") as archive:
        assert archive.testzip() is None
        assert archive.read("softmax.py").decode() == ONE_SUM
        assert json.loads(archive.read("progress.json"))["schema"] == "gradkata-progress/1"
    with zipfile.ZipFile(tmp_path / "other.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ada/softmax.py", "# mine: ü\n")
        archive.writestr("ada/notes.txt", "nothing")
    page.locator("#import").set_input_files(tmp_path / "other.zip")
    page.get_by_text("softmax.py is imported; what was here is kept as a copy.").wait_for()
    page.get_by_text("notes.txt belongs to no kata here, and is left out.").wait_for()
    assert text_of(page) == stored(page) == "# mine: ü\n"
    page.get_by_role("button", name=re.compile("Put back: softmax.py")).click()
    assert text_of(page) == stored(page) == ONE_SUM
    assert page.locator("#kept li").count() == 2


def test_a_notebook_is_written_cell_by_cell_and_stays_one(opened, registry):
    page = opened("fix_relu_rnn")
    stub = json.loads(registry.katas["fix_relu_rnn"].stub.read_text("utf-8"))
    cells = [each for each in stub["cells"] if each["cell_type"] == "code"]
    assert page.locator(".cm-content").count() == len(cells)
    assert page.locator("#editor h1").inner_text() == "A small net with ReLU that reads letters"
    put(page, "import numpy as np\nx = '<i>'")
    wait_saved(page)
    written = json.loads(stored(page, "fix_relu_rnn.ipynb"))
    cells[0]["source"] = ["import numpy as np\n", "x = '<i>'"]
    assert written == stub


def test_a_page_works_by_keys_alone(opened):
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "editor":
            break
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("if x:")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert text_of(page) == "if x:\n        "
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") != "editor"


def test_a_page_speaks_german(opened):
    page = opened(locale="de-AT")
    assert page.evaluate("document.documentElement.lang") == "de"
    assert page.get_by_role("heading", level=1).inner_text() == "Softmax: von Scores zu Wahrscheinlichkeiten"
    put(page, ONE_SUM)
    page.get_by_role("button", name="Prüfen").click()
    page.locator("#result .card").wait_for()
    assert "die Summe läuft über das ganze Array" in page.locator(".mistake h3").all_inner_texts()
    page.get_by_label("Sprache").select_option("en")
    page.reload()
    page.get_by_role("button", name="Check").wait_for()
    assert page.evaluate("document.documentElement.lang") == "en"


@pytest.mark.parametrize("kata", ["softmax", "bptt", "training", "fix_relu_rnn"])
def test_a_phone_shows_a_kata_without_moving_it_sideways(opened, kata):
    page = opened(kata, viewport=PHONE, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_browser_that_keeps_nothing_is_told(opened, browser):
    context = browser.new_context(locale="en-GB")
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })")
    page = opened(context=context)
    page.get_by_text("Your browser keeps nothing for this page").wait_for()
    put(page, ONE_SUM)
    assert text_of(page) == ONE_SUM
    context.close()


def test_a_storage_that_is_full_is_told(opened):
    page = opened()
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException(); }; }")
    put(page, ONE_SUM)
    page.get_by_text("Your browser's storage is full").wait_for()
    assert page.locator("#saved").inner_text() == "Not saved"


def test_a_second_visit_needs_no_network(browser, folder, registry):
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(PATIENCE_MS)
    with served(folder) as (_, root):
        page = context.new_page()
        page.goto(f"{root}{BELOW}#softmax")
        page.get_by_text("Python is ready").first.wait_for()
    page.reload()  # nobody serves it any more
    page.locator(".cm-content").wait_for()
    put(page, solution(registry, "softmax"))
    page.keyboard.press("ControlOrMeta+Enter")
    page.locator("#result .verdict.passed").wait_for()
    context.close()


def test_a_page_that_is_opened_as_a_file_says_that_it_needs_a_server(browser, folder):
    page = browser.new_page()
    page.goto((folder / BELOW / "index.html").as_uri())
    assert page.get_by_text("python -m http.server").is_visible()
    page.close()
