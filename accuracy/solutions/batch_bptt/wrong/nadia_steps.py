# I write the shapes next to everything
import numpy as np

def sigmoid(z):
    return 0.5 * np.tanh(0.5 * z) + 0.5

def rnn_states(x, Wxh, Whh):
    N, T, D = x.shape
    H = Whh.shape[0]
    s = np.zeros((N, H))                                # (N, H)
    all_states = []
    for t in range(T):
        x_t = x[:, t, :]                                # (N, D)
        s = np.tanh(x_t @ Wxh + s @ Whh)                # (N, D)(D, H) + (N, H)(H, H) = (N, H)
        all_states.append(s)
    return all_states                                   # T times (N, H)

def forward(x, Wxh, Whh, Who):
    s = rnn_states(x, Wxh, Whh)[-1]                     # (N, H)
    return sigmoid(s @ Who)                             # (N, H)(H, K) = (N, K)

def backward(x, y, Wxh, Whh, Who):
    states = rnn_states(x, Wxh, Whh)
    T = len(states)
    y_hat = sigmoid(states[-1] @ Who)                   # (N, K)
    N, K = y_hat.shape
    dy_hat = (y_hat - y) / (N * K)                      # (N, K)
    dscore = dy_hat * y_hat * (1 - y_hat)               # (N, K)
    dWho = states[-1].T @ dscore                        # (H, N)(N, K) = (H, K)
    ds = dscore @ Who.T                                 # (N, K)(K, H) = (N, H)
    dWxh = np.zeros_like(Wxh)                           # (D, H)
    dWhh = np.zeros_like(Whh)                           # (H, H)
    for t in range(T - 1, -1, -1):
        dz = ds * (1 - states[t] ** 2)                  # (N, H)
        dWxh += x[:, t, :].T @ dz                       # (D, N)(N, H) = (D, H)
        dWhh += states[t].T @ dz                        # (H, N)(N, H) = (H, H)
        ds = dz @ Whh.T                                 # (N, H)(H, H) = (N, H)
    return y_hat, dWxh, dWhh, dWho

def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses = []
    for _ in range(epochs):
        y_hat, dWxh, dWhh, dWho = backward(x, y, Wxh, Whh, Who)
        Wxh -= learning_rate * dWxh
        Whh -= learning_rate * dWhh
        Who -= learning_rate * dWho
        y_hat = forward(x, Wxh, Whh, Who)
        losses.append(0.5 * np.mean((y - y_hat) ** 2))
    return losses
