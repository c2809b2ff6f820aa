"""What a document says, in our terms."""

from trialdb.records.base import Note as Note
from trialdb.records.base import PartialDate as PartialDate
from trialdb.records.criterion import Criterion as Criterion
from trialdb.records.criterion import Limit as Limit
from trialdb.records.criterion import Window as Window
from trialdb.records.dosage import Dosage as Dosage
from trialdb.records.dosage import DosageMention as DosageMention
from trialdb.records.dosage import TrialDosage as TrialDosage
from trialdb.records.results import Results as Results
from trialdb.records.trial import Arm as Arm
from trialdb.records.trial import Contact as Contact
from trialdb.records.trial import Country as Country
from trialdb.records.trial import Event as Event
from trialdb.records.trial import File as File
from trialdb.records.trial import Identifier as Identifier
from trialdb.records.trial import Intervention as Intervention
from trialdb.records.trial import Link as Link
from trialdb.records.trial import MeshTerm as MeshTerm
from trialdb.records.trial import Official as Official
from trialdb.records.trial import Outcome as Outcome
from trialdb.records.trial import Reference as Reference
from trialdb.records.trial import RelatedTrial as RelatedTrial
from trialdb.records.trial import Retraction as Retraction
from trialdb.records.trial import Site as Site
from trialdb.records.trial import Sponsor as Sponsor
from trialdb.records.trial import TrialRecord as TrialRecord
