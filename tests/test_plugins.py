"""The plugin contract: all registers through the same hooks, and what is wrong is an error that names both sides."""

import re
import types

import pytest
from gradkata import AnswerSource, Command, Executor, hookspecs, plugins
from gradkata.errors import UsageError
from gradkata.hookspecs import hookimpl
from gradkata.judging.answers import Answers
from gradkata.kata import Pack, katas_of
from gradkata.reports import ReportFormat

from tests.helpers import A_PACK


def plugin(name, **hooks):
    module = types.ModuleType(name)
    for hook, function in hooks.items():
        setattr(module, hook, hookimpl(function))
    return module


def test_a_pack_of_ones_own_brings_its_kata(make_pack):
    root = make_pack()
    registry = plugins.load([plugin("mine", kata_packs=lambda: [Pack("mine", root)])])
    assert registry.kata("double").title == "Double: twice as much"
    assert next(iter(registry.katas)) == "double"  # its number, 10, is before softmax's


def test_katas_come_in_teaching_order(registry):
    numbers = [kata.number for kata in registry.katas.values()]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == len(numbers)


def test_a_format_of_ones_own_is_there():
    form = ReportFormat("count", ".count", lambda grading: f"{len(grading.results)}\n")
    registry = plugins.load([plugin("mine", report_formats=lambda: [form])])
    assert registry.formats["count"] is form
    assert list(registry.formats)[:2] == ["table", "json"]


def test_a_misspelt_hook_is_an_error_that_names_plugin_and_hook():
    with pytest.raises(UsageError, match=r"'mine'.*'kata_pack'.*did you mean 'kata_packs'"):
        plugins.load([plugin("mine", kata_pack=lambda: [])])


def test_two_packs_with_one_kata_are_an_error_that_names_both(make_pack):
    one, two = make_pack("one"), make_pack("two", kata="30_double")
    packs = [Pack("first", one), Pack("second", two)]
    with pytest.raises(UsageError, match=r"'double'.*'first'.*'second'"):
        plugins.load([plugin("mine", kata_packs=lambda: packs)])


def test_two_formats_of_one_name_are_an_error():
    with pytest.raises(UsageError, match=r"two report formats are called 'json'"):
        plugins.load([plugin("mine", report_formats=lambda: [ReportFormat("json", ".js", str)])])


def test_an_installed_plugin_is_found(install, make_pack):
    install("mine", A_PACK.format(root=str(make_pack())))
    found = plugins.load()
    assert "double" in found.katas
    assert found.problems == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (None, r"'broken' \(broken_of_\w+\) is left out: it cannot be loaded \(ModuleNotFoundError: "),
        ("1 / 0\n", r"is left out: it cannot be loaded \(ZeroDivisionError: division by zero\)"),
        (A_PACK.replace("kata_packs", "kata_pack").format(root="."), r"implements the hook 'kata_pack'.*did you mean"),
        (A_PACK.format(root="nowhere"), r"'broken' is left out: the pack 'mine' has no folder nowhere/katas"),
        (A_PACK.replace("return", "raise KeyError(1) #").format(root="."), r"'broken' is left out: KeyError: 1"),
        (
            A_PACK.replace("kata_packs():", "kata_packs(all):").format(root="."),
            "left out: PluginValidation",
        ),
    ],
)
def test_a_broken_pack_is_named_and_left_out(install, make_pack, source, words):
    install("broken", source)
    install("mine", A_PACK.format(root=str(make_pack())))
    found = plugins.load()
    assert {"double", "softmax"} <= found.katas.keys()
    (problem,) = found.problems
    assert re.search(words, problem), problem


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("minuts = 3\n", r"kata\.toml, line 1: .*'minuts'; did you mean 'minutes'\?"),
        ("\nbuilds_on = ['softmacks']\n", r"kata\.toml, line 2: .*no kata 'softmacks'; did you mean 'softmax'\?"),
    ],
)
def test_a_pack_whose_settings_mean_nothing_is_left_out(install, make_pack, toml, words):
    root = make_pack()
    (root / "katas" / "10_double" / "kata.toml").write_text(toml)
    install("mine", A_PACK.format(root=str(root)))
    found = plugins.load()
    (problem,) = found.problems
    assert "double" not in found.katas
    assert re.search(words, problem), problem


def test_a_kata_that_lacks_a_file_takes_nothing_along(install, make_pack, kata_here):
    root = make_pack()
    (make_pack(kata="20_half") / "katas" / "20_half" / "suite.py").unlink()
    (root / "katas" / "20_half" / "README.md").write_text("")
    install("mine", A_PACK.format(root=str(root)))
    listed = kata_here("list")
    assert listed.exit_code == 0
    assert "double" in listed.stdout
    assert " ".join(listed.stderr.split()).count("Remark: the kata 'half' of the pack 'mine' is left out") == 1
    asked = kata_here("check", "half")
    assert asked.exit_code == 2
    assert "has no suite.py" in asked.stderr


