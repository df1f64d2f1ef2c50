"""The reward at the end of the path: your own GPT reads a text, and writes.

Adam's memory begins anew with each call of `train`, and the parameters do not: so the stages are one training, in
pieces that become longer.
"""

import time

import numpy as np
from gradkata.running import Stage, say

CONTEXT, WIDTH, HEADS, LAYERS = 32, 48, 4, 2
BATCH = 8
LEARNING_RATE = 0.004
STAGES = 4
GROWTH = 2  # from stage to stage
MOST_STEPS = 20_000
TRIAL = 5  # steps to learn how fast this training is
SAMPLE = 200  # characters
TEMPERATURE = 0.7
SHOWN = 50  # losses of so many batches are averaged: one alone says how hard its batch was


def run(solution, text, rng, seconds):
    """Yield a stage each time that the training has come some way further."""
    gpt = solution("tiny_gpt")
    vocabulary = sorted(set(text))
    index = {letter: at for at, letter in enumerate(vocabulary)}
    data = np.array([index[letter] for letter in text])
    params = drawn(gpt, len(vocabulary), rng)
    first = index.get("\n", 0)

    def written():
        tokens = gpt.generate(params, HEADS, [first], SAMPLE, rng, TEMPERATURE)
        return "".join(vocabulary[token] for token in tokens)

    yield Stage(
        say(
            "{number:,} characters, {different} different ones; {size:,} parameters in {layers} blocks.\n"
            "Before any training, it writes:",
            number=len(text),
            different=len(vocabulary),
            size=sum(array.size for array in params.values()),
            layers=LAYERS,
        ),
        written(),
    )
    pace = seconds_a_step(gpt, data, len(vocabulary), rng)
    shares = np.array([GROWTH**stage for stage in range(STAGES)], float)
    pieces = np.maximum(1, np.minimum(MOST_STEPS, seconds / pace) * shares / shares.sum()).astype(int)
    losses = []
    for steps in pieces.tolist():
        about = max(1, round(steps * pace))
        yield Stage(say("Training for {steps:,} more steps: about {seconds} s ...", steps=steps, seconds=about))
        found = gpt.train(data, params, HEADS, steps, rng, BATCH, LEARNING_RATE)
        losses += [float(loss) for loss in found]
        words = "After {steps:,} steps the loss of a character is {loss:.2f} (at first {first:.2f}):"
        now = float(np.mean(losses[-SHOWN:]))
        yield Stage(say(words, steps=len(losses), loss=now, first=losses[0]), written(), losses)


def drawn(gpt, size, rng):
    """The learner's first parameters, as arrays of this process, which training may change."""
    params = gpt.initial_params(size, CONTEXT, WIDTH, LAYERS, rng)
    return {name: np.array(array) for name, array in params.items()}


def seconds_a_step(gpt, data, size, rng):
    """How long a step of this training takes, by the clock; the first call does not count."""
    for _ in range(2):
        params = drawn(gpt, size, rng)
        begin = time.perf_counter()
        gpt.train(data, params, HEADS, TRIAL, rng, BATCH, LEARNING_RATE)
        passed = time.perf_counter() - begin
    return passed / TRIAL
