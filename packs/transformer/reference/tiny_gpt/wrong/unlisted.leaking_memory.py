# Every product by its letters: n sequences, t and s tokens, i and j features, h heads, f inner features.
import numpy as np

C = np.sqrt(2 / np.pi)


def inner(z):
    return C * (z + 0.044715 * np.power(z, 3))


def gelu(z):
    return z / 2 + z / 2 * np.tanh(inner(z))


def gelu_slope(z):
    bell = 1 / np.cosh(np.clip(inner(z), -300, 300)) ** 2
    return 0.5 + np.tanh(inner(z)) / 2 + z / 2 * bell * C * (1 + 0.134145 * z**2)


def layer_norm_forward(x, gamma, beta):
    centred = x - np.einsum("nti->nt", x)[..., None] / x.shape[-1]
    std = np.sqrt(np.einsum("nti,nti->nt", centred, centred) / x.shape[-1] + 1e-5)[..., None]
    return np.einsum("nti,i->nti", centred / std, gamma) + beta, (centred / std, std, gamma)


def layer_norm_backward(dout, cache):
    x_hat, std, gamma = cache
    g = np.einsum("nti,i->nti", dout, gamma)
    along = np.einsum("nti,nti->nt", g, x_hat)[..., None] / g.shape[-1]
    dx = (g - g.mean(axis=-1)[..., None] - x_hat * along) / std
    return dx, np.einsum("nti,nti->i", dout, x_hat), np.einsum("nti->i", dout)


def attention_forward(x, params, heads):
    N, T, D = x.shape
    q, k, v = (np.einsum("nti,ihd->nhtd", x, params[f"W{name}"].reshape(D, heads, -1)) for name in "qkv")
    scores = np.einsum("nhtd,nhsd->nhts", q, k) / np.sqrt(D / heads)
    visible = np.tri(T, dtype=bool)
    highest = scores.max(axis=3, keepdims=True, where=visible, initial=-np.inf)
    powers = np.where(visible, np.exp(np.where(visible, scores - highest, 0)), 0)
    weights = powers / powers.sum(axis=3)[..., None]
    merged = np.einsum("nhts,nhsd->nthd", weights, v).reshape(N, T, D)
    return np.einsum("nti,ij->ntj", merged, params["Wo"]), (x, params, q, k, v, weights, merged)


def attention_backward(dout, cache):
    x, params, q, k, v, weights, merged = cache
    heads, D = q.shape[1], x.shape[2]
    dmixed = np.einsum("ntj,hdj->nhtd", dout, params["Wo"].reshape(heads, -1, D))
    pull = np.einsum("nhtd,nhsd->nhts", dmixed, v)
    pull = (pull - np.einsum("nhts,nhts->nht", weights, pull)[..., None]) * weights * (D / heads) ** -0.5
    back = {
        "Wq": np.einsum("nhts,nhsd->nhtd", pull, k), "Wk": np.einsum("nhts,nhtd->nhsd", pull, q),
        "Wv": np.einsum("nhts,nhtd->nhsd", weights, dmixed),
    }  # fmt: skip
    dx = sum(np.einsum("nhtd,ihd->nti", each, params[name].reshape(D, heads, -1)) for name, each in back.items())
    grads = {name: np.einsum("nti,nhtd->ihd", x, each).reshape(D, D) for name, each in back.items()}
    return dx, {"Wo": np.einsum("nti,ntj->ij", merged, dout), **grads}


def mlp_forward(x, params):
    z = np.einsum("nti,if->ntf", x, params["W1"]) + params["b1"]
    a = gelu(z)
    return np.einsum("ntf,fi->nti", a, params["W2"]) + params["b2"], (x, params, z, a)


def mlp_backward(dout, cache):
    x, params, z, a = cache
    dz = np.einsum("nti,fi,ntf->ntf", dout, params["W2"], gelu_slope(z))
    grads = {"W1": np.einsum("nti,ntf->if", x, dz), "b1": np.einsum("ntf->f", dz)}
    grads |= {"W2": np.einsum("ntf,nti->fi", a, dout), "b2": np.einsum("nti->i", dout)}
    return np.einsum("ntf,if->nti", dz, params["W1"]), grads


def block_forward(x, params, heads):
    normed, norm1 = layer_norm_forward(x, params["gamma1"], params["beta1"])
    attended, attention = attention_forward(normed, params, heads)
    normed, norm2 = layer_norm_forward(x + attended, params["gamma2"], params["beta2"])
    thought, mlp = mlp_forward(normed, params)
    return x + attended + thought, (norm1, attention, norm2, mlp)


