import numpy as np


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    indices = []
    state, last = np.array(h, dtype=float), seed_ix
    for step in range(n):
        state = np.tanh(np.add(np.add(params["Wxh"][:, last:last + 1], np.matmul(params["Whh"], state)), params["bh"]))
        logits = np.add(np.matmul(params["Why"], state), params["by"]).squeeze(axis=1)
        weights = np.exp(logits - logits.max())
        probs = weights / weights.sum()
        # temperature: divide, then make them sum to 1 again
        probs = probs / temperature
        probs = probs / probs.sum()
        last = int(np.argmax(rng.multinomial(1, probs)))
        indices.append(last)
    return indices
