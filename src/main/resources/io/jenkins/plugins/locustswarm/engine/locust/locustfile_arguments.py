"""Locust loads this instead of a locustfile. It loads the real one, and writes the flags that the parser then knows."""

import os
import pathlib

import locust.argument_parser
import locust.main

folder = pathlib.Path(__file__).parent
locustfile, *flags = os.fsdecode((folder / "asked").read_bytes()).split("\0")[:-1]
locust.main.load_locustfile(os.path.abspath(locustfile))
known = locust.argument_parser.get_parser()._option_string_actions
(folder / "answer").write_bytes(os.fsencode("".join(flag + "\n" for flag in flags if flag in known)))
os._exit(0)
