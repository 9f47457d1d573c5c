"""control-chunks to control-predictions, as a first attempt looks."""

from confluent_kafka import Consumer, Producer

import kafka
from speech import Network, Windows, mel_bank, mfcc

if __name__ == "__main__":
    args = kafka.arguments()
    consumer = Consumer(
        {
            "bootstrap.servers": args.bootstrap,
            # The group of the others: what they have read is not read again.
            "group.id": "control-features",
            "enable.auto.commit": False,
            "auto.offset.reset": "earliest",
        }
    )
    producer = Producer({"bootstrap.servers": args.bootstrap})
    network = Network()
    windows = Windows()
    consumer.subscribe(["control-chunks"])
    while kafka.running:
        record = consumer.poll(0.5)
        if record is None or record.error():
            continue
        samples = windows.add(record.key(), record.value())
        if samples is not None:
            posterior = network.posteriors([mfcc(samples, mel_bank())])[0]
            producer.produce("control-predictions", posterior.tobytes(), record.key())
            producer.flush()
        consumer.commit(record, asynchronous=False)
    consumer.close()
