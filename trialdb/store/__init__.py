"""Rows to PostgreSQL, idempotently: the only part of trialdb that writes.

``trials`` replaces the rows of trials, ``documents`` keeps what was received, ``shared`` the entities that trials
share, ``loads`` the history; ``deferral`` puts indexes off during a first load.
"""
