# A little is added to every probability; forward gives its states, too; weights are moved by sums; losses come after.
import numpy as np

EPS = 1e-12


def softmax(x):
    e = np.exp(x)
    return e / e.sum(axis=-1)[:, None]


def cross_entropy(y, y_hat):
    return (-(y * np.log(y_hat + EPS)).sum(axis=1)).mean()


def forward(x, Wxh, Whh, Who):
    N, T, V = x.shape
    S = np.zeros((N, T + 1, Whh.shape[0]))
    for t in range(T):
        S[:, t] = np.tanh(x[:, t].dot(Wxh) + S[:, t - 1].dot(Whh))  # S[:, -1] stays 0: it is the first state
    return S, softmax(S[:, T - 1].dot(Who))


def backward(x, y, Wxh, Whh, Who):
    S, y_hat = forward(x, Wxh, Whh, Who)
    N, T, V = x.shape
    d = (y_hat - y) / float(N)
    dWho = S[:, T - 1].T.dot(d)
    dWxh = np.zeros_like(Wxh)
    dWhh = np.zeros_like(Whh)
    g = d.dot(Who.T)
    for t in range(T - 1, -1, -1):
        g = g * (1 - S[:, t] ** 2)
        dWxh += x[:, t].T.dot(g)
        dWhh += S[:, t - 1].T.dot(g)
        g = g.dot(Whh.T)
    return y_hat, dWxh, dWhh, dWho


def numerical_gradient(x, y, Wxh, Whh, Who):
    epsilon = 1e-4
    gradients = []
    for W in (Wxh, Whh, Who):
        gradient = np.zeros_like(W)
        it = np.nditer(W, flags=["multi_index"])
        while not it.finished:
            i = it.multi_index
            W[i] += epsilon
            plus = cross_entropy(y, forward(x, Wxh, Whh, Who)[1])
            W[i] -= 2 * epsilon
            minus = cross_entropy(y, forward(x, Wxh, Whh, Who)[1])
            W[i] += epsilon
            gradient[i] = (plus - minus) / (2 * epsilon)
            it.iternext()
        gradients.append(gradient)
    return tuple(gradients)


def train_rnn(x, y, nb_epochs, learning_rate, Wxh, Whh, Who):
    losses = []
    for e in range(nb_epochs):
        _, dWxh, dWhh, dWho = backward(x, y, Wxh, Whh, Who)
        for W, dW in ((Wxh, dWxh), (Whh, dWhh), (Who, dWho)):
            W -= learning_rate * dW
        loss = cross_entropy(y, forward(x, Wxh, Whh, Who)[1])
        if e % max(nb_epochs // 10, 1) == 0:
            print(e, loss)
        losses.append(loss)
    return losses
