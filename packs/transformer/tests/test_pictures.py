"""Each kata's picture: its numbers bear the caption out, and other right solutions give the same one."""

import importlib.util

import numpy as np
import pytest
from gradkata.kata import katas_of
from gradkata.showing.likeness import are_alike
from gradkata_transformer.plugin import kata_packs

KATAS = [kata for kata in katas_of(kata_packs()[0]) if (kata.folder / "show.py").is_file()]


def module(path):
    spec = importlib.util.spec_from_file_location(f"{path.parent.name} {path.stem}", path)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@pytest.mark.parametrize("kata", KATAS, ids=lambda kata: kata.id)
def test_the_caption_is_so_and_other_right_solutions_show_the_same(kata):
    script = module(kata.folder / "show.py")
    with np.errstate(all="ignore"):
        picture = script.show(module(kata.reference))
        assert picture.is_drawable
        assert [claim.words for claim in picture.claims if not claim.holds] == []
        assert len(picture.caption.split()) <= 90
        path, *_ = [path for path in sorted((kata.hidden / "right").glob("*.py")) if not path.stem.startswith("slow_")]
        assert are_alike(script.show(module(path)), picture)