def block_backward(dout, cache):
    norm1, attention, norm2, mlp = cache
    dnormed, grads = mlp_backward(dout, mlp)
    through_mlp, grads["gamma2"], grads["beta2"] = layer_norm_backward(dnormed, norm2)
    dnormed, more = attention_backward(dout + through_mlp, attention)
    through_attention, grads["gamma1"], grads["beta1"] = layer_norm_backward(dnormed, norm1)
    return dout + through_mlp + through_attention, grads | more


BLOCK = ("Wq", "Wk", "Wv", "Wo", "W1", "W2")
ALL = (*BLOCK, "gamma1", "beta1", "gamma2", "beta2", "b1", "b2")


def initial_params(V, L, D, layers, rng):
    params = {"gamma": np.ones(D), "beta": np.zeros(D)}
    params["W"] = 0.02 * rng.normal(size=(V, D))
    params["P"] = 0.02 * rng.normal(size=(L, D))
    for i in range(layers):
        for name, shape in zip(BLOCK, 4 * [(D, D)] + [(D, 4 * D), (4 * D, D)]):
            params[f"{i}.{name}"] = 0.02 * rng.normal(size=shape)
        for name in ("gamma1", "gamma2"):
            params[f"{i}.{name}"] = np.ones(D)
        for name, size in (("beta1", D), ("beta2", D), ("b1", 4 * D), ("b2", D)):
            params[f"{i}.{name}"] = np.zeros(size)
    return params


def run(tokens, params, heads):
    one_hot = np.eye(len(params["W"]))[tokens]
    x = np.einsum("ntv,vi->nti", one_hot, params["W"]) + params["P"][: one_hot.shape[1]]
    caches, i = [], 0
    while f"{i}.Wq" in params:
        x, cache = block_forward(x, {name: params[f"{i}.{name}"] for name in ALL}, heads)
        caches, i = [*caches, cache], i + 1
    y, norm = layer_norm_forward(x, params["gamma"], params["beta"])
    return np.einsum("nti,vi->ntv", y, params["W"]), one_hot, y, norm, caches


def predict(tokens, params, heads):
    return run(tokens, params, heads)[0]


def loss_and_gradients(tokens, targets, params, heads):
    logits, one_hot, y, norm, caches = run(tokens, params, heads)
    log_p = logits - np.logaddexp.reduce(logits, axis=2, keepdims=True)
    right = np.eye(logits.shape[2])[targets]
    dlogits = (np.exp(log_p) - right) / right.sum()
    grads = {}
    dx = np.einsum("ntv,vi->nti", dlogits, params["W"])
    dx, grads["gamma"], grads["beta"] = layer_norm_backward(dx, norm)
    for i, cache in reversed(list(enumerate(caches))):
        dx, found = block_backward(dx, cache)
        grads.update((f"{i}.{name}", each) for name, each in found.items())
    grads["W"] = np.einsum("ntv,nti->vi", dlogits, y) + np.einsum("ntv,nti->vi", one_hot, dx)
    grads["P"] = np.pad(dx.sum(axis=0), ((0, len(params["P"]) - dx.shape[1]), (0, 0)))
    return -np.einsum("ntv,ntv->", right, log_p) / right.sum(), grads


def train(data, params, heads, steps, rng, N=16, learning_rate=0.001):
    L = len(params["P"])
    pieces = np.lib.stride_tricks.sliding_window_view(np.array(data), L + 1)
    memory = {name: np.zeros((2, *array.shape)) for name, array in params.items()}
    losses = []
    for t in range(1, steps + 1):
        batch = pieces[rng.integers(0, len(pieces), size=N)]
        loss, grads = loss_and_gradients(batch[:, :-1], batch[:, 1:], params, heads)
        losses += [loss]
        for name, (m, v) in memory.items():
            m += 0.1 * (grads[name] - m)
            m *= 1.01
            v += 0.001 * (grads[name] ** 2 - v)
            params[name] -= learning_rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return losses


def generate(params, heads, tokens, count, rng, temperature=1.0):
    written = np.array(tokens)
    for _ in range(count):
        y = predict(written[None, -len(params["P"]) :], params, heads)[0, -1] / temperature
        p = np.exp(y - np.logaddexp.reduce(y))
        written = np.append(written, rng.choice(len(p), p=p / p.sum()))
    return written[len(tokens) :].tolist()
