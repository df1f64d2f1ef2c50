"""Another language on the command line: all that a learner reads is in it, and what programs read stays."""

import json
import re

import pytest

WRONG = "import numpy as np\n\n\ndef softmax(logits):\n    print('?')\n    e = np.exp(logits)\n    return e / e.sum()\n"
# What German has no word like; what Python itself says, and what a learner typed, is not translated.
ENGLISH = set(
    """
    are checks each entries error expected failed file from gives has have is it kata's loss next numbers of
    passed points repeats right row shape skipped task that the these this to what where which wrong your yours
    """.split()  # noqa: SIM905 (words are read more easily so)
)


@pytest.fixture
def german(kata_command):
    return lambda *arguments, **environment: kata_command(*arguments, **{"KATA_LANG": "de", **environment})


def english_in(text):
    return ENGLISH & set(re.findall(r"[a-z']+", text.lower()))


def test_a_learner_reads_german_from_the_first_to_the_last_line(german, tmp_path):
    begun = german("start", "softmax")
    (tmp_path / "work" / "softmax.py").write_text(WRONG)
    done = german("check")
    assert done.returncode == 1
    assert "softmax: falsch, 1 von 10 Punkten." in done.stdout
    assert "Dein Code hat ausgegeben:" in done.stdout
    for each in (begun, done, german("check", "softmax", "--map"), german(), german("status"), german("hint")):
        assert not english_in(each.stdout + each.stderr)


def test_without_a_language_all_is_english(kata_command, tmp_path):
    plain = {"KATA_LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "C"}
    kata_command("start", "softmax", **plain)
    (tmp_path / "work" / "softmax.py").write_text(WRONG)
    done = kata_command("check", **plain)
    assert "softmax: failed, 1 of 10 points.\nNext: " in done.stdout
    assert "falsch" not in done.stdout


def test_what_programs_read_is_the_same_in_any_language(german, tmp_path):
    german("start", "softmax")
    (tmp_path / "work" / "softmax.py").write_text(WRONG)
    result = json.loads(german("grade", "work", "--format", "json").stdout)["results"][0]
    assert result["status"] == "failed"
    assert {test["status"] for test in result["tests"]} == {"passed", "failed"}
    assert result["tests"][1]["title"] == "Eine Zeile Scores wird zu Wahrscheinlichkeiten."
    assert re.match(r"work/softmax\.py:\d+:1: error: Weiter: ", german("check", "--problems").stdout)


def test_processes_that_are_started_speak_german_too(german, tmp_path):
    for name in ("ada", "bob"):
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "softmax.py").write_text(WRONG)
    done = german("grade", "class", "--format", "json", "--executor", "processes", "--jobs", "2")
    messages = [test["message"] for each in json.loads(done.stdout)["results"] for test in each["tests"]]
    assert not english_in(" ".join(messages))


def test_help_is_german(german):
    shown = german("check", "--help").stdout
    assert shown.startswith("Aufruf: kata check ")
    assert not english_in(shown.partition("\n")[2])


def test_a_command_that_cannot_be_carried_out_says_so_in_german(german):
    done = german("start", "softmaks")
    assert done.returncode == 2
    assert done.stderr == "Fehler: es gibt keine Kata 'softmaks'; meinst du 'softmax'?\n"
