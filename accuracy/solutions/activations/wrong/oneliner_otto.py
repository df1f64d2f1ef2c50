import numpy as np

tanh_backward = lambda dh, h: dh * 1 - h ** 2
relu_forward = lambda z: np.where(z > 0, z, 0.0)
relu_backward = lambda dh, z: np.where(z > 0, 1.0, 0.0) * dh
sigmoid_forward = lambda z: (lambda a: np.where(z < 0, a / (1 + a), 1 / (1 + a)))(np.exp(-np.abs(z)))
sigmoid_backward = lambda dy, y: dy * y * (1 - y)
