"""Pictures are an extra: with matplotlib they are saved, without it a clear message says how to come by it."""

import sys

import pytest
from gradkata.errors import UsageError
from gradkata.reports import pictures
from gradkata.results import GradientMap

MAP = GradientMap("dW", (1, 2), ("<>",), ((0.5, -0.5),))


def save(kind, path):
    if kind == "curve":
        pictures.save_curve([3.0, 2.0, 1.0], "training", path)
    else:
        pictures.save_maps([MAP, MAP], path)


@pytest.mark.parametrize("kind", ["curve", "maps"])
def test_a_picture_is_saved(kind, tmp_path):
    pytest.importorskip("matplotlib")
    save(kind, tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(UsageError, match="cannot be written"):
        save(kind, tmp_path / "nowhere" / "picture.png")


@pytest.mark.parametrize("kind", ["curve", "maps"])
def test_without_matplotlib_it_is_said_how_to_come_by_it(kind, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(pictures.NoPicturesError, match=r"pip install 'gradkata\[pictures\]'"):
        save(kind, tmp_path / "picture.png")
    assert not (tmp_path / "picture.png").exists()
