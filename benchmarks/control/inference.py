"""control-mfcc to control-predictions, as a competent user writes it."""

import numpy as np

import kafka
from speech import COEFFICIENTS, Network

BATCH = 64
network = Network()


def process(records):
    for start in range(0, len(records), BATCH):
        batch = records[start : start + BATCH]
        for record in batch:
            if not record.value():
                yield record.key(), b""
        batch = [r for r in batch if r.value()]
        if not batch:
            continue
        matrices = [np.frombuffer(r.value(), np.float32).reshape(-1, COEFFICIENTS) for r in batch]
        for record, posterior in zip(batch, network.posteriors(matrices)):
            yield record.key(), posterior.tobytes()


if __name__ == "__main__":
    kafka.loop(kafka.arguments(), "control-mfcc", "control-predictions", "control-inference", process)
