"""Splink's Spark back end gives the same links as its DuckDB one: a check for the night.

    make bench-spark

One model, trained on DuckDB, links a small list on both. Local Spark takes minutes for what
DuckDB does in a second; a nation's cluster is another thing, and this is what it would run.
"""

import sys
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.bench.matching.splinks import LOWEST, arrow, best_of, quiet, trained_settings
from tests.matching.town.lists import Case, a_case

PEOPLE, LISTED, SEED = 3_000, 300, 41
SAME_WEIGHT = 0.001
"""Bits by which two engines' arithmetic may differ."""


def main() -> int:
    case = a_case(seed=SEED, base=PEOPLE, listed=LISTED)
    settings = trained_settings(case)
    on_duckdb, on_spark = _linked(case, settings, _duckdb()), _linked(case, settings, _spark())
    same = on_duckdb[0] == on_spark[0]
    apart = np.abs(on_duckdb[1] - on_spark[1]).max()
    print(
        f"{LISTED} x {PEOPLE:,}: {same.sum()} of {len(same)} rows have the same answer, "
        f"{(on_duckdb[0] >= 0).sum()} of them somebody"
    )
    print(f"the weights differ by at most {apart:.6f} bits")
    return 0 if same.all() and apart < SAME_WEIGHT else 1


def _linked(
    case: Case, settings: Any, engine: Any
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    from splink import Linker

    with quiet():
        tables = [
            engine.register(_for(engine, arrow(rows, side)), dataset_display_name=name)
            for rows, side, name in ((case.listed, "l", "a_list"), (case.base, "b", "base"))
        ]
        found = Linker(tables, settings).inference.predict(threshold_match_weight=LOWEST)
        records = found.as_record_list()
    columns = ("unique_id_l", "unique_id_r", "match_weight")
    return best_of(
        {name: np.array([record[name] for record in records]) for name in columns}, len(case.listed)
    )


def _duckdb() -> Any:
    from splink import DuckDBAPI

    return DuckDBAPI()


def _spark() -> Any:
    """Two partitions and no adaptive plan: with Spark's own defaults it took ten times as long."""
    from pyspark.sql import SparkSession
    from splink.backends.spark import SparkAPI, similarity_jar_location

    wanted = {
        "spark.jars": similarity_jar_location(),
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.default.parallelism": "2",
        "spark.sql.adaptive.enabled": "false",
    }
    build = SparkSession.builder.master("local[2]").appName("matching")
    for name, value in wanted.items():
        build = build.config(name, value)
    return SparkAPI(
        spark_session=build.getOrCreate(),
        break_lineage_method="persist",
        num_partitions_on_repartition=2,
    )


def _for(engine: Any, table: Any) -> Any:
    session = getattr(engine, "spark", None)
    return table if session is None else session.createDataFrame(table.to_pandas())


if __name__ == "__main__":
    sys.exit(main())
