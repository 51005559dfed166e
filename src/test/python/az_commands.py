"""Gives command lines to the real Azure CLI, in its own Python and in one process.

Each line of standard input is a JSON array, the words after "az". For each, one JSON object is
printed: the exit code, and what az said. A command that is in order gets as far as the missing
sign-in; the sign-in itself is stopped once its words have been understood.
"""
import contextlib
import io
import json
import logging
import sys

from azure.cli.core import get_default_cli
from knack.events import EVENT_INVOKER_POST_PARSE_ARGS

UNDERSTOOD = "understood"


class Understood(Exception):
    pass


def stop(*_, **__):
    raise Understood(UNDERSTOOD)


def run(words):
    said = io.StringIO()
    for name in ("cli", "cli.knack", "cli.azure"):
        logging.getLogger(name).handlers.clear()
    cli = get_default_cli()
    if words[:1] == ["login"]:
        cli.register_event(EVENT_INVOKER_POST_PARSE_ARGS, stop)
        cli.exception_handler = lambda e: (said.write(str(e)), 0 if isinstance(e, Understood) else 2)[1]
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            code = cli.invoke(words)
        except SystemExit as e:
            code = e.code
    return {"exit": code, "said": said.getvalue()}


for line in sys.stdin:
    print(json.dumps(run(json.loads(line))), flush=True)
