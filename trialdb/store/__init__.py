"""Rows to PostgreSQL, idempotently: the only part of trialdb that writes."""

from trialdb.store.deferral import defer_definitions as defer_definitions
from trialdb.store.deferral import hold_for_loading as hold_for_loading
from trialdb.store.deferral import restore_definitions as restore_definitions
from trialdb.store.documents import DocumentRow as DocumentRow
from trialdb.store.documents import StoredDocument as StoredDocument
from trialdb.store.documents import contents as contents
from trialdb.store.documents import documents_by_hash as documents_by_hash
from trialdb.store.documents import documents_of as documents_of
from trialdb.store.documents import put_documents as put_documents
from trialdb.store.loads import add_problems as add_problems
from trialdb.store.loads import finish_load as finish_load
from trialdb.store.loads import start_load as start_load
from trialdb.store.shared import add_shared as add_shared
from trialdb.store.shared import forget_shared as forget_shared
from trialdb.store.trials import lock_trials as lock_trials
from trialdb.store.trials import replace_trials as replace_trials
