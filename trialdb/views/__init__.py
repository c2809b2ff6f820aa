"""The saved questions of ``sql/``, kept in the schema ``answers``.

They are repeatable: whenever a file changes its view is replaced, after the migrations and in the same transaction.
A user's own view that stands on one of ours is never dropped; it is named in a refusal.
"""

from trialdb.views.drift import drift as drift
from trialdb.views.files import Column as Column
from trialdb.views.files import SavedQuestion as SavedQuestion
from trialdb.views.files import saved_questions as saved_questions
from trialdb.views.grants import missing_grants as missing_grants
from trialdb.views.grants import regrant as regrant
from trialdb.views.lifecycle import bring_up_to_date as bring_up_to_date
from trialdb.views.lifecycle import outdated as outdated
from trialdb.views.lifecycle import superseded as superseded
from trialdb.views.lifecycle import take_down as take_down
