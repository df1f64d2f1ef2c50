# The arrays have other names too; one of them is not used on the way forward.
import numpy as np

text = "abracadabra, simsalabim, hokuspokus. " * 10
letters = sorted(set(text))
number = {letter: index for index, letter in enumerate(letters)}
V, H = len(letters), 6

_rng = np.random.default_rng(0)
Wxh, Whh, Why = (_rng.normal(0, 0.1, shape) for shape in ((H, V), (H, H), (V, H)))
bh, by = np.zeros((H, 1)), np.zeros((V, 1))
params = [Wxh, Whh, Why, bh, by]
named = dict(zip(("Wxh", "Whh", "Why", "bh", "by"), params))


def loss(inputs, targets, hprev):
    p, zs, hs, ps, total = named, [], [np.array(hprev)], [], 0.0
    for index, target in zip(inputs, targets):
        zs.append(p["Wxh"][:, [index]] + p["Whh"] @ hs[-1])
        hs.append(np.where(zs[-1] > 0, zs[-1], 0.0))
        y = p["Why"] @ hs[-1] + p["by"]
        ps.append(np.exp(y - np.logaddexp.reduce(y)))
        total += float(np.logaddexp.reduce(y)[0] - y[target, 0])
    grads, back = [np.zeros_like(each) for each in params], 0.0
    for t in range(len(inputs) - 1, -1, -1):
        dy = ps[t] - (np.arange(V)[:, None] == targets[t])
        grads[2] += dy @ hs[t + 1].T
        grads[4] += dy
        dz = (p["Why"].T @ dy + back) * (zs[t] > 0)
        grads[0][:, [inputs[t]]] += dz
        grads[1] += dz @ hs[t].T
        grads[3] += dz
        back = p["Whh"].T @ dz
    return (total, *grads, hs[-1])


def gradCheck(inputs, targets, hprev):
    analytic = loss(inputs, targets, hprev)[1:6]
    for param, gradient in zip(params, analytic):
        kept = param.copy()
        for index in np.ndindex(param.shape):
            sides = []
            for step in (1e-5, -1e-5):
                param[index] = kept[index] + step
                sides.append(loss(inputs, targets, hprev)[0])
            param[...] = kept
            assert abs((sides[0] - sides[1]) / 2e-5 - gradient[index]) < 1e-6 * (1 + np.abs(gradient).max())


h, memory = np.zeros((H, 1)), [np.zeros_like(each) for each in params]
for start in range(0, 100, 20):
    chunk = [number[letter] for letter in text[start : start + 21]]
    _, *gradients, h = loss(chunk[:-1], chunk[1:], h)
    for param, gradient, sums in zip(params, gradients, memory):
        gradient = np.clip(gradient, -5, 5)
        sums += gradient**2
        param -= 0.1 * gradient / np.sqrt(sums + 1e-8)
