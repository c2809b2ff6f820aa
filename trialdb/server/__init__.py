"""A PostgreSQL to work with: the one that TRIALDB_URL names, else trialdb's own, started when needed and shared.

::

    with attach(Settings.from_environment()) as server:
        psycopg.connect(server.url)

``attachment`` is the client's side, ``watcher`` the one who stops the server; ``cluster`` makes, starts and stops it,
``home`` knows its files, ``processes`` its processes, ``account`` its user, ``binaries`` its programs.
"""

from trialdb.server.attachment import Attachment, attach
from trialdb.server.control import start, stop

__all__ = ["Attachment", "attach", "start", "stop"]
