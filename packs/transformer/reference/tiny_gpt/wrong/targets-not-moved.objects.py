# Layers as objects that keep their own cache, and can be made again from one.
import numpy as np


def gelu(z):
    return Gelu().forward(z)


def gelu_slope(z):
    return Gelu().slope(z)


class Gelu:
    c = (2 / np.pi) ** 0.5

    def gate(self, z):
        return 1 / (1 + np.exp(-np.clip(2 * self.c * (z + 0.044715 * z * z * z), -700, 700)))

    def forward(self, z):
        return z * self.gate(z)

    def slope(self, z):
        gate = self.gate(z)
        return gate + z * gate * (1 - gate) * 2 * self.c * (1 + 0.134145 * z * z)


class Norm:
    def __init__(self, number, gamma, beta=None, kept=None):
        self.number, self.gamma, self.beta, self.kept = number, gamma, beta, kept

    def forward(self, x):
        self.std = np.sqrt(np.var(x, axis=2, keepdims=True) + 1e-5)
        self.x_hat = (x - np.mean(x, axis=2, keepdims=True)) / self.std
        self.kept = self.x_hat, self.std, self.gamma
        return self.x_hat * self.gamma + self.beta

    def backward(self, dout):
        x_hat, std, gamma = self.kept
        g, D = dout * gamma, dout.shape[2]
        dx = (D * g - g.sum(2, keepdims=True) - x_hat * (g * x_hat).sum(2, keepdims=True)) / (D * std)
        return dx, {f"gamma{self.number}": (dout * x_hat).sum((0, 1)), f"beta{self.number}": dout.sum((0, 1))}


class Linear:
    def __init__(self, W, x):
        self.W, self.x = W, x

    def backward(self, dout):
        rows = self.x.reshape(-1, self.x.shape[2])
        return dout @ self.W.T, rows.T @ dout.reshape(-1, dout.shape[2])


class Attention:
    def __init__(self, kept=None):
        self.kept = kept

    def forward(self, x, params, heads):
        N, T, D = x.shape
        q, k, v = ((x @ params[f"W{n}"]).reshape(N, T, heads, -1).transpose(0, 2, 1, 3) for n in "qkv")
        scores = q @ k.transpose(0, 1, 3, 2) * (D / heads) ** -0.5
        scores += np.triu(np.full((T, T), -np.inf), k=1)
        weights = np.exp(scores - np.logaddexp.reduce(scores, axis=-1, keepdims=True))
        merged = (weights @ v).transpose(0, 2, 1, 3).reshape(N, T, D)
        self.kept = x, params, q, k, v, weights, merged
        return merged @ params["Wo"]

    def backward(self, dout):
        x, params, q, k, v, weights, merged = self.kept
        N, heads, T, d = q.shape
        dmerged, dWo = Linear(params["Wo"], merged).backward(dout)
        dmixed = dmerged.reshape(N, T, heads, d).transpose(0, 2, 1, 3)
        dscores = weights * (dmixed @ v.transpose(0, 1, 3, 2))
        dscores = (dscores - weights * dscores.sum(3, keepdims=True)) / d**0.5
        back = {"Wq": dscores @ k, "Wk": dscores.transpose(0, 1, 3, 2) @ q, "Wv": weights.transpose(0, 1, 3, 2) @ dmixed}
        grads, dx = {"Wo": dWo}, 0
        for name, each in back.items():
            part, grads[name] = Linear(params[name], x).backward(each.transpose(0, 2, 1, 3).reshape(x.shape))
            dx = dx + part
        return dx, grads


def mlp_forward(x, params):
    z = np.add(x @ params["W1"], params["b1"])
    a = Gelu().forward(z)
    return np.add(a @ params["W2"], params["b2"]), [x, params, z, a]


def mlp_backward(dout, cache):
    x, params, z, a = cache
    da, dW2 = Linear(params["W2"], a).backward(dout)
    dz = da * Gelu().slope(z)
    dx, dW1 = Linear(params["W1"], x).backward(dz)
    return dx, {"W1": dW1, "b1": dz.sum((0, 1)), "W2": dW2, "b2": dout.sum((0, 1))}


def block_forward(x, params, heads):
    first, attention, second = Norm(1, params["gamma1"], params["beta1"]), Attention(), None
    x = x + attention.forward(first.forward(x), params, heads)
    second = Norm(2, params["gamma2"], params["beta2"])
    out, mlp = mlp_forward(second.forward(x), params)
    return out + x, [first.kept, attention.kept, second.kept, mlp]


def block_backward(dout, cache):
    first, attention, second, mlp = cache
    layers = [
        lambda d: mlp_backward(d, mlp), Norm(2, None, kept=second).backward,
        Attention(attention).backward, Norm(1, None, kept=first).backward,
    ]  # fmt: skip
    grads, d = {}, dout
    for branch in (layers[:2], layers[2:]):
        around = d
        for layer in branch:
            d, found = layer(d)
            grads.update(found)
        d = around + d
    return d, grads


