"""Results: what a registry record reports. Wide words stand once, numbers beside the words as written."""

from trialdb.models.results.baseline import BaselineCategory as BaselineCategory
from trialdb.models.results.baseline import BaselineDenominator as BaselineDenominator
from trialdb.models.results.baseline import BaselineMeasure as BaselineMeasure
from trialdb.models.results.baseline import BaselineMeasurement as BaselineMeasurement
from trialdb.models.results.events import AdverseEvent as AdverseEvent
from trialdb.models.results.events import AdverseEventCount as AdverseEventCount
from trialdb.models.results.events import AdverseEventTotal as AdverseEventTotal
from trialdb.models.results.flow import FlowMilestone as FlowMilestone
from trialdb.models.results.flow import FlowMilestoneCount as FlowMilestoneCount
from trialdb.models.results.flow import FlowPeriod as FlowPeriod
from trialdb.models.results.flow import FlowWithdrawal as FlowWithdrawal
from trialdb.models.results.flow import FlowWithdrawalCount as FlowWithdrawalCount
from trialdb.models.results.groups import ResultGroup as ResultGroup
from trialdb.models.results.groups import TrialResult as TrialResult
from trialdb.models.results.outcomes import OutcomeAnalysis as OutcomeAnalysis
from trialdb.models.results.outcomes import OutcomeAnalysisGroup as OutcomeAnalysisGroup
from trialdb.models.results.outcomes import OutcomeCategory as OutcomeCategory
from trialdb.models.results.outcomes import OutcomeDenominator as OutcomeDenominator
from trialdb.models.results.outcomes import OutcomeGroup as OutcomeGroup
from trialdb.models.results.outcomes import OutcomeMeasurement as OutcomeMeasurement
from trialdb.models.results.outcomes import OutcomeResult as OutcomeResult
