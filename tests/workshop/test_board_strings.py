"""The board's own sentences."""

import pathlib
import re

import gradkata

FRONT = pathlib.Path(gradkata.__file__).parent / "workshop" / "front"


def test_each_sentence_of_the_board_is_there_in_both_languages():
    sentences = (FRONT / "strings.js").read_text("utf-8").split("\n};")[0]
    english, german = sentences.split("\n  de: {")
    keys = [re.findall(r'[{,\s](\w+):\s*"((?:[^"\\]|\\.)*)"', part) for part in (english, german)]
    assert len(keys[0]) > 100
    assert [name for name, _ in keys[0]] == [name for name, _ in keys[1]]
    for (name, one), (_, other) in zip(*keys, strict=True):
        assert set(re.findall(r"\{\w+\}", one)) == set(re.findall(r"\{\w+\}", other)), name


def test_the_board_asks_no_other_server_and_has_nothing_inline():
    page = (FRONT / "board.html").read_text("utf-8")
    assert not re.findall(r"<style|style=|\son\w+=|<script(?! type=\"module\" src=)", page)
    for file in FRONT.glob("*.*"):
        addresses = re.findall(r"https?://[^\s\"']+", file.read_text("utf-8"))
        assert set(addresses) <= {"http://www.w3.org/2000/svg"}, file.name
