"""`kata audit --pack`: whoever writes a pack can prove it by its folder, before or after it is installed."""

import json

import pytest

from tests.auditing.complete import COMPLETE, write
from tests.helpers import A_PACK

QUICK = ["--seeds", 2, "--pairs", 1]
HERE = [*QUICK, "--jobs", 1]

POOR = '''
from gradkata.suite import check_array, points

@points(3)
def test_doubles(learner, reference, rng):
    """Every entry is doubled, or so."""
    check_array(learner.double(rng.normal(size=4)) < 1e9, [True] * 4, "double(x)")
'''


@pytest.fixture
def make_proven(make_pack):
    """A function that writes a pack with a kata ``double`` and all that proves it, and gives its folder."""

    def make(*arguments, **parts):
        root = make_pack(*arguments, **parts)
        write(root, COMPLETE)
        return root

    return make


def check_proven(tree):
    """Check that the kata ``double``, and no other, was proved in full."""
    (kata,) = tree["katas"]
    assert tree["holds"], kata
    assert (kata["kata"], kata["problems"]) == ("double", [])
    assert kata["mutants"]["killed"] == kata["mutants"]["judged"] > 3


def test_a_pack_that_is_not_installed_is_proved(kata_here, make_proven):
    done = kata_here("audit", "--pack", make_proven(), *HERE, "--format", "json")
    assert done.exit_code == 0, done.output
    check_proven(json.loads(done.stdout))
    assert done.stderr.splitlines() == ["auditing double", "auditing one pair of mistakes"]


def test_several_processes_prove_a_pack_that_they_do_not_know(kata_command, make_proven):
    done = kata_command("audit", "double", "--pack", make_proven(), *QUICK, "--jobs", 2, "--format", "json")
    assert done.returncode == 0, done.stdout + done.stderr
    check_proven(json.loads(done.stdout))


@pytest.mark.parametrize("folder", ["{root}", "pack", "./pack/", "link"])
def test_a_pack_that_is_installed_too_is_not_taken_for_two(kata_here, install, make_proven, tmp_path, folder):
    root = make_proven()
    (tmp_path / "link").symlink_to(root)
    install("mine", A_PACK.format(root=str(root)))
    done = kata_here("audit", "--pack", folder.format(root=root), *HERE, "--mutants", 1, "--format", "json")
    assert done.exit_code == 0, done.output
    assert [kata["kata"] for kata in json.loads(done.stdout)["katas"]] == ["double"]
    assert "Remark" not in done.stderr


def test_of_a_pack_some_katas_may_be_named(kata_here, make_proven, make_pack):
    root = make_proven()
    make_pack(kata="20_twin")
    done = kata_here("audit", "double", "--pack", root, *HERE, "--mutants", 0, "--format", "json")
    assert [kata["kata"] for kata in json.loads(done.stdout)["katas"]] == ["double"]


def test_a_kata_of_a_pack_may_build_on_gradkatas_own(kata_here, make_proven):
    root = make_proven()
    (root / "katas" / "10_double" / "kata.toml").write_text('builds_on = ["softmax"]\n')
    done = kata_here("audit", "--pack", root, *HERE, "--mutants", 0)
    assert done.exit_code == 0, done.output
    assert "Every proof holds" in done.stdout


def test_a_pack_with_a_poor_suite_ends_with_1(kata_here, make_proven):
    done = kata_here("audit", "--pack", make_proven(suite=POOR), *HERE)
    assert done.exit_code == 1
    assert "double: thrice is passed, not failed" in done.stdout


def test_a_pack_with_something_unproven_ends_with_1(kata_here, make_proven):
    root = make_proven()
    (root / "reference" / "double" / "right" / "sum.py").unlink()
    done = kata_here("audit", "--pack", root, *HERE, "--mutants", 0)
    assert done.exit_code == 1, done.output
    assert "Every proof holds" not in done.stdout
    assert "What was proven holds; 1 thing is unproven" in done.stdout


def test_what_is_no_pack_is_told(kata_here, make_pack, tmp_path):
    (tmp_path / "empty").mkdir()
    make_pack("other", kata="20_softmax")
    for folder, words in (
        ("empty", "the pack 'empty' has no folder"),
        ("other", "two katas are called 'softmax'"),
        ("nowhere", "Directory 'nowhere' does not exist"),
    ):
        done = kata_here("audit", "--pack", folder)
        assert (done.exit_code, done.stdout) == (2, "")
        assert words in done.stderr
