"""What users read, in their language."""

import pickle
import subprocess
import sys

import pytest
from gradkata import translation
from gradkata.grader import Grader

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


def test_a_grader_that_is_sent_to_another_process_speaks_the_same_language_there(spoken):
    spoken()
    sent = pickle.dumps(Grader([]))
    program = (
        "import pickle, sys; pickle.load(sys.stdin.buffer); from gradkata import translation as t; print(t.language())"
    )
    done = subprocess.run([sys.executable, "-c", program], input=sent, capture_output=True, check=True)
    assert done.stdout.split() == [b"de"]


def test_what_lies_beside_is_forgotten_after_an_error(spoken, tmp_path):
    spoken(loss="Verlust")
    with pytest.raises(ZeroDivisionError), translation.beside(tmp_path / "nothing"):
        1 / 0  # noqa: B018
    assert translation.say("loss") == "Verlust"
