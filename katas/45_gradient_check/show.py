"""How far a central difference is off, by its step: first by eps², then by rounding."""

import numpy as np
from gradkata.showing import Claim, Curve, Panel, Picture, array
from gradkata.translation import say

EPS = 10.0 ** np.linspace(-12, 0, 49)
X = np.array([0.3, -0.8, 1.1])
ROUNDING = 2.0**-53
SMALL, LARGE = EPS < 1e-6, EPS > 1e-3


def show(solution):
    """The picture."""
    errors = np.array([error_at(solution, eps) for eps in EPS])
    truncation, rounding = np.exp(X).max() * EPS[LARGE] ** 2 / 6, F * ROUNDING / EPS[SMALL]
    panel = Panel(
        say("f(x) = Σ exp(x), at three points"), say("step eps"), say("largest error of the gradient"),
        (
            Curve(EPS[LARGE], truncation, say("eps² · f‴ / 6"), 0.6, "left", is_context=True),
            Curve(EPS[SMALL], rounding, say("rounding of f / eps"), 0.3, "right", is_context=True),
            Curve(EPS, errors, say("central difference"), 0.75, "right"),
        ),
        is_log_across=True, is_log_up=True,
    )  # fmt: skip
    return Picture(say("Gradient check: which step is best?"), (panel,), claims(errors), leeway=0.15)


def f(x):
    return float(np.exp(x).sum())


F = f(X)


def error_at(solution, eps):
    got = solution.numerical_gradient(f, X.copy(), float(eps))
    return np.abs(array(got, X.shape, "numerical_gradient(f, x, eps)") - np.exp(X)).max()


def claims(errors):
    best = EPS[errors.argmin()]
    ends = errors[np.isclose(EPS, 1e-1)][0] / errors[np.isclose(EPS, 1e-3)][0]
    return (
        Claim(
            say("From right to left the error falls with the square of eps: a tenth of the step, a hundredth of it."),
            5e3 < ends < 2e4,
        ),
        Claim(
            say(
                "Below about 1e-5 it rises again: both values of f are rounded, and that rounding is divided by an "
                "ever smaller step."
            ),
            1e-7 < best < 1e-4 and errors[EPS < 1e-9].min() > 10 * errors.min(),
        ),
        Claim(
            say("Hence the usual step, 1e-5: the error there is {error:.0e}.", error=errors[np.isclose(EPS, 1e-5)][0]),
            errors[np.isclose(EPS, 1e-5)][0] < 1e-9,
        ),
    )
