"""Each kata's picture: its numbers, worked out here another way; its captions; other right solutions give the same."""

import importlib.util
import re

import numpy as np
import pytest
from gradkata import plugins
from gradkata.judging.loading import _module
from gradkata.showing import Bars, Curve, Map, Points
from gradkata.showing.likeness import are_alike

KATAS = {name: kata for name, kata in plugins.load().katas.items() if (kata.folder / "show.py").is_file()}
AT_LEAST = {
    "encoding", "softmax", "cross_entropy", "activations", "gradient_check", "rnn_step", "bptt", "adagrad", "sampling",
    "training", "batch_bptt", "dinosaurs", "fix_relu_rnn", "fix_dinosaurs",
}  # fmt: skip
NOT_SHOWN = {  # right, and yet not what the picture shows
    "gradient_check/richardson.py",  # the error falls faster than that of a central difference
    "fix_relu_rnn/flat_biases.py",  # too few hidden units
}
OTHERS = [
    f"{name}/{path.name}"
    for name, kata in KATAS.items()
    for path in sorted((kata.hidden / "right").glob("*.*"))
    if not re.match("slow_|pure_python", path.stem) and f"{name}/{path.name}" not in NOT_SHOWN
]


def script(name):
    spec = importlib.util.spec_from_file_location(f"show {name}", KATAS[name].folder / "show.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def picture():
    """A function from a kata's id to its picture, made once."""
    known = {}

    def picture(name):
        if name not in known:
            with np.errstate(all="ignore"):
                known[name] = script(name).show(_module(KATAS[name].reference, name))
        return known[name]

    return picture


def of(panel, kind, label=None):
    return [each for each in panel.drawn if isinstance(each, kind) and (label is None or each.label == label)]


def test_the_katas_whose_idea_can_be_seen_have_a_picture():
    assert set(KATAS) >= AT_LEAST


@pytest.mark.parametrize("name", KATAS)
def test_there_are_numbers_and_they_bear_the_caption_out(name, picture):
    found = picture(name)
    assert found.is_drawable
    assert found.is_borne_out
    assert len(found.caption) > 80
    assert len(found.panels) in (1, 2)
    assert all(panel.title and panel.across and panel.up for panel in found.panels)


@pytest.mark.parametrize("name", OTHERS)
def test_other_right_solutions_give_the_same_picture(name, picture):
    kata, _, file = name.partition("/")
    with np.errstate(all="ignore"):
        found = script(kata).show(_module(KATAS[kata].hidden / "right" / file, kata))
    assert found.is_drawable
    assert found.is_borne_out
    assert are_alike(found, picture(kata))


def test_a_constant_in_place_of_a_solution_never_bears_a_caption_out():
    """What the claims are there for."""
    found = script("softmax").show(type("Zeros", (), {"softmax": staticmethod(np.zeros_like)}))
    assert not found.is_borne_out


def test_one_hot_rows_spell_the_text(picture):
    (panel,) = picture("encoding").panels
    rows = np.array(of(panel, Map)[0].rows)
    letters = [name.split("\n")[1] for name in panel.names]
    assert "".join(letters[at] for at in rows.argmax(axis=1)) == "hello␣world"
    assert rows.sum() == 11


def test_softmax_at_three_temperatures(picture):
    left, right = picture("softmax").panels
    scores = np.array([2, 1, 0.5, 0, -1])
    for bars, temperature in zip(of(left, Bars), (0.5, 1, 2), strict=True):
        powers = np.exp(scores / temperature)
        assert bars.up == pytest.approx(powers / powers.sum())
    assert all(bars.up == pytest.approx(of(left, Bars)[1].up) for bars in of(right, Bars))


def test_cross_entropy_is_minus_the_logarithm_and_its_derivative_p_less_1_at_the_target(picture):
    left, right = picture("cross_entropy").panels
    (curve,), (p, slopes) = of(left, Curve), of(right, Bars)
    assert curve.up == pytest.approx(-np.log(curve.across))
    assert slopes.up == pytest.approx(np.array(p.up) - [0, 1, 0, 0])
    assert sum(p.up) == pytest.approx(1)


def test_slopes_are_those_of_the_activations(picture):
    values, slopes = picture("activations").panels
    for name in ("tanh", "sigmoid"):
        (value,), (slope,) = of(values, Curve, name), of(slopes, Curve, name)
        z = np.delete(value.across, 81)  # just above 0, where no quotient tells anything
        numeric = np.gradient(np.delete(value.up, 81), z)
        assert np.delete(slope.up, 81)[1:-1] == pytest.approx(numeric[1:-1], abs=1e-3)


def test_the_error_of_a_central_difference_is_a_v(picture):
    (panel,) = picture("gradient_check").panels
    (curve,) = of(panel, Curve, "central difference")
    eps, errors = np.log10(curve.across), np.log10(curve.up)
    for part, slope in ((eps > -3.5, 2), (eps < -7, -1)):
        assert np.polyfit(eps[part], errors[part], 1)[0] == pytest.approx(slope, abs=0.15)


def test_a_gradient_fades_by_whh_and_by_the_tanh(picture):
    quiet, loud = picture("rnn_step").panels
    for curve, scale in zip(of(quiet, Curve), (0.6, 1.0, 1.2), strict=True):
        assert curve.up == pytest.approx(scale ** np.array(curve.across), rel=0.02)
    for curve in of(loud, Curve):
        assert all(np.diff(curve.up) < 0)


def test_a_loss_is_heard_of_by_no_later_step(picture):
    for panel in picture("bptt").panels:
        rows = np.array(of(panel, Map)[0].rows)
        assert (np.isnan(rows) == ~np.tri(len(rows), dtype=bool)).all()
        assert np.diag(rows) == pytest.approx(1)
    weak = np.array(of(picture("bptt").panels[0], Map)[0].rows)
    assert weak[-1, 0] == pytest.approx(0.6**11, rel=0.3)  # Whh alone, but for the tanh


def test_paths_into_the_valley(picture):
    paths, losses = picture("adagrad").panels
    plain, adaptive = (curve for curve in of(paths, Curve) if not curve.is_context)
    assert plain.up == pytest.approx(1.6 * (1 - 0.075 * 25) ** np.arange(41))
    assert adaptive.across[:2] == pytest.approx((-4, -3))
    for path, loss in zip((plain, adaptive), of(losses, Curve), strict=True):
        assert loss.up == pytest.approx((np.array(path.across) ** 2 + 25 * np.array(path.up) ** 2) / 2)


def test_frequencies_sum_to_1_and_settle_where_the_bars_are(picture):
    bars, settling = picture("sampling").panels
    curves = [curve for curve in of(settling, Curve) if not curve.is_context]
    for bar, curve in zip(of(bars, Bars), curves, strict=True):
        assert sum(bar.up) == pytest.approx(1)
        assert curve.up[-1] == pytest.approx(bar.up[0])


def test_the_smooth_loss_is_made_of_the_chunks_losses(picture):
    (panel,) = picture("training").panels
    (chunks,), (smooth,) = of(panel, Curve, "each chunk's own loss"), of(panel, Curve, "smooth loss")
    loss = 25 * np.log(13)
    for chunk, expected in zip(chunks.up, smooth.up, strict=True):
        loss = 0.999 * loss + 0.001 * chunk
        assert loss == pytest.approx(expected)


def test_the_batch_learns_to_remember(picture):
    training, answers = picture("batch_bptt").panels
    assert of(training, Curve, "")[-1].up[-1] < 0.01
    (high,), (low,) = of(answers, Curve, "first number +1"), of(answers, Curve, "first number −1")
    assert high.up[-1] > 0.9 > 0.1 > low.up[-1]


def test_names_that_were_not_read_tell_when_the_others_are_learnt_by_heart(picture):
    (panel,) = picture("dinosaurs").panels
    guessing, seen, unseen = of(panel, Curve)
    assert seen.up[0] == pytest.approx(guessing.up[0], rel=0.05)
    assert all(np.diff(seen.up) < 0)
    assert seen.up[-1] < min(unseen.up) < min(unseen.up[0], unseen.up[-1])


def test_a_relu_passes_a_gradient_whole_or_not_at_all(picture):
    left, right = picture("fix_relu_rnn").panels
    for curve, scale in zip((each for each in of(left, Curve) if not each.is_context), (0.6, 1, 1.2), strict=True):
        assert curve.up == pytest.approx(scale ** np.arange(16.0))
    assert all(np.diff(of(left, Curve, "tanh, k = 1")[0].up) < 0)
    assert 0 < np.isnan(of(right, Map)[0].rows).mean() < 1


def test_both_ways_to_a_gradient_agree_and_training_follows_it(picture):
    check, training = picture("fix_dinosaurs").panels
    (points,) = of(check, Points)
    assert points.across == pytest.approx(points.up, abs=1e-6)
    assert np.ptp(points.up) > 0.01
    assert of(training, Curve)[-1].up[-1] < 0.5
