# Forward in time: the derivative of the state by each weight is carried along with the state.
import numpy as np


def forward(x, Wxh, Whh, Who):
    s = np.zeros((x.shape[0], Whh.shape[0]))
    for t in range(x.shape[1]):
        s = np.tanh(x[:, t, :] @ Wxh + s @ Whh)
    return 1.0 / (1.0 + np.exp(-(s @ Who)))


def backward(x, y, Wxh, Whh, Who):
    N, T, D = x.shape
    H, K = Who.shape
    s = np.zeros((N, H))
    by_x, by_h = np.zeros((N, H, D, H)), np.zeros((N, H, H, H))
    eye = np.eye(H)
    for t in range(T):
        new = np.tanh(x[:, t] @ Wxh + s @ Whh)
        slope = (1 - new**2)[:, :, None, None]
        by_x = slope * (np.einsum("nd,jh->njdh", x[:, t], eye) + np.einsum("nidh,ij->njdh", by_x, Whh))
        by_h = slope * (np.einsum("ni,jh->njih", s, eye) + np.einsum("naih,aj->njih", by_h, Whh))
        s = new
    p = 1.0 / (1.0 + np.exp(-(s @ Who)))
    error = (p - y) * p * (1.0 - p) / (N * K)
    at_state = error @ Who.T
    return p, np.einsum("nj,njdh->dh", at_state, by_x), np.einsum("nj,njih->ih", at_state, by_h), s.T @ error


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses = [None] * epochs
    for epoch in range(epochs):
        _, dWxh, dWhh, dWho = backward(x, y, Wxh, Whh, Who)
        Who -= learning_rate * dWho
        Whh -= learning_rate * dWhh
        Wxh -= learning_rate * dWxh
        losses[epoch] = np.mean(0.5 * (y - forward(x, Wxh, Whh, Who)) ** 2)
    return losses
