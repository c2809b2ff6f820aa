import pytest

from loaders.pages.endings import is_cut


@pytest.mark.parametrize(
    "text",
    [
        "No surgery within 4 weeks of the",
        "Platelets ≥",
        "Normal bilirubin (",
        "Women of reproductive age are tested; men with a partner of repro",
    ],
)
def test_a_text_that_breaks_off_is_told(text: str) -> None:
    assert is_cut(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Consent.",
        "One trial, not two trials",  # a plural's singular is a word of its own
        "Exclusion Criteria:\n\n- N/A",
        "Pregnancy, breastfeeding,",
        "Hemoglobin ≥ 9 g/dL",
        "nothing further\n\n-",
    ],
)
def test_a_text_that_ends_untidily_is_no_cut(text: str) -> None:
    assert not is_cut(text)
