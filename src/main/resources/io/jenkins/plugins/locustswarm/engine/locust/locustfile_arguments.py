"""Locust loads this instead of a locustfile. It loads the real one, and writes the flags that the parser then knows."""

import os
import pathlib

import locust.argument_parser
import locust.main

folder = pathlib.Path(__file__).parent
locustfile, *flags = os.fsdecode((folder / "asked").read_bytes()).split("\0")[:-1]
find = getattr(locust.argument_parser, "parse_locustfile_paths", None)  # with it, Locust takes several files and folders
for path in find(locustfile.split(",")) if find else [os.path.abspath(locustfile)]:
    locust.main.load_locustfile(path)
known = locust.argument_parser.get_parser()._option_string_actions
(folder / "answer").write_bytes(os.fsencode("".join(flag + "\n" for flag in flags if flag in known)))
os._exit(0)
