"""Rows to PostgreSQL, idempotently: the only part of trialdb that writes.

``trials`` makes the rows of trials what they should be, ``replacement`` those that are there already; ``documents``
keeps what was received, ``shared`` the entities that trials share, ``loads`` the history; ``deferral`` puts indexes off
during a first load.
"""
