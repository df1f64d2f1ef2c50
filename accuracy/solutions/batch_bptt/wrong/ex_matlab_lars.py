import numpy as np

# X is N x T x D. In MATLAB I would index from 1.

def forward(x, Wxh, Whh, Who):
    [N, T, D] = x.shape
    H = Whh.shape[1]
    S = np.zeros((N, H, T + 1))
    for t in range(1, T):
        S[:, :, t] = np.tanh(x[:, t - 1, :] @ Wxh + S[:, :, t - 1] @ Whh)
    Z = S[:, :, T - 1] @ Who
    return 0.5 * (1 + np.tanh(Z / 2))


def backward(x, y, Wxh, Whh, Who):
    [N, T, D] = x.shape
    [H, K] = Who.shape
    S = np.zeros((N, H, T + 1))
    for t in range(1, T + 1):
        S[:, :, t] = np.tanh(x[:, t - 1, :] @ Wxh + S[:, :, t - 1] @ Whh)
    Y = 0.5 * (1 + np.tanh(S[:, :, T] @ Who / 2))
    E = (Y - y) * Y * (1 - Y) / (N * K)
    dWho = S[:, :, T].T @ E
    dWxh = np.zeros((D, H))
    dWhh = np.zeros((H, H))
    B = E @ Who.T
    for t in range(T, 0, -1):
        B = B * (1 - S[:, :, t] ** 2)
        dWxh = dWxh + x[:, t - 1, :].T @ B
        dWhh = dWhh + S[:, :, t - 1].T @ B
        B = B @ Whh.T
    return Y, dWxh, dWhh, dWho


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    J = []
    for e in range(epochs):
        [Y, dWxh, dWhh, dWho] = backward(x, y, Wxh, Whh, Who)
        Wxh[:, :] = Wxh - learning_rate * dWxh
        Whh[:, :] = Whh - learning_rate * dWhh
        Who[:, :] = Who - learning_rate * dWho
        Y = backward(x, y, Wxh, Whh, Who)[0]
        J.append(np.sum((y - Y) ** 2) / y.size)
    return J
