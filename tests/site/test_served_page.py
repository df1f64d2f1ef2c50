"""The page as `kata serve` serves it, in a real browser: it and an editor see the same files, and nothing is lost."""

import json
import re

import pytest
from gradkata.finding.workspace import Workspace
from gradkata.learning.progress import Progress
from gradkata.serving.api import Api
from gradkata.serving.pages import pages_in
from gradkata.serving.server import Place, serving
from gradkata.serving.work import WorkFiles

from tests.site.pages import write
from tests.site.pyodide_folder import MissingError, pyodide_folder
from tests.site.test_page import PATIENCE_MS, browser, put, text_of, wait_saved

__all__ = ["browser"]  # the fixture
MINE, THEIRS = "mine = 1\n", "theirs = 2\n"
SAVED = "Saved in work/"


@pytest.fixture(scope="module")
def katas(registry):
    return {name: registry.katas[name] for name in ("softmax", "fix_relu_rnn")}


@pytest.fixture(scope="module")
def pages(tmp_path_factory, katas):
    folder = tmp_path_factory.mktemp("page")
    try:
        write(katas.values(), folder, pyodide_folder())
    except MissingError as error:
        pytest.skip(str(error))
    return pages_in(folder, has_work=True)


@pytest.fixture
def work(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


@pytest.fixture
def place(pages, katas, work):
    """A server, which a test may end."""
    workspace = Workspace(work.parent)
    with serving(Place("127.0.0.1", 0), pages, Api(WorkFiles(workspace, katas), Progress(workspace))) as server:
        yield server


@pytest.fixture
def opened(browser, place):
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE_MS)

    def opened(kata="softmax"):
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{place.server_port}{place.served.guard.base}#{kata}")
        page.locator(".cm-content").first.wait_for()
        return page

    yield opened
    context.close()


def wait_text(page, text):
    page.wait_for_function(
        "(text) => document.querySelector('.editor').shadowRoot.querySelector('.cm-content')"
        ".cmTile.view.state.doc.toString() === text",
        arg=text,
    )


def test_page_and_editor_see_the_same(opened, work, katas):
    page = opened()
    assert not list(work.iterdir())
    put(page, MINE)
    wait_saved(page, SAVED)
    file = work / "softmax.py"
    assert file.read_text("utf-8") == MINE
    file.write_text(THEIRS, "utf-8")
    wait_text(page, THEIRS)
    assert page.locator("#notice-text").inner_text() == "softmax.py was saved elsewhere; this is what it holds now."
    page.reload()
    page.locator(".cm-content").first.wait_for()
    wait_text(page, THEIRS)
    file.unlink()
    wait_text(page, katas["softmax"].stub.read_text("utf-8"))


def test_a_check_counts_as_any_other(opened, work, katas):
    page = opened()
    put(page, katas["softmax"].reference.read_text("utf-8"))
    page.get_by_role("button", name="Check").click()
    page.locator("#result .verdict.passed").wait_for()
    with page.expect_response(re.compile("api/progress")):
        page.get_by_role("button", name="Hint").click()
    record = json.loads((work / "progress.json").read_text("utf-8"))["katas"]["softmax"]
    assert (record["status"], record["hints"]) == ("passed", 1)
    Progress(Workspace(work.parent)).change("softmax", hints=3)
    page.get_by_text("Hint 3 of 4").wait_for()


def test_of_two_that_write_at_once_both_are_kept_and_shown(opened, work):
    page = opened()
    put(page, "seen = 0\n")
    wait_saved(page, SAVED)
    page.route("**/api/versions", lambda _: None)  # the page hears of the editor's save when it writes itself
    (work / "softmax.py").write_text(THEIRS, "utf-8")
    put(page, MINE)
    page.locator("#messages", has_text="was saved elsewhere while you wrote here").wait_for()
    assert text_of(page) == THEIRS == (work / "softmax.py").read_text("utf-8")
    page.unroute("**/api/versions")
    page.get_by_text("What you wrote here").click()
    assert page.locator("#messages pre").inner_text().strip() == MINE.strip()
    page.get_by_role("button", name="Take mine").click()
    wait_saved(page, SAVED)
    assert (work / "softmax.py").read_text("utf-8") == MINE
    assert {path.read_text("utf-8") for path in (work / "old").iterdir()} == {MINE, THEIRS}


def test_to_start_over_keeps_a_copy(opened, work, katas):
    (work / "softmax.py").write_text(THEIRS, "utf-8")
    page = opened()
    page.get_by_role("button", name="Start over").click()
    wait_saved(page, SAVED)
    page.wait_for_function("() => document.querySelector('#saved').textContent.startsWith('Saved')")
    assert [path.read_text("utf-8") for path in (work / "old").iterdir()] == [THEIRS]
    assert (work / "softmax.py").read_text("utf-8") == katas["softmax"].stub.read_text("utf-8")


def test_a_notebook_that_jupyter_saves_is_shown(opened, work, katas):
    page = opened("fix_relu_rnn")
    notebook = json.loads(katas["fix_relu_rnn"].stub.read_text("utf-8"))
    code = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    code["source"] = ["here = 1"]
    (work / "fix_relu_rnn.ipynb").write_text(json.dumps(notebook), "utf-8")
    wait_text(page, "here = 1")


def test_a_server_that_does_not_answer_is_told_of_and_the_text_stays(opened, work):
    page = opened()
    put(page, MINE)
    wait_saved(page, SAVED)
    page.route("**/api/**", lambda route: route.abort())
    put(page, THEIRS)
    page.get_by_text("`kata serve` does not answer").wait_for()
    assert text_of(page) == THEIRS
    assert page.locator("#saved").inner_text() == "Not saved"
    assert (work / "softmax.py").read_text("utf-8") == MINE
    page.unroute("**/api/**")
    page.get_by_text("`kata serve` does not answer").wait_for(state="detached")
    wait_saved(page, SAVED)
    assert (work / "softmax.py").read_text("utf-8") == THEIRS
