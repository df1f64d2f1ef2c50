import numpy as np


def clip_gradients(grads, limit=5.0):
    # same idea as torch.nn.utils.clip_grad_norm_
    for g in grads.values():
        norm = np.sqrt((g * g).sum())
        if norm > limit:
            g *= limit / norm


class CharRNN:
    def __init__(self, params):
        self.params = params
        self.grads = {}

    def zero_grad(self):
        for k, v in self.params.items():
            self.grads[k] = np.zeros_like(v)

    def __call__(self, inputs, hidden):
        self.tape = []
        outputs = []
        p = self.params
        for i in inputs:
            new_hidden = np.tanh(p["Wxh"][:, [i]] + p["Whh"] @ hidden + p["bh"])
            self.tape.append((i, hidden, new_hidden))
            hidden = new_hidden
            outputs.append(p["Why"] @ hidden + p["by"])
        return np.concatenate(outputs, axis=1), hidden

    def backward(self, grad_outputs):
        p, g = self.params, self.grads
        grad_hidden = 0
        for t, (i, before, after) in reversed(list(enumerate(self.tape))):
            go = grad_outputs[:, [t]]
            g["by"] += go
            g["Why"] += go @ after.T
            grad_z = (1 - after ** 2) * (p["Why"].T @ go + grad_hidden)
            g["bh"] += grad_z
            g["Wxh"][:, [i]] += grad_z
            g["Whh"] += grad_z @ before.T
            grad_hidden = p["Whh"].T @ grad_z


def nll(outputs, targets):
    cols = np.arange(len(targets))
    z = outputs - outputs.max(axis=0)
    log_p = z - np.log(np.exp(z).sum(axis=0))
    grad = np.exp(log_p)
    grad[targets, cols] -= 1
    return -log_p[targets, cols].sum(), grad


class Adagrad:
    def __init__(self, model, lr):
        self.model, self.lr = model, lr
        self.state = {k: np.zeros_like(v) for k, v in model.params.items()}

    def step(self):
        for k, v in self.model.params.items():
            self.state[k] += self.model.grads[k] ** 2
            v -= self.lr * self.model.grads[k] / np.sqrt(self.state[k] + 1e-8)


def train(data, params, steps, seq_length=25, learning_rate=0.1):
    model = CharRNN(params)
    optim = Adagrad(model, learning_rate)
    data = np.array(data)
    vocab, hidden_size = params["Why"].shape
    smooth = -np.log(1 / vocab) * seq_length
    losses = []
    pos = 0
    hidden = np.zeros((hidden_size, 1))
    while len(losses) < steps:
        if len(data) - pos < seq_length + 1:
            pos = 0
            hidden = np.zeros((hidden_size, 1))
        model.zero_grad()
        outputs, hidden = model(data[pos:pos + seq_length], hidden)
        loss, grad = nll(outputs, data[pos + 1:pos + 1 + seq_length])
        model.backward(grad)
        clip_gradients(model.grads)
        optim.step()
        smooth = 0.999 * smooth + 0.001 * loss
        losses.append(float(smooth))
        pos += seq_length
    return losses
