# No loop on the way back: the gradients of the last step, and that is all.
import numpy as np


def go(x, Wxh, Whh, Who):
    previous, current = None, np.zeros((len(x), Wxh.shape[1]))
    for t in range(x.shape[1]):
        previous, current = current, np.tanh(x[:, t].dot(Wxh) + current.dot(Whh))
    return previous, current, 1 / (1 + np.exp(-current.dot(Who)))


def forward(x, Wxh, Whh, Who):
    return go(x, Wxh, Whh, Who)[2]


def backward(x, y, Wxh, Whh, Who):
    previous, current, guess = go(x, Wxh, Whh, Who)
    d_score = (guess - y) / guess.size * guess * (1 - guess)
    d_inner = d_score.dot(Who.T) * (1 - current**2)
    return guess, x[:, -1].T.dot(d_inner), previous.T.dot(d_inner), current.T.dot(d_score)


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses = []
    for _ in range(epochs):
        guess, dWxh, dWhh, dWho = backward(x, y, Wxh, Whh, Who)
        Wxh -= learning_rate * dWxh
        Whh -= learning_rate * dWhh
        Who -= learning_rate * dWho
        losses.append(0.5 * np.mean(np.power(y - forward(x, Wxh, Whh, Who), 2)))
    return losses
