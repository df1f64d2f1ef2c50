import numpy as np


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    """Rejection: propose any index, keep it with a probability in proportion to its softmax weight."""
    if n < 0:
        raise ValueError("n must not be negative")
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")

    V = params["Wxh"].shape[1]
    x = np.zeros((V, 1))
    x[seed_ix, 0] = 1.0
    h = np.array(h, copy=True)
    kept = []

    while len(kept) < n:
        h = np.tanh(np.dot(params["Wxh"], x) + np.dot(params["Whh"], h) + params["bh"])
        y = np.dot(params["Why"], h) + params["by"]
        weight = np.exp((y - y.max()) / temperature)     # the likeliest has 1

        while True:
            k = int(rng.integers(V))
            if rng.random() < weight[k, 0]:
                break

        kept.append(k)
        x.fill(0.0)
        x[k, 0] = 1.0

    return kept