class Gpt:
    def __init__(self, params, heads):
        self.params, self.heads = params, heads
        self.layers = 0
        while f"{self.layers}.Wo" in params:
            self.layers += 1

    def own(self, i):
        return {name[len(f"{i}.") :]: p for name, p in self.params.items() if name.startswith(f"{i}.")}

    def forward(self, tokens):
        self.tokens = np.asarray(tokens, dtype=int)
        x = np.take(self.params["W"], self.tokens, axis=0) + self.params["P"][None, : self.tokens.shape[1]]
        self.caches = []
        for i in range(self.layers):
            x, cache = block_forward(x, self.own(i), self.heads)
            self.caches.append(cache)
        self.last = Norm("", self.params["gamma"], self.params["beta"])
        self.y = self.last.forward(x)
        return self.y @ self.params["W"].T

    def backward(self, dlogits):
        dy, dW = Linear(self.params["W"].T, self.y).backward(dlogits)
        d, grads = self.last.backward(dy)
        for i in range(self.layers)[::-1]:
            d, found = block_backward(d, self.caches[i])
            grads.update({f"{i}.{name}": each for name, each in found.items()})
        P, T = self.params["P"], self.tokens.shape[1]
        grads["P"] = np.zeros(P.shape)
        grads["P"][:T] = np.add.reduce(d, axis=0)
        grads["W"] = dW.T.copy()
        for token in np.unique(self.tokens):
            grads["W"][token] += d[self.tokens == token].sum(0)
        return grads


def initial_params(V, L, D, layers, rng):
    matrices = {"W": (V, D), "P": (L, D)}
    others = {"gamma": np.ones(D), "beta": np.zeros(D)}
    for i in range(layers):
        for name in "qkvo":
            matrices[f"{i}.W{name}"] = D, D
        matrices[f"{i}.W1"], matrices[f"{i}.W2"] = (D, 4 * D), (4 * D, D)
        others[f"{i}.b1"], others[f"{i}.b2"] = np.zeros(4 * D), np.zeros(D)
        for half in "12":
            others[f"{i}.gamma{half}"], others[f"{i}.beta{half}"] = np.ones(D), np.zeros(D)
    return {**others, **{name: rng.standard_normal(shape) * 0.02 for name, shape in matrices.items()}}


def predict(tokens, params, heads):
    return Gpt(params, heads).forward(tokens)


def loss_and_gradients(tokens, targets, params, heads):
    model = Gpt(params, heads)
    logits = model.forward(tokens)
    logits = logits - logits.max(axis=-1)[..., None]
    log_total = np.log(np.sum(np.exp(logits), axis=-1))
    right = np.take_along_axis(logits, np.asarray(targets)[..., None], axis=-1)[..., 0]
    probs = np.exp(logits - log_total[..., None])
    np.put_along_axis(probs, np.asarray(targets)[..., None], np.exp(right - log_total)[..., None] - 1, axis=-1)
    return np.mean(log_total - right), model.backward(probs / log_total.size)


class Memory:
    def __init__(self, rate):
        self.rate, self.count = rate, 0
        self.first, self.second = {}, {}

    def step(self, params, grads):
        self.count += 1
        for name in params:
            g = grads[name]
            self.first[name] = self.first.get(name, np.zeros(g.shape)) * 0.9 + g * 0.1
            self.second[name] = self.second.get(name, np.zeros(g.shape)) * 0.999 + g * g * 0.001
            mean = self.first[name] / (1 - 0.9**self.count)
            size = np.sqrt(self.second[name] / (1 - 0.999**self.count)) + 1e-8
            np.subtract(params[name], self.rate * mean / size, out=params[name])


def train(data, params, heads, steps, rng, N=16, learning_rate=0.001):
    L, memory, losses = params["P"].shape[0], Memory(learning_rate), []
    while len(losses) < steps:
        starts = rng.integers(0, len(data) - L, N)
        pieces = np.array([data[at : at + L + 1] for at in starts.tolist()])
        loss, grads = loss_and_gradients(pieces[:, :L], pieces[:, :L], params, heads)
        memory.step(params, grads)
        losses.append(float(loss))
    return losses


def generate(params, heads, tokens, count, rng, temperature=1.0):
    if count == 0:
        return []
    scores = predict([tokens[-len(params["P"]) :]], params, heads)[0, -1] / temperature
    powers = np.exp(scores - scores.max())
    drawn = int(rng.choice(powers.size, p=powers / powers.sum()))
    return [drawn, *generate(params, heads, [*tokens, drawn], count - 1, rng, temperature)]
