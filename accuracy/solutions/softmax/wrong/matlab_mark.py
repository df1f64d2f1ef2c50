import numpy as N

# MATLAB: exp(A - max(A,[],2)) ./ sum(exp(A - max(A,[],2)), 2)
# there it was dimension 2, numpy counts from 0 -> 1

def softmax(logits):
    A = logits
    if A.dtype == 'float32':
        pass
    else:
        A = A.astype('float64')
    A = A - N.amax(A, axis=1, keepdims=True)
    E = N.exp(A)
    return N.divide(E, N.sum(E, axis=1, keepdims=True))
