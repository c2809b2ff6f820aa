"""Participant flow: periods, milestones reached, and why participants left."""

from __future__ import annotations

from typing import Any

from loaders.ctgov_json.groups import Groups
from loaders.ctgov_json.numbers import count
from loaders.ctgov_json.results_pieces import ParticipantFlowModule
from trialdb.records.results import (
    FlowMilestone,
    FlowMilestoneCount,
    FlowPeriod,
    FlowWithdrawal,
    FlowWithdrawalCount,
)


def flow(module: ParticipantFlowModule, groups: Groups) -> dict[str, Any]:
    columns = groups.columns("flow", module.groups)
    milestones: list[FlowMilestone] = []
    reached: list[FlowMilestoneCount] = []
    withdrawals: list[FlowWithdrawal] = []
    left: list[FlowWithdrawalCount] = []
    for period_no, period in enumerate(module.periods, 1):
        for milestone in period.milestones:
            milestones.append(
                FlowMilestone(
                    flow_period_no=period_no, milestone=milestone.type or None, comment=milestone.comment or None
                )
            )
            reached += (
                FlowMilestoneCount(
                    flow_milestone_no=len(milestones),
                    result_group_no=columns[achieved.group_id],
                    participants=count(achieved.num_subjects),
                    participants_text=achieved.num_subjects or None,
                    units=count(achieved.num_units),
                    units_text=achieved.num_units or None,
                    comment=achieved.comment or None,
                )
                for achieved in milestone.achievements
            )
        for withdrawal in period.drop_withdraws:
            withdrawals.append(
                FlowWithdrawal(
                    flow_period_no=period_no, reason=withdrawal.type or None, comment=withdrawal.comment or None
                )
            )
            left += (
                FlowWithdrawalCount(
                    flow_withdrawal_no=len(withdrawals),
                    result_group_no=columns[reason.group_id],
                    participants=count(reason.num_subjects),
                    participants_text=reason.num_subjects or None,
                    units=count(reason.num_units),
                    units_text=reason.num_units or None,
                    comment=reason.comment or None,
                )
                for reason in withdrawal.reasons
            )
    return {
        "flow_pre_assignment_details": module.pre_assignment_details or None,
        "flow_recruitment_details": module.recruitment_details or None,
        "flow_units_analyzed": module.type_units_analyzed or None,
        "flow_periods": tuple(FlowPeriod(title=period.title or None) for period in module.periods),
        "flow_milestones": tuple(milestones),
        "flow_milestone_counts": tuple(reached),
        "flow_withdrawals": tuple(withdrawals),
        "flow_withdrawal_counts": tuple(left),
    }
