import numpy as np


def softmax(x):
    return np.array([np.exp(row - max(row)) / np.exp(row - max(row)).sum() for row in x])


def cross_entropy(y, y_hat):
    prices = [-np.log(max(p, 1e-300)) for p in y_hat[y.astype(bool)]]
    return sum(prices) / len(prices)


def scan(x, Wxh, Whh):
    both, s = np.vstack([Wxh, Whh]), np.zeros((len(x), len(Whh)))
    inputs, outputs = [], []
    for column in x.swapaxes(0, 1):
        inputs.append(np.hstack([column, s]))
        s = np.tanh(inputs[-1] @ both)
        outputs.append(s)
    return inputs, outputs


def forward(x, Wxh, Whh, Who):
    _, outputs = scan(x, Wxh, Whh)
    return softmax(outputs[-1] @ Who)


def backward(x, y, Wxh, Whh, Who):
    inputs, outputs = scan(x, Wxh, Whh)
    y_hat = softmax(outputs[-1] @ Who)
    error = (y_hat - y) / len(y)
    dboth = np.zeros((len(Wxh) + len(Whh), len(Whh)))
    blame = error @ Who.T
    while outputs:
        out = outputs.pop()
        if not dboth.any():
            dWho = out.T @ error
        blame = blame - blame * out**2
        dboth = dboth + inputs.pop().T @ blame
        blame = blame @ Whh.T
    return y_hat, dboth[: len(Wxh)], dboth[len(Wxh) :], dWho


def numerical_gradient(x, y, *weights):
    weights = [each.copy() for each in weights]

    def moved(W, index, step):
        kept, W[index] = W[index], W[index] + step
        price = cross_entropy(y, forward(x, *weights))
        W[index] = kept
        return price

    def slopes(W):
        found = np.empty_like(W)
        for index, _ in np.ndenumerate(W):
            found[index] = (moved(W, index, 1e-5) - moved(W, index, -1e-5)) / 2e-5
        return found

    return [slopes(W) for W in weights]


def train_rnn(x, y, nb_epochs, learning_rate, Wxh, Whh, Who):
    losses = np.zeros(nb_epochs)
    for e in range(nb_epochs):
        y_hat, dWxh, dWhh, dWho = backward(x, y, Wxh, Whh, Who)
        losses[e] = cross_entropy(y, y_hat)
        k = [e % len(x)]
        _, dWxh, dWhh, dWho = backward(x[k], y[k], Wxh, Whh, Who)
        for W, dW in ((Wxh, dWxh), (Whh, dWhh), (Who, dWho)):
            W += -learning_rate * dW
    return losses.tolist()
