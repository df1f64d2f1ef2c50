import math


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.alpha, self.eps, self.sums = learning_rate, eps, {}

    def update(self, params, grads):
        if set(params) != set(grads):
            odd = sorted(set(params).symmetric_difference(grads))
            raise ValueError("names that do not match: " + " ".join(odd))
        for key, array in params.items():
            for i, row in enumerate(array):
                for j in range(len(row)):
                    g = float(grads[key][i, j])
                    self.sums[key, i, j] = self.sums.get((key, i, j), 0.0) + g * g
                    row[j] += self.alpha * g / math.sqrt(self.sums[key, i, j] + self.eps)
