"""The pages in a browser: that which CHROMIUM names, or one on the path, or playwright's own (`nox -s browser`)."""

import dataclasses

import pytest
from gradkata.reports.html.render import render, render_feedback

from tests.chromium import chromium
from tests.reports.html import samples

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is missing: `nox -s browser` brings it")

PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def browser():
    with chromium(playwright) as found:
        yield found


@pytest.fixture
def opened(browser, tmp_path):
    """A function that opens a page; in the end, nothing was complained of or asked for beyond its file."""
    said, asked, contexts = [], [], []

    def opened(text, fragment="", **how):
        path = tmp_path / "page.html"
        path.write_text(text, "utf-8")
        context = browser.new_context(**how)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{path.as_uri()}{fragment}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []
    assert {url.partition("#")[0] for url in asked} == {(tmp_path / "page.html").as_uri()}


def column(page, number):
    return page.locator(f"table.matrix tbody tr > :nth-child({number})").all_inner_texts()


def sorts(page):
    return [each.get_attribute("aria-sort") for each in page.locator("table.matrix thead th").all()]


def test_a_table_is_sorted_by_keys(opened):
    page = opened(render(samples.school()))
    heading = page.locator("table.matrix thead button").nth(1)
    heading.focus()
    page.keyboard.press("Enter")
    assert column(page, 2) == ["2.5", "2.5", "12.5"]
    assert column(page, 1) == ["bob", "cyd", "ada"]
    assert sorts(page) == ["none", "ascending", "none", "none"]
    assert page.get_by_role("status").inner_text() == "Sorted by points, upwards."
    page.keyboard.press("Space")
    assert column(page, 2) == ["12.5", "2.5", "2.5"]
    assert sorts(page) == ["none", "descending", "none", "none"]
    assert page.evaluate("document.activeElement.textContent") == "points"


def test_a_table_is_sorted_by_mouse_and_what_has_no_points_stands_apart(opened):
    page = opened(render(samples.school()))
    page.get_by_role("button", name="bptt").click()
    assert column(page, 1) == ["bob", "cyd", "ada"]  # unattempted, 0, 2.5
    page.get_by_role("button", name="learner", exact=True).click()
    assert column(page, 1) == ["ada", "bob", "cyd"]


def test_a_name_leads_to_its_work_and_opens_it(opened):
    page = opened(render(samples.school()))
    assert not page.get_by_text("Words on no-shift.").first.is_visible()
    page.get_by_role("link", name="bob").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#learner-2').open")
    assert page.locator("#learner-2").get_by_text("Words on no-shift.").is_visible()
    assert not page.locator("#learner-1 section").first.is_visible()


def test_details_open_by_keys_in_a_class_so_large_that_they_are_built_when_opened(opened):
    many = [dataclasses.replace(samples.result(), learner=f"learner {number}") for number in range(150)]
    page = opened(render(dataclasses.replace(samples.school(), results=tuple(many))))
    assert page.locator(".learner section").count() == 0
    page.locator("#learner-7 summary").focus()
    page.keyboard.press("Enter")
    page.locator("#learner-7 section").wait_for(state="visible")
    assert page.locator(".learner section").count() == 1
    assert page.locator("#learner-7 h4").inner_text() == "softmax: passed, 10 of 10 points."


def test_ten_thousand_results_are_sorted_and_opened_and_only_what_is_open_is_there(opened):
    page = opened(render(samples.course(625, 16)))
    rows = page.locator("table.matrix tbody tr")
    assert rows.count() == 625
    page.get_by_role("button", name="points").first.click()
    points = [float(each) for each in column(page, 2)]
    assert points == sorted(points)
    assert points[0] < points[-1]
    page.get_by_role("button", name="kata 3", exact=True).click()
    assert sorts(page)[5] == "ascending"
    page.get_by_role("link", name="learner 600", exact=True).click()
    page.locator("#learner-601 section").first.wait_for(state="visible")
    assert page.locator(".learner section").count() == 16
    assert page.locator("figure").count() == 16
    assert page.evaluate("document.querySelectorAll('*').length") < 40_000


def test_a_page_that_is_opened_at_a_learner_shows_their_work(opened):
    page = opened(render(samples.school()), "#learner-3")
    assert page.locator("#learner-3 section").first.is_visible()


def test_all_is_there_without_scripts(opened):
    page = opened(render(samples.school()), java_script_enabled=False)
    words = page.locator("#learner-2 section p", has_text="Words on no-shift.")
    assert not words.is_visible()
    page.locator("#learner-2 > summary").click()
    assert words.is_visible()


def test_nothing_that_a_learner_wrote_runs(opened):
    page = opened(render(samples.hostile()))
    for summary in page.locator(".learner > summary").all():
        summary.click()
    assert page.locator(".learner section").count() == len(samples.HOSTILE)
    assert page.locator("script").count() == 1
    assert page.locator("img").count() == 0


@pytest.mark.parametrize("graded", [samples.school, samples.hostile])
def test_a_phone_shows_a_page_without_moving_it_sideways(opened, graded):
    texts = [render(graded()), render_feedback(graded(), graded().results[-1:])]
    for text in texts:
        page = opened(text, viewport=PHONE, is_mobile=True)
        for summary in page.locator("details > summary").all():
            if summary.is_visible():
                summary.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_what_is_behind_them(opened, scheme):
    page = opened(render(samples.school()), color_scheme=scheme)
    page.locator("#learner-2 > summary").click()
    worst = page.evaluate(CONTRAST)
    assert worst["ratio"] >= 4.5, worst


def test_a_page_can_be_printed(opened):
    page = opened(render(samples.school()))
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF-")
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation").is_visible()
    assert page.locator("table.matrix").is_visible()


# The lowest contrast of any text with what is behind it, as WCAG 2 reckons it.
CONTRAST = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = numbers(colour).map((c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    return numbers(colour)[3] === 0 && element.parentElement ? behind(element.parentElement) : colour;
  };
  let worst = { ratio: 21 };
  for (const element of document.querySelectorAll("main *")) {
    const hasText = Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.data.trim());
    if (!hasText || !element.checkVisibility()) continue;
    const [one, other] = [light(getComputedStyle(element).color), light(behind(element))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < worst.ratio) worst = { ratio, text: element.textContent.slice(0, 60), tag: element.tagName };
  }
  return worst;
}"""
