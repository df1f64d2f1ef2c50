import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        memory = {}

        def update(params, grads):
            if extra := [name for name in grads if params.get(name) is None]:
                raise ValueError(f"unexpected gradients {extra}")
            try:
                new = {name: memory.get(name, np.float64(0)) + np.square(grads[name]) for name in params}
            except KeyError as error:
                raise ValueError(f"no gradient for {error}") from None
            memory.update(new)
            for name, total in new.items():
                params[name] -= np.multiply(learning_rate, grads[name]) / np.sqrt(total + eps)

        self.update = update
