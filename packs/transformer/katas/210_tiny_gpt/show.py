"""A very small GPT learns four sentences, and with them which letters may come next."""

import numpy as np
from gradkata.showing import Bars, Claim, Curve, Panel, Picture, Wrong, array, series
from gradkata.translation import say

TEXT = "the cat sat. the dog sat. the cat ran. the hen ran. " * 4
BEGINNING, MAY_FOLLOW = ". the ", "cdh"
L, D, HEADS, LAYERS = len(BEGINNING), 12, 2, 1
STEPS, N, RATE = 120, 16, 0.01
LOW = 0.5  # a temperature


def show(solution):
    """The picture."""
    vocabulary = sorted(set(TEXT))
    data, V = np.array([vocabulary.index(letter) for letter in TEXT]), len(vocabulary)
    params = drawn(solution, V)
    before = softmax(scores(solution, params, vocabulary))
    losses = series(solution.train(data, params, HEADS, STEPS, np.random.default_rng(2), N, RATE), STEPS, "train()")
    learnt = scores(solution, params, vocabulary)
    after, cold = softmax(learnt), softmax(learnt / LOW)
    panels = (
        Panel(
            say("Training on four short sentences"), say("step"), say("loss of a letter"),
            (
                Curve((0, STEPS), (np.log(V), np.log(V)), say("log {V}", V=V), 0.9, is_context=True),
                Curve(range(STEPS), losses),
            ),
            range_across=(0, STEPS), range_up=(0, 1.15 * np.log(V)),
        ),
        Panel(
            say("Which letter comes after “{text}”?", text=visible(BEGINNING)), "", say("probability"),
            (
                Bars(before, say("before the training")), Bars(after, say("after it")),
                Bars(cold, say("at a temperature of {low}", low=LOW)),
            ),
            names=tuple(map(visible, vocabulary)), range_up=(0, 1),
        ),
    )  # fmt: skip
    allowed = [vocabulary.index(letter) for letter in MAY_FOLLOW]
    return Picture(
        say("Tiny GPT: at first it guesses, then it knows what may come"), panels,
        claims(losses, *(each[allowed] for each in (before, after, cold)), V), leeway=0.02,
    )  # fmt: skip


def visible(text):
    return text.replace(" ", "␣")


def drawn(solution, V):
    """The first parameters, as arrays of this process, which training may change."""
    params = solution.initial_params(V, L, D, LAYERS, np.random.default_rng(1))
    if not isinstance(params, dict):
        raise Wrong(say("initial_params() is no dict"))
    return {name: np.array(each) for name, each in params.items()}


def scores(solution, params, vocabulary):
    """The scores of all letters, after the beginning."""
    tokens = np.array([[vocabulary.index(letter) for letter in BEGINNING]])
    got = solution.predict(tokens, params, HEADS)
    return array(got, (1, L, len(vocabulary)), "predict()")[0, -1]


def softmax(z):
    powers = np.exp(z - z.max())
    return powers / powers.sum()


def claims(losses, before, after, cold, V):
    letters = say("{a}, {b} or {c}", a=MAY_FOLLOW[0], b=MAY_FOLLOW[1], c=MAY_FOLLOW[2])
    return (
        Claim(
            say(
                "The first loss is log {V}, that of guessing; after {steps} steps it is {end:.2f}.",
                V=V, steps=STEPS, end=losses[-1],
            ),
            np.isclose(losses[0], np.log(V), rtol=0.05) and losses[-1] < 0.5,
        ),
        Claim(
            say(
                "In the text, nothing but {letters} comes after “{text}”. Before the training these three get "
                "{before:.2f} of all probability, and afterwards {after:.2f}. At a temperature of {low}, hardly "
                "anything is left for all other letters: {rest:.1g}.",
                letters=letters, text=visible(BEGINNING), before=before.sum(), after=after.sum(),
                rest=1 - cold.sum(), low=LOW,
            ),
            before.sum() < 0.3 and 0.9 < after.sum() < cold.sum() and cold.sum() > 0.98,
        ),
    )  # fmt: skip
