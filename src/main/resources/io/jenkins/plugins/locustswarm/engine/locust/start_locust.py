"""Runs the Locust of a master: PYTHON start_locust.py LOCUST ARGUMENTS...

LOCUST is the start script of Locust. One that is no Python script for this Python is run as it is, without the following.

A master that is interrupted under load ends as at the end of its run time. Left to itself it shuts down within a second,
while the last statistics of its workers arrive, which can be those of three seconds, and writes its files only once a second:
the files and the report would often lack these statistics.

The stop timeout can be that of a configuration file. The supervisor finds it in the file "stop-timeout" beside this one.

A Locust older than 2.29 writes its history to the disk every ten seconds, and current ones every five: stop conditions need
the newest rows. A locustfile can still set another interval.

A Locust older than 2.17 exits with an error for --run-time together with a load shape (start_automatic_run in its main.py).
It parses its arguments after it has loaded the locustfile, so --run-time can be removed as soon as Locust has found a shape.
"""

import importlib.util
import math
import os
import runpy
import signal
import sys

FOLDER = os.path.dirname(os.path.abspath(__file__))
MAX_STOP_TIMEOUT = 3600  # seconds, as for the option of the swarm
FLUSHES_OFTEN = (2, 29)
SHAPES_TAKE_RUN_TIME = (2, 17)


def is_python(path):
    try:
        with open(path, "rb") as file:
            compile(file.read(), path, "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def quit_when_interrupted(environment, web_ui=None, **kwargs):
    runner = environment.runner

    def end_load():
        runner.quit()  # main.py then writes the report and shuts down
        if web_ui:
            web_ui.stop()

    def interrupted(number, frame):
        signal.signal(number, signal.default_int_handler)
        if runner.state in (STATE_SPAWNING, STATE_RUNNING):
            gevent.spawn(end_load)
        else:
            signal.default_int_handler(number, frame)

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, interrupted)


def record_stop_timeout(environment, **kwargs):
    seconds = math.ceil(min(environment.stop_timeout or 0, MAX_STOP_TIMEOUT))
    with open(os.path.join(FOLDER, "stop-timeout"), "w") as file:
        file.write(f"{seconds}\n")


def load_without_run_time(path):
    loaded = load_locustfile(path)
    if loaded[-1] and "--run-time" in sys.argv:  # a shape, or a list of them
        option = sys.argv.index("--run-time")
        del sys.argv[option : option + 2]
    return loaded


del sys.argv[0]
script = sys.argv[0]
sys.path[0] = os.path.dirname(script)  # as in the start script
if not is_python(script) or not importlib.util.find_spec("locust"):
    os.execv(script, sys.argv)

import gevent
import locust.main
import locust.stats
from locust.runners import STATE_RUNNING, STATE_SPAWNING

version = tuple(map(int, locust.__version__.split(".")[:2]))
if version < SHAPES_TAKE_RUN_TIME:
    load_locustfile = locust.main.load_locustfile
    locust.main.load_locustfile = load_without_run_time
if version < FLUSHES_OFTEN:
    locust.stats.CSV_STATS_FLUSH_INTERVAL_SEC = 5
locust.events.init.add_listener(quit_when_interrupted)
locust.events.init.add_listener(record_stop_timeout)
runpy.run_path(script, run_name="__main__")
