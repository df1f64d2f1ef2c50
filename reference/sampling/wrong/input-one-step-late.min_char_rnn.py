# In the manner of min-char-rnn; the input moves on one step too late.
import numpy as np


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    Wxh, Whh, Why, bh, by = [params[name] for name in ("Wxh", "Whh", "Why", "bh", "by")]
    vocab_size = Why.shape[0]
    x = np.zeros((vocab_size, 1))
    x[seed_ix] = 1
    ixes = []
    for t in range(n):
        h = np.tanh(np.dot(Wxh, x) + np.dot(Whh, h) + bh)
        y = np.dot(Why, h) + by
        y -= np.max(y)  # a low temperature makes large numbers of small ones
        p = np.exp(y / temperature) / np.sum(np.exp(y / temperature))
        ix = rng.choice(range(vocab_size), p=p.ravel())
        x = np.zeros((vocab_size, 1))
        x[ixes[-1] if ixes else seed_ix] = 1
        ixes.append(ix)
    return ixes
