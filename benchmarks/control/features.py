"""control-chunks to control-mfcc, as a competent user writes it. With --gate, silence has no matrix."""

import kafka
from speech import Windows, mfcc, speaks

args = kafka.arguments()
windows = Windows()


def process(records):
    for record in records:
        samples = windows.add(record.key(), record.value())
        if samples is not None:
            silent = args.gate and not speaks(samples)
            yield record.key(), b"" if silent else mfcc(samples).tobytes()


if __name__ == "__main__":
    kafka.loop(args, "control-chunks", "control-mfcc", "control-features", process)
