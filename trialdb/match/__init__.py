"""Which trials a patient could join: the patient's file, read and made comparable, and the answers of the database.

What is compared with what is decided in SQL (``answers.match_patient``), so that psql gives the same answers.
"""

from trialdb.match.asking import Question as Question
from trialdb.match.asking import explain as explain
from trialdb.match.asking import known_conditions as known_conditions
from trialdb.match.asking import match as match
from trialdb.match.patient import Patient as Patient
from trialdb.match.patient import read_patient as read_patient
from trialdb.match.resolving import resolve_patient as resolve_patient
