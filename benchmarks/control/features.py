"""control-chunks to control-mfcc, as a competent user writes it."""

import kafka
from speech import Windows, mfcc

windows = Windows()


def process(records):
    for record in records:
        samples = windows.add(record.key(), record.value())
        if samples is not None:
            yield record.key(), mfcc(samples).tobytes()


if __name__ == "__main__":
    kafka.loop(kafka.arguments(), "control-chunks", "control-mfcc", "control-features", process)
