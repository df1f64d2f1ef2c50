import numpy as np

def suave(y):
    z = np.exp(y - y.max())
    return z / z.sum()

def step_forward(x, h_prev, params):
    estado = np.tanh(params['Wxh'] @ x + params['Whh'] @ h_prev + params['bh'])
    puntajes = params['Why'] @ estado + params['by']
    return estado, puntajes, suave(puntajes)

def step_backward(dy, dh_next, x, h, h_prev, params):
    # el error de la salida
    d_estado = params['Why'].T @ dy
    # por la tangente
    d_z = d_estado * (1 - h * h)
    gradientes = {
        'by': dy.copy(), 'Why': dy @ h.T,
        'bh': d_z.copy(), 'Wxh': d_z @ x.T, 'Whh': d_z @ h_prev.T,
    }
    return gradientes, params['Whh'].T @ d_estado
