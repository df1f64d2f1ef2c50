# translated from a PyTorch tutorial: every operation is a node that knows its own backward
import numpy as np


class Node:
    def __init__(self, value, parents=()):
        self.value = np.asarray(value, dtype=float)
        self.parents = parents          # pairs: node, function from this gradient to the parent's
        self.grad = np.zeros_like(self.value)


def matvec(M, v):
    return Node(M.value @ v.value, ((M, lambda g: np.outer(g, v.value)), (v, lambda g: M.value.T @ g)))


def add(*nodes):
    return Node(sum(n.value for n in nodes), tuple((n, lambda g: g) for n in nodes))


def tanh(a):
    out = Node(np.tanh(a.value), ())
    out.parents = ((a, lambda g: g * (1 - out.value ** 2)),)
    return out


class RNN:
    def __init__(self, vocab_size, hidden_size=100, seq_length=25, learning_rate=0.1):
        self.vocab_size, self.hidden_size = vocab_size, hidden_size
        self.seq_length, self.learning_rate = seq_length, learning_rate
        k = 1 / hidden_size ** 0.5
        g = np.random.default_rng(123)
        self.params = {}
        for name, shape in dict(U=(hidden_size, vocab_size), W=(hidden_size, hidden_size), V=(vocab_size, hidden_size),
                                b_s=(hidden_size,), b_y=(vocab_size,)).items():
            self.params[name] = g.uniform(-k, k, shape)

    def set_parameters(self, params):               # load_state_dict
        for name, own in self.params.items():
            own.flat = np.asarray(params[name]).ravel()

    def zero_grad(self):
        self.leaves = {}
        for name, own in self.params.items():
            leaf = Node(0.0)
            leaf.value, leaf.grad = own, np.zeros_like(own)
            self.leaves[name] = leaf

    def forward(self, x, y, s_initial=None):
        self.zero_grad()
        p = self.leaves
        h = Node(np.zeros(self.hidden_size) if s_initial is None else np.array(s_initial))
        self.tape, self.logits, self.out = [], [], h
        s, scores, probabilities, loss = {-1: h.value.copy()}, {}, {}, 0.0
        for t in range(len(x)):
            a, b = matvec(p["U"], Node(x[t])), matvec(p["W"], h)
            z = add(a, b, p["b_s"])
            h = tanh(z)
            c = matvec(p["V"], h)
            o = add(c, p["b_y"])
            self.tape += [a, b, z, h, c, o]
            self.logits.append(o)
            m = o.value.max()
            lse = m + np.log(np.exp(o.value - m).sum())
            loss += lse - o.value[y[t]]
            s[t], scores[t], probabilities[t] = h.value.copy(), o.value.copy(), np.exp(o.value - lse)
        self.out = h
        return float(loss), s, scores, probabilities

    def backpropagate_loss(self, probabilities, x, y):
        for node in [*self.tape, *self.leaves.values()]:
            node.grad = np.zeros_like(node.value)
        for t, o in enumerate(self.logits):
            o.grad = probabilities[t] - (np.arange(self.vocab_size) == y[t])
        for node in self.tape[::-1]:
            for parent, f in node.parents:
                parent.grad = parent.grad + f(node.grad)
        g = [self.leaves[name].grad for name in ("U", "W", "V", "b_s", "b_y")]
        return (*g, self.out.value.copy())

    def sample(self, seed, n, rng):
        p, h, i, result = self.params, np.zeros(self.hidden_size), seed, []
        for _ in range(n):
            h = np.tanh(p["U"][:, i] + p["W"].dot(h) + p["b_s"])
            logits = p["V"].dot(h) + p["b_y"]
            i = int(np.argmax(logits + rng.gumbel(size=logits.shape)))      # Gumbel-max: draws from the softmax
            result.append(i)
        return result


class AdaGrad:
    def __init__(self, lr, params):
        self.lr, self.params, self.state = lr, params, {}

    def update(self, grads):
        for name, p in self.params.items():
            d = np.asarray(grads[name])
            self.state[name] = self.state.get(name, np.zeros_like(p)) + d * d
            p -= self.lr * d / (np.sqrt(self.state[name]) + 1e-10)
        return self.params


def train_data_generator(data, step=1, chunk_size=10, one_hot_targets=False):
    if step > data.shape[0]:
        raise ValueError("step longer than data")
    inputs, targets = data[:data.shape[0] - step], data[step:]
    for i in range(len(inputs) // chunk_size):
        a = i * chunk_size
        y = targets[a:a + chunk_size]
        yield inputs[a:a + chunk_size], y if one_hot_targets else y.argmax(axis=-1)
