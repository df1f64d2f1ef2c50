# Tokens as rows of one long matrix, weights turned as PyTorch keeps them, and each head's scores as one large matrix.
import numpy as np

ALPHA = 0.7978845608028654  # √(2/π)


def gelu(z):
    u = ALPHA * z + ALPHA * 0.044715 * z**3
    return 0.5 * z + 0.5 * z * np.tanh(u)


def gelu_slope(z):
    u = ALPHA * z + ALPHA * 0.044715 * z**3
    du = ALPHA + 3 * ALPHA * 0.044715 * z**2
    return 0.5 * (1 + np.tanh(u)) + 0.5 * z * du * (1 - np.tanh(u) ** 2)


def linear(x, weight, bias=0.0):
    return x @ weight.T + bias


def flat(x):
    return x.reshape(-1, x.shape[-1])


def norm(x, weight, bias):
    mean = x.mean(-1, keepdims=True)
    std = np.sqrt(x.var(-1, keepdims=True) + 1e-5)
    return (x - mean) / std * weight + bias, ((x - mean) / std, std, weight)


def norm_back(dout, kept):
    x_hat, std, weight = kept
    dx_hat = dout * weight
    # Through the mean and the deviation, as the projections on them.
    ones = np.ones_like(x_hat) / np.sqrt(x_hat.shape[-1])
    dx = dx_hat - ones * (ones * dx_hat).sum(-1, keepdims=True)
    dx = dx - x_hat * (x_hat * dx_hat).mean(-1, keepdims=True)
    return dx / std, (flat(dout) * flat(x_hat)).sum(0), flat(dout).sum(0)


def mlp_forward(x, params):
    z = linear(flat(x), params["W1"].T, params["b1"])
    a = gelu(z)
    out = linear(a, params["W2"].T, params["b2"])
    return out.reshape(x.shape), (x, params, z.reshape(*x.shape[:2], -1), a.reshape(*x.shape[:2], -1))


def mlp_backward(dout, cache):
    x, params, z, a = cache
    rows = flat(dout)
    dz = (rows @ params["W2"].T) * gelu_slope(flat(z))
    grads = {"W1": (dz.T @ flat(x)).T, "b1": np.ones(len(dz)) @ dz}
    grads.update(W2=(rows.T @ flat(a)).T, b2=np.ones(len(rows)) @ rows)
    return (dz @ params["W1"].T).reshape(x.shape), grads


