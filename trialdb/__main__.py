"""``python -m trialdb`` is ``trialdb``."""

from trialdb.cli import main

main(prog_name="trialdb")
