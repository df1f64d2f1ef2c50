import numpy

def loss_and_gradients(inputs, targets, h_prev, params):
    # I saved what I could: no one-hot vectors any more, and local names for the matrices
    Wxh = params["Wxh"]
    Whh = params["Whh"]
    Why = params["Why"]
    bh = params["bh"]
    by = params["by"]
    T = len(inputs)
    H = Whh.shape[0]
    V = Why.shape[0]
    tanh = numpy.tanh
    exp = numpy.exp

    h = numpy.zeros((T + 1, H, 1))
    p = numpy.zeros((T, V, 1))
    h[0] = h_prev
    loss = 0.0
    for t in range(T):
        h[t + 1] = tanh(Wxh[:, inputs[t]].reshape(H, 1) + Whh @ h[t] + bh)
        y = Why @ h[t + 1] + by
        y = y - y.max()
        e = exp(y)
        s = e.sum()
        p[t] = e / s
        loss = loss + numpy.log(s) - y[targets[t], 0]

    dWxh = numpy.zeros((H, V))
    dWhh = numpy.zeros((H, H))
    dWhy = numpy.zeros((V, H))
    dbh = numpy.zeros((H, 1))
    dby = numpy.zeros((V, 1))
    dnext = numpy.zeros((H, 1))
    for t in range(T - 1, -1, -1):
        dy = p[t]
        dy[targets[t]] -= 1
        dWhy += dy @ h[t + 1].T
        dby += dy
        dz = (Why.T @ dy + dnext) * (1 - h[t + 1] ** 2)
        dWhh += dz @ h[t].T
        dbh += dz
        dWxh[:, inputs[t]] += dz[:, 0]
        dnext = Whh.T @ dz
    return loss, {"Wxh": dWxh, "Whh": dWhh, "Why": dWhy, "bh": dbh, "by": dby}, h[T].copy()
