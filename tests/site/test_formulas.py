"""Formulas as MathML: nothing of a task is lost, and what is not understood stays as it is."""

import html
import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pytest
from gradkata.site.formulas import formulas
from gradkata.site.mathml import NotUnderstoodError, row

markdown_it = pytest.importorskip("markdown_it", reason="markdown-it-py is missing: the extra `site` brings it")

ROOT = Path(__file__).parents[2]
TEXTS = sorted(ROOT.glob("katas/*/[Rh]*.md")) + sorted(ROOT.glob("packs/*/katas/*/[Rh]*.md"))
FENCE = r"^```\w*$"
SET = {"mi", "mn", "mo", "mtext", "mrow", "msub", "msup", "munder", "mover", "mfrac", "msqrt", "mspace"}


class Plain(HTMLParser):
    """The text of a page; of formulas, once as they are set and once as they stand in the task."""

    def __init__(self):
        super().__init__()
        self.text, self.set, self.sources = [], [], []
        self._open, self._numbers = [], []

    def handle_starttag(self, tag, attrs):
        self._open.append(tag)
        if tag in ("ol", "ul"):
            self._numbers.append(int(dict(attrs).get("start", 1)) if tag == "ol" else None)
        if tag == "li" and self._numbers[-1] is not None:
            self.text.append(f"{self._numbers[-1]}. ")
            self._numbers[-1] += 1
        if tag == "math":
            self.set.append("")
        if tag == "msqrt":
            self.set[-1] += "√"

    def handle_startendtag(self, tag, _attrs):
        """Spaces, rules: they have no text."""

    def handle_endtag(self, tag):
        if tag in ("ol", "ul"):
            self._numbers.pop()
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data):
        if "annotation" in self._open:
            self.sources.append(data)
            self.text.append(data)
        elif "math" in self._open:
            self.set[-1] += data
        else:
            self.text.append(data)


def letters(text):
    """A formula's signs, without those that only say how it is set."""
    found = unicodedata.normalize("NFD", text.replace("ᵀ", "T").replace("Σ", "∑").replace("½", "h"))
    found = unicodedata.normalize("NFKC", found.replace("\u0302", "^")).replace("∑", "S")
    return sorted(re.sub(r"[\s_^/(){}]", "", found))


def read(markdown):
    from gradkata.site.tasks import to_html

    page = Plain()
    page.feed(to_html(markdown))
    return page


def words(text):
    """All letters and digits, as one text."""
    return "".join(re.findall(r"\w", re.sub(FENCE, "", text, flags=re.MULTILINE)))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_nothing_of_a_text_is_lost(path):
    page = read(path.read_text("utf-8"))
    assert words("".join(page.text)) == words(path.read_text("utf-8"))
    assert len(page.set) == len(page.sources)
    for found, source in zip(page.set, page.sources, strict=True):
        assert letters(found) == letters(source)


def test_every_formula_of_a_task_is_set():
    for path in TEXTS:
        if path.name.startswith("README"):
            code = re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)
            signs = [line for line in code.splitlines() if re.match(r" {4,}\S.* [=←] ", line)]
            sources = "\n".join(read(path.read_text("utf-8")).sources)
            assert all(line.strip() in sources for line in signs), path


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("h_t", "<msub><mi>h</mi><mi>t</mi></msub>"),
        ("h_{t−1}", "<msub><mi>h</mi><mrow><mi>t</mi><mo>−</mo><mn>1</mn></mrow></msub>"),
        ("learning_rate", '<mi class="name">learning_rate</mi>'),
        ("g²", "<msup><mi>g</mi><mn>2</mn></msup>"),
        ("γ₁", "<msub><mi>γ</mi><mn>1</mn></msub>"),
        ("√d", "<msqrt><mrow><mi>d</mi></mrow></msqrt>"),
        ("a / b", "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>"),
        ("(a) / (b)", "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>"),
        ("a · b / c", "<mfrac><mrow><mi>a</mi><mo>·</mo><mi>b</mi></mrow><mrow><mi>c</mi></mrow></mfrac>"),
        ("a + b / c", "<mi>a</mi><mo>+</mo><mfrac><mrow><mi>b</mi></mrow><mrow><mi>c</mi></mrow></mfrac>"),
        ("mean of x", '<mi mathvariant="normal">mean</mi><mspace width="0.22em"/><mtext>of</mtext>'
         '<mspace width="0.22em"/><mi>x</mi>'),
    ],
)  # fmt: skip
def test_a_formula_is_set(source, found):
    assert row(source, {"learning_rate"}) == found


def test_the_sides_of_a_fraction_keep_brackets_that_do_not_go_around_all_of_them():
    assert row("(a + b) (c) / d", ()).count("(") == 2


@pytest.mark.parametrize("source", ["a * b", "a - b", "(a", "a)", "/ b", "a_{", "x -> y", "|a", "a : b", "'a'", "a ^"])
def test_what_is_not_understood_is_refused(source):
    with pytest.raises(NotUnderstoodError):
        row(source, ())


@pytest.mark.parametrize(
    "block", ["two   columns\n1     2\n", "y = a * b\n", "z = 1\nno formula\n", "f = 1, i = 0: all\n"]
)
def test_a_block_with_a_line_that_is_no_formula_stays_as_it_is(block):
    assert formulas(block) is None


def test_only_known_elements_are_made_and_signs_are_escaped():
    made = formulas("scores[t, s] = −∞      for s > t & all\n")
    assert "s &gt; t &amp; all" in made
    assert set(re.findall(r"<(\w+)", made)) - SET == {"math", "semantics", "annotation", "mtable", "mtr", "mtd"}
    assert html.unescape(re.search(r"<annotation[^>]*>(.*)</annotation>", made)[1]).endswith("& all")


def test_markup_in_a_text_is_shown():
    page = read("A <b>word</b> and `<i>`.")
    assert "".join(page.text) == "A <b>word</b> and <i>.\n"
