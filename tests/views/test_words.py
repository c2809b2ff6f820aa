"""Finding trials by words of their titles and summaries."""

import psycopg

QUESTION = "SELECT trial_key FROM trials_with_words('osteosarcomas -chordoma')"


def test_words_are_found_in_any_of_their_forms(seeds: psycopg.Connection) -> None:
    found = seeds.execute(QUESTION).fetchall()
    named = seeds.execute("SELECT trial_key FROM trial_overview WHERE title ~* 'osteosarcoma'").fetchall()
    assert named
    assert set(named) <= set(found)


def test_words_are_looked_up_in_the_index(seeds: psycopg.Connection) -> None:
    with seeds.transaction():
        seeds.execute("SET LOCAL enable_seqscan = off")
        plan = "\n".join(line for (line,) in seeds.execute(f"EXPLAIN {QUESTION}"))
    assert "trials_words_idx" in plan
