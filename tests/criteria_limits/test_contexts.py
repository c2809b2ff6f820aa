"""Numbers whose words around them say for whom, of what, or that nothing is asked."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Men ranging from 27 to 66 years", ["age [27, 66] a"]),
        ("Between 12 and 15 weeks of gestational age", ["gestational_age [12, 15] wk"]),
        ("Age under 15 moths", ["age (-, 15) mo"]),
        ("If diabetic, HgA1c below 9 %", ["hba1c (-, 9) % if diabetic"]),
        ("95 ≤ SBP < 145 mmHg and 55 ≤ DBP < 95 mmHg", ["sbp [95, 145) mm[Hg]", "dbp [55, 95) mm[Hg]"]),
        ("In children weighing < 35 kg, hemoglobin ≥ 9.5 g/dL", ["hemoglobin [9.5, -) g/dL if weighing < 35 kg"]),
        ("Recovered from all grade 3-4 toxicities", ["toxicity_grade [3, 4] negated"]),
        ("Child-Pugh class A in HCC", ["child_pugh_class {A} if HCC"]),
        ("ECOG 3 is allowed if due to pain", ["ecog {3} if due to pain"]),
        ("5 < age ≤ 9 maximum serum creatinine (mg/dL): 0.9", []),
        ("Infants under 3 years may be enrolled if they have had no attack", []),
        ("Low risk (Gleason score ≤ 5, PSA < 9 µg/L) or intermediate risk (PSA 9-19 µg/L)", []),
        ("Creatinine or clearance of creatinine ≤ 1.6 x ULN", ["creatinine (-, 1.6] ULN"]),
        ("Clearance: (140 - age) x weight / (72 x serum creatinine) x 0.85 ≤ 1.6 x ULN", ["creatinine (-, 1.6] ULN"]),
        ("Twice the ULN is allowed in case of Gilbert's syndrome AST ≤ 3.5 x ULN", ["ast (-, 3.5] ULN"]),
        ("High doses of steroids (patients aged 13-16 years) or moderate ones with a second drug", []),
        ("Neoadjuvant chemotherapy is counted as one line of therapy", []),
        (
            "Subjects in the bladder cohort must have had ≥ 2 prior lines of therapy",
            ["prior_lines [2, -) {lines} if bladder cohort of therapy"],
        ),
        (
            "Resolution of AEs (except alopecia and neuropathy) to ≤ grade 1",
            ["toxicity_grade (-, 1] except alopecia and neuropathy"],
        ),
        (
            "If the rise of ALT is due to metastases, AST ≤ 6 x ULN",
            ["ast (-, 6] ULN if rise of ALT is due to metastases"],
        ),
        ("INR < 1.4 in the absence of anticoagulants", ["inr (-, 1.4) if absence of anticoagulants"]),
        (
            "Without liver metastases, ALT ≤ 2 x ULN; with liver metastases, ALT ≤ 6 x ULN",
            ["alt (-, 2] ULN if Without liver metastases", "alt (-, 6] ULN if liver metastases"],
        ),
        ("Any grade 3 or 4 toxicity of earlier therapy must have resolved", ["toxicity_grade [3, 4] negated"]),
        (
            "Gastric cancer: has progressed on at least 2 prior regimens",
            ["prior_lines [2, -) {lines} if Gastric cancer"],
        ),
        ("Forced expiratory volume (FEV1)/forced vital capacity (FVC) < 68 %", ["fev1_fvc_ratio (-, 68) %"]),
        ("At least 21 years old, with at least a 4-month history of gout", ["age [21, -) a"]),
        ("Aged 22 or over 22 years", ["age [22, -) a"]),
        ("Aged 19 years inclusive or older", ["age [19, -) a"]),
        ("Men aged between19-56 years", ["age [19, 56] a"]),
        ("Age at diagnosis above 22 years", []),
        ("Minimum life expectancy of 14 weeks", ["life_expectancy [14, -) wk"]),
        ("Maximum BMI of 36", ["bmi (-, 36]"]),
        ("The ECOG score within 9 days before enrollment was 0 or 1", ["ecog {0 1}"]),
        ("Men ≥ 21 years of age, with 7 months or longer of dysfunction", ["age [21, -) a"]),
        ("Over 7 years inclusive", ["age [7, -) a"]),
        ("Subjects in tier IV must be 15 years or older", ["age [15, -) a if tier IV"]),
        ("A bone scan is optional for patients with a Gleason score < 6", []),
        ("Systolic between 145 - 95, diastolic between 95-65 mm Hg", ["sbp [95, 145] mm[Hg]", "dbp [65, 95] mm[Hg]"]),
        (
            "ALT ≤ 3 x ULN (Cohort A) or ≤ 5 x ULN (Cohort B)",
            ["alt (-, 3] ULN if Cohort A", "alt (-, 5] ULN if Cohort B"],
        ),
        (
            "Neutrophils ≥ 1.0 x 10^9/L (dose escalation phase) or ≥ 1.5 x 10^9/L (expansion phase)",
            ["anc [1, -) 10*9/L if dose escalation phase", "anc [1.5, -) 10*9/L if expansion phase"],
        ),
        (
            "GPT ≤ 2 x ULN unless raised by liver metastases, in which case ≤ 6 x ULN",
            ["alt (-, 2] ULN", "alt (-, 6] ULN if raised by liver metastases"],
        ),
        (
            "Bilirubin ≤ 2 x ULN except in those with Gilbert's syndrome, who must have bilirubin ≤ 4 x ULN",
            ["bilirubin_total (-, 2] ULN", "bilirubin_total (-, 4] ULN if Gilbert's syndrome"],
        ),
        (
            "ALT ≤ 2 x ULN (for non-hepatic tumors) or ≤ 6 x ULN (for hepatic tumors)",
            ["alt (-, 2] ULN if non-hepatic tumors", "alt (-, 6] ULN if hepatic tumors"],
        ),
        ("Aged ≥ 3 years for unaffected subjects", ["age [3, -) a if unaffected subjects"]),
        ("Platelets ≥ 80 109/L", ["platelets [80, -) 10*9/L"]),
        ("HBV DNA ≥ 104 copies/mL", ["hbv_dna [10000, -) {copies}/mL"]),
        ("For obese controls: BMI 31 to 39 kg/m2", ["bmi [31, 39] kg/m2 if obese controls"]),
        (
            "Part 3 (volunteers with rhinitis): weight at least 45 kg",
            ["weight [45, -) kg if Part 3 (volunteers with rhinitis)"],
        ),
        ("Weight not < 44 kg or > 95 kg", ["weight [44, 95] kg"]),
        (
            "Bilirubin ≤ 2 x ULN, except for Gilbert's syndrome",
            ["bilirubin_total (-, 2] ULN except Gilbert's syndrome"],
        ),
        ("Those who have had up to 3 further lines of therapy are also eligible", []),
        (
            "ALT ≤ 2 ULN or ≤ 6 ULT for subjects with liver metastases",
            ["alt (-, 2] ULN", "alt (-, 6] ULN if liver metastases"],
        ),
        ("Diabetes told by HbA1c > 8 % or on medical therapy", []),
        ("BP ≥ 145/95 mmHg or on antihypertensive drugs", []),
        ("No prior history of grade ≥ 3 bleeding", ["toxicity_grade [3, -) negated of bleeding"]),
        ("Patient under 14 years and 6 months", ["age (-, 14.5) a"]),
        ("Postmenstrual age at least 36 weeks", []),
        ("Age same or superior to 19 years", ["age [19, -) a"]),
        (
            "FEV1/FVC > 74 % for subjects with forced vital capacity (FVC) between 78 and 88 % predicted",
            ["fev1_fvc_ratio (74, -) % if forced vital capacity (FVC) between 78 and 88 % predicted"],
        ),
        (
            "Negative for HIV or, for those with a history of HIV, control of it with a CD4 count > 400 cells/uL",
            ["hiv negative", "cd4 (400, -) /uL if history of HIV"],
        ),
        (
            "ECOG 0, 1, or 2 for individuals in Parts A, B, and D",
            ["ecog {0 1 2} if Parts A, B, and D"],
        ),
        ("Treated before with one prior treatment dose of the antibody", []),
        ("Aged < 19 years at diagnosis", []),
        (
            "Negative HIV test with the following exception: those with HIV whose CD4 count is > 210 cells/uL",
            ["hiv negative except those with HIV whose CD4 count is > 210 cells/uL"],
        ),
        ("Between 38 to and including 54 years of age", ["age [38, 54] a"]),
        ("Males 19 years-of-age or older", ["age [19, -) a"]),
        (
            "At least 11 weeks from radiotherapy unless there is either: i) proof of recurrence or ii) a new lesion",
            [
                "prior_therapy min_gap 11 wk of radiotherapy "
                "except there is either: i) proof of recurrence or ii) a new lesion"
            ],
        ),
        ("Minimum 3-year documented history of hay fever", []),
        ("Age equal to or older than 15 years", ["age [15, -) a"]),
        ("Older or equal to 22 years", ["age [22, -) a"]),
        (
            "Patients > 15 years of age must have a Karnofsky score ≥ 60",
            ["karnofsky [60, -) if Patients > 15 years of age"],
        ),
        ("Between ages 2 years to 11 years exclusive", ["age (2, 11) a"]),
        (
            "For Cohort 3, at least one measurable lesion",
            ["measurable_disease present at least 1 if Cohort 3"],
        ),
        (
            "Tests within normal limits with the following exceptions: ALT < 3 x ULN, BUN < 2 x ULN",
            ["alt (-, 3) ULN", "bun (-, 2) ULN"],
        ),
        (
            "ECOG 0 or 1 that shows no deterioration (ie, ECOG PS > 1) in the fortnight before",
            ["ecog {0 1}"],
        ),
        (
            "Lansky score ≥ 50 for participants < 16 years or Karnofsky score ≥ 50 for participants ≥ 16 years",
            ["lansky [50, -) if < 16 years", "karnofsky [50, -) if ≥ 16 years"],
        ),
        (
            "pleural mesothelioma, pancreatic cancer: 1-3 prior treatments",
            ["prior_lines [1, 3] {lines} if pleural mesothelioma, pancreatic cancer"],
        ),
        (
            "Aged 18 to 75 years. For Cohort 2 and Cohort 10, people older than 75 years may join",
            ["age [18, 75] a", "age (75, -) a if Cohort 2 and Cohort 10"],
        ),
        (
            "One or more prior lines of systemic therapy, or 2 prior lines of systemic therapy if it is EGFR+",
            [
                "prior_lines [1, -) {lines} of systemic therapy",
                "prior_lines [2, 2] {lines} if EGFR+ of systemic therapy",
            ],
        ),
        ("Gestational age from 24 0/7 to 31 6/7 weeks", ["gestational_age [24, 31.86] wk"]),
        ("IIEF EF (International Index of Erectile Function) score < 17", ["iief_ef (-, 17)"]),
        (
            "SBP > 170 mmHg or < 90 mmHg at screening (if stress is suspected, retest under basal conditions)",
            ["sbp (170, -) mm[Hg]", "sbp (-, 90) mm[Hg]"],
        ),
        ("A severe asthma treated with > 200 μg/day of fluticasone for aged ≥ 12 to < 16 years", []),
        ("No more than or less than 1 line of chemotherapy", ["prior_lines [1, 1] {lines} of chemotherapy"]),
        ("At least 1 line of therapy should include enfortumab", ["prior_lines [1, -) {lines} of therapy"]),
        (
            "Age ≥ 18 years (follow local requirements if the legal age of consent to participate is > 18 years old)",
            ["age [18, -) a"],
        ),
        ("Females of childbearing potential (defined as women ≤ 50 years of age) must use contraception", []),
        (
            "Life expectancy ≥ 10 weeks for the escalation phase and ≥ 20 weeks for the expansion phase",
            [
                "life_expectancy [10, -) wk if escalation phase",
                "life_expectancy [20, -) wk if expansion phase",
            ],
        ),
        ("Asthma (at least three of the following features: limited activities, FEV1 < 80% predicted)", []),
        ("ECOG performance status score 0-1 prior to cycle 1", ["ecog {0 1}"]),
        (
            "ALT ≤ 3 x ULN, unless raised to at most 6 x ULN due to myeloma",
            ["alt (-, 3] ULN", "alt (-, 6] ULN if due to myeloma"],
        ),
        (
            "After at least 1 prior line of standard therapy (Dose Optimization phase);",
            ["prior_lines [1, -) {lines} if Dose Optimization phase of standard therapy"],
        ),
        (
            "In the Dose Expansion Phase, patients must have had at least 1 prior line of standard therapy;",
            ["prior_lines [1, -) {lines} if Dose Expansion Phase of standard therapy"],
        ),
        (
            "Blood pressure must be within 90/50-140/90 mmHg",
            ["sbp [90, 140] mm[Hg]", "dbp [50, 90] mm[Hg]"],
        ),
        ("Women of childbearing age (15-49 years old) must use contraception", []),
        ("A pressure gap between the arms: SBP ≥ 15 mmHg or DBP ≥ 8 mmHg", []),
        (
            "Bilirubin direct ≤ ULN for a patient with bilirubin > 2 x ULN",
            ["bilirubin_direct (-, 1] ULN if bilirubin > 2 x ULN"],
        ),
    ],
)
def test_what_an_inclusion_asks_is_read_with_its_context(text: str, expected: list[str]) -> None:
    assert said(text, "inclusion") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Testosterone more than 30 % below the lower limit of normal", []),
        ("ALT more than 30 % above the upper limit of normal", ["alt (1.3, -) ULN"]),
        (
            "Creatinine > 1.6 x ULN in adults or > ULN in pediatrics",
            ["creatinine (1.6, -) ULN if adults", "creatinine (1, -) ULN if pediatrics"],
        ),
        ("AST > 6 x ULN; prothrombin < 45 % (except for those on warfarin)", ["ast (6, -) ULN"]),
        ("Only those may be enrolled: hepatitis B with HBV DNA ≤ 450 IU/mL", []),
        ("Subjects with localized prostate cancer (Gleason score < 5) or carcinoma in situ are eligible", []),
        ("Subjects with lasting grade 2 toxicities (e.g., grade 2 neuropathy) may be eligible", []),
        ("SBP outside of 75-145 mmHg", ["sbp [75, 145] mm[Hg] negated"]),
        ("Toxicity of earlier therapy not resolved to baseline, grade 0-1", ["toxicity_grade (-, 1] negated"]),
        ("Heart failure (NYHA class II+)", ["nyha {2 3 4}"]),
        ("Allergic reaction of Ring-Messmer grade ≥ 2", []),
        ("History of severe anaphylaxis defined by cyanosis or SpO2 < 91 % at any stage", []),
        (
            "A vaccine within 3 weeks (for inactivated vaccines) or 5 weeks (for live vaccines) prior to visit 1",
            ["prior_therapy within 3 wk of vaccine"],
        ),
        ("Class II or above heart failure according to the NYHA", ["nyha {2 3 4}"]),
        ("Known stage 3 disease. Stage 3 COPD is defined as 30 % < FEV1 < 50 % predicted", []),
        ("INR > 2.6, and men on thinners other than aspirin", ["inr (2.6, -)"]),
        ("Sudden death of a relative, or unexplained sudden death under 45 years of age", []),
        (
            "Alcohol abuse within the year prior to screening",
            ["condition present within 1 a @screening of Alcohol abuse"],
        ),
        ("Hypogonadism (< 7 nmol/L)", ["testosterone (-, 7) nmol/L"]),
        ("Marker ≥ 2 ng/mL in younger than 55 years or > 4 ng/mL in older than 55 years", []),
        ("Any drug within 12 days of Day 1 dosing", ["prior_therapy within 12 d @first_dose of drug"]),
        (
            "Creatinine > 3 x ULN, unless there is known kidney disease, AST > 4 x ULN",
            ["creatinine (3, -) ULN except there is known kidney disease", "ast (4, -) ULN"],
        ),
        (
            "Part 2 only: Anticancer therapy within 5 weeks before enrollment",
            ["prior_therapy within 5 wk @enrollment if Part 2 of Anticancer therapy"],
        ),
        (
            "Oral immunotherapy within 8 months before enrollment (cohort B only)",
            ["prior_therapy within 8 mo @enrollment if cohort B of Oral immunotherapy"],
        ),
        ("Females who are pregnant or have unprotected sex within 3 weeks prior to screening", ["pregnancy present"]),
        ("Asthma with FEV1 < 78 % (under 4. percentile)", ["fev1_pct_predicted (-, 78) %"]),
        (
            "Grade ≥ 3 drug induced or radiation pneumonitis",
            ["toxicity_grade [3, -) of drug induced or radiation pneumonitis"],
        ),
        ("DBP: lower thatn 55 mmHg or higher than 105 mmHg", ["dbp (-, 55) mm[Hg]", "dbp (105, -) mm[Hg]"]),
        ("The stool test will only be performed in patients with an eosinophil count > 3 x ULN", []),
        ("Household contacts who are infants under the age of 3 years", []),
        ("Vital signs of note (reference range: 95 mmHg ≤ SBP < 145 mmHg, 50/min ≤ heart rate ≤ 95/min)", []),
        ("Testosterone is considered normal at levels ≥ 11 nmol/L", []),
        ("ALT > twice the upper limit of normal may be accepted by the sponsor", []),
        (
            "Took part in a study within the last 9 (nine) months",
            ["prior_therapy within 9 mo of Took part in a study"],
        ),
    ],
)
def test_what_an_exclusion_only_tells_is_no_limit(text: str, expected: list[str]) -> None:
    assert said(text, "exclusion") == expected
