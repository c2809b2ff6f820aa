"""Imported by the process that workers are forked from: all that each of them would otherwise load for itself."""

from __future__ import annotations

import gc


def _get_ready() -> None:
    from trialdb.enrich import enrich
    from trialdb.identity import identify
    from trialdb.loading import shard  # noqa: F401
    from trialdb.records import Arm, Intervention, Outcome, Site, Sponsor, TrialRecord
    from trialdb.registry import loaders
    from trialdb.rows.build import Rows

    loaders()
    # Much is compiled or read from the vocabulary when it is first asked for. What nobody has heard of is looked for
    # everywhere.
    example = TrialRecord(
        brief_title="An example",
        phase="PHASE2",
        min_age_text="18 Years",
        sponsors=(Sponsor(name="Nobody", role="lead"),),
        sites=(Site(facility="Nowhere", city="Nowhere", country="Nowhere"),),
        conditions=("Unheard-of",),
        arms=(Arm(label="Arm A", interventions=(1,)),),
        interventions=(
            Intervention(intervention_type="DRUG", name="Unheard-of", description="2 mg IV on days 1 and 8"),
        ),
        outcomes=(Outcome(measure="Unheard-of", time_frame="12 weeks"),),
        eligibility_text="Inclusion Criteria:\n\n- ANC >= 1.5 x 10^9/L\n\nExclusion Criteria:\n\n- Nothing of it",
    )
    rows = Rows()
    rows.add(identify(example, "an example"), enrich(example), "nobody")
    rows.check()


# Nothing of this is garbage: looking for it takes a third of the time.
gc.disable()
_get_ready()
gc.freeze()
