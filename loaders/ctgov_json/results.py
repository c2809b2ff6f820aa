from loaders.ctgov_json.reading import Reading
from loaders.ctgov_json.results_pieces import ResultsSection
from trialdb.records import Arm, Outcome, Results


def results(section: ResultsSection, arms: tuple[Arm, ...], planned: tuple[Outcome, ...], reading: Reading) -> Results:
    return Results()
