import numpy as np

def clip_gradients(grads, limit=5.0):
    for k in grads:
        g = grads[k]
        for i in range(g.shape[0]):
            for j in range(g.shape[1]):
                if g[i,j] > limit: g[i,j] = limit
                if g[i,j] < -limit: g[i,j] = -limit

def train(data, params, steps, seq_length=25, learning_rate=0.1):
    L = seq_length
    V = params['Wxh'].shape[1]
    H = params['Wxh'].shape[0]
    sm = np.log(V)*L
    res = []
    p = 0
    h = np.zeros((H,1))
    m = {}
    for k in params: m[k] = params[k]*0
    for step in range(steps):
        if len(data) - p < L+1:
            p = 0
            h = np.zeros((H,1))
        X = data[p:p+L]
        Y = data[p+1:p+L+1]
        p = p+L
        # forward
        hh = [h]
        pp = []
        loss = 0
        for t in range(L):
            x = np.zeros((V,1)); x[X[t]] = 1
            h = np.tanh(params['Wxh']@x + params['Whh']@h + params['bh'])
            hh.append(h)
            y = params['Why']@h + params['by']
            y = y - max(y)
            e = np.exp(y)
            pp.append(e/sum(e))
            loss += np.log(sum(e)[0]) - y[Y[t]][0]
        # backward
        g = {}
        for k in params: g[k] = params[k]*0
        d = np.zeros((H,1))
        for t in range(L-1,-1,-1):
            x = np.zeros((V,1)); x[X[t]] = 1
            dy = pp[t]
            dy[Y[t]] = dy[Y[t]] - 1
            g['Why'] += dy@hh[t+1].T
            g['by'] += dy
            dz = (params['Why'].T@dy + d)*(1-hh[t+1]**2)
            g['Wxh'] += dz@x.T
            g['Whh'] += dz@hh[t].T
            g['bh'] += dz
            d = params['Whh'].T@dz
        clip_gradients(g)
        for k in params:
            m[k] += g[k]**2
            params[k] -= learning_rate*g[k]/np.sqrt(m[k]+1e-8)
        sm = 0.999*sm + 0.001*loss
        res.append(float(sm))
    return res
