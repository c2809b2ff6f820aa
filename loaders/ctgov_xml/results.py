"""``clinical_results`` of an XML study, in the pieces of API v2."""

from __future__ import annotations

import re
from typing import Any

from loaders.ctgov_xml.adverse_events import adverse_events_module
from loaders.ctgov_xml.document import Element, attribute, each, text, texts, yes
from loaders.ctgov_xml.measures import analyzed, classes, group_code, groups, measure_facts, packed_denominators

Piece = dict[str, Any]

# What the registry's ready-made sentences about agreements have in common.
_NOT_EMPLOYED = re.compile(r"\bNOT employed\b", re.IGNORECASE)
_NO_AGREEMENT = re.compile(r"\bis NOT an agreement\b", re.IGNORECASE)
_EMBARGO = re.compile(
    r"The only disclosure restriction on the PI\b.*?(?P<bound>more than|less than or equal to) 60 days", re.DOTALL
)
_MONTH_OF_YEAR = re.compile(r"(\d\d)/(\d{4})")


def results_section(study: Element) -> Piece | None:
    found = study.find("clinical_results")
    if found is None:
        return None
    return {
        "participantFlowModule": _flow(found.find("participant_flow")),
        "baselineCharacteristicsModule": _baseline(found.find("baseline")),
        "outcomeMeasuresModule": {"outcomeMeasures": [_outcome(one) for one in each(found, "outcome_list/outcome")]},
        "adverseEventsModule": adverse_events_module(found.find("reported_events")),
        "moreInfoModule": {
            "limitationsAndCaveats": {"description": text(found, "limitations_and_caveats")},
            "certainAgreement": _agreement(found.find("certain_agreements")),
            "pointOfContact": {
                "title": text(found, "point_of_contact/name_or_title"),
                "organization": text(found, "point_of_contact/organization"),
                "email": text(found, "point_of_contact/email"),
                "phone": text(found, "point_of_contact/phone"),
                "phoneExt": text(found, "point_of_contact/phone_ext"),
            },
        },
    }


def _flow(flow: Element | None) -> Piece:
    return {
        "recruitmentDetails": text(flow, "recruitment_details"),
        "preAssignmentDetails": text(flow, "pre_assignment_details"),
        "groups": groups(flow),
        "periods": [
            {
                "title": text(period, "title"),
                "milestones": [
                    {"type": text(one, "title"), "achievements": _participants(one)}
                    for one in each(period, "milestone_list/milestone")
                ],
                "dropWithdraws": [
                    {"type": text(one, "title"), "reasons": _participants(one)}
                    for one in each(period, "drop_withdraw_reason_list/drop_withdraw_reason")
                ],
            }
            for period in each(flow, "period_list/period")
        ],
    }


def _participants(counted: Element) -> list[Piece]:
    return [
        {
            "groupId": group_code(attribute(one, "group_id")),
            "numSubjects": attribute(one, "count"),
            "comment": text(one),
        }
        for one in each(counted, "participants_list/participants")
    ]


def _baseline(baseline: Element | None) -> Piece:
    denoms, measures = packed_denominators(list(each(baseline, "measure_list/measure")))
    return {
        "populationDescription": text(baseline, "population"),
        "groups": groups(baseline),
        "denoms": denoms + analyzed(baseline),
        "measures": [
            {
                "title": text(measure, "title"),
                "description": text(measure, "description"),
                "populationDescription": text(measure, "population"),
                **measure_facts(measure),
                "denoms": analyzed(measure),
                "classes": classes(measure),
            }
            for measure in measures
        ],
    }


def _outcome(outcome: Element) -> Piece:
    *before, measure = *each(outcome, "measure_list/measure"), outcome.find("measure")
    if measure is None and before:
        measure = before.pop()
    denoms, others = packed_denominators(before)
    posting = text(outcome, "posting_date")
    return {
        "type": text(outcome, "type"),
        "title": text(outcome, "title"),
        "description": text(outcome, "description"),
        "populationDescription": text(outcome, "population"),
        "timeFrame": text(outcome, "time_frame"),
        "anticipatedPostingDate": _MONTH_OF_YEAR.sub(r"\2-\1", posting) if posting else None,
        **measure_facts(measure),
        "groups": groups(outcome),
        "denoms": denoms + analyzed(measure),
        "classes": [one for told in (*others, measure) for one in classes(told)],
        "analyses": [_analysis(one) for one in each(outcome, "analysis_list/analysis")],
    }


def _analysis(analysis: Element) -> Piece:
    return {
        "groupIds": [group_code(code) for code in texts(analysis, "group_id_list/group_id")],
        "groupDescription": text(analysis, "groups_desc"),
        "testedNonInferiority": yes(text(analysis, "non_inferiority")),
        "nonInferiorityType": text(analysis, "non_inferiority_type"),
        "nonInferiorityComment": text(analysis, "non_inferiority_desc"),
        "pValue": text(analysis, "p_value"),
        "pValueComment": text(analysis, "p_value_desc"),
        "statisticalMethod": text(analysis, "method"),
        "statisticalComment": text(analysis, "method_desc"),
        "paramType": text(analysis, "param_type"),
        "paramValue": text(analysis, "param_value"),
        "dispersionType": text(analysis, "dispersion_type"),
        "dispersionValue": text(analysis, "dispersion_value"),
        "ciPctValue": text(analysis, "ci_percent"),
        "ciNumSides": text(analysis, "ci_n_sides"),
        "ciLowerLimit": text(analysis, "ci_lower_limit"),
        "ciUpperLimit": text(analysis, "ci_upper_limit"),
        "ciLowerLimitComment": text(analysis, "ci_lower_limit_na_comment"),
        "ciUpperLimitComment": text(analysis, "ci_upper_limit_na_comment"),
        "estimateComment": text(analysis, "estimate_desc"),
        "otherAnalysisDescription": text(analysis, "other_analysis_desc"),
    }


def _agreement(agreements: Element | None) -> Piece:
    employment = text(agreements, "pi_employee")
    restriction = text(agreements, "restrictive_agreement")
    stated: Piece = {"piSponsorEmployee": not _NOT_EMPLOYED.search(employment) if employment else None}
    if not restriction:
        return stated
    if _NO_AGREEMENT.search(restriction):
        return stated | {"restrictiveAgreement": False}
    embargo = _EMBARGO.match(restriction)
    if embargo:
        return stated | {
            "restrictiveAgreement": True,
            "restrictionType": "GT60" if embargo["bound"] == "more than" else "LTE60",
        }
    return stated | {"restrictiveAgreement": True, "restrictionType": "OTHER", "otherDetails": restriction}
