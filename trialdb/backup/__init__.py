"""Saving the database to a file, and putting it back: pg_dump's custom format, and what a dump leaves out."""

from trialdb.backup.archive import Archive as Archive
from trialdb.backup.archive import BackupError as BackupError
from trialdb.backup.restoring import restore as restore
from trialdb.backup.saving import Saved as Saved
from trialdb.backup.saving import backup as backup
