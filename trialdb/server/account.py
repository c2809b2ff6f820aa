"""As whom the server runs: PostgreSQL refuses root, so root lends it an unprivileged user that already exists."""

from __future__ import annotations

import os
import pwd
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from trialdb.errors import ServerError

# Users that every system has for programs that need no rights; ``postgres`` only where PostgreSQL is installed.
_UNPRIVILEGED = ("postgres", "nobody")


class Demotion(TypedDict, total=False):
    """The arguments of subprocess that run a program as another user."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """The user the server's programs run as."""

    name: str
    uid: int
    gid: int

    @property
    def demotion(self) -> Demotion:
        """What subprocess needs to run a program as this user; nothing when that is who we are."""
        return {} if self.uid == os.geteuid() else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def barrier(self, folder: Path) -> Path | None:
        """The first folder on the way into ``folder`` that this user may not enter; ourselves we trust."""
        if not self.demotion:
            return None
        return next((step for step in (*reversed(folder.parents), folder) if not self._may_enter(step)), None)

    def _may_enter(self, folder: Path) -> bool:
        status = folder.stat()
        if status.st_uid == self.uid:
            return bool(status.st_mode & stat.S_IXUSR)
        return bool(status.st_mode & (stat.S_IXGRP if status.st_gid == self.gid else stat.S_IXOTH))


def ourselves() -> Account:
    """The user we are."""
    return Account(str(os.geteuid()), os.geteuid(), os.getegid())


def server_account(data: Path) -> Account:
    """Ourselves; for root the owner of the data folder, and before there is one ``postgres``, else ``nobody``."""
    if os.geteuid() != 0:
        return ourselves()
    if data.exists():
        owner = data.stat()
        if owner.st_uid == 0:
            raise ServerError(
                f"{data}: belongs to root, as whom PostgreSQL does not run; chown it to who it was made by"
            )
        return Account(str(owner.st_uid), owner.st_uid, owner.st_gid)
    for name in _UNPRIVILEGED:
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Account(name, entry.pw_uid, entry.pw_gid)
    raise ServerError(
        "PostgreSQL does not run as root, and this system has no user "
        f"{' or '.join(_UNPRIVILEGED)} to run it as: run trialdb as an ordinary user"
    )
