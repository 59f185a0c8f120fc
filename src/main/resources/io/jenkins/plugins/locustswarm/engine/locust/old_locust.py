"""Runs a Locust older than 2.29: PYTHON old_locust.py LOCUST ARGUMENTS...

Such a Locust writes its history to the disk every ten seconds, and current ones every five: stop conditions need the newest
rows. A locustfile can still set another interval.

A Locust older than 2.17 exits with an error for --run-time together with a load shape (start_automatic_run in its main.py).
It parses its arguments after it has loaded the locustfile, so --run-time can be removed as soon as Locust has found a shape.
"""

import os
import sys

del sys.argv[0]
sys.path[0] = os.path.dirname(sys.argv[0])  # as in LOCUST, the start script of Locust

import locust.main
import locust.stats

SHAPES_TAKE_RUN_TIME = (2, 17)

load_locustfile = locust.main.load_locustfile


def load(path):
    loaded = load_locustfile(path)
    if loaded[-1] and "--run-time" in sys.argv:  # a shape, or a list of them
        option = sys.argv.index("--run-time")
        del sys.argv[option : option + 2]
    return loaded


if tuple(map(int, locust.__version__.split(".")[:2])) < SHAPES_TAKE_RUN_TIME:
    locust.main.load_locustfile = load
locust.stats.CSV_STATS_FLUSH_INTERVAL_SEC = 5
sys.exit(locust.main.main())
