"""A trainer that can be continued: train(…, 100) and then train(…, 100) is the same as train(…, 200)."""
import numpy as np


class Session:
    def __init__(self):
        self.position = 0
        self.state = None
        self.memory = {}
        self.smooth = None


_session = Session()


def clip_gradients(grads, limit=5.0):
    for name in grads:
        grads[name][...] = np.clip(grads[name], -limit, limit)


def _gradients(chunk, state, params):
    Wxh, Whh, Why, bh, by = [params[n] for n in ("Wxh", "Whh", "Why", "bh", "by")]
    loss = 0.0
    trail = []
    for read, wanted in zip(chunk, chunk[1:]):
        before = state
        state = np.tanh(Wxh[:, read][:, None] + Whh @ before + bh)
        scores = Why @ state + by
        m = scores.max()
        norm = m + np.log(np.exp(scores - m).sum())
        loss += norm - scores[wanted, 0]
        d = np.exp(scores - norm)
        d[wanted] -= 1
        trail.append((read, before, state, d))
    dWxh, dWhh, dWhy, dbh, dby = (np.zeros_like(a) for a in (Wxh, Whh, Why, bh, by))
    back = np.zeros_like(state)
    for read, before, after, d in trail[::-1]:
        dWhy += d @ after.T
        dby += d
        back = (Why.T @ d + back) * (1 - after**2)
        dbh += back
        dWxh[:, read] += back[:, 0]
        dWhh += back @ before.T
        back = Whh.T @ back
    return loss, {"Wxh": dWxh, "Whh": dWhh, "Why": dWhy, "bh": dbh, "by": dby}, state


def train(data, params, steps, seq_length=25, learning_rate=0.1):
    s = _session
    shape = params["bh"].shape
    if s.smooth is None or s.state.shape != shape or s.memory["by"].shape != params["by"].shape:
        s.position, s.state = 0, np.zeros(shape)
        s.memory = {n: np.zeros_like(a) for n, a in params.items()}
        s.smooth = np.log(len(params["by"])) * seq_length
    losses = []
    for _ in range(steps):
        if s.position + seq_length + 1 > len(data):
            s.position, s.state = 0, np.zeros(shape)
        chunk = [int(i) for i in data[s.position:s.position + seq_length + 1]]
        loss, grads, s.state = _gradients(chunk, s.state, params)
        clip_gradients(grads)
        for n in params:
            s.memory[n] += grads[n] ** 2
            params[n] -= learning_rate * grads[n] / np.sqrt(s.memory[n] + 1e-8)
        s.smooth = float(0.999 * s.smooth + 0.001 * loss)
        losses.append(s.smooth)
        s.position += seq_length
    return losses
