"""``python -m tests.scale.full_disk DUMP FOLDER [MEGABYTES]``: a load on a disk that is too small, then large enough.

Needs root: FOLDER becomes a disk in memory, with room for MEGABYTES (150) more than the empty database. The load must
end with one line and leave whole trials; once there is room, the next one must complete it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.scale.kills import Scene, n_documents
from trialdb.server import stop
from trialdb.settings import Settings

_AMPLE = "8G"


def main() -> None:
    dump, folder = Path(sys.argv[1]), Path(sys.argv[2])
    megabytes = int((sys.argv[3:4] or ["150"])[0])
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_AMPLE},mode=755", "tmpfs", folder], check=True)
    try:
        scene = Scene(dump, folder / "home")
        scene.begin_anew()
        with scene.database() as connection:
            connection.execute("CHECKPOINT")
        resize(folder, f"{shutil.disk_usage(folder).used // 2**20 + megabytes}M")
        print("full:", scene.expect(scene.load(dump), 3), flush=True)
        resize(folder, _AMPLE)
        with scene.database() as connection:
            print(f"{n_documents(connection)} documents are in")
        print("with room:", scene.expect(scene.load(dump), 0))
        differing = scene.differs()
        print(f"DIFFERS in {differing}" if differing else "equal")
        raise SystemExit(bool(differing))
    finally:
        stop(Settings.from_environment(home=folder / "home"))
        subprocess.run(["umount", "-l", folder], check=True)


def resize(folder: Path, size: str) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", folder], check=True)


if __name__ == "__main__":
    main()
