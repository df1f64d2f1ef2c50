"""The sections of a text in Markdown."""

from gradkata.text.sections import Section, sections_of


def test_a_section_has_those_below_it():
    assert sections_of("# One\n\na\n\n## Two\nb\n### Three\nc\n## Four\n") == [
        Section(1, "One", 1, "\na\n\n## Two\nb\n### Three\nc\n## Four"),
        Section(2, "Two", 5, "b\n### Three\nc"),
        Section(3, "Three", 7, "c"),
        Section(2, "Four", 9, ""),
    ]


def test_words_before_any_heading_are_a_section_without_one():
    assert [(each.depth, each.line) for each in sections_of("\nwords\n# One\n")] == [(0, 2), (1, 3)]


def test_what_a_fence_encloses_is_no_heading():
    assert [each.heading for each in sections_of("# One\n```\n# no\n```\n~~~\n## no\n~~~\n# Two\n")] == ["One", "Two"]


def test_of_nothing_there_are_none():
    assert sections_of("") == []
