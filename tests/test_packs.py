"""The packs in packs/: with one installed its katas are there too, and nothing else is any different."""

import tomllib
from pathlib import Path

import pytest
from gradkata import hookspecs, plugins

ROOT = Path(__file__).parents[1]
PACKS = sorted(path.parent for path in ROOT.glob("packs/*/pyproject.toml"))


def entries(pack):
    """What its distribution names: modules by the names of the plugins."""
    return tomllib.loads((pack / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"][hookspecs.GROUP]


def told(found):
    """All that plugins brought, in its order."""
    return [list(each) for each in (found.katas.items(), found.formats, found.executors, found.commands)]


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.name)
def test_with_a_pack_installed_nothing_but_its_katas_is_new(pack, install, monkeypatch):
    before = plugins.load()
    monkeypatch.syspath_prepend(pack)
    for name, module in entries(pack).items():
        install(name, None, module=module)
    beside = plugins.load()
    assert beside.problems == before.problems == []
    new = [kata for kata in beside.katas.values() if kata.id not in before.katas]
    assert new
    assert all(kata.folder.is_relative_to(pack) for kata in new)
    assert list(beside.katas.values())[-len(new) :] == new, "they come after gradkata's own"
    for kata in new:
        del beside.katas[kata.id]
    assert told(beside) == told(before)
    assert beside.answers(before.kata("softmax")).softmax is not None
