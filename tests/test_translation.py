"""What users read, in their language."""

import pytest
from gradkata import translation

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def spoken(tmp_path):
    """A function that has this process speak German, with these translations; English again afterwards."""

    def spoken(**translations):
        entries = [f'msgid "{english}"\nmsgstr "{german}"\n' for english, german in translations.items()]
        (tmp_path / "de.po").write_text(PO + "\n".join(entries), "utf-8")
        translation.choose("de", [tmp_path])

    yield spoken
    translation.choose(translation.ENGLISH)


def test_english_is_said_as_it_stands():
    assert translation.say("{count} of {all}", count=2, all=3) == "2 of 3"
    assert translation.say("a {brace}") == "a {brace}"


def test_another_language_is_said_from_its_catalogue(spoken):
    spoken(**{"{kata} is done": "{kata} ist fertig", "one": "eine", "{number} more": "noch {number}"})
    assert translation.say("{kata} is done", kata="bptt") == "bptt ist fertig"
    assert translation.say_many("one", "{number} more", 1) == "eine"
    assert translation.say_many("one", "{number} more", 3) == "noch 3"
    assert translation.say("what no catalogue has") == "what no catalogue has"


def test_a_katas_own_catalogue_counts_first_while_it_is_judged(spoken, tmp_path):
    spoken(loss="Verlust")
    kata = tmp_path / "kata"
    kata.mkdir()
    (kata / "de.po").write_text(PO + 'msgid "loss"\nmsgstr "Kosten"\n', "utf-8")
    with translation.beside(kata):
        assert translation.say("loss") == "Kosten"
    assert translation.say("loss") == "Verlust"


def test_a_doubtful_translation_is_not_said(tmp_path, spoken):
    spoken()
    (tmp_path / "de.po").write_text(PO + '#, fuzzy\nmsgid "loss"\nmsgstr "Verlust"\n', "utf-8")
    translation._catalogue.cache_clear()
    assert translation.say("loss") == "loss"


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"), ({"LANG": "C.UTF-8"}, "en"), ({"LANG": "POSIX"}, "en"), ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "de_DE", "LC_ALL": "C"}, "en"), ({"LANG": "en_GB", "KATA_LANG": "de"}, "de"),
        ({"KATA_LANG": "de-CH"}, "de"), ({"KATA_LANG": "", "LANG": "fr"}, "fr"),
    ],
)  # fmt: skip
def test_the_environment_says_which_language(environ, language):
    assert translation.wanted(environ) == language


def test_a_file_that_is_there_in_the_language_is_taken(spoken, tmp_path):
    task, german = tmp_path / "README.md", tmp_path / "README.de.md"
    assert translation.localized(task) == task
    spoken()
    assert translation.localized(task) == task
    german.touch()
    assert translation.localized(task) == german
