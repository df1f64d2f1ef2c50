"""What is in a package: what it needs, and what it must not hold."""

import json
import tomllib
from pathlib import Path

import pytest
from gradkata import plugins
from gradkata.kata import Pack, katas_of
from gradkata.packaging import gradescope
from gradkata.packaging.contents import KATAS, contents, requirements
from gradkata.packaging.ordering import order

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def files(registry):
    return contents(order(registry.katas, ["cross_entropy"], 7, "de"), 60)


def test_what_pip_brings_is_what_gradkata_asks_for_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = project["tool"]["hatch"]["metadata"]["hooks"]["custom"]["everywhere"]
    assert sorted(requirements()) == sorted(wanted)


def test_katas_come_with_those_that_they_build_on_and_no_others(registry, files):
    ids = {name.split("/")[3] for name in files if name.startswith(f"{KATAS}/reference/")}
    assert "cross_entropy" in ids
    assert set(registry.katas["cross_entropy"].builds_on) <= ids
    assert "training" not in ids
    assert json.loads(files["settings.json"].data) == {
        "katas": ["cross_entropy"], "seed": 7, "language": "de", "limit_s": 60,
    }  # fmt: skip


def test_solutions_and_seed_are_for_the_owner_alone_and_proofs_stay_at_home(files):
    hidden = [name for name in files if name.startswith(f"{KATAS}/reference/")]
    assert all(files[name].mode == 0o600 for name in (*hidden, "settings.json"))
    assert not any(part in name for name in hidden for part in ("/right/", "/wrong/", "equivalent.toml", "faults.toml"))
    assert not any("__pycache__" in name for name in files)


def test_the_same_order_gives_the_same_package(registry):
    one, other = (gradescope.build(order(registry.katas, ["softmax"], seed, "en")) for seed in (7, 7))
    assert one == other != gradescope.build(order(registry.katas, ["softmax"], 8, "en"))


def test_a_kata_of_another_pack_goes_in(make_pack):
    katas = {kata.id: kata for kata in katas_of(Pack("mine", make_pack()))}
    found = contents(order(katas, [], 7, "en"), 60)
    assert f"{KATAS}/katas/10_double/suite.py" in found
    assert f"{KATAS}/reference/double/solution.py" in found


def test_its_formats_are_plugins():
    assert set(plugins.load().packages) == {"gradescope", "classroom50"}
