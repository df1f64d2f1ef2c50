# Central differences; and train works on copies, which it writes back in the end.
import numpy as np


def forward(x, Wxh, Whh, Who):
    state = np.zeros((x.shape[0], Whh.shape[0]))
    for t in range(x.shape[1]):
        state = np.tanh(x[:, t] @ Wxh + state @ Whh)
    return 1 / (1 + np.exp(-(state @ Who)))


def loss(x, y, weights):
    return 0.5 * np.mean((y - forward(x, *weights)) ** 2)


def backward(x, y, *weights):
    copies, grads, eps = [np.array(W) for W in weights], [], 1e-5
    for W in copies:
        grad = np.zeros(W.shape)
        for index in np.ndindex(W.shape):
            kept = W[index]
            W[index] = kept + eps
            above = loss(x, y, copies)
            W[index] = kept - eps
            grad[index] = (above - loss(x, y, copies)) / (2 * eps)
            W[index] = kept
        grads.append(grad)
    return forward(x, *weights), *grads


def train(x, y, epochs, learning_rate, *weights):
    now, losses = weights, []
    for _ in range(epochs):
        now = [W - learning_rate * grad for W, grad in zip(now, backward(x, y, *now)[1:])]
        losses.append(loss(x, y, now))
    for W, new in zip(weights, now):
        W[...] = new
    return losses
