"""One spelling for the many a registry text uses, with the way back to the words as written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialdb.extract.text import normalize


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"5×10\^8 cells", "5x10^8 cells"),
        ("1.5 x 10⁹/L", "1.5 x 10^9/L"),
        ("1.5*10^9/L", "1.5x10^9/L"),
        (r"300 mg/m\^2", "300 mg/m2"),
        ("30 mg/m²", "30 mg/m2"),
        ("10⁻³", "10^-3"),
        (r"D-5\~D-3", "D-5~D-3"),
        (r"\>= 18", "≥ 18"),
        (r"\>\= 18", "≥ 18"),
        ("age >/= 18", "age ≥ 18"),
        (r"=\< 2, =/\> 3, =/< 4 and =< 5", "≤ 2, ≥ 3, ≤ 4 and ≤ 5"),
        ("&lt; 5 &amp; &#62; 2", "< 5 & > 2"),
        (r"\&lt; 5 \&amp; \&gt;= 2, &lt;\= 3", "< 5 & ≥ 2, ≤ 3"),
        ("days 1–3", "days 1-3"),
        ("5\u00a0mg\u200b", "5 mg"),
        ("μg and µg", "µg and µg"),
        ("½ tablet", "1/2 tablet"),
        ("2½ tablets", "2.5 tablets"),
        ("① first", "1 first"),
        ("（ＡＬＴ）", "(ALT)"),
        ("plain text", "plain text"),
    ],
)
def test_a_spelling_is_folded(written: str, read: str) -> None:
    assert normalize(written).text == read


@pytest.mark.parametrize(
    ("written", "part", "evidence"),
    [
        (r"give 5×10\^8 cells once", "10^8", r"10\^8"),
        ("score &gt;= 3 points", "points", "points"),
        (r"age \>= 18 years", "≥ 18", r"\>= 18"),
        ("m² and 10⁹ cells", "cells", "cells"),
    ],
)
def test_evidence_is_quoted_as_written(written: str, part: str, evidence: str) -> None:
    normal = normalize(written)
    start = normal.text.index(part)
    first, last = normal.original(start, start + len(part))
    assert written[first:last] == evidence


@given(st.text(st.sampled_from("\\^{}210m²⁹>=</ a&lgt;①ﬁ*\u200b½≥~\u00ad"), max_size=40) | st.text())
def test_every_position_leads_back_in_order(written: str) -> None:
    normal = normalize(written)
    spans = [normal.original(at, at + 1) for at in range(len(normal.text))]
    assert all(0 <= start <= end <= len(written) for start, end in spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)
    kept = [(c, written[start:end]) for c, (start, end) in zip(normal.text, spans, strict=True) if end - start == 1]
    assert all(c == source for c, source in kept if c.isalpha() and source.isascii())
