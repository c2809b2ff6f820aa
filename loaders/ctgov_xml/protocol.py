"""The protocol of an XML study, in the pieces of API v2."""

from __future__ import annotations

from typing import Any

from loaders.ctgov_xml.design import design_module
from loaders.ctgov_xml.document import Element, attribute, block, each, text, texts, yes

Piece = dict[str, Any]

# API v2's dates, and the elements that hold them: today's name, then that of files before 2017.
_DATES = {
    "studyFirstSubmitDate": ("study_first_submitted", "firstreceived_date"),
    "studyFirstSubmitQcDate": ("study_first_submitted_qc",),
    "resultsFirstSubmitDate": ("results_first_submitted", "firstreceived_results_date"),
    "resultsFirstSubmitQcDate": ("results_first_submitted_qc",),
    "dispFirstSubmitDate": ("disposition_first_submitted", "firstreceived_results_disposition_date"),
    "dispFirstSubmitQcDate": ("disposition_first_submitted_qc",),
    "lastUpdateSubmitDate": ("last_update_submitted", "lastchanged_date"),
    "statusVerifiedDate": ("verification_date",),
}
_DATES_WITH_TYPE = {
    "startDateStruct": "start_date",
    "primaryCompletionDateStruct": "primary_completion_date",
    "completionDateStruct": "completion_date",
    "studyFirstPostDateStruct": "study_first_posted",
    "resultsFirstPostDateStruct": "results_first_posted",
    "dispFirstPostDateStruct": "disposition_first_posted",
    "lastUpdatePostDateStruct": "last_update_posted",
}


def protocol_section(study: Element) -> Piece:
    return {
        "identificationModule": {
            "nctId": text(study, "id_info/nct_id"),
            "nctIdAliases": texts(study, "id_info/nct_alias"),
            "orgStudyIdInfo": {"id": text(study, "id_info/org_study_id")},
            "secondaryIdInfos": [{"id": one} for one in texts(study, "id_info/secondary_id")],
            "organization": {"fullName": text(study, "source")},
            "briefTitle": text(study, "brief_title"),
            "officialTitle": text(study, "official_title"),
            "acronym": text(study, "acronym"),
        },
        "statusModule": _status(study),
        "sponsorCollaboratorsModule": _sponsors(study),
        "oversightModule": _oversight(study.find("oversight_info")),
        "descriptionModule": {
            "briefSummary": block(study, "brief_summary"),
            "detailedDescription": block(study, "detailed_description"),
        },
        "conditionsModule": {"conditions": texts(study, "condition"), "keywords": texts(study, "keyword")},
        "designModule": design_module(study),
        "armsInterventionsModule": _arms_interventions(study),
        "outcomesModule": {
            "primaryOutcomes": _outcomes(study, "primary_outcome"),
            "secondaryOutcomes": _outcomes(study, "secondary_outcome"),
            "otherOutcomes": _outcomes(study, "other_outcome"),
        },
        "eligibilityModule": _eligibility(study.find("eligibility")),
        "contactsLocationsModule": {
            "centralContacts": [_contact(one) for tag in _CONTACTS for one in each(study, f"overall_{tag}")],
            "overallOfficials": [_official(one) for one in each(study, "overall_official")],
            "locations": [_location(one) for one in each(study, "location")],
        },
        "referencesModule": _references(study),
        "ipdSharingStatementModule": {
            "ipdSharing": text(study, "patient_data/sharing_ipd"),
            "description": text(study, "patient_data/ipd_description"),
            "infoTypes": texts(study, "patient_data/ipd_info_type"),
            "timeFrame": text(study, "patient_data/ipd_time_frame"),
            "accessCriteria": text(study, "patient_data/ipd_access_criteria"),
            "url": text(study, "patient_data/ipd_url"),
        },
    }


def _status(study: Element) -> Piece:
    return {
        "overallStatus": text(study, "overall_status"),
        "lastKnownStatus": text(study, "last_known_status"),
        "whyStopped": text(study, "why_stopped"),
        "expandedAccessInfo": {"hasExpandedAccess": yes(text(study, "has_expanded_access"))},
        **{name: next(filter(None, (text(study, tag) for tag in tags)), None) for name, tags in _DATES.items()},
        **{
            name: {"date": text(found), "type": attribute(found, "type")}
            for name, tag in _DATES_WITH_TYPE.items()
            if (found := study.find(tag)) is not None
        },
    }


