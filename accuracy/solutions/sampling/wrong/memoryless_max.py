import numpy as np

def softmax(y):
    e = np.exp(y - np.max(y))
    return e / np.sum(e)

def next_index(params, h, ix, rng, temperature):
    """one step: the index that follows"""
    x = np.eye(len(params['by']))[:, [ix]]
    h = np.tanh(np.dot(params['Wxh'], x) + np.dot(params['Whh'], h) + params['bh'])
    y = np.dot(params['Why'], h) + params['by']
    p = softmax(y / temperature)
    return int(rng.choice(len(p), p=p[:, 0]))

def sample(params, h, seed_ix, n, rng, temperature=1.0):
    result = []
    ix = seed_ix
    while len(result) < n:
        ix = next_index(params, h, ix, rng, temperature)
        result.append(ix)
    return result