def test_what_builds_on_a_kata_that_is_left_out_stays(install, make_pack):
    root = make_pack()
    (root / "katas" / "10_double" / "README.md").unlink()
    (make_pack(kata="20_half") / "katas" / "20_half" / "kata.toml").write_text("builds_on = ['double']\n")
    install("mine", A_PACK.format(root=str(root)))
    found = plugins.load()
    assert "half" in found.katas
    assert list(found.broken) == ["double"]


def test_a_suite_that_cannot_be_collected_and_an_empty_task_keep_nobody_from_the_list(install, make_pack, kata_here):
    root = make_pack(suite="import nothing_of_this_name\n")
    (root / "katas" / "10_double" / "README.md").write_text("\n")
    install("mine", A_PACK.format(root=str(root)))
    listed = kata_here("list", "--format", "json")
    assert listed.exit_code == 0
    assert '"title": "double"' in listed.stdout


def test_a_pack_may_build_on_katas_of_another_one_whatever_their_numbers(install, make_pack):
    root = make_pack()
    (root / "katas" / "10_double" / "kata.toml").write_text("builds_on = ['softmax']\n")
    install("mine", A_PACK.format(root=str(root)))
    assert plugins.load().problems == []


def test_of_two_packs_with_one_kata_the_second_is_left_out(install, make_pack):
    install("first", A_PACK.format(root=str(make_pack("one"))))
    install("second", A_PACK.format(root=str(make_pack("two", kata="30_double"))))
    found = plugins.load()
    (problem,) = found.problems
    assert re.search(r"'(first|second)' is left out: two katas are called 'double'", problem)
    assert str(found.katas["double"].folder) in problem


def test_a_broken_pack_does_not_stop_a_command(install, kata_here):
    install("broken", "1 / 0\n")
    result = kata_here("list")
    assert result.exit_code == 0
    assert "softmax" in result.stdout
    assert "Remark: the plugin 'broken' (broken_of_" in " ".join(result.stderr.split())


def test_an_executor_an_answer_source_and_a_command_of_ones_own_are_there(make_pack):
    (kata,) = katas_of(Pack("mine", make_pack()))
    executor, command = Executor("nowhere", lambda *_: iter(())), Command("greet", "Greet.", "gradkata.cli.check:check")
    source = AnswerSource("mine", lambda each: "mine" if each is kata else None)
    mine = plugin(
        "mine", executors=lambda: [executor], commands=lambda: [command], answer_sources=lambda: [source]
    )  # fmt: skip
    found = plugins.load([mine])
    assert found.executors["nowhere"] is executor
    assert found.commands["greet"] is command
    assert found.answers(kata) == "mine"
    assert found.answers(found.katas["softmax"]).softmax is not None  # gradkata's own are asked last


def test_a_kata_that_nothing_knows_the_answers_of_is_an_error(make_pack):
    (kata,) = katas_of(Pack("mine", make_pack()))
    with pytest.raises(UsageError, match="nothing knows the right answers of the kata double"):
        Answers(())(kata)


@pytest.mark.parametrize(
    ("missing", "words"),
    [("README.md", "no README.md"), ("suite.py", "no suite.py"), ("stub.py", "no stub")],
)
def test_a_kata_that_lacks_a_file_is_named(make_pack, missing, words):
    root = make_pack()
    (root / "katas" / "10_double" / missing).unlink()
    with pytest.raises(UsageError, match=words):
        katas_of(Pack("mine", root))


def test_a_pack_without_katas_is_named(tmp_path):
    with pytest.raises(UsageError, match=r"'mine' has no folder"):
        katas_of(Pack("mine", tmp_path))


def test_an_unknown_kata_is_answered_with_the_nearest(registry):
    with pytest.raises(UsageError, match=r"no kata 'sotfmax'; did you mean 'softmax'"):
        registry.kata("sotfmax")
    with pytest.raises(UsageError, match=r"`kata list` shows them all"):
        registry.kata("xyzzy")


def test_a_kata_may_set_limits_and_names(make_pack):
    root = make_pack(reference="def double(x):\n    return 2 * x\n\n\ndef half(x):\n    return x / 2\n")
    (root / "katas" / "10_double" / "kata.toml").write_text('names = ["double", "half"]\n[limits]\ncpu_s = 9\n')
    (kata,) = katas_of(Pack("mine", root))
    assert kata.names == ("double", "half")
    assert kata.limits.cpu_s == 9
    assert kata.limits.memory_mb == 1024


@pytest.mark.parametrize("text", ["[limits]\nspeed = 3\n", "[limits]\ncpu_s = 0\n", "[limits]\ncpu_s = 'x'\n", "= 3"])
def test_settings_that_mean_nothing_are_an_error(make_pack, text):
    root = make_pack()
    (root / "katas" / "10_double" / "kata.toml").write_text(text)
    (kata,) = katas_of(Pack("mine", root))
    with pytest.raises(UsageError, match=r"kata\.toml"):
        _ = kata.limits


def test_every_hook_is_implemented_by_gradkata_itself():
    from gradkata import builtin

    hooks = [name for name in vars(hookspecs) if hasattr(getattr(hookspecs, name), f"{hookspecs.GROUP}_spec")]
    assert len(hooks) == 8
    for hook in hooks:
        assert hasattr(getattr(builtin, hook), f"{hookspecs.GROUP}_impl")
