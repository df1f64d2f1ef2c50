"""Names are whatever people are called, or type: they are shown as text, and no two look alike."""

import csv
import json

import pytest

from tests.workshop.rooms import RIGHT, WRONG, Room, ran

KEPT = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</textarea>'\"&amp;", "=HYPERLINK(1)", "+49 170",
    "../../etc/passwd", "CON", "a/b\\c", "Zoë Müller-Østergård", "李小龙", "محمد", "😀 Smile", "{name}", "%s %d", "-rf",
    "${jndi:ldap://x}", "'; DROP TABLE learners; --", "__proto__", "constructor", "x" * 60, "A.", "null",
]  # fmt: skip


@pytest.fixture(scope="module")
def learners(room):
    return [room.join(name) for name in KEPT]


def test_names_come_back_as_they_are(room, learners):
    assert [each.name for each in learners] == KEPT
    state = room.teacher().state()
    assert {each["name"] for each in state["learners"]} >= set(KEPT)
    for each in learners:
        assert each.ask("GET", "/api/room")[1]["name"] == each.name


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  Grace \t Hopper\n", "Grace Hopper"),
        ("Ro\u202eot", "Ro ot"),
        ("Zero\u200bwidth", "Zero width"),
        ("Bell\x07\x1b[31m", "Bell [31m"),
        ("Half\ud83d", "Half"),
        ("Jose\u0301", "José"),
        ("Line\u2028break", "Line break"),
        ("Nul\0", "Nul"),
    ],
)
def test_what_a_terminal_or_a_browser_obeys_is_left_out(room, typed, shown):
    assert room.join(typed).name == shown


@pytest.mark.parametrize(
    "name",
    ["", "   ", "\u200b\u200d", "\u202e", "\u3164", "\ufe0f", "\u2800", "...", "<>", "😀", "\ud800", "\x1b", "\u115f"],
)
def test_what_shows_no_letter_is_no_name(room, name):
    status, _, found = room.ask("POST", "/api/learners", {"name": name})
    assert (status, list(found)) == (400, ["words"])


@pytest.mark.parametrize("name", ["x" * 61, "x" * 10_000, "é" * 61, "😀x" * 31])
def test_a_name_that_is_too_long_is_refused(room, name):
    assert room.ask("POST", "/api/learners", {"name": name})[0] == 400


def test_no_two_look_alike(room):
    room.join("Ada Lovelace")
    for name in ("ada lovelace", "ADA  LOVELACE", "Ａｄａ Lovelace", "AdaLovelace", "Ada\u200b Lovelace",
                 "Ada Lovelace\u3164",
                 "Ada\ufe0f Lovelace", "Ａda\u00a0Lovelace", "𝐀da Lovelace", "Ada\u034f Lovelace"):  # fmt: skip
        status, _, found = room.ask("POST", "/api/learners", {"name": name})
        assert (status, list(found)) == (409, ["words"])
        assert found["words"].isprintable()


def test_a_hint_is_text(room):
    words = "<b>Look</b> & see\u202e \u2028 '\"`${x}"
    room.teacher().ask("POST", "/board/hint", {"kata": "", "words": words})
    status, headers, found = room.ask("GET", "/api/room")
    assert (status, headers["Content-Type"], found["hint"]["words"]) == (200, "application/json", words)
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_all_that_is_left_of_them_is_text(tmp_path):
    """The export: its pages show what was typed, its folders lead nowhere else, its table computes nothing."""
    with Room(tmp_path / "workshop") as room:
        for number, name in enumerate(KEPT[:8]):
            status, found = room.join(name).hand_in(f"{WRONG}# <script>{number}</script>\n")
            assert status == 202, found
        last = room.join("Last")
        last.judged(RIGHT)
    into = tmp_path / "out"
    found = ran(room.folder, "--export", into)
    assert found.returncode == 0, found.stderr
    pages = [path for path in into.rglob("*") if path.suffix == ".html"]
    assert pages
    for path in pages:
        text = path.read_text("utf-8")
        assert "<script>alert" not in text
        assert "<img src=x" not in text
    outside = {path.name for path in tmp_path.iterdir()}
    assert outside == {"workshop", "out"}
    names = json.loads((into / "names.json").read_text("utf-8"))
    folders = {path.name for path in (into / "class").iterdir()}
    assert {names.get(folder, folder) for folder in folders} == {*KEPT[:8], "Last"}
    with (into / "report.csv").open(newline="", encoding="utf-8-sig") as table:
        cells = [cell for row in csv.reader(table) for cell in row]
    assert not [cell for cell in cells if cell[:1] in "=@" and cell]
