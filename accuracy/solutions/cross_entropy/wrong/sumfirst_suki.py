import numpy as np

def cross_entropy(logits, targets):
    loss = 0
    for row, right in zip(logits, targets):
        m = row.max()
        loss = loss + (m + np.log(np.exp(row - m).sum()) - row[right])
    return loss

def cross_entropy_derivative(logits, targets):
    rows = []
    for row, right in zip(logits, targets):
        e = np.exp(row - row.max())
        q = e / e.sum()
        y = np.zeros(len(row)); y[right] = 1
        rows.append(q - y)
    return np.array(rows)
