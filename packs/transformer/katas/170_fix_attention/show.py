"""Every gradient worked out both ways, and which token hears of which."""

import numpy as np
from gradkata.showing import Claim, Curve, Map, Panel, Picture, Points, array, check_parts
from gradkata.translation import say

N, T, C, D_KEY, D = 1, 5, 4, 2, 3
CACHE = ("x", "Wq", "Wk", "Wv", "q", "k", "v", "weights")
STEP = 1e-5


def show(solution):
    """The picture."""
    arguments, dout = task()
    _, cache = forward(solution, arguments)
    got = solution.attention_backward(dout.copy(), cache)
    parts = check_parts(got, ("dx", "dWq", "dWk", "dWv"), "attention_backward()")
    shaped = [array(each, like.shape, "attention_backward()") for each, like in zip(parts, arguments, strict=True)]
    exact = np.concatenate([each.ravel() for each in shaped])
    numeric, heard = moved(solution, arguments, dout)
    ends, names = (min(exact), max(exact)), tuple(str(t) for t in range(T))
    panels = (
        Panel(
            say("All {count} entries of the four gradients", count=len(exact)), "attention_backward",
            say("by central differences"), (Curve(ends, ends, is_context=True), Points(exact, numeric)),
        ),
        Panel(
            say("One token is changed: which outputs change?"), say("token t: its output"),
            say("token s that is changed"),
            (Map(heard, names, say("size of the change, 1 for the largest")),), names, is_log_up=True,
        ),
    )  # fmt: skip
    title = say("Mended: the way back fits the way forward, and nothing looks ahead")
    return Picture(title, panels, claims(exact, numeric, heard))


def task():
    """The four arguments, and the gradient with respect to out."""
    rng = np.random.default_rng(3)
    arguments = [rng.normal(size=shape) for shape in ((N, T, C), (C, D_KEY), (C, D_KEY), (C, D))]
    return arguments, rng.normal(size=(N, T, D))


def forward(solution, arguments):
    got = solution.attention_forward(*(each.copy() for each in arguments))
    out, cache = check_parts(got, ("out", "cache"), "attention_forward()")
    return array(out, (N, T, D), "out of attention_forward()"), cache


def moved(solution, arguments, dout):
    """The slope of the loss in each entry of the arguments; and of outputs (T, T) in tokens, the size, nan for 0."""
    slopes, heard = [], np.zeros((T, T))
    for argument in arguments:
        for place in np.ndindex(argument.shape):
            kept, outs = argument[place], []
            for entry in (kept + STEP, kept - STEP):
                argument[place] = entry
                outs.append(forward(solution, arguments)[0])
            argument[place] = kept
            slope = (outs[0] - outs[1]) / (2 * STEP)
            slopes.append((dout * slope).sum())
            if argument is arguments[0]:
                heard[place[1]] += (slope[0] ** 2).sum(axis=-1)
    return np.array(slopes), np.sqrt(np.where(heard > 0, heard / heard.max(), np.nan))


def claims(exact, numeric, heard):
    return (
        Claim(
            say(
                "Each point is one entry of a gradient: across as it is worked out on the way back, up as the loss "
                "tells when that entry is moved a little. All of them lie on the dotted diagonal, where both agree."
            ),
            np.abs(exact - numeric).max() < 1e-6 * np.abs(exact).max(),
        ),
        Claim(
            say(
                "A token that is changed changes its own output and all later ones. Those before it stay as they are, "
                "to the last digit: there the map is blank."
            ),
            np.array_equal(np.isnan(heard), np.tri(T, k=-1)),
        ),
    )  # fmt: skip
