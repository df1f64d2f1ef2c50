import numpy as np


def _run(x, Wxh, Whh, Who):
    """T steps of shape (N, D), T + 1 states of shape (N, H) with the zeros in front, and the predictions (N, K)."""
    steps = x.swapaxes(0, 1)
    states = [np.zeros((len(x), len(Whh)))]
    for x_t in steps:
        states.append(np.tanh(x_t @ Wxh + states[-1] @ Whh))
    scores = states[-1] @ Who
    return steps, states, 1 / (1 + np.exp(-scores))


def forward(x, Wxh, Whh, Who):
    _, _, y_hat = _run(x, Wxh, Whh, Who)
    return y_hat


def backward(x, y, Wxh, Whh, Who):
    steps, states, y_hat = _run(x, Wxh, Whh, Who)

    # The mean goes over batch and outputs, so each of the N K entries has a share of 1 / (N K) in the loss.
    dy_hat = (y_hat - y) / y.size
    dscores = dy_hat * y_hat * (1 - y_hat)
    dWho = states[-1].T @ dscores
    # Only the last state is read off; what the ones before it are to blame for comes back through Whh.
    ds = dscores @ Who.T

    dWxh, dWhh = np.zeros_like(Wxh), np.zeros_like(Whh)
    for t in reversed(range(len(steps))):
        s_prev, s = states[t], states[t + 1]
        dz = ds * (1 - s**2)
        # The product of matrices adds up over the rows of the batch; the loop adds up over time.
        dWxh += steps[t].T @ dz
        dWhh += s_prev.T @ dz
        ds = dz @ Whh.T
    return y_hat, dWxh, dWhh, dWho


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses = []
    for _ in range(epochs):
        _, *gradients = backward(x, y, Wxh, Whh, Who)
        for weights, gradient in zip((Wxh, Whh, Who), gradients, strict=True):
            weights -= learning_rate * gradient
        y_hat = forward(x, Wxh, Whh, Who)
        losses.append(float(0.5 * np.mean((y - y_hat) ** 2)))
    return losses
