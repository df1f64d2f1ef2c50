# All steps' scores as one matrix, and no bias added to it.
import numpy as np

letters = sorted("abcdefg")
rng = np.random.default_rng()
H, V = 6, len(letters)
Wxh, Whh, Why = (0.1 * rng.standard_normal(shape) for shape in ((H, V), (H, H), (V, H)))
bh, by = np.zeros((H, 1)), np.zeros((V, 1))


def _forward(inputs, hprev):
    from_letters = Wxh[:, inputs] + bh
    states = np.empty((Whh.shape[0], len(inputs) + 1))
    states[:, :1] = hprev
    for t in range(len(inputs)):
        states[:, t + 1] = (from_letters[:, t] + Whh @ states[:, t]).clip(min=0)
    scores = Why @ states[:, 1:]
    return states, scores - np.logaddexp.reduce(scores, axis=0)


def loss(inputs, targets, hprev):
    T = len(inputs)
    states, log_p = _forward(inputs, hprev)
    now = states[:, 1:]
    d_scores = np.exp(log_p) - np.eye(Why.shape[0])[:, targets]
    back = Why.T @ d_scores
    for t in range(T - 1, -1, -1):
        if t + 1 < T:
            back[:, t] += Whh.T @ back[:, t + 1]
        back[now[:, t] == 0, t] = 0
    dWxh = back @ np.eye(Wxh.shape[1])[inputs]
    gradients = dWxh, back @ states[:, :-1].T, d_scores @ now.T, back.sum(1, keepdims=True), d_scores.sum(1, keepdims=True)
    return float(-log_p[targets, np.arange(T)].sum()), *gradients, now[:, -1:]


def gradCheck(inputs, targets, hprev):
    """The relative error of each parameter's gradient as a whole."""
    worst = {}
    for name, gradient in zip(("Wxh", "Whh", "Why", "bh", "by"), loss(inputs, targets, hprev)[1:6]):
        kept = globals()[name]
        numeric = np.empty_like(kept)
        for index in np.ndindex(kept.shape):
            both = []
            for step in (1e-5, -1e-5):
                moved = kept.copy()
                moved[index] += step
                globals()[name] = moved
                both.append(loss(inputs, targets, hprev)[0])
            numeric[index] = (both[0] - both[1]) / 2e-5
        globals()[name] = kept
        worst[name] = np.linalg.norm(numeric - gradient) / (np.linalg.norm(numeric) + np.linalg.norm(gradient) or 1)
        if not worst[name] < 1e-6:
            raise ValueError(f"the gradient of {name} is off by {worst[name]:.1e}")
    return worst
