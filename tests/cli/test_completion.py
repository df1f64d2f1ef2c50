"""What a shell completes: commands, options, the ids of katas; quickly, and without a word to anybody."""

import shutil
import subprocess

import pytest


@pytest.fixture
def completed(kata_here, monkeypatch):
    """A function from what is typed to what is offered, as bash is told."""

    def completed(typed):
        words = typed.split(" ")
        monkeypatch.setenv("_KATA_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", typed)
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        result = kata_here()
        assert result.stderr == ""
        return [line.removeprefix("plain,") for line in result.stdout.splitlines() if line]

    return completed


@pytest.mark.parametrize("command", ["check", "start", "reset", "reveal", "run", "audit"])
def test_ids_are_completed(completed, command):
    assert completed(f"kata {command} so") == ["softmax"]


def test_all_ids_are_offered_in_teaching_order(completed, registry):
    assert completed("kata check ") == list(registry.katas)
    assert completed("kata check nothing") == []


def test_commands_options_and_shells_are_completed(completed):
    assert completed("kata sta") == ["start", "status"]
    assert completed("kata check --se") == ["--seed"]
    assert completed("kata completion ") == ["bash", "zsh", "fish"]
    assert "--version" in completed("kata --")


def test_a_plugin_that_is_broken_says_nothing_while_a_shell_completes(completed, install):
    install("broken", "raise ValueError('never mind')\n")
    assert completed("kata check so") == ["softmax"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_understands_what_is_printed(kata_here, tmp_path, shell):
    result = kata_here("completion", shell)
    assert result.exit_code == 0
    assert "_KATA_COMPLETE" in result.stdout
    if not shutil.which(shell):
        pytest.skip(f"there is no {shell} here")
    (tmp_path / "script").write_text(result.stdout, "utf-8")
    done = subprocess.run([shell, "-n", tmp_path / "script"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_another_shell_is_answered_with_those_that_there_are(kata_here):
    result = kata_here("completion", "bsh")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'bash', 'zsh', 'fish'" in result.stderr
