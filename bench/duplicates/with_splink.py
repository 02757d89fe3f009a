"""The same records and the same known duplicates given to Splink, as its own documentation would have it set up.

    python bench/duplicates/with_splink.py FOLDER [--folded]

FOLDER is the one bench.duplicates.measure wrote records.parquet and truth.parquet to. Needs splink and nothing of
ansinh: run it with an environment of its own (pip install splink==5.0.0). ``--folded`` gives it what our scoring
knows: names folded and by sound, bare years as years.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

import duckdb
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

THRESHOLDS = (0.5, 0.9, 0.99)
PREPARED = """
SELECT person_id AS unique_id, full_name, fold, sound, split_part(fold, ' ', 1) AS family,
  regexp_extract(fold, '([^ ]+)$', 1) AS given, regexp_extract(sound, '([^ ]+)$', 1) AS given_sound,
  CASE WHEN precision = 'day' AND strftime(born, '%m-%d') <> '01-01' THEN strftime(born, '%Y-%m-%d') END AS birthday,
  strftime(born, '%Y') AS year, sex, area_id::VARCHAR AS commune,
  CASE WHEN village <> '' THEN area_id || '/' || village END AS village,
  coalesce(personal, old) AS number, substr(coalesce(personal, old), 1, 9) AS number_head,
  substr(coalesce(personal, old), 4) AS number_tail, account
FROM read_parquet('{folder}/records.parquet')
"""


def settings(folded: bool, people: int) -> SettingsCreator:
    """Comparisons and blocking rules; the prior is the expected share of ours."""
    name = "fold" if folded else "full_name"
    named = [levels.ExactMatchLevel("full_name", term_frequency_adjustments=True), levels.ExactMatchLevel(name)]
    if folded:
        named.append(levels.ExactMatchLevel("sound", term_frequency_adjustments=True))
    named += [levels.JaroWinklerLevel(name, 0.92), levels.JaroWinklerLevel(name, 0.82)]
    rules = [
        block_on(name, "year"),
        block_on("given", "birthday"),
        block_on(name, "commune"),
        block_on("given", "year", "village"),
        block_on("number_head", "given"),
        block_on("number_tail", "given"),
    ]
    if folded:
        rules += [block_on("sound", "year"), block_on("sound", "commune"), block_on("birthday", "commune"),
                  block_on("family", "given_sound", "year", "commune")]  # fmt: skip
    return SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=2 * 0.01 / people,
        comparisons=[
            comparisons.CustomComparison(
                comparison_levels=[levels.NullLevel(name), *named, levels.ExactMatchLevel("given"), levels.ElseLevel()],
                output_column_name="name",
            ),
            comparisons.CustomComparison(
                comparison_levels=[
                    levels.NullLevel("year"),
                    levels.ExactMatchLevel("birthday"),
                    levels.DamerauLevenshteinLevel("birthday", 2),
                    levels.ExactMatchLevel("year"),
                    levels.ElseLevel(),
                ],
                output_column_name="birth",
            ),
            comparisons.ExactMatch("sex"),
            comparisons.DamerauLevenshteinAtThresholds("number", [1, 2]),
            comparisons.CustomComparison(
                comparison_levels=[
                    levels.NullLevel("commune"),
                    levels.ExactMatchLevel("village"),
                    levels.ExactMatchLevel("commune"),
                    levels.ElseLevel(),
                ],
                output_column_name="place",
            ),
            comparisons.ExactMatch("account"),
        ],
        blocking_rules_to_generate_predictions=rules,
    )


def main() -> None:
    """Print seconds, pairs, precision and recall by threshold."""
    folder, folded = Path(sys.argv[1]), "--folded" in sys.argv
    database = duckdb.connect(str(folder / "splink.duckdb"))
    database.execute("SET threads = 2")
    people = database.execute(f"SELECT count(*) FROM read_parquet('{folder}/records.parquet')").fetchone()[0]
    began = time.perf_counter()
    database.execute(f"CREATE OR REPLACE TABLE people AS {PREPARED.format(folder=folder)}")
    api = DuckDBAPI(connection=database)
    linker = Linker(api.register("people"), settings(folded, people))
    linker.training.estimate_u_using_random_sampling(max_pairs=2_000_000)
    train = linker.training.estimate_parameters_using_expectation_maximisation
    for rule in (block_on("fold", "birthday"), block_on("number_head", "sex"), block_on("fold", "village")):
        train(rule, fix_probability_two_random_records_match=True)
    trained = time.perf_counter()
    found = linker.inference.predict(threshold_match_probability=THRESHOLDS[0]).as_duckdbpyrelation()
    database.register("found", found)
    print(f"| {people:,} | {'folded' if folded else 'plain'} | trained {trained - began:.0f} s, "
          f"predicted {time.perf_counter() - trained:.0f} s |")  # fmt: skip
    true = database.execute(f"SELECT count(*) FROM read_parquet('{folder}/truth.parquet')").fetchone()[0]
    for threshold in THRESHOLDS:
        shown, right = database.execute(
            f"""
            SELECT count(*), count(t.first) FROM found AS f LEFT JOIN read_parquet('{folder}/truth.parquet') AS t
              ON t.first = least(f.unique_id_l, f.unique_id_r) AND t.second = greatest(f.unique_id_l, f.unique_id_r)
            WHERE match_probability >= {threshold}
            """
        ).fetchone()
        print(f"| p ≥ {threshold} | {shown:,} | {right / max(shown, 1):.3f} | {right / true:.3f} |")
    print(f"peak MiB {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}")


if __name__ == "__main__":
    main()
