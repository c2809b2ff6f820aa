"""Run a program with no tie to the caller: ``python -m trialdb.server detach UID GID PROGRAM ARGUMENT…``.

The program outlives the caller, gets none of its terminal's signals, keeps none of its folders busy, and is not its
child, so that nobody has to wait for it. A process of its own does this, because a program with threads must not fork.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

from trialdb.errors import ServerError
from trialdb.server.account import Account
from trialdb.server.binaries import environment

_PACKAGES = Path(__file__).parents[2]


def detach(command: list[str], account: Account, output: BinaryIO, heirloom: int | None = None) -> None:
    """Start ``command`` for itself as ``account``; returns when it runs, raises ServerError when it cannot.

    It gets nothing of ours but the file ``output``, and the open file ``heirloom`` if there is one.
    """
    launcher = python_command("detach", str(account.uid), str(account.gid), *command)
    done = subprocess.run(
        launcher,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        check=False,
        pass_fds=() if heirloom is None else (heirloom,),
        cwd="/",
        env=environment() | {"PYTHONPATH": str(_PACKAGES)},
    )
    if done.returncode:
        raise ServerError(f"{command[0]}: cannot be run as user {account.name}; see {output.name}")


def python_command(program: str, *arguments: str) -> list[str]:
    """``python -m trialdb.server PROGRAM``, without the packages of the environment: small, and quickly there."""
    return [sys.executable, "-S", "-P", "-m", "trialdb.server", program, *arguments]


def main(uid: str, gid: str, *command: str) -> None:
    """Fork, take the user's place, become the program."""
    # Closed by a successful exec; else the caller reads from it what went wrong.
    failure, report = os.pipe()
    if os.fork():
        os.close(report)
        os._exit(1 if os.read(failure, 1) else 0)
    os.setsid()
    os.umask(0o077)
    try:
        if os.geteuid() != int(uid):
            os.setgroups([])
            os.setgid(int(gid))
            os.setuid(int(uid))
        os.execv(command[0], command)  # noqa: S606 - no shell is wanted
    except OSError as error:
        print(f"{command[0]}: {error}", file=sys.stderr, flush=True)
        os.write(report, b"!")
        os._exit(1)
