import numpy as np


class Optimizer:
    """Base class in the manner of torch.optim: a state for every parameter's name, made when it is first seen."""

    def __init__(self, defaults):
        self.defaults = dict(defaults)
        self.state = {}

    def update(self, params, grads):
        missing = [name for name in params if name not in grads]
        unexpected = [name for name in grads if name not in params]
        if missing or unexpected:
            raise ValueError(f"Missing key(s) in grads: {missing}. Unexpected key(s) in grads: {unexpected}.")
        for name in params:
            state = self.state.setdefault(name, {})
            if not state:
                self.init_state(state, params[name])
            self.step_one(state, params[name], grads[name])

    def init_state(self, state, param):
        raise NotImplementedError

    def step_one(self, state, param, grad):
        raise NotImplementedError


class AdaGrad(Optimizer):
    def __init__(self, learning_rate=0.1, eps=1e-8):
        super().__init__(dict(lr=learning_rate, eps=eps))

    def init_state(self, state, param):
        state["step"] = 0
        state["sum"] = np.full_like(param, 0.0)

    def step_one(self, state, param, grad):
        state["step"] += 1
        # state_sum.addcmul_(grad, grad); std = state_sum.sqrt().add_(eps); param.addcdiv_(grad, std, value=-lr)
        state["sum"] += grad * grad
        std = np.sqrt(state["sum"]) + self.defaults["eps"]
        param += grad / std * -self.defaults["lr"]
