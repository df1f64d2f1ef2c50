import numpy as np


class FastBPTT:
    """Keeps its arrays as long as the sizes stay the same."""

    def __init__(self):
        self.sizes = None

    def prepare(self, T, H, V):
        if self.sizes == (T, H, V):
            return
        self.sizes = (T, H, V)
        self.hs = np.zeros((T + 1, H))
        self.dz = np.zeros((T, H))
        self.dWxh = np.zeros((V, H))
        self.range = np.arange(T)

    def forward(self, inputs, h_prev, params):
        hs, Whh = self.hs, params["Whh"]
        hs[0] = h_prev.reshape(-1)
        pre = np.take(params["Wxh"], inputs, axis=1).T + params["bh"].reshape(-1)
        t = 0
        for row in pre:
            hs[t + 1] = np.tanh(row + np.dot(Whh, hs[t]))
            t += 1
        return hs[1:]

    def scores(self, h, targets, params):
        y = np.dot(h, params["Why"].T) + params["by"].reshape(-1)
        y = y - y.max(axis=1, keepdims=True)
        e = np.exp(y)
        s = e.sum(axis=1, keepdims=True)
        loss = np.sum(np.log(s)) - np.sum(y[self.range, targets])
        p = e / s
        p[self.range, targets] -= 1
        return loss, p

    def backward(self, inputs, dy, params):
        h = self.hs[1:]
        dh = np.dot(dy, params["Why"])
        slope = 1 - h * h
        dz, Whh = self.dz, params["Whh"]
        T = len(dh)
        dz[T - 1] = dh[T - 1] * slope[T - 1]
        for t in range(T - 2, -1, -1):
            dz[t] = (dh[t] + np.dot(dz[t + 1], Whh)) * slope[t]
        np.add.at(self.dWxh, inputs, dz)
        return {
            "Wxh": self.dWxh.T.copy(),
            "Whh": np.dot(dz.T, self.hs[:-1]),
            "Why": np.dot(dy.T, h),
            "bh": dz.sum(axis=0).reshape(-1, 1),
            "by": dy.sum(axis=0).reshape(-1, 1),
        }


engine = FastBPTT()


def loss_and_gradients(inputs, targets, h_prev, params):
    H, V = params["Wxh"].shape
    engine.prepare(len(inputs), H, V)
    h = engine.forward(inputs, h_prev, params)
    loss, dy = engine.scores(h, targets, params)
    grads = engine.backward(inputs, dy, params)
    return loss, grads, h[-1].reshape(-1, 1).copy()
