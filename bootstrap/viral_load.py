"""
A few kandus have gone viral: many GETs of the same pages, and many POSTs by the people who play them.

Push harder with more users, or with shorter MIN_WAIT and MAX_WAIT (milliseconds; see README.md).
"""

import random

from locust import task

from kandu import KanduUser, fields

# The kandus that everybody talks about. The same id several times makes it more viral than the others.
VIRAL = [1, 1, 1, 1, 2, 2, 3]


class Visitor(KanduUser):
    # The number after @task is its weight: a visitor looks ten times for each flag.
    @task(10)
    def look(self):
        self.open(random.choice(VIRAL))

    @task(6)
    def play(self):
        kandu = random.choice(VIRAL)
        if self.open(kandu):
            with self.client.post("/plays", json={"kandu_id": kandu}, catch_response=True) as response:
                fields(response, "play_id")

    @task(1)
    def flag(self):
        report = {"kandu_id": random.choice(VIRAL), "reason": "spam"}
        with self.client.post("/flags", json=report, catch_response=True) as response:
            fields(response, "flag_id")

    def open(self, kandu):
        # name= makes one row of all kandus in the statistics, where each address would be one of its own
        with self.client.get("/kandus/%d" % kandu, name="/kandus/[id]", catch_response=True) as response:
            return fields(response, "id", "title")
