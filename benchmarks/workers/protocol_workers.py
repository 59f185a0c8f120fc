"""Many of Locust's workers in one process, without users: they speak the protocol of Locust's WorkerRunner (runners.py, seen
in 2.47) and report made-up requests. Only what a master can see of a worker is here.

Usage: protocol_workers.py --worker --master-host HOST --master-port PORT --processes N [OTHER-ARGUMENTS-OF-LOCUST...]

Environment: REPORTS, a folder in which each process writes what it has sent, as JSON; NAMES, the number of request names;
REQUESTS, the number of requests in each report of a worker to each name.
"""

import argparse
import json
import os
import resource
import socket
import time
from uuid import uuid4

import msgpack
import zmq
from locust import __version__
from locust.rpc.protocol import Message
from locust.stats import RequestStats

HEARTBEAT_INTERVAL = 1  # seconds, as runners.py has it
REPORT_INTERVAL = 3  # seconds, as WORKER_REPORT_INTERVAL in runners.py
MISSING_AFTER = 3  # seconds without a heartbeat, after which a master misses a worker
TICK = 0.05  # seconds
QUIT_TIME = 10  # seconds for the last messages

NAMES = int(os.environ.get("NAMES", "10"))
REQUESTS = int(os.environ.get("REQUESTS", "3"))


class Reports:
    """The statistics of all workers, who do the same: packed once in each second."""

    def __init__(self):
        self.stats = RequestStats()
        self.packed_at = 0
        self.packed = b""

    def get(self, users):
        if int(time.time()) != self.packed_at:
            for name in range(NAMES):
                for request in range(REQUESTS):
                    self.stats.log_request("GET", f"/page/{name}", 20 + 10 * request, 1000)
            data = {
                "stats": self.stats.serialize_stats(),
                "stats_total": self.stats.total.get_stripped_report(),
                "errors": {},
                "user_classes_count": users,
                "user_count": sum(users.values()),
            }
            self.packed = msgpack.dumps(data)
            self.packed_at = int(time.time())
        return self.packed


class Worker:
    def __init__(self, context, address, number, count, reports):
        self.id = f"{socket.gethostname()}_{uuid4().hex}"
        self.reports = reports
        self.state = "ready"
        self.users = {}
        self.gone = False
        self.requests = 0
        self.longest_silence = 0
        self.last_heartbeat = None
        self.missing = False
        now = time.monotonic()
        self.next_heartbeat = now + HEARTBEAT_INTERVAL * number / count
        self.next_report = now + REPORT_INTERVAL * number / count
        self.socket = context.socket(zmq.DEALER)
        self.socket.setsockopt(zmq.IDENTITY, self.id.encode())
        self.socket.connect(address)
        self.send("client_ready", __version__)

    def send(self, kind, data=None):
        self.socket.send(Message(kind, data, self.id).serialize(), zmq.NOBLOCK)

    def receive(self):
        while True:
            try:
                data = self.socket.recv(zmq.NOBLOCK)
            except zmq.Again:
                return
            self.handle(Message.unserialize(data))

    def handle(self, message):
        if message.type == "spawn":
            self.send("spawning")
            self.users = message.data["user_classes_count"]
            self.state = "running"
            self.send("spawning_complete", {"user_classes_count": self.users, "user_count": sum(self.users.values())})
        elif message.type == "stop":
            self.state = "ready"
            self.users = dict.fromkeys(self.users, 0)
            self.send("client_stopped")
            self.send("client_ready", __version__)
        elif message.type == "quit":
            self.send("quit")
            self.gone = True

    def act(self, now):
        if now >= self.next_heartbeat:
            if self.last_heartbeat is not None:
                self.longest_silence = max(self.longest_silence, now - self.last_heartbeat)
            self.last_heartbeat = now
            self.next_heartbeat = max(self.next_heartbeat + HEARTBEAT_INTERVAL, now)
            self.send("heartbeat", {"state": self.state, "current_cpu_usage": 1, "current_memory_usage": 1})
        if now >= self.next_report:
            self.next_report = max(self.next_report + REPORT_INTERVAL, now)
            if self.state == "running" and sum(self.users.values()):
                # the message as Message.serialize writes it, without packing the same data for each worker
                packer = msgpack.Packer()
                head = packer.pack_array_header(3) + msgpack.dumps("stats")
                self.socket.send(head + self.reports.get(self.users) + msgpack.dumps(self.id), zmq.NOBLOCK)
                self.requests += NAMES * REQUESTS


def raise_file_limit():
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def main():
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--master-host")
    parser.add_argument("--master-port")
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_known_args()[0]
    raise_file_limit()
    context = zmq.Context()
    context.set(zmq.MAX_SOCKETS, options.processes + 100)
    address = f"tcp://{options.master_host}:{options.master_port}"
    reports = Reports()
    workers = [Worker(context, address, n, options.processes, reports) for n in range(options.processes)]
    while not all(worker.gone for worker in workers):
        begun = time.monotonic()
        for worker in workers:
            if not worker.gone:
                worker.receive()
                worker.act(time.monotonic())
        time.sleep(max(0.0, TICK - (time.monotonic() - begun)))
    for worker in workers:
        worker.socket.close(linger=QUIT_TIME * 1000)
    silences = [worker.longest_silence for worker in workers]
    with open(os.path.join(os.environ["REPORTS"], f"{os.getpid()}.json"), "w") as report:
        json.dump(
            {
                "requests": sum(worker.requests for worker in workers),
                "longestSilence": max(silences),
                "silent": sum(silence >= MISSING_AFTER for silence in silences),
            },
            report,
        )
    context.term()


main()
