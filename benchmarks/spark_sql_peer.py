"""The thirty answers of the family map by Spark SQL, on this machine: ``family_map.sql``."""

from __future__ import annotations

import os

from pyspark.sql import SparkSession

from benchmarks.duckdb_peer import QUERY, TABLES, THREADS


def _heap() -> str:
    """Half of the machine's memory: at 20 million persons four gigabytes are not enough."""
    megabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return f"{max(2048, megabytes // 2)}m"


SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.memory": _heap(),
    "spark.sql.shuffle.partitions": str(4 * THREADS),
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.executor.memory": "3g",
    "spark.log.level": "ERROR",
}


def write_answers(snapshot: str, target: str, master: str = f"local[{THREADS}]") -> None:
    """Answer for every family of a snapshot's folder; ``target`` becomes a folder of Parquet files.

    The start of the Java machine is part of the run, and its end is awaited, so that its processor time is
    counted.
    """
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    builder = SparkSession.builder.master(master).appName("family map")
    spark = builder.config(map=SETTINGS).getOrCreate()
    for table in TABLES:
        spark.read.parquet(f"{snapshot}/{table}.parquet").createOrReplaceTempView(table)
    spark.sql(QUERY.read_text(encoding="utf-8")).write.mode("overwrite").parquet(target)
    gateway = spark.sparkContext._gateway
    spark.stop()
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait()
