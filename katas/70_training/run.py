"""The reward at the end of the path: your own network reads a text, and writes.

`train` begins anew with each call, so the same training is run several times, each time three times as long: what is
shown is one training, looked at earlier and later.
"""

import time

import numpy as np
from gradkata.running import Stage, say

HIDDEN = 100
STAGES = 4
GROWTH = 3  # from stage to stage
MOST_STEPS = 30_000  # so that the list of losses stays small
TRIAL = 25  # steps to learn how fast this training is
SAMPLE = 240  # characters
TEMPERATURE = 0.7


def run(solution, text, rng, seconds):
    """Yield a stage each time that the training has come three times as far."""
    training, sampling = solution("training"), solution("sampling")
    vocabulary = sorted(set(text))
    index = {letter: at for at, letter in enumerate(vocabulary)}
    data = np.array([index[letter] for letter in text])
    start = weights(HIDDEN, len(vocabulary), rng)
    first = index.get("\n", 0)

    def written(params):
        drawn = sampling.sample(params, np.zeros((HIDDEN, 1)), first, SAMPLE, rng, TEMPERATURE)
        return "".join(vocabulary[at] for at in drawn)

    yield Stage(
        say(
            "{number:,} characters, {different} different ones; {units} hidden units.\nBefore any training, it writes:",
            number=len(text),
            different=len(vocabulary),
            units=HIDDEN,
        ),
        written(start),
    )
    pace = seconds_a_step(training, data, start)
    whole = sum(GROWTH**-stage for stage in range(STAGES))
    most = int(min(MOST_STEPS, max(GROWTH**STAGES, seconds / whole / pace)))
    for stage in reversed(range(STAGES)):
        steps = most // GROWTH**stage
        about = max(1, round(steps * pace))
        yield Stage(say("Training for {steps:,} steps: about {seconds} s ...", steps=steps, seconds=about))
        params = {name: array.copy() for name, array in start.items()}
        losses = [float(loss) for loss in training.train(data, params, steps)]
        words = "After {steps:,} steps the loss is {loss:.1f} (at first {first:.1f}):"
        yield Stage(say(words, steps=steps, loss=losses[-1], first=losses[0]), written(params), losses)


def weights(hidden, size, rng):
    """Small random weights, and biases of 0."""
    shapes = {"Wxh": (hidden, size), "Whh": (hidden, hidden), "Why": (size, hidden)}
    drawn = {name: 0.01 * rng.normal(size=shape) for name, shape in shapes.items()}
    return {**drawn, "bh": np.zeros((hidden, 1)), "by": np.zeros((size, 1))}


def seconds_a_step(training, data, start):
    """How long a step of this training takes, by the clock; the first call does not count."""
    for _ in range(2):
        params = {name: array.copy() for name, array in start.items()}
        begin = time.perf_counter()
        training.train(data, params, TRIAL)
        passed = time.perf_counter() - begin
    return passed / TRIAL
