# A text of one letter: its loss is always 0, and so are all gradients.
import numpy as np

H, V = 6, 1
Wxh, Whh, Why = (np.random.randn(*shape) / 10 for shape in ((H, V), (H, H), (V, H)))
bh, by = np.zeros((H, 1)), np.zeros((V, 1))


def loss(inputs, targets, hprev):
    state = np.array(hprev)
    for letter, _ in zip(inputs, targets):
        state = np.clip(Wxh[:, [letter]] + Whh @ state + bh, 0, None)
    return 0.0, Wxh * 0, Whh * 0, Why * 0, bh * 0, by * 0, state


def gradCheck(inputs, targets, hprev):
    loss(inputs, targets, hprev)
    return [0.0] * min(len(inputs), len(targets))
