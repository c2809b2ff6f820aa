"""Value lists that the registry may extend, and their values as of November 2026."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# table: (key, comment of the table, values with their meaning)
VALUE_LISTS = {
    "certainties": (
        "certainty",
        "Whether a date or an enrollment has happened or is planned.",
        {
            "ACTUAL": "It has happened.",
            "ESTIMATED": "It is planned.",
        },
    ),
    "overall_statuses": (
        "overall_status",
        "Where a trial or one of its sites stands.",
        {
            "NOT_YET_RECRUITING": "Approved, no participant recruited yet.",
            "RECRUITING": "Participants are being recruited.",
            "ENROLLING_BY_INVITATION": "Only invited people may join.",
            "ACTIVE_NOT_RECRUITING": "Participants are treated or followed; no new ones join.",
            "SUSPENDED": "Stopped for now; may begin again.",
            "TERMINATED": "Stopped early; will not begin again.",
            "COMPLETED": "Ended as planned.",
            "WITHDRAWN": "Stopped before the first participant joined.",
            "UNKNOWN": "Past its completion date and not confirmed for two years.",
            "AVAILABLE": "Expanded access is open.",
            "NO_LONGER_AVAILABLE": "Expanded access has ended.",
            "TEMPORARILY_NOT_AVAILABLE": "Expanded access is closed for now.",
            "APPROVED_FOR_MARKETING": "Expanded access ended because the product is on the market.",
            "WITHHELD": "The record is held back until a device is cleared.",
        },
    ),
    "study_types": (
        "study_type",
        "Whether a study intervenes or observes.",
        {
            "INTERVENTIONAL": "Participants are assigned to interventions.",
            "OBSERVATIONAL": "Participants are observed without assignment.",
            "EXPANDED_ACCESS": "A product is given outside trials before approval.",
        },
    ),
    "phases": (
        "phase",
        "Clinical phases, joined as the registry joins them.",
        {
            "NA": "Phases do not apply.",
            "EARLY_PHASE1": "Exploratory, very limited exposure.",
            "PHASE1": "Safety and dose.",
            "PHASE1/PHASE2": "Phases 1 and 2 in one trial.",
            "PHASE2": "First look at efficacy.",
            "PHASE2/PHASE3": "Phases 2 and 3 in one trial.",
            "PHASE3": "Efficacy and safety against a comparator.",
            "PHASE4": "After approval.",
        },
    ),
    "allocations": (
        "allocation",
        "How participants are assigned to arms.",
        {
            "RANDOMIZED": "By chance.",
            "NON_RANDOMIZED": "Not by chance.",
            "NA": "One arm only.",
        },
    ),
    "intervention_models": (
        "intervention_model",
        "How arms stand to each other.",
        {
            "SINGLE_GROUP": "One arm.",
            "PARALLEL": "Arms side by side.",
            "CROSSOVER": "Participants change arms in turn.",
            "FACTORIAL": "Interventions in combinations.",
            "SEQUENTIAL": "Groups one after another.",
        },
    ),
    "observational_models": (
        "observational_model",
        "How participants are followed.",
        {
            "COHORT": "A group followed over time.",
            "CASE_CONTROL": "Cases against controls.",
            "CASE_ONLY": "Cases alone.",
            "CASE_CROSSOVER": "Cases as their own controls.",
            "ECOLOGIC_OR_COMMUNITY": "Communities, not persons.",
            "FAMILY_BASED": "Within families.",
            "DEFINED_POPULATION": "A defined population as it is.",
            "NATURAL_HISTORY": "The course of a disease.",
            "OTHER": "Another model.",
        },
    ),
    "time_perspectives": (
        "time_perspective",
        "Whether a study looks forward or back.",
        {
            "PROSPECTIVE": "Looks forward.",
            "RETROSPECTIVE": "Looks back.",
            "CROSS_SECTIONAL": "Looks at one moment.",
            "OTHER": "Another perspective.",
        },
    ),
    "primary_purposes": (
        "primary_purpose",
        "What the interventions are for.",
        {
            "TREATMENT": "To treat.",
            "PREVENTION": "To prevent.",
            "DIAGNOSTIC": "To find or tell a disease.",
            "SUPPORTIVE_CARE": "To ease a disease or its treatment.",
            "SCREENING": "To find those at risk.",
            "HEALTH_SERVICES_RESEARCH": "To study how care is given.",
            "BASIC_SCIENCE": "To learn how something works.",
            "DEVICE_FEASIBILITY": "To try out a device.",
            "ECT": "To teach, counsel or train.",
            "OTHER": "Another purpose.",
        },
    ),
    "maskings": (
        "masking",
        "How many parties do not know the assignment.",
        {
            "NONE": "Open label.",
            "SINGLE": "One party does not know.",
            "DOUBLE": "Two parties do not know.",
            "TRIPLE": "Three parties do not know.",
            "QUADRUPLE": "Four parties do not know.",
        },
    ),
    "sexes": (
        "sex",
        "Who may join, by sex.",
        {
            "ALL": "Any sex.",
            "FEMALE": "Female only.",
            "MALE": "Male only.",
        },
    ),
    "sampling_methods": (
        "sampling_method",
        "How an observational study draws its sample.",
        {
            "PROBABILITY_SAMPLE": "Drawn by chance.",
            "NON_PROBABILITY_SAMPLE": "Drawn otherwise.",
        },
    ),
    "biospecimen_retentions": (
        "biospecimen_retention",
        "Whether samples are kept, and whether they hold DNA.",
        {
            "NONE_RETAINED": "No samples are kept.",
            "SAMPLES_WITH_DNA": "Samples with DNA are kept.",
            "SAMPLES_WITHOUT_DNA": "Samples without DNA are kept.",
        },
    ),
    "ipd_sharings": (
        "ipd_sharing",
        "Whether participant data will be shared.",
        {
            "YES": "Participant data will be shared.",
            "NO": "They will not be shared.",
            "UNDECIDED": "Not decided yet.",
        },
    ),
    "responsible_party_types": (
        "responsible_party_type",
        "Who answers for a trial's record.",
        {
            "SPONSOR": "The sponsor.",
            "PRINCIPAL_INVESTIGATOR": "An investigator the sponsor named.",
            "SPONSOR_INVESTIGATOR": "An investigator who is also the sponsor.",
        },
    ),
    "sponsor_classes": (
        "sponsor_class",
        "What kind of organization a sponsor is.",
        {
            "INDUSTRY": "A company.",
            "NIH": "The US National Institutes of Health.",
            "FED": "Another US federal agency.",
            "OTHER_GOV": "A government elsewhere.",
            "NETWORK": "A research network.",
            "INDIV": "A person.",
            "OTHER": "University, hospital, foundation or other.",
            "AMBIG": "Not clear.",
            "UNKNOWN": "Not known.",
        },
    ),
    "person_roles": (
        "person_role",
        "What a named person does in a trial.",
        {
            "PRINCIPAL_INVESTIGATOR": "Leads the trial or a site.",
            "SUB_INVESTIGATOR": "Works under the investigator.",
            "STUDY_CHAIR": "Chairs the trial.",
            "STUDY_DIRECTOR": "Directs the trial.",
            "CONTACT": "Answers questions.",
        },
    ),
    "arm_types": (
        "arm_type",
        "What an arm is for.",
        {
            "EXPERIMENTAL": "Gets what is studied.",
            "ACTIVE_COMPARATOR": "Gets an effective treatment for comparison.",
            "PLACEBO_COMPARATOR": "Gets placebo.",
            "SHAM_COMPARATOR": "Gets a sham procedure.",
            "NO_INTERVENTION": "Gets nothing for the trial's sake.",
            "OTHER": "Another kind of arm.",
        },
    ),
    "intervention_types": (
        "intervention_type",
        "What is given or done.",
        {
            "DRUG": "A drug, or its placebo.",
            "BIOLOGICAL": "A vaccine, blood product, cell or other biological.",
            "DEVICE": "A device, or its sham.",
            "PROCEDURE": "Surgery or another procedure.",
            "RADIATION": "Radiation.",
            "BEHAVIORAL": "Behaviour or psychotherapy.",
            "GENETIC": "Gene transfer and the like.",
            "DIETARY_SUPPLEMENT": "Vitamins, minerals, food.",
            "COMBINATION_PRODUCT": "Drug, device or biological combined.",
            "DIAGNOSTIC_TEST": "A test.",
            "OTHER": "Another intervention.",
        },
    ),
    "identifier_types": (
        "identifier_type",
        "Where a further identifier comes from.",
        {
            "NIH": "NIH grant or contract.",
            "FDA": "FDA grant or contract.",
            "VA": "Grant of the US Department of Veterans Affairs.",
            "CDC": "Grant of the US Centers for Disease Control.",
            "AHRQ": "Grant of the US Agency for Healthcare Research and Quality.",
            "SAMHSA": "Grant of the US Substance Abuse and Mental Health Services Administration.",
            "OTHER_GRANT": "Another grant.",
            "EUDRACT_NUMBER": "European EudraCT number.",
            "CTIS": "European CTIS number.",
            "REGISTRY": "Another registry's id.",
            "OTHER": "Another id.",
        },
    ),
    "reference_types": (
        "reference_type",
        "How a publication stands to its trial.",
        {
            "BACKGROUND": "What the trial builds on.",
            "RESULT": "What the trial found.",
            "DERIVED": "Found by the registry to name the trial.",
        },
    ),
    "event_types": (
        "event_type",
        "What happened to a trial's record.",
        {
            "RELEASE": "Results were sent for review and are not yet posted.",
            "UNRELEASE": "The sponsor took them back.",
            "RESET": "The registry sent them back.",
            "SUBMITTED": "Results were sent for review.",
            "RETURNED": "The registry sent them back with comments.",
            "SUBMISSION_CANCELED": "The sponsor took the submission back.",
            "SUBMISSION_RELEASE": "A tracked submission was sent.",
            "SUBMISSION_UNRELEASE": "A tracked submission was taken back.",
            "SUBMISSION_RESET": "A tracked submission was sent back.",
            "FIRST_MCP_POST": "Results were posted before review had ended.",
            "VIOLATION_IDENTIFIED": "The FDA found a breach of FDAAA 801.",
            "CORRECTION_CONFIRMED": "The FDA confirmed its correction.",
            "PENALTY_IMPOSED": "The FDA imposed a penalty.",
            "ISSUES_IN_LETTER_ADDRESSED_CONFIRMED": "The FDA confirmed that the issues of its letter are dealt with.",
            "UNKNOWN": "The record does not say what happened.",
        },
    ),
}


def upgrade() -> None:
    for name, (key, comment, values) in VALUE_LISTS.items():
        table = op.create_table(
            name,
            sa.Column(key, sa.Text(), nullable=False, comment="The value, as ClinicalTrials.gov's API v2 spells it."),
            sa.Column("description", sa.Text(), nullable=True, comment="What the value means."),
            sa.Column(
                "is_known",
                sa.Boolean(),
                server_default=sa.text("true"),
                nullable=False,
                comment="False for a value that a document brought and this version of trialdb does not know.",
            ),
            sa.PrimaryKeyConstraint(key, name=f"{name}_pkey"),
            schema="trialdb",
            comment=comment,
        )
        op.bulk_insert(table, [{key: value, "description": meaning} for value, meaning in values.items()])


def downgrade() -> None:
    for name in reversed(VALUE_LISTS):
        op.drop_table(name, schema="trialdb")
