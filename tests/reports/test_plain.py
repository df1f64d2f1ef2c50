"""Markdown as plain text: paragraphs wrapped, code as it stands, no signs of bold and italic type."""

import pytest
from gradkata.reports.plain import plain


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("", ""),
        ("\n\nOne line\nand the next.\n\n", "One line and the next."),
        ("One.\n\nTwo.", "One.\n\nTwo."),
        ("Look:\n\n```python\n>>> 1 + 1\n2\n```\n\nSo.", "Look:\n\n    >>> 1 + 1\n    2\n\nSo."),
        ("~~~\n# no heading\n\n- no list\n~~~", "    # no heading\n\n    - no list"),
        ("A table:\n\n    a   b\n    1   2", "A table:\n\n    a   b\n    1   2"),
        ("| a | b |\n| - | - |", "| a | b |\n| - | - |"),
        ("## A heading\nWords.", "A heading\nWords."),
        ("- first\n  of two\n- second", "- first of two\n- second"),
        ("1. first\n2. second", "1. first\n2. second"),
        ("It is **bold** and *slanted*, *a b*.", "It is bold and slanted, a b."),
        ("`a * b * c` is 2 * 3 * 4, a*b*c, x ** 2 and `**`", "`a * b * c` is 2 * 3 * 4, a*b*c, x ** 2 and `**`"),
        ("Over\n    lines.", "Over lines."),
    ],
)
def test_each_kind_of_line(markdown, text):
    assert plain(markdown) == text


def test_paragraphs_and_lists_are_wrapped_and_code_is_not():
    words = "word " * 40
    lines = plain(f"{words}\n\n- {words}\n\n```\n{words}\n```\n").splitlines()
    assert max(map(len, lines[:-1])) <= 80
    assert [line[:6] for line in lines[4:8]] == ["- word", "  word", "  word", ""]
    assert lines[-1] == f"    {words}".rstrip()
