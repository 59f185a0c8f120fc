"""What the Kandu locustfiles share. No need to edit it: set MIN_WAIT and MAX_WAIT instead (milliseconds)."""

import os
import sys

from locust import FastHttpUser, between

LONGEST = 3600000  # ms: an hour


def _milliseconds(name):
    """The variable's value, None when it is not set or empty."""
    text = os.environ.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and int(text) <= LONGEST):
        sys.exit("%s=%s is not a valid wait time: use whole milliseconds, from 0 to %d." % (name, text, LONGEST))
    return int(text)


def waiting_time(usual_min, usual_max):
    """
    Locust's wait_time from MIN_WAIT and MAX_WAIT (milliseconds), or the usual ones. With one of them set, the other
    moves along when it must: MIN_WAIT=5000 alone never waits less than 5 s, MAX_WAIT=0 alone never waits.
    """
    least, most = _milliseconds("MIN_WAIT"), _milliseconds("MAX_WAIT")
    if least is None:
        least = usual_min if most is None else min(usual_min, most)
    if most is None:
        most = max(usual_max, least)
    if least > most:
        sys.exit("MIN_WAIT=%d is longer than MAX_WAIT=%d: make it %d or less." % (least, most, most))
    return between(least / 1000.0, most / 1000.0)


class KanduUser(FastHttpUser):
    """A user who waits 1 to 3 s between tasks, unless MIN_WAIT and MAX_WAIT say otherwise."""

    abstract = True  # a base for users, not a user that Locust starts
    wait_time = waiting_time(1000, 3000)


def fields(response, *names):
    """
    The JSON object in a response, when all the named fields are in it. Otherwise None, and the request counts as
    failed: a server under load may well answer 200 with an error page.

    Keep ids and other changing text out of a failure's message: each different message is a row of its own.
    """
    if not 200 <= response.status_code < 300:
        return None  # Locust itself counts it as failed
    try:
        found = response.json()
    except ValueError:
        found = None
    if not isinstance(found, dict):
        response.failure("%d, but the body is no JSON object" % response.status_code)
        return None
    for name in names:
        if name not in found:
            response.failure("%d, but the body has no %s" % (response.status_code, name))
            return None
    return found
