"""The record's own history: submissions of results, what is not yet posted, violations."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.ctgov_json.reading import Reading
from loaders.ctgov_json.study_pieces import AnnotationModule, Study, SubmissionTracking
from trialdb.records import Event


def events(study: Study, reading: Reading) -> tuple[Event, ...]:
    return (
        *_annotated(study.annotation_section.annotation_module, reading),
        *_submitted(study.derived_section.misc_info_module.submission_tracking, reading),
    )


def _annotated(annotation: AnnotationModule, reading: Reading) -> Iterator[Event]:
    for unposted in annotation.unposted_annotation.unposted_events:
        yield Event(
            event_type=reading.value("event_type", unposted.type) or "UNKNOWN",
            happened_on=reading.date(unposted.date, "events.happened_on"),
            is_date_unknown=unposted.date_unknown,
        )
    for violation in annotation.violation_annotation.violation_events:
        yield Event(
            event_type=reading.value("event_type", violation.type) or "UNKNOWN",
            description=violation.description or None,
            created_on=reading.date(violation.creation_date, "events.created_on"),
            happened_on=reading.date(violation.issued_date, "events.happened_on"),
            released_on=reading.date(violation.release_date, "events.released_on"),
            posted_on=reading.date(violation.posted_date, "events.posted_on"),
        )


def _submitted(tracking: SubmissionTracking, reading: Reading) -> Iterator[Event]:
    """A submission's release, its withdrawal and its return by the registry, tied by ``submission_no``."""
    for no, info in enumerate(tracking.submission_infos, 1):
        stated = (
            ("SUBMISSION_RELEASE", info.release_date, None),
            ("SUBMISSION_UNRELEASE", info.unrelease_date, info.unrelease_date_unknown),
            ("SUBMISSION_RESET", info.reset_date, None),
        )
        happened = [one for one in stated if one[1] or one[2] is not None] or stated[:1]
        for event_type, date, is_unknown in happened:
            yield Event(
                event_type=event_type,
                happened_on=reading.date(date, "events.happened_on"),
                is_date_unknown=is_unknown,
                submission_no=no,
                release_no=info.mcp_release_n,
            )
    posted = tracking.first_mcp_info.post_date_struct
    if posted.date:
        yield Event(event_type="FIRST_MCP_POST", posted_on=reading.date(posted.date, "events.posted_on", posted.type))