def _sponsors(study: Element) -> Piece:
    party = study.find("responsible_party")
    sponsors = [
        {"name": text(one, "agency"), "class": text(one, "agency_class")}
        for one in (*each(study, "sponsors/lead_sponsor"), *each(study, "sponsors/collaborator"))
    ]
    has_lead = study.find("sponsors/lead_sponsor") is not None
    return {
        "responsibleParty": {
            "type": text(party, "responsible_party_type"),
            "investigatorFullName": text(party, "investigator_full_name"),
            "investigatorTitle": text(party, "investigator_title"),
            "investigatorAffiliation": text(party, "investigator_affiliation"),
            "oldNameTitle": text(party, "name_title"),
            "oldOrganization": text(party, "organization"),
        },
        "leadSponsor": sponsors[0] if has_lead else None,
        "collaborators": sponsors[1:] if has_lead else sponsors,
    }


def _oversight(oversight: Element | None) -> Piece:
    return {
        "oversightHasDmc": yes(text(oversight, "has_dmc")),
        "isFdaRegulatedDrug": yes(text(oversight, "is_fda_regulated_drug")),
        "isFdaRegulatedDevice": yes(text(oversight, "is_fda_regulated_device")),
        "isUnapprovedDevice": yes(text(oversight, "is_unapproved_device")),
        "isPpsd": yes(text(oversight, "is_ppsd")),
        "isUsExport": yes(text(oversight, "is_us_export")),
    }


def _arms_interventions(study: Element) -> Piece:
    """Only interventions say which arm gets them; the arms name nothing."""
    return {
        "armGroups": [
            {
                "label": text(one, "arm_group_label"),
                "type": text(one, "arm_group_type"),
                "description": text(one, "description"),
            }
            for one in each(study, "arm_group")
        ],
        "interventions": [
            {
                "type": text(one, "intervention_type"),
                "name": text(one, "intervention_name"),
                "description": text(one, "description"),
                "armGroupLabels": texts(one, "arm_group_label"),
                "otherNames": texts(one, "other_name"),
            }
            for one in each(study, "intervention")
        ],
    }


def _outcomes(study: Element, tag: str) -> list[Piece]:
    return [
        {
            "measure": text(one, "measure"),
            "description": text(one, "description"),
            "timeFrame": text(one, "time_frame"),
        }
        for one in each(study, tag)
    ]


def _eligibility(eligibility: Element | None) -> Piece:
    if eligibility is None:
        return {}
    return {
        "eligibilityCriteria": block(eligibility, "criteria"),
        "healthyVolunteers": yes(text(eligibility, "healthy_volunteers")),
        "sex": text(eligibility, "gender"),
        "genderBased": yes(text(eligibility, "gender_based")),
        "genderDescription": text(eligibility, "gender_description"),
        "minimumAge": _age(text(eligibility, "minimum_age")),
        "maximumAge": _age(text(eligibility, "maximum_age")),
        "studyPopulation": block(eligibility, "study_pop"),
        "samplingMethod": text(eligibility, "sampling_method"),
    }


def _age(words: str | None) -> str | None:
    return None if words in ("N/A", "None") else words


_CONTACTS = ("contact", "contact_backup")


def _person(person: Element) -> str | None:
    """``Ada Q Byron, MD``, as API v2 joins a name."""
    names = " ".join(texts(person, "first_name") + texts(person, "middle_name") + texts(person, "last_name"))
    return ", ".join(filter(None, (names, text(person, "degrees")))) or None


def _contact(contact: Element, role: str | None = "CONTACT") -> Piece:
    return {
        "name": _person(contact),
        "role": text(contact, "role") or role,
        "phone": text(contact, "phone"),
        "phoneExt": text(contact, "phone_ext"),
        "email": text(contact, "email"),
    }


def _official(official: Element) -> Piece:
    return {
        "name": _person(official),
        "role": text(official, "role"),
        "affiliation": text(official, "affiliation"),
    }


def _location(location: Element) -> Piece:
    return {
        "facility": text(location, "facility/name"),
        "status": text(location, "status"),
        "city": text(location, "facility/address/city"),
        "state": text(location, "facility/address/state"),
        "zip": text(location, "facility/address/zip"),
        "country": text(location, "facility/address/country"),
        "contacts": [
            *(_contact(one) for tag in _CONTACTS for one in each(location, tag)),
            *(_contact(one, None) for one in each(location, "investigator")),
        ],
    }


def _references(study: Element) -> Piece:
    return {
        "references": [
            {"type": kind, "citation": text(one, "citation"), "pmid": text(one, "PMID")}
            for tag, kind in (("reference", "BACKGROUND"), ("results_reference", "RESULT"))
            for one in each(study, tag)
        ],
        "seeAlsoLinks": [{"url": text(one, "url"), "label": text(one, "description")} for one in each(study, "link")],
        "availIpds": [
            {
                "id": text(one, "doc_id"),
                "type": text(one, "doc_type"),
                "url": text(one, "doc_url"),
                "comment": text(one, "doc_comment"),
            }
            for one in each(study, "study_docs/study_doc")
        ],
    }
