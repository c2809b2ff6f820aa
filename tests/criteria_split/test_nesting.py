"""Depth and parent: numbering first, then the lead-in, then indentation; and what belongs to an entry."""

from __future__ import annotations

from tests.criteria_split.outlines import items_of
from trialdb.extract.criteria import split_criteria

HEADING = "Exclusion Criteria:\n\n"


def test_parent_is_the_position_of_the_enclosing_item() -> None:
    criteria = split_criteria(HEADING + "* Heart:\n  * block\n    * of the third degree\n* Liver\n")

    assert [criterion.parent_no for criterion in criteria] == [None, 0, 1, None]
    assert [criterion.depth for criterion in criteria] == [0, 1, 2, 0]


def test_bullets_of_one_indentation_are_flat_even_after_a_lead_in() -> None:
    assert items_of(HEADING + "* Any of the following:\n* asthma\n* gout\n") == [
        "Any of the following:", "asthma", "gout",
    ]  # fmt: skip


def test_flush_bullets_below_a_numbered_lead_in_are_its_children() -> None:
    text = HEADING + "1. Within 30 days:\n* surgery\n* transfusion\n2. Fever\n"

    assert items_of(text) == ["Within 30 days:", "  surgery", "  transfusion", "Fever"]


def test_flush_bullets_without_a_lead_in_are_children_if_the_numbering_goes_on() -> None:
    text = HEADING + "1. Sufficient blood counts\n- platelets\n- neutrophils\n2. Fever\n"

    assert items_of(text) == ["Sufficient blood counts", "  platelets", "  neutrophils", "Fever"]


def test_numbers_below_a_bullet_that_leads_in() -> None:
    text = HEADING + "* Treatment with:\n\n1. steroids\n2. statins\n* Fever\n"

    assert items_of(text) == ["Treatment with:", "  steroids", "  statins", "Fever"]


def test_double_dashes_are_below_single_ones() -> None:
    assert items_of(HEADING + "- Asthma:\n-- mild\n-- severe\n- Fever\n") == ["Asthma:", "  mild", "  severe", "Fever"]


def test_numbering_restarts_below_a_lead_in_and_goes_on_after_it() -> None:
    text = HEADING + "1. A fever\n2. Lab values:\n1. ALT\n2. AST\n3. urate\n3. Pregnancy\n"

    assert items_of(text) == ["A fever", "Lab values:", "  ALT", "  AST", "  urate", "Pregnancy"]


def test_lead_in_needs_no_colon_where_it_names_what_follows() -> None:
    text = HEADING + "1. Fever\n2. Lung disease by the following criteria\n1. cough\n2. scan\n"

    assert items_of(text) == ["Fever", "Lung disease by the following criteria", "  cough", "  scan"]


def test_numbers_right_aligned_by_the_registry_stay_in_one_list() -> None:
    text = "\n        Exclusion Criteria:\n\n          9. Fever\n\n         10. Cough\n"

    assert items_of(text) == ["Fever", "Cough"]


def test_letters_go_on_where_a_converter_numbered_the_first_ones() -> None:
    text = (
        HEADING
        + "1. Leukemia with:\n\n   1. relapse\n   2. no donor because of:\n\n   i. age ii. costs c. fever\n2. Pain\n"
    )

    assert items_of(text) == [
        "Leukemia with:", "  relapse", "  no donor because of:", "    age", "    costs", "  fever", "Pain",
    ]  # fmt: skip


def test_multi_level_numbers_nest_by_their_own_digits() -> None:
    text = HEADING + "1.1 Heart\n1.2 Liver:\n1.2.1 hepatitis\n1.2.2 cirrhosis\n1.3 Kidney\n"

    assert items_of(text) == ["Heart", "Liver:", "  hepatitis", "  cirrhosis", "Kidney"]


def test_lost_number_leaves_the_list_whole() -> None:
    assert items_of(HEADING + "1. Fever\n2. Cough\n4. Pain\n5. Gout\n") == ["Fever", "Cough", "Pain", "Gout"]


def test_number_that_lost_its_point_is_still_the_next_one() -> None:
    assert items_of(HEADING + "1. Fever\n2 Cough\n3. Pain\n") == ["Fever", "Cough", "Pain"]


def test_unmarked_paragraph_belongs_to_the_entry_before_it() -> None:
    text = HEADING + "* Steroids in the last month.\n\nNote: creams are allowed.\n\n* Fever\n"

    assert items_of(text) == ["Steroids in the last month. Note: creams are allowed.", "Fever"]


def test_indented_paragraph_belongs_to_the_entry_before_it() -> None:
    text = HEADING + "1. Creatinine limits by age:\n\n   under 10 years 0.8 and above 1.2\n2. Fever\n"

    assert items_of(text) == ["Creatinine limits by age: under 10 years 0.8 and above 1.2", "Fever"]


def test_unmarked_paragraphs_below_a_numbered_lead_in_are_its_children() -> None:
    text = (
        HEADING
        + "1. Function as follows:\n\nBlood:\n\nplatelets of 100 or more\n\nKidney:\n\nno dialysis\n\n2. Fever\n"
    )

    assert items_of(text) == [
        "Function as follows:", "  Blood:", "    platelets of 100 or more", "  Kidney:", "    no dialysis", "Fever",
    ]  # fmt: skip


