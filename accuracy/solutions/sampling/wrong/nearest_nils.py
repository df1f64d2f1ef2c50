import numpy as np

def sample(params, h, seed_ix, n, rng, temperature=1.0):
    seq = [seed_ix]
    while len(seq) < n:
        z = params["Wxh"][:, [seq[-1]]]
        z = z + params["Whh"] @ h
        z = z + params["bh"]
        h = np.tanh(z)
        q = params["Why"] @ h
        q = q + params["by"]
        q = q / temperature
        q = q - np.amax(q)
        w = np.exp(q)
        w = w / np.sum(w)
        F = np.cumsum(w)
        r = rng.uniform()
        seq.append(int(np.argmin(np.abs(F - r))))   # where the distribution function is r
    return seq[1:]
