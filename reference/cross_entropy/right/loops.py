import math


def cross_entropy(logits, targets):
    losses = []
    for row, target in zip(logits.tolist(), targets.tolist()):
        top = max(row)
        losses.append(top + math.log(sum(math.exp(z - top) for z in row)) - row[target])
    return math.fsum(losses) / len(losses)


def cross_entropy_derivative(logits, targets):
    import numpy as np

    answer = np.zeros((len(logits), len(logits[0])))
    for n in range(len(targets)):
        top = max(logits[n])
        powers = [math.exp(z - top) for z in logits[n]]
        for i in range(len(powers)):
            answer[n][i] = (powers[i] / sum(powers) - int(i == targets[n])) / len(targets)
    return answer
