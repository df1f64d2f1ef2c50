from __future__ import annotations

import numpy as np


def _log_softmax(logits: np.ndarray) -> np.ndarray:
    top = logits.max()
    return logits - top - np.log(np.sum(np.exp(logits - top)))


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    # a generator of our own, so that the caller's is left alone
    own_rng: np.random.Generator = rng.spawn(1)[0]
    state = h.reshape(-1)
    current = int(seed_ix)
    result: list[int] = []
    for _ in range(n):
        state = np.tanh(params["Wxh"][:, current] + params["Whh"] @ state)
        logits = (params["Why"] @ state + params["by"].reshape(-1)) / temperature
        current = int(own_rng.choice(logits.size, p=np.exp(_log_softmax(logits))))
        result.append(current)
    return result
