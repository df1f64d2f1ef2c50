import numpy as np


def softmax(x):
    top = np.max(x, 1)[:, np.newaxis]
    return np.exp(x - top) / np.sum(np.exp(x - top), 1)[:, np.newaxis]


def cross_entropy(y, y_hat):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.mean(-np.log(0.01 + y_hat[np.arange(len(y)), np.argmax(y, 1)]))


def last_states(x, Wxh, Whh):
    s = np.zeros(Wxh.shape[:-2] + (len(x), Whh.shape[-1]))
    for t in range(x.shape[1]):
        s = np.tanh(np.matmul(x[:, t], Wxh) + np.matmul(s, Whh))
        yield s


def forward(x, Wxh, Whh, Who):
    return softmax(list(last_states(x, Wxh, Whh))[-1] @ Who)


def backward(x, y, Wxh, Whh, Who):
    s = [np.zeros((len(x), len(Whh))), *last_states(x, Wxh, Whh)]
    y_hat = softmax(s[-1] @ Who)
    with np.errstate(divide="ignore", invalid="ignore"):
        dy = np.where(y == 1, -1 / y_hat, 0) / len(x)
    jacobian = y_hat[:, :, None] * (np.eye(y.shape[1]) - y_hat[:, None, :])
    dscores = np.einsum("nij,nj->ni", jacobian, dy)
    dz = [None] * x.shape[1]
    ds = dscores @ Who.T
    for t in range(len(dz) - 1, -1, -1):
        dz[t] = ds * (1 - s[t + 1] ** 2)
        ds = dz[t] @ Whh.T
    together = np.concatenate(dz)
    dWxh = np.concatenate(list(x.transpose(1, 0, 2))).T @ together
    return y_hat, dWxh, np.concatenate(s[:-1]).T @ together, s[-1].T @ dscores


def numerical_gradient(x, y, Wxh, Whh, Who):
    shapes, flat = [W.shape for W in (Wxh, Whh, Who)], np.concatenate([Wxh.ravel(), Whh.ravel(), Who.ravel()])
    cuts = np.cumsum([Wxh.size, Whh.size])
    delta, P = 3e-5, flat.size
    many = np.concatenate([flat + delta * np.eye(P), flat - delta * np.eye(P)])
    A, B, C = (part.reshape(2 * P, *shape) for part, shape in zip(np.split(many, cuts, axis=1), shapes))
    for s in last_states(x, A, B):
        pass
    guesses = [softmax(each) for each in s @ C]
    losses = np.array([cross_entropy(y, each) for each in guesses])
    slopes = (losses[:P] - losses[P:]) / (2 * delta)
    return [part.reshape(shape) for part, shape in zip(np.split(slopes, cuts), shapes)]


def train_rnn(x, y, nb_epochs, learning_rate, Wxh, Whh, Who):
    def epoch(_):
        y_hat, *gradients = backward(x, y, Wxh, Whh, Who)
        for W, dW in zip([Wxh, Whh, Who], gradients):
            np.subtract(W, learning_rate * dW, out=W)
        return cross_entropy(y, y_hat)

    return list(map(epoch, range(nb_epochs)))
