"""A result in a notebook: the words of `kata check`, as text and as HTML that any page's colours suit."""

import dataclasses
import sys
from html.parser import HTMLParser

import pytest
from gradkata.notebook.verdict import Verdict, without_maps
from gradkata.reports.detail import render_result
from gradkata.results import LOAD, Explanation, GradientMap, Kind, Result, Status, TestResult

MAP = GradientMap("dW", (1, 2), ("<.",), ((-0.5, 0.0),))
TESTS = (
    TestResult(LOAD, Status.PASSED, 0.0, 0.0),
    TestResult("one", Status.PASSED, 1.0, 1.0, title="A row & more"),
    TestResult("two", Status.FAILED, 0.0, 1.0, "yours `<b>x</b>`, expected \"y\"", "A title " * 20, is_numbers=True),
)  # fmt: skip
FAILED = Result(
    "ada", "kata", Status.FAILED, 1.0, 2.0, 0.1, TESTS, printed="<i>\n  deep\n", printed_lines=2,
    explanation=Explanation(Kind.NONE, (MAP,)),
)  # fmt: skip


class Text(HTMLParser):
    """What a page shows, without blanks; tags that stay open are an error."""

    def __init__(self, source):
        super().__init__()
        self.text, self.open, self.attributes = "", [], []
        self.feed(source)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.attributes += [name for name, _ in attrs]
        if tag != "img":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += "".join(data.split())


@pytest.mark.parametrize("result", [FAILED, dataclasses.replace(FAILED, status=Status.PASSED, tests=TESTS[:2])])
def test_html_and_text_have_the_same_words(result, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    bundle = Verdict(result, then="The next kata: x")._repr_mimebundle_(include=None, exclude=None)
    assert bundle["text/plain"] + "\n" == render_result(result, prints=True, then="The next kata: x")
    page = Text(bundle["text/html"])
    assert page.text == "".join(bundle["text/plain"].replace("`", "").split())
    assert not page.attributes  # neither colours nor a background of its own
    assert "image/png" not in bundle


def test_what_a_learner_wrote_is_escaped_and_what_is_fixed_stays_so():
    html = Verdict(FAILED)._repr_mimebundle_()["text/html"]
    assert "<code>&lt;b&gt;x&lt;/b&gt;</code>" in html
    assert "<pre>&lt;i&gt;\n  deep</pre>" in html
    assert "<li><b>passed</b> A row &amp; more</li>" in html
    assert "<p><strong>kata: failed, 1 of 2 points.</strong></p>" in html


def test_a_map_is_drawn_with_what_it_shows_in_words():
    pytest.importorskip("matplotlib")
    bundle = Verdict(FAILED)._repr_mimebundle_()
    assert (
        f'<img alt="dW (1, 2): 1 of 2 entries are wrong" src="data:image/png;base64,{bundle["image/png"]}">'
        in (bundle["text/html"])
    )
    hidden = dataclasses.replace(FAILED, explanation=Explanation(Kind.ONE, (MAP,)))
    assert "image/png" not in Verdict(hidden)._repr_mimebundle_()
    assert "image/png" in Verdict(hidden, maps=True)._repr_mimebundle_()


@pytest.mark.parametrize("result", [FAILED, dataclasses.replace(FAILED, explanation=None)])
def test_whoever_reads_by_ear_gets_no_map(result):
    shown = Verdict(without_maps(result), maps=True)
    assert "entries are wrong" not in str(shown)
    assert "image/png" not in shown._repr_mimebundle_()
