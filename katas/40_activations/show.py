"""Three activations and their slopes."""

import numpy as np
from gradkata.showing import Claim, Curve, Panel, Picture, array
from gradkata.translation import say

Z = np.sort(np.append(np.linspace(-4, 4, 161), 1e-9))  # 0, and what is just above it: the ReLU's slope jumps
MIDDLE = 80  # where 0 is


def show(solution):
    """The picture."""
    h, ones = np.tanh(Z), np.ones_like(Z)
    relu = asked(solution.relu_forward(Z.copy()), "relu_forward(z)")
    y = asked(solution.sigmoid_forward(Z.copy()), "sigmoid_forward(z)")
    slopes = {
        "tanh": asked(solution.tanh_backward(ones.copy(), h.copy()), "tanh_backward(dh, h)"),
        "relu": asked(solution.relu_backward(ones.copy(), Z.copy()), "relu_backward(dh, z)"),
        "sigmoid": asked(solution.sigmoid_backward(ones.copy(), y.copy()), "sigmoid_backward(dy, y)"),
    }
    values = {"tanh": h, "relu": relu, "sigmoid": y}
    panels = (
        Panel(
            say("What goes forward"), "z", say("value"),
            (
                Curve(Z, values["tanh"], "tanh", 0.45, "right"),
                Curve(Z, values["relu"], "ReLU", 0.75, "left"),
                Curve(Z, values["sigmoid"], say("sigmoid"), 0.2),
            ),
            range_across=(-4, 4), range_up=(-1.25, 2.5),
        ),
        Panel(
            say("What comes back for a gradient of 1: the slope"), "z", say("slope"),
            (
                Curve(Z, slopes["tanh"], "tanh", 0.41, "left"),
                Curve(Z, slopes["relu"], "ReLU", 0.8),
                Curve(Z, slopes["sigmoid"], say("sigmoid"), 0.87),
            ),
            range_across=(-4, 4), range_up=(-0.1, 1.2),
        ),
    )  # fmt: skip
    return Picture(say("Activations and their slopes"), panels, claims(values, slopes))


def asked(got, what):
    return array(got, Z.shape, what)


def claims(values, slopes):
    return (
        Claim(
            say("Tanh runs from −1 to 1, the sigmoid from 0 to 1; ReLU is 0 for negative z and z itself for positive."),
            np.all((values["sigmoid"] > 0) & (values["sigmoid"] < 1)) and np.array_equal(values["relu"], Z.clip(0)),
        ),
        Claim(
            say(
                "Tanh is steepest at 0, with slope 1, the sigmoid too, with slope 0.25, and both are all but flat far "
                "out, where little of a gradient comes back."
            ),
            all(slopes[each].argmax() == MIDDLE and slopes[each][0] < 0.02 for each in ("tanh", "sigmoid"))
            and np.isclose(slopes["tanh"][MIDDLE], 1) and np.isclose(slopes["sigmoid"][MIDDLE], 0.25),
        ),
        Claim(
            say("The slope of ReLU is 0 or 1, and nothing between."),
            np.array_equal(slopes["relu"], (Z > 0).astype(float)),
        ),
    )  # fmt: skip
