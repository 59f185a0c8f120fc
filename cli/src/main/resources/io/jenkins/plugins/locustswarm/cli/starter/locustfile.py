"""
What the simulated users of a load test do. See https://docs.locust.io for everything that a locustfile can contain.

    locust-swarm test -f locustfile.py -H http://localhost:8080 -s 1 -u 2 -t 30s
"""

from locust import HttpUser, between, task


class Visitor(HttpUser):
    # Each user waits this long between two tasks, in seconds.
    wait_time = between(1, 3)

    # Each user does this once, before its first task, for example to log in. A password comes from the environment
    # (-e PASSWORD): import os, and use os.environ["PASSWORD"].
    # def on_start(self):
    #     self.client.post("/login", json={"user": "ann", "password": "..."})

    # The number is the weight of a task: this one is chosen three times as often as the other one.
    @task(3)
    def front_page(self):
        self.client.get("/")

    @task
    def search(self):
        # Without a name, the report would have a row for each query.
        with self.client.get("/?q=shoes", name="/?q=[query]", catch_response=True) as response:
            # A status of 400 or more counts as a failure anyway. This also checks the content.
            if response.ok and not response.text:
                response.failure("The answer is empty")
