import numpy


class AdaGrad:
    # fields
    learning_rate = 0.1
    eps = 1e-8
    memory = {}

    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate = learning_rate
        self.eps = eps

    def get_memory(self, name, shape):
        if name not in self.memory:
            self.memory[name] = numpy.zeros(shape)
        return self.memory[name]

    def update(self, params, grads):
        for name in params.keys():
            if name not in grads.keys():
                raise ValueError("no gradient for " + name)
        for name in grads.keys():
            if name not in params.keys():
                raise ValueError("no parameter for " + name)
        for name in params.keys():
            memory = self.get_memory(name, params[name].shape)
            memory += grads[name] * grads[name]
            step = self.learning_rate * grads[name] / numpy.sqrt(memory + self.eps)
            params[name] -= step
