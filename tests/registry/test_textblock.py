"""Text blocks of XML read as API v2 gives them."""

from __future__ import annotations

import pytest

from loaders.ctgov_xml.textblock import unwrapped


@pytest.mark.parametrize(
    ("wrapped", "text"),
    [
        ("  one line ", "one line"),
        ("\n   A text that was\n   wrapped.\n\n   And a second.\n  ", "A text that was wrapped.\n\nAnd a second."),
        ("\n   Need:\n\n     -  salt\n\n     -  a lamp,\n        lit\n", "Need:\n\n* salt\n* a lamp, lit"),
        ("\n   A:\n\n     -  b\n\n          -  c\n\n     -  d\n", "A:\n\n* b\n\n  * c\n* d"),
        ("\n   A:\n\n     9. b\n\n    10. c\n\n          -  d\n", "A:\n\n9. b\n10. c\n\n    * d"),
        ("\n   A:\n\n     1. b\n\n        still b\n\n     2. c\n", "A:\n\n1. b\n\n   still b\n\n2. c"),
        ("\n   A dash -\n   is no item.\n", "A dash - is no item."),
        ("   \n  ", None),
    ],
)  # fmt: skip
def test_wraps_go_and_lists_stay(wrapped: str, text: str | None) -> None:
    assert unwrapped(wrapped) == text
