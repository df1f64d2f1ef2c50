"""The plugin contract: all registers through the same hooks, and what is wrong is an error that names both sides."""

import importlib.metadata
import types
from pathlib import Path

import pytest
from gradkata import hookspecs, plugins
from gradkata.errors import UsageError
from gradkata.hookspecs import hookimpl
from gradkata.kata import Pack, katas_of
from gradkata.reports import ReportFormat

ROOT = Path(__file__).parent.parent


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


def test_a_plugin_that_cannot_be_imported_is_named(monkeypatch):
    entry = importlib.metadata.EntryPoint("broken", "no_such_module_at_all", hookspecs.GROUP)
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda **_: [entry])
    with pytest.raises(UsageError, match=r"'broken' \(no_such_module_at_all\) cannot be loaded: ModuleNotFoundError"):
        plugins.load()


def test_an_installed_plugin_is_found(monkeypatch, make_pack, tmp_path):
    root = make_pack()
    module = "\n".join(
        [
            "from pathlib import Path",
            "from gradkata.hookspecs import hookimpl",
            "from gradkata.kata import Pack",
            "@hookimpl",
            f"def kata_packs(): return [Pack('mine', Path({str(root)!r}))]",
        ]
    )
    (tmp_path / "a_pack_for_this_test.py").write_text(module)
    monkeypatch.syspath_prepend(tmp_path)
    entry = importlib.metadata.EntryPoint("mine", "a_pack_for_this_test", hookspecs.GROUP)
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda **_: [entry])
    assert "double" in plugins.load().katas


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
    assert len(hooks) == 2
    for hook in hooks:
        assert hasattr(getattr(builtin, hook), f"{hookspecs.GROUP}_impl")
