"""A class as a page: all that a teacher asks of it, for eyes and ears, and nothing that reaches beyond the file."""

import base64
import dataclasses
import hashlib
import itertools
import re

import pytest
from gradkata import plugins
from gradkata.reports.detail import paragraphs
from gradkata.reports.html.render import render, render_feedback
from gradkata.results import Grading

from tests.reports.html import samples
from tests.reports.html.tree import read

PAGES = {
    "class": lambda: render(samples.school()),
    "hostile": lambda: render(samples.hostile()),
    "alone": lambda: render(Grading(7, "strict", samples.school().results[:2])),
    "feedback": lambda: render_feedback(samples.school(), samples.school().results[2:4]),
    "empty": lambda: render(Grading(7, "strict", (), interrupted=True)),
}


@pytest.fixture(params=PAGES)
def page(request):
    return PAGES[request.param]()


@pytest.fixture(scope="module")
def school():
    return read(render(samples.school()))


def test_the_format_is_one_of_those_that_there_are():
    form = plugins.load().formats["html"]
    assert form.match("report.html")
    assert form(samples.school()) == render(samples.school())


def test_a_page_is_whole_and_one_grading_gives_one_page(page, request):
    tree = read(page)
    assert page.startswith("<!doctype html>")
    assert tree.one("html").attributes["lang"] == "en"
    assert tree.one("title").words
    assert page == PAGES[request.node.callspec.params["page"]]()
    page.encode()


def test_nothing_reaches_beyond_the_file(page):
    tree = read(page)
    assert not {each.tag for each in tree} & {"link", "img", "iframe", "object", "embed", "form", "base", "audio"}
    for each in tree:
        assert "style" not in each.attributes
        assert not [name for name in each.attributes if name.startswith("on")]
        assert "src" not in each.attributes
        assert each.attributes.get("href", "#").startswith("#")
    assert not re.search(r"url\(|@import|https?:", page)


def test_the_policy_allows_our_own_style_and_script_and_nothing_else(page):
    tree = read(page)
    policy = next(tree.all("meta", **{"http-equiv": "Content-Security-Policy"})).attributes["content"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for tag in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(tree.one(tag).text.encode()).digest()).decode()
        assert rules[f"{tag}-src"] == f"'sha256-{digest}'"


