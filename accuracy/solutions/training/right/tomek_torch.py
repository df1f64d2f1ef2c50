# I know PyTorch, so this is written the way I would write it there: modules with forward/backward,
# a DataLoader-like thing, criterion(reduction="sum"), clip_grad_value_, optim.Adagrad.
import numpy as np


class RNN:
    """nn.RNN, batch of one, rows for time."""

    def __init__(self, p):
        self.p = p

    def forward(self, idx, h0):
        p = self.p
        pre = p["Wxh"].T[idx] + p["bh"].T                      # (T, H)
        out = np.empty((len(idx) + 1, pre.shape[1]))
        out[0] = h0[:, 0]
        for t in range(len(idx)):
            out[t + 1] = np.tanh(pre[t] + p["Whh"] @ out[t])
        self.saved = idx, out
        return out[1:] @ p["Why"].T + p["by"].T, out[-1:].T.copy()   # logits (T, V), hidden (H, 1)

    def backward(self, dlogits):
        p = self.p
        idx, out = self.saved
        grad_out = dlogits @ p["Why"]
        dpre = np.empty_like(grad_out)
        carry = 0.0
        for t in range(len(idx) - 1, -1, -1):
            dpre[t] = (grad_out[t] + carry) * (1 - out[t + 1] * out[t + 1])
            carry = dpre[t] @ p["Whh"]
        dWxh_T = np.zeros(p["Wxh"].T.shape)
        np.add.at(dWxh_T, idx, dpre)
        return {
            "Wxh": dWxh_T.T,
            "Whh": dpre.T @ out[:-1],
            "Why": dlogits.T @ out[1:],
            "bh": dpre.sum(axis=0, keepdims=True).T,
            "by": dlogits.sum(axis=0, keepdims=True).T,
        }


class CrossEntropyLoss:
    """reduction='sum'"""

    def __call__(self, logits, target):
        rows = np.arange(len(target))
        shifted = logits - logits.max(axis=1, keepdims=True)
        logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        grad = np.exp(logp)
        grad[rows, target] -= 1
        return -logp[rows, target].sum(), grad


class Adagrad:
    def __init__(self, params, lr, eps=1e-8):
        self.params, self.lr, self.eps = params, lr, eps
        self.state_sum = {k: np.zeros_like(v) for k, v in params.items()}

    def step(self, grads):
        for k in self.params:
            self.state_sum[k] += grads[k] ** 2
            # torch: sqrt(sum) + eps
            self.params[k] -= self.lr * grads[k] / (np.sqrt(self.state_sum[k]) + self.eps)


def clip_gradients(grads, limit=5.0):
    for g in grads.values():
        g[...] = np.maximum(-limit, np.minimum(limit, g))


def train(data, params, steps, seq_length=25, learning_rate=0.1):
    text = np.array(data, dtype=int)
    chunks_in_text = (len(text) - 1) // seq_length
    V, H = params["Why"].shape
    model, criterion, optimizer = RNN(params), CrossEntropyLoss(), Adagrad(params, learning_rate)
    running, log = seq_length * np.log(V), []
    for step in range(steps):
        k = step % chunks_in_text
        if k == 0:
            hidden = np.zeros((H, 1))       # .detach() is not needed, there is no graph
        piece = text[k * seq_length:(k + 1) * seq_length + 1]
        logits, hidden = model.forward(piece[:-1], hidden)
        loss, dlogits = criterion(logits, piece[1:])
        grads = model.backward(dlogits)
        clip_gradients(grads)
        optimizer.step(grads)
        running += 0.001 * (loss - running)
        log.append(float(running))
    return log