def attend(x, params, heads):
    N, T, D = x.shape
    three = linear(flat(x), np.concatenate([params["Wq"].T, params["Wk"].T, params["Wv"].T]))
    q, k, v = np.moveaxis(three.reshape(N, T, 3, heads, D // heads), (2, 3), (0, 2))
    scores = q @ np.swapaxes(k, 2, 3) / np.sqrt(D // heads)
    scores[..., ~np.tri(T, dtype=bool)] = -1e30
    scores -= scores.max(-1, keepdims=True)
    weights = np.exp(scores) / np.exp(scores).sum(-1, keepdims=True)
    merged = np.moveaxis(weights @ v, 1, 2).reshape(N, T, D)
    return linear(merged, params["Wo"].T), (x, params, q, k, v, weights, merged)


def attend_back(dout, kept):
    x, params, q, k, v, weights, merged = kept
    N, heads, T, d = q.shape
    dmixed = np.moveaxis((dout @ params["Wo"].T).reshape(N, T, heads, d), 2, 1)
    mixed = weights @ v
    pull = weights * (dmixed @ np.swapaxes(v, 2, 3) - (mixed * dmixed).sum(-1, keepdims=True)) / np.sqrt(d)
    three = np.stack([pull @ k, np.swapaxes(pull, 2, 3) @ q, np.swapaxes(weights, 2, 3) @ dmixed])
    three = np.moveaxis(three, (0, 2), (2, 3)).reshape(N * T, 3 * heads * d)
    turned = np.concatenate([params["Wq"].T, params["Wk"].T, params["Wv"].T])
    grads = dict(zip(("Wq", "Wk", "Wv"), np.split(flat(x).T @ three, 3, axis=1)))
    grads["Wo"] = flat(merged).T @ flat(dout)
    return (three @ turned).reshape(x.shape), grads


def block_forward(x, params, heads):
    residual = x
    h, ln_1 = norm(x, params["gamma1"], params["beta1"])
    h, attn = attend(h, params, heads)
    h = residual + h
    residual = h
    h, ln_2 = norm(h, params["gamma2"], params["beta2"])
    h, mlp = mlp_forward(h, params)
    return residual + h, (ln_1, attn, ln_2, mlp)


def block_backward(dout, cache):
    ln_1, attn, ln_2, mlp = cache
    grads = {}
    residual = dout
    d, of_mlp = mlp_backward(dout, mlp)
    d, grads["gamma2"], grads["beta2"] = norm_back(d, ln_2)
    residual = residual + d
    d, of_attention = attend_back(residual, attn)
    d, grads["gamma1"], grads["beta1"] = norm_back(d, ln_1)
    return residual + d, {**grads, **of_attention, **of_mlp}


class AdamAsInPyTorch:
    def __init__(self, params, lr=1e-3):
        self.params, self.lr, self.step_count = params, lr, 0
        self.exp_avg = {name: np.zeros_like(p) for name, p in params.items()}
        self.exp_avg_sq = {name: np.zeros_like(p) for name, p in params.items()}

    def step(self, grads):
        self.step_count += 1
        correction1, correction2 = 1 - 0.9**self.step_count, 1 - 0.999**self.step_count
        for name, p in self.params.items():
            self.exp_avg[name] = 0.9 * self.exp_avg[name] + (1 - 0.9) * grads[name]
            self.exp_avg_sq[name] = 0.999 * self.exp_avg_sq[name] + (1 - 0.999) * grads[name] * grads[name]
            denom = np.sqrt(self.exp_avg_sq[name]) / np.sqrt(correction2) + 1e-8
            p += -self.lr / correction1 * self.exp_avg[name] / denom


def initial_params(V, L, D, layers, rng):
    state = {}

    def normal(name, *shape):
        state[name] = rng.normal(0.0, 0.02, size=shape)

    normal("W", V, D)
    normal("P", L, D)
    for i in range(layers):
        for name in ("Wq", "Wk", "Wv", "Wo"):
            normal(f"{i}.{name}", D, D)
        normal(f"{i}.W1", D, 4 * D)
        normal(f"{i}.W2", 4 * D, D)
        state[f"{i}.b1"], state[f"{i}.b2"] = np.zeros(4 * D), np.zeros(D)
    for name in ["gamma", *(f"{i}.gamma{half}" for i in range(layers) for half in (1, 2))]:
        state[name], state[name.replace("gamma", "beta")] = np.ones(D), np.zeros(D)
    return state


def module(state, i):
    return {name.split(".")[1]: p for name, p in state.items() if name.split(".")[0] == str(i)}


def predict(tokens, params, heads):
    scores, _ = forward(np.array(tokens), params, heads)
    return scores


def forward(ids, params, heads):
    N, T = ids.shape
    kept = []
    h = params["W"][ids.reshape(-1)].reshape(N, T, -1) + params["P"][np.arange(T)]
    depth = len({name.split(".")[0] for name in params if "." in name})
    for i in range(depth):
        h, cache = block_forward(h, module(params, i), heads)
        kept.append(cache)
    h, ln_f = norm(h, params["gamma"], params["beta"])
    return linear(h, params["W"]), (h, ln_f, kept)


def loss_and_gradients(tokens, targets, params, heads):
    scores, (h, ln_f, kept) = forward(tokens, params, heads)
    rows, labels = flat(scores), np.reshape(targets, -1)
    rows = rows - rows.max(1, keepdims=True)
    total = np.exp(rows).sum(1, keepdims=True)
    picked = np.arange(len(labels)), labels
    loss = np.mean(np.log(total[:, 0]) - rows[picked])
    drows = np.exp(rows) / total
    drows[picked] -= 1
    grads = {}
    d, grads["gamma"], grads["beta"] = norm_back((drows @ params["W"]).reshape(h.shape), ln_f)
    for i in range(len(kept) - 1, -1, -1):
        d, found = block_backward(d, kept[i])
        for name in found:
            grads[f"{i}.{name}"] = found[name]
    lookup = np.zeros_like(params["W"])
    for place, token in np.ndenumerate(tokens):
        lookup[token] += d[place]
    grads["W"] = lookup + drows.T @ flat(h)
    grads["P"] = np.concatenate([d.sum(0), np.zeros((len(params["P"]) - d.shape[1], d.shape[2]))])
    return loss, grads


def train(data, params, heads, steps, rng, N=16, learning_rate=0.001):
    block_size = params["P"].shape[0]
    optimizer, history = AdamAsInPyTorch(params, learning_rate), []
    for _ in range(steps):
        ix = rng.integers(len(data) - block_size, size=N)
        x = np.stack([data[i : i + block_size] for i in ix])
        y = np.stack([data[i + 1 : i + 1 + block_size] for i in ix])
        loss, grads = loss_and_gradients(x, y, params, heads)
        optimizer.step(grads)
        history.append(loss.item())
    return history


def generate(params, heads, tokens, count, rng, temperature=1.0):
    idx = [*tokens]
    for _ in range(count):
        idx_cond = idx if len(idx) <= len(params["P"]) else idx[-len(params["P"]) :]
        scores = predict([idx_cond], params, heads)[0][-1] / temperature
        probs = np.exp(scores - np.max(scores)) / np.sum(np.exp(scores - np.max(scores)))
        idx.append(rng.choice(np.arange(len(probs)), p=probs))
    return [int(each) for each in idx[len(tokens) :]]
