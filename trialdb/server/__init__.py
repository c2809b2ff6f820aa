"""A PostgreSQL to work with: the one that TRIALDB_URL names, else trialdb's own, started when needed and shared.

::

    with attach(Settings.from_environment()) as server:
        psycopg.connect(server.url)

``attachment`` is the client's side, ``watcher`` the one who stops the server; ``cluster`` makes, starts and stops it,
``home`` knows its files, ``processes`` its processes, ``account`` its user, ``binaries`` its programs.
"""

from trialdb.server.attachment import Attachment, attach
from trialdb.server.client import psql, whereabouts
from trialdb.server.control import Status, linger, start, status, stop
from trialdb.server.major_version import CarriedOver, carry_over
from trialdb.server.tcp import LOGIN, Served, serve

__all__ = [
    "LOGIN",
    "Attachment",
    "CarriedOver",
    "Served",
    "Status",
    "attach",
    "carry_over",
    "linger",
    "psql",
    "serve",
    "start",
    "status",
    "stop",
    "whereabouts",
]
