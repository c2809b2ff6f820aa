"""The value lists that a registry may extend: one table each, a text key, filled by the first migration.

A value nobody has seen yet is added by the load that meets it, with ``is_known = false`` and a warning.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Table, Text, true

from trialdb.models.base import Base


def value_list(table: str, key: str, comment: str) -> Table:
    return Table(
        table,
        Base.metadata,
        Column(key, Text, primary_key=True, comment="The value, as ClinicalTrials.gov's API v2 spells it."),
        Column("description", Text, comment="What the value means."),
        Column(
            "is_known",
            Boolean,
            nullable=False,
            server_default=true(),
            comment="False for a value that a document brought and this version of trialdb does not know.",
        ),
        comment=comment,
        info={"lookup": True},
    )


certainties = value_list("certainties", "certainty", "Whether a date or an enrollment has happened or is planned.")
overall_statuses = value_list("overall_statuses", "overall_status", "Where a trial or one of its sites stands.")
study_types = value_list("study_types", "study_type", "Whether a study intervenes or observes.")
phases = value_list("phases", "phase", "Clinical phases, joined as the registry joins them.")
allocations = value_list("allocations", "allocation", "How participants are assigned to arms.")
intervention_models = value_list("intervention_models", "intervention_model", "How arms stand to each other.")
observational_models = value_list("observational_models", "observational_model", "How participants are followed.")
time_perspectives = value_list("time_perspectives", "time_perspective", "Whether a study looks forward or back.")
primary_purposes = value_list("primary_purposes", "primary_purpose", "What the interventions are for.")
maskings = value_list("maskings", "masking", "How many parties do not know the assignment.")
sexes = value_list("sexes", "sex", "Who may join, by sex.")
sampling_methods = value_list("sampling_methods", "sampling_method", "How an observational study draws its sample.")
biospecimen_retentions = value_list(
    "biospecimen_retentions", "biospecimen_retention", "Whether samples are kept, and whether they hold DNA."
)
ipd_sharings = value_list("ipd_sharings", "ipd_sharing", "Whether participant data will be shared.")
responsible_party_types = value_list(
    "responsible_party_types", "responsible_party_type", "Who answers for a trial's record."
)
sponsor_classes = value_list("sponsor_classes", "sponsor_class", "What kind of organization a sponsor is.")
person_roles = value_list("person_roles", "person_role", "What a named person does in a trial.")
arm_types = value_list("arm_types", "arm_type", "What an arm is for.")
intervention_types = value_list("intervention_types", "intervention_type", "What is given or done.")
identifier_types = value_list("identifier_types", "identifier_type", "Where a further identifier comes from.")
reference_types = value_list("reference_types", "reference_type", "How a publication stands to its trial.")
event_types = value_list("event_types", "event_type", "What happened to a trial's record.")
