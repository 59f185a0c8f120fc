"""
Many people sign up at once: POST /meta/register, the part of the API that costs most CPU time.

Push harder with more users, or with MAX_WAIT=0 (milliseconds; see README.md).
"""

import uuid

from locust import task

from kandu import KanduUser, fields


class NewUser(KanduUser):
    @task
    def register(self):
        name = "load-" + uuid.uuid4().hex
        account = {"username": name, "email": name + "@example.com", "password": uuid.uuid4().hex}
        with self.client.post("/meta/register", json=account, catch_response=True) as response:
            fields(response, "user_id", "token")