def test_headings_are_in_order_and_ids_lead_somewhere(page):
    tree = read(page)
    levels = [int(each.tag[1]) for each in tree if re.fullmatch(r"h[1-6]", each.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    ids = [each.attributes["id"] for each in tree if "id" in each.attributes]
    assert len(set(ids)) == len(ids)
    assert {each.attributes["href"][1:] for each in tree.all("a")} <= set(ids)
    skip = next(tree.all("a"))
    assert skip.attributes["class"] == "skip"


def test_tables_say_what_they_are_and_what_their_cells_belong_to(page):
    for table in read(page).all("table"):
        assert table.one("caption").words
        head, body = table.one("thead"), table.one("tbody")
        assert all(each.attributes["scope"] == "col" for each in head.all("th"))
        for row in body.all("tr"):
            cells = [each for each in row.children if not isinstance(each, str)]
            assert cells[0].tag == "th"
            assert cells[0].attributes["scope"] == "row"
            assert len(cells) == len([each for each in head if each.tag in ("th", "td")])


def test_what_sorts_is_a_button_in_a_heading(school):
    tables = list(school.all("table", class_="sortable"))
    assert len(tables) == 2
    for table in tables:
        for heading in table.one("thead").all("th"):
            assert heading.attributes["aria-sort"] == "none"
            assert heading.one("button").attributes["type"] == "button"
    assert school.one("p", role="status")
    for region in school.all("div", class_="scroll"):
        assert region.attributes["tabindex"] == "0"
        assert region.attributes["aria-label"]


def test_the_class_has_points_and_a_status_in_words(school):
    rows = list(school.one("table", class_="matrix").one("tbody").all("tr"))
    words = [[each.words for each in row if each.tag in ("th", "td")] for row in rows]
    assert words == [
        ["ada", "12.5", "10 passed", "2.5 failed"],
        ["bob", "2.5", "2.5 failed", "unattempted"],
        ["cyd", "2.5", "2.5 failed", "0 failed"],
    ]
    foot = [row.words for row in school.one("tfoot").all("tr")]
    assert foot == ["passed by10", "points at most201010"]


def test_what_to_teach_is_the_most_common_mistake_first(school):
    rows = list(school.one("table", class_="mistakes").one("tbody").all("tr"))
    assert [[each.words for each in row if each.tag in ("th", "td")] for row in rows] == [
        ["the title of no-shift", "2", "0", "bptt, softmax"],
        ["the title of one", "0", "1", "softmax"],
        ["the title of other", "0", "1", "softmax"],
    ]
    said = school.one("section", id="teach").words
    assert "1 result is wrong in a way that no known mistake explains." in said


def test_the_spread_of_points_is_told_in_numbers_and_bars(school):
    softmax, bptt = school.all("table", class_="bars")
    counts = {row.one("th").words: next(row.all("td")).words for row in bptt.one("tbody").all("tr")}
    assert counts == {
        "10": "0", "below 10": "0", "up to 7.5": "0", "up to 5": "0", "up to 2.5": "1", "0": "1", "unattempted": "1",
    }  # fmt: skip
    widths = [each.attributes["width"] for each in softmax.all("rect")]
    assert widths == ["33.3", "0.0", "0.0", "0.0", "66.7", "0.0", "0.0"]
    assert all(each.attributes["aria-hidden"] == "true" for each in softmax.all("svg"))


def test_each_learner_is_told_what_kata_check_says(school):
    graded = samples.school()
    for number, learner in enumerate(("ada", "bob", "cyd"), 1):
        found = school.one("details", id=f"learner-{number}")
        assert "open" not in found.attributes
        assert found.one("h3").words == learner
        sections = list(found.all("section", class_="result"))
        results = [each for each in graded.results if each.learner == learner]
        for section, result in zip(sections, results, strict=True):
            said = [each.words for each in section.all("p")]
            assert said == [" ".join(words.split()) for words in paragraphs(result)]
    assert school.one("details", id="learner-2").one("section", class_="unattempted").one("h4").words == (
        "bptt: unattempted, 0 of 10 points."
    )
    checks = [each.words for each in school.one("details", id="learner-1").all("li", class_="passed")]
    assert checks[0] == "passed Rows become probabilities."


def test_a_map_is_told_in_words_too(school):
    found = next(school.one("details", id="learner-2").all("figure"))
    assert found.one("figcaption").words == (
        "Whh (2, 3): 2 of 6 entries are wrong. Wrong entries are in rows 0, 1 and columns 2, counted from 0."
    )
    assert found.one("pre").text == ". . <\n. . -\n"
    assert found.one("pre").attributes["aria-hidden"] == "true"
    assert [each.words for each in found.all("li")] == [". right (4)", "< too small (1)", "- wrong sign (1)"]


def test_nothing_that_a_learner_wrote_is_markup():
    page = render(samples.hostile())
    tree, plain = read(page), read(render(samples.school()))
    assert {each.tag for each in tree} == {each.tag for each in plain}
    assert len(list(tree.all("script"))) == 1
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)
    names = [each.words for each in tree.all("h3")]
    unfit = str.maketrans(dict.fromkeys("\x00\x1b\x7f\x9b\u202e\u2067\ud800", "\ufffd"))
    assert names == [text.translate(unfit) for text in samples.HOSTILE]
    for text, learner in zip(samples.HOSTILE, tree.all("details", class_="learner"), strict=True):
        said = " ".join(text.translate(unfit).split())
        assert f"message {said}" in learner.words
        assert f"found {said}" in learner.words


def test_one_learner_alone_is_shown_in_full():
    tree = read(PAGES["alone"]())
    assert tree.one("h1").words == "ada"
    assert [each.words for each in tree.all("h2")] == [
        "softmax: passed, 10 of 10 points.", "bptt: failed, 2.5 of 10 points.",
    ]  # fmt: skip
    assert "Seed 7 (--seed 7 repeats it), isolation strict." in tree.words


def test_what_is_handed_back_tells_of_one_learner_and_of_no_hidden_input():
    page = PAGES["feedback"]()
    tree = read(page)
    assert tree.one("h1").words == "bob"
    assert "ada" not in tree.one("main").words
    assert "cyd" not in page
    assert "Seed" not in page
    found = dataclasses.replace(samples.result("bob"), found="for whoever grades")
    assert "for whoever grades" not in render_feedback(samples.school(), [found])


def test_that_a_grading_was_stopped_is_said():
    stopped = dataclasses.replace(samples.school(), results=samples.school().results[:3], interrupted=True)
    words = "The grading was interrupted; results are missing."
    tree = read(render(stopped))
    assert words in tree.words
    assert tree.one("td", class_="missing").words == "not judged"
    assert words in read(render_feedback(stopped, stopped.results[2:])).words
    assert words not in render(samples.school())