def test_wrapped_line_that_begins_like_a_number_is_no_entry() -> None:
    text = (
        "Exclusion Criteria:\n"
        "1. A disease of the lung that is treated with oxygen at home, or that has been staged as\n"
        "3. or 4. by the rules of the lung society within the last year before screening\n"
        "2. Fever\n"
    )

    assert len(items_of(text)) == 2


def test_wrapped_line_inside_parentheses_begins_no_entry() -> None:
    text = (
        "Exclusion Criteria:\n"
        "- Use of alcohol that is above the limit of two units a day for women (one unit is 360 ml\n"
        "- 400 ml of beer)\n"
        "- Fever\n"
    )

    assert len(items_of(text)) == 2


def test_deep_nesting_is_bounded() -> None:
    text = HEADING + "\n".join(f"{'  ' * depth}* level {depth}:" for depth in range(60))

    criteria = split_criteria(text)

    assert len(criteria) == 60
    assert max(criterion.depth for criterion in criteria) < 20


def test_bullet_that_names_a_part_heads_the_bullets_after_it() -> None:
    text = "Inclusion Criteria:\n\n* Adult\n* Cohort B (stomach):\n* Never treated\n* Able to swallow\n"

    assert items_of(text) == ["Adult", "Cohort B (stomach):", "  Never treated", "  Able to swallow"]


def test_paragraph_after_a_short_list_is_an_item_where_the_criteria_are_paragraphs() -> None:
    text = (
        HEADING + "Fever in the last week.\n\nSurgery in the last month.\n\n"
        "Any of these signs of bleeding in the last year:\n\n"
        "* bruises\n* a low platelet count\n\nNote: a single nosebleed is none.\n\nPregnancy.\n\nAsthma.\n"
    )

    assert items_of(text) == [
        "Fever in the last week.", "Surgery in the last month.", "Any of these signs of bleeding in the last year:",
        "  bruises", "  a low platelet count Note: a single nosebleed is none.", "Pregnancy.", "Asthma.",
    ]  # fmt: skip


def test_paragraph_in_mid_sentence_goes_on_with_the_entry_before_it() -> None:
    text = HEADING + "* Blood pressure above 160/100\n\nor a pressure that two drugs do not control:\n\n* Fever\n"

    assert items_of(text) == ["Blood pressure above 160/100 or a pressure that two drugs do not control:", "Fever"]


def test_letters_that_a_converter_left_show_themselves() -> None:
    text = HEADING + "1. Glaucoma\n2. Uveitis\n\nd. Cataract\n\ne. Surgery of the eye\n\nf. Trauma\n"

    assert items_of(text) == ["Glaucoma", "Uveitis", "Cataract", "Surgery of the eye", "Trauma"]


def test_numbers_set_flush_left_below_an_indented_lead_in_are_its_children() -> None:
    text = (
        HEADING + "* Cancer:\n  * breast\n  * lymphoma, one of:\n1. follicular\n2. mantle cell\n  * prostate\n* Fever\n"
    )

    assert items_of(text) == [
        "Cancer:", "  breast", "  lymphoma, one of:", "    follicular", "    mantle cell", "  prostate", "Fever",
    ]  # fmt: skip


def test_bullet_inside_a_nested_number_goes_on_with_the_bullets_around_it() -> None:
    text = HEADING + "* Fever\n* Two of these:\n1. gout\n2. a stone • Pregnancy\n"

    assert items_of(text) == ["Fever", "Two of these:", "  gout", "  a stone", "Pregnancy"]


def test_single_paragraph_details_an_entry_that_carries_a_criterion() -> None:
    text = HEADING + "* Asthma confirmed by a doctor:\n\nwheezing or cough at night\n\n* Fever\n"

    assert items_of(text) == ["Asthma confirmed by a doctor: wheezing or cough at night", "Fever"]


def test_single_paragraph_below_a_mere_label_is_its_child() -> None:
    assert items_of(HEADING + "* Renal function:\n\nno dialysis\n\n* Fever\n") == [
        "Renal function:", "  no dialysis", "Fever",
    ]  # fmt: skip


def test_labels_divide_what_is_below_a_number() -> None:
    text = HEADING + "1. Values as follows:\n\nBlood:\n\n* anemia\n\nLiver:\n\n* jaundice\n\n2. Fever\n"

    assert items_of(text) == [
        "Values as follows:", "  Blood:", "    anemia", "  Liver:", "    jaundice", "Fever",
    ]  # fmt: skip


def test_line_broken_off_an_entry_is_no_item_where_the_criteria_are_paragraphs() -> None:
    text = HEADING + "Fever in the last week.\n\nGout.\n\n* Stroke within 3 months before\nC1D1, or seizures.\n"

    assert items_of(text) == ["Fever in the last week.", "Gout.", "Stroke within 3 months before C1D1, or seizures."]


def test_label_of_a_numbering_after_labelled_bullets_heads_a_list_of_its_own() -> None:
    text = HEADING + "1. Values as follows:\n\nBlood:\n\n* anemia\n\nLater exclusions:\n\n1. Fever\n2. Gout\n"

    assert items_of(text) == [
        "Values as follows:", "  Blood:", "    anemia", "Later exclusions:", "  Fever", "  Gout",
    ]  # fmt: skip
