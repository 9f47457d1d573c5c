"""Consuming and producing, at least once or in transactions."""

import argparse
import signal
import time

from confluent_kafka import Consumer, Producer

running = True


def stop(*_):
    global running
    running = False


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("bootstrap")
    parser.add_argument("--transactions", action="store_true")
    parser.add_argument("--gate", action="store_true")
    signal.signal(signal.SIGTERM, stop)
    return parser.parse_args()


def loop(args, source, target, group, process, batch=500):
    """Feeds lists of records to process(), which gives (key, value) pairs, until SIGTERM. Commits by time."""
    consumer = Consumer(
        {
            "bootstrap.servers": args.bootstrap,
            "group.id": group,
            "isolation.level": "read_committed",
            "enable.auto.commit": False,
            "auto.offset.reset": "earliest",
            "fetch.wait.max.ms": 50,
        }
    )
    settings = {
        "bootstrap.servers": args.bootstrap,
        "enable.idempotence": True,
        "linger.ms": 20,
        "batch.size": 1 << 20,
        "message.max.bytes": 2 << 20,
        "queue.buffering.max.messages": 100000,
    }
    if args.transactions:
        settings["transactional.id"] = group
    producer = Producer(settings)
    if args.transactions:
        producer.init_transactions()
    consumer.subscribe([source])
    interval = 0.1 if args.transactions else 1.0
    committed, open_ = time.monotonic(), False
    while running:
        records = [r for r in consumer.consume(batch, 0.05) if not r.error()]
        if records and args.transactions and not open_:
            producer.begin_transaction()
        open_ = open_ or bool(records)
        for key, value in process(records):
            producer.produce(target, value, key)
        producer.poll(0)
        if open_ and time.monotonic() - committed >= interval:
            if args.transactions:
                positions = consumer.position(consumer.assignment())
                producer.send_offsets_to_transaction(positions, consumer.consumer_group_metadata())
                producer.commit_transaction()
            else:
                producer.flush()
                consumer.commit(asynchronous=False)
            committed, open_ = time.monotonic(), False
    consumer.close()
