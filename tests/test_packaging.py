"""What pip is told to bring is what there is for the machine, so that no install fails for want of a sandbox."""

import importlib.util
import os
import platform
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["metadata"]["hooks"]["custom"]

# What the machine is, and whether there is a wheel of the sandbox for it.
MACHINES = {
    "debian": ("linux", "x86_64", "glibc 2.36", True),
    "debian_on_arm": ("linux", "aarch64", "glibc 2.41", True),
    "old": ("linux", "x86_64", "glibc 2.17", False),
    "alpine": ("linux", "x86_64", None, False),
    "risc": ("linux", "riscv64", "glibc 2.41", False),
    "mac": ("darwin", "arm64", None, False),
    "windows": ("win32", "AMD64", None, False),
}


@pytest.fixture(scope="module")
def build():
    """The module that pip runs to build gradkata."""
    pytest.importorskip("hatchling")
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def is_strict(request, monkeypatch):
    """Make this one of the machines; give whether it can have the sandbox."""
    system, machine, libc, is_strict = MACHINES[request.param]

    def confstr(_):
        if libc is None:
            raise ValueError("unrecognized configuration name")
        return libc

    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    monkeypatch.setattr(os, "confstr", confstr, raising=False)
    if system == "win32":
        monkeypatch.delattr(os, "confstr")
    return is_strict


@pytest.mark.parametrize("is_strict", MACHINES, indirect=True)
def test_the_sandbox_is_asked_for_where_there_is_a_wheel_of_it(build, is_strict):
    metadata = {}
    build.Dependencies(str(ROOT), SETTINGS).update(metadata)
    assert metadata["dependencies"] == SETTINGS["everywhere"] + SETTINGS["sandbox"] * is_strict


@pytest.mark.parametrize("is_strict", MACHINES, indirect=True)
@pytest.mark.parametrize("version", ["standard", "editable"])
def test_a_wheel_that_asks_for_it_is_tagged_for_machines_that_can_have_it(build, is_strict, version):
    data = {}
    build.Tag(str(ROOT), {}, None, None, str(ROOT), "wheel").initialize(version, data)
    assert list(data) == ["tag"] * (is_strict and version == "standard")
    assert all(tag == f"py3-none-manylinux_2_28_{platform.machine()}" for tag in data.values())
