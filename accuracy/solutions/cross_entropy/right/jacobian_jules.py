import numpy as np


# Chain rule in two steps: dL/dp is -1/(N p_t) at the target, and the softmax has the Jacobian
# J_ij = p_i (d_ij - p_j).  Multiplied out by hand -1/p_t never appears, because the row
# of the Jacobian holds the factor p_t: J_tj = p_t (d_tj - p_j).
def softmax_row(z):
    w = np.exp(z - z[z.argmax()])
    return w * (1 / w.sum())


def loss_of_one(z, t):
    others = z - z.max()
    return np.log(np.exp(others).sum()) - others[t]


def cross_entropy(logits, targets):
    z = np.asarray(logits, float)
    return np.mean([loss_of_one(z[k], targets[k]) for k in range(len(z))])


def cross_entropy_derivative(logits, targets):
    z = np.asarray(logits, float)
    unit = np.identity(z.shape[1])
    jacobian_rows = [unit[int(t)] - softmax_row(row) for row, t in zip(z, targets)]   # J_t / p_t
    return np.vstack(jacobian_rows) * (-1.0 / z.shape[0])
