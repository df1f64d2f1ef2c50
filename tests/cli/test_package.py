"""``kata package``: what is made, where, and what is said when it cannot be."""

import json
import zipfile

import pytest


def said(result):
    return " ".join(result.stderr.split())


def test_without_a_format_all_are_listed(kata_here):
    result = kata_here("package")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["gradescope", "classroom50"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["gradescop"], "no package format 'gradescop'; did you mean 'gradescope'?"),
        (["moodle-quiz"], "no package format 'moodle-quiz'; there are gradescope, classroom50"),
        (["gradescope", "--kata", "softmacks"], "no kata 'softmacks'; did you mean 'softmax'?"),
        (["gradescope", "--out", "nowhere/a.zip"], "there is no folder nowhere"),
        (["gradescope", "--out", "."], "is a folder; say with --out which file to write"),
    ],
)
def test_what_cannot_be_made_is_said(kata_here, tmp_path, arguments, words):
    result = kata_here("package", *arguments)
    assert result.exit_code == 2
    assert words in " ".join(str(result.exception or "").split()) + said(result)
    assert not list(tmp_path.iterdir())


def test_a_package_is_made_and_made_again_from_its_seed(kata_here, tmp_path):
    first = kata_here("package", "gradescope", "--kata", "softmax")
    assert first.exit_code == 0
    assert "autograder.zip. It grades: softmax" in said(first)
    data = (tmp_path / "autograder.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "autograder.zip") as archive:
        seed = json.loads(archive.read("settings.json"))["seed"]
    assert f"--seed {seed} makes the same package" in said(first)
    again = kata_here("package", "Gradescope", "--kata", "softmax.py", "--seed", seed, "--out", "again.zip")
    assert again.exit_code == 0
    assert (tmp_path / "again.zip").read_bytes() == data
    assert kata_here("package", "gradescope", "--kata", "softmax").exit_code == 0  # another seed, in its place
    assert (tmp_path / "autograder.zip").read_bytes() != data


def test_who_makes_one_for_classroom50_hears_that_it_is_published(kata_here):
    assert "whoever looks for the solutions there can read them" in said(kata_here("package", "classroom50"))
