"""Real registry records are read, all of them, and nothing of them is lost."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import msgspec
from lxml import etree

from loaders import ctgov_json, ctgov_xml
from tests.registry.corpora import CORPUS, members, needs_corpus, studies
from tests.registry.leaf_account import account
from tests.registry.stored import tables_of, tables_of_record
from tests.registry.xml_account import missing, targets
from trialdb.records import TrialRecord

pytestmark = needs_corpus
SAMPLE = 12  # every so many records; the accounts as scripts take them all


def test_every_study_is_read_without_a_doubt() -> None:
    notes = Counter(
        note
        for name in ("ctgov_v2.ndjson.gz", "ctgov_protocols.ndjson.gz")
        for study in studies(name)
        for record in ctgov_json.parse(name, study)
        for note in record.notes
    )
    assert notes == Counter()


def test_no_leaf_of_a_study_is_lost() -> None:
    made = account(islice(studies("ctgov_v2.ndjson.gz"), 0, None, SAMPLE), tables_of_record)
    assert made.missing == Counter()
    assert sum(made.leaves.values()) > 30_000


def test_no_word_of_an_xml_file_is_lost() -> None:
    known = targets()
    for name, data in islice(members("ctgov_xml.zip"), 0, None, SAMPLE):
        (record,) = ctgov_xml.parse(name, data)
        assert missing(etree.fromstring(data), tables_of(record), known) == Counter(), name


def pair() -> tuple[TrialRecord, TrialRecord]:
    """One trial as API v2 told it in 2023 and XML in 2020."""
    (new,) = ctgov_json.parse("study.json", (CORPUS / "pair" / "NCT02513394.json").read_bytes())
    (old,) = ctgov_xml.parse("study.xml", (CORPUS / "pair" / "NCT02513394.xml").read_bytes())
    return new, old


def test_both_dialects_of_a_trial_agree_where_nothing_changed() -> None:
    new, old = pair()
    changed_since_2020 = {
        "primary_completion_on", "last_submitted_on", "last_updated_on", "verified_on",  # the trial went on
        "sponsors",  # two collaborators became networks
        "officials",  # a new investigator
        "outcomes",  # restated with the results
        "sites", "countries",  # 204 more sites
    }  # fmt: skip
    xml_cannot_say = {"identifiers", "mesh_terms"}  # their types; their ids and tree
    for name, told in ((field, getattr(old, field)) for field in TrialRecord.__struct_fields__):
        if told in (None, ()) or name in changed_since_2020 | xml_cannot_say or getattr(new, name) is None:
            continue
        assert told == getattr(new, name), name


def test_both_dialects_of_a_trial_differ_only_by_what_changed() -> None:
    new, old = pair()
    assert [one.identifier for one in old.identifiers] == [one.identifier for one in new.identifiers]
    assert [one.name for one in old.sponsors] == [one.name for one in new.sponsors]
    assert {(one.subject, one.term) for one in old.mesh_terms} <= {(one.subject, one.term) for one in new.mesh_terms}
    assert {one.name for one in old.countries} <= {one.name for one in new.countries}
    by_place = {(site.facility, site.city): site for site in new.sites}
    same = [(site, by_place[key]) for site in old.sites if (key := (site.facility, site.city)) in by_place]
    assert len(same) > 100
    corrected = {was.city for was, now in same if (was.state, was.country) != (now.state, now.country)}
    assert corrected == {"Rapid City"}


def test_only_what_a_third_party_added_is_unknown_in_the_pair() -> None:
    new, old = pair()
    assert {(note.code, note.place) for note in new.notes} == {
        ("unknown_field", "protocolSection.contactsLocationsModule.locations_nested"),
        ("unknown_field", "derivedSection.miscInfoModule.modelPredictions"),
    }
    assert old.notes == ()
    assert msgspec.structs.replace(new, notes=()) != old
