"""
Typical load: users browse and play kandus, some save their own, and a user occasionally signs up.

To generate more load, use more users, or shorter MIN_WAIT and MAX_WAIT (milliseconds; see README.md).
"""

import random
import uuid

from locust import task

from kandu import KanduUser, fields


class TypicalUser(KanduUser):
    # The number after @task is its weight: of ten tasks, six or seven are plays.
    @task(13)
    def play(self):
        """Picks a kandu from the list, loads it with its assets as a browser would, and plays it."""
        with self.client.get("/kandus", catch_response=True) as response:
            listed = fields(response, "kandus")
        if not listed or not listed["kandus"]:
            return
        # name= makes one row of all kandus in the statistics, where each address would be one of its own
        path = "/kandus/%d" % random.choice(listed["kandus"])["id"]
        with self.client.get(path, name="/kandus/[id]", catch_response=True) as response:
            kandu = fields(response, "id", "assets")
        if not kandu:
            return
        for asset in kandu["assets"]:
            self.fetch(asset)
        with self.client.post("/plays", json={"kandu_id": kandu["id"]}, catch_response=True) as response:
            fields(response, "play_id")

    @task(4)
    def save(self):
        kandu = {"title": "Saved under load", "assets": random.sample(range(1, 101), 2)}
        with self.client.post("/kandus", json=kandu, catch_response=True) as response:
            fields(response, "id")

    @task(2)
    def look_at_assets(self):
        for asset in random.sample(range(1, 101), 3):
            self.fetch(asset)

    @task(1)
    def register(self):
        name = "load-" + uuid.uuid4().hex
        account = {"username": name, "email": name + "@example.com", "password": uuid.uuid4().hex}
        with self.client.post("/meta/register", json=account, catch_response=True) as response:
            fields(response, "user_id", "token")

    def fetch(self, asset):
        with self.client.get("/assets/%d" % asset, name="/assets/[id]", catch_response=True) as response:
            if response.status_code == 200 and not response.content:
                response.failure("200, but the asset is empty")
