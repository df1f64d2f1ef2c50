import math


def clip_gradients(grads, limit=5.0):
    for array in grads.values():
        rows, columns = array.shape
        for i in range(rows):
            for j in range(columns):
                if array[i, j] > limit:
                    array[i, j] = limit
                elif array[i, j] < -limit:
                    array[i, j] = -limit


def cut(number):
    return max(-5.0, min(5.0, number))


def gradients(inputs, targets, before, p):
    H, V = len(p["bh"]), len(p["by"])
    states, errors, loss = [before], [], 0.0
    for i, target in zip(inputs, targets):
        last = states[-1]
        h = [
            math.tanh(p["Wxh"][a][i] + sum(p["Whh"][a][b] * last[b] for b in range(H)) + p["bh"][a][0])
            for a in range(H)
        ]
        y = [sum(p["Why"][v][a] * h[a] for a in range(H)) + p["by"][v][0] for v in range(V)]
        total = math.fsum(math.exp(each - max(y)) for each in y)
        loss += math.log(total) + max(y) - y[target]
        errors.append([math.exp(each - max(y)) / total - (v == target) for v, each in enumerate(y)])
        states.append(h)

    g = {name: [[0.0] * len(row) for row in rows] for name, rows in p.items()}
    later = [0.0] * H
    for t in range(len(inputs) - 1, -1, -1):
        h, last, dy = states[t + 1], states[t], errors[t]
        for v in range(V):
            g["by"][v][0] += dy[v]
            for a in range(H):
                g["Why"][v][a] += dy[v] * h[a]
        dz = [(1 - h[a] ** 2) * (sum(dy[v] * p["Why"][v][a] for v in range(V)) + later[a]) for a in range(H)]
        for a in range(H):
            g["bh"][a][0] += dz[a]
            g["Wxh"][a][inputs[t]] += dz[a]
            for b in range(H):
                g["Whh"][a][b] += dz[a] * last[b]
        later = [sum(p["Whh"][a][b] * dz[a] for a in range(H)) for b in range(H)]
    return loss, g, states[-1]


def train(data, params, steps, seq_length=25, learning_rate=0.1):
    data = [int(index) for index in data]
    p = {name: array.tolist() for name, array in params.items()}
    squares = {}
    smooth, losses, start, h = 0.0, [], 0, [0.0] * len(p["bh"])
    for _ in range(steps):
        if len(data) - start <= seq_length:
            start, h = 0, [0.0] * len(p["bh"])
        chunk = data[start : start + seq_length + 1]
        loss, g, h = gradients(chunk[:-1], chunk[1:], h, p)
        for name, rows in g.items():
            for i, row in enumerate(rows):
                for j, number in enumerate(row):
                    number = cut(number)
                    squares[name, i, j] = squares.get((name, i, j), 0.0) + number**2
                    p[name][i][j] -= learning_rate * number / math.sqrt(squares[name, i, j] + 1e-8)
                    params[name][i, j] = p[name][i][j]
        smooth += (loss - smooth) / 1000
        losses.append(smooth)
        start += seq_length
    return losses
