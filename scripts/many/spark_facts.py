#!/usr/bin/env python3
"""Facts of many files on a Spark cluster, as Parquet tables, one a kind.

    spark-submit --files build/newsfacts scripts/many/spark_facts.py --paths paths.txt --out hdfs:///facts
    spark-submit --archives newsfacts-worker.tar.gz#worker scripts/many/spark_facts.py \\
        --program worker/newsfacts-worker/newsfacts --paths paths.txt --out /shared/facts

Lines of --paths are those of `newsfacts run --paths`: path, and after tabs offset and length of a record.
Every node must see the files. Each partition is one process of the program; a task whose process fails is
tried again by Spark, and a job whose process fails always ends with its last words. OUT/deal, OUT/person,
OUT/date, OUT/figure and OUT/quote have the columns of `newsfacts schema fact`, OUT/error those of
`newsfacts schema error`.

Exit codes: 0 done; 1 done, but some inputs failed (OUT/error); 2 nothing done; 4 the job failed.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

from pyspark import SparkFiles, StorageLevel
from pyspark.sql import SparkSession, types

KIND = re.compile(r'"fact":"([a-z]+)"')  # a quote mark inside of a text would have a backslash before it
FINE = (0, 1, 3)  # exit codes with all facts written: done, some inputs failed, an input is damaged
SIMPLE = {"string": types.StringType(), "integer": types.LongType(), "number": types.DoubleType(),
          "boolean": types.BooleanType()}


def spark_type(schema, defs):
    """The type of what a JSON Schema describes."""
    if "$ref" in schema:
        return spark_type(defs[schema["$ref"].rsplit("/", 1)[1]], defs)
    if "enum" in schema or "const" in schema:
        return types.StringType()
    named = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    name = next(n for n in named if n != "null")
    if name == "array":
        return types.ArrayType(spark_type(schema["items"], defs))
    if name == "object":
        return types.StructType([types.StructField(key, spark_type(value, defs))
                                 for key, value in schema["properties"].items()])
    return SIMPLE[name]


def tables(program):
    """Kind of line -> columns."""
    def schema(name):
        return json.loads(subprocess.run([program, "schema", name], check=True, capture_output=True).stdout)
    facts, error = schema("fact"), schema("error")
    columns = {kind: spark_type(facts["$defs"][kind], facts["$defs"]) for kind in facts["properties"]["fact"]["enum"]}
    return {**columns, "error": spark_type(error, {})}


def find(program):
    """What --files or --archives brought to this node, else the program as it is named."""
    sent = SparkFiles.get(program)
    if os.path.exists(sent):
        os.chmod(sent, 0o755)
        return sent
    return program


def facts_of(program, flags, lines):
    """One process for all paths of a partition; its lines with their kinds."""
    with tempfile.TemporaryDirectory() as folder:
        paths, errors, words = (os.path.join(folder, name) for name in ("paths", "errors", "words"))
        with open(paths, "w", encoding="utf-8", errors="surrogateescape") as out:
            count = sum(1 for line in lines if out.write(line + "\n"))
        if count == 0:
            return
        with open(words, "wb") as told, subprocess.Popen(
                [find(program), "run", "-j1", "--paths", paths, "--errors", errors, *flags],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=told) as process:
            for line in process.stdout:
                text = line.decode("utf-8").rstrip("\n")
                yield KIND.search(text).group(1), text
        if process.returncode not in FINE:
            with open(words, "rb") as told:
                last = told.read()[-2000:].decode("utf-8", "replace")
            raise RuntimeError(f"newsfacts ended with {process.returncode}: {last}")
        with open(errors, encoding="utf-8") as found:
            for line in found:
                yield "error", line.rstrip("\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--paths", required=True, help="a file of lines, on the driver")
    parser.add_argument("--out", required=True, help="a folder that every node can write")
    parser.add_argument("--program", default="newsfacts", help="as --files or --archives named it, or a path on all nodes")
    parser.add_argument("--partitions", type=int, default=0, help="processes in all; 0: twice the cores of the cluster")
    parser.add_argument("--flag", action="append", default=[], help="for newsfacts run, for instance --flag=--no-builtin-rules")
    options = parser.parse_args()
    try:
        with open(options.paths, encoding="utf-8", errors="surrogateescape") as found:
            paths = [line.rstrip("\n") for line in found if line.strip()]
    except OSError as error:
        sys.stderr.write(f"spark_facts: {error}\n")
        return 2
    spark = SparkSession.builder.appName("newsfacts").getOrCreate()
    context = spark.sparkContext
    program, flags = options.program, options.flag
    partitions = options.partitions or 2 * context.defaultParallelism
    try:
        columns = tables(find(program))
        lines = context.parallelize(paths, max(1, min(partitions, len(paths)))).mapPartitions(
            lambda part: facts_of(program, flags, part))
        lines.persist(StorageLevel.DISK_ONLY)  # one run of the program, six tables
        for kind, schema in columns.items():
            rows = lines.filter(lambda row, kind=kind: row[0] == kind).map(lambda row: row[1])
            spark.read.schema(schema).json(rows, mode="FAILFAST").write.mode("overwrite").parquet(
                os.path.join(options.out, kind))
        counts = lines.map(lambda row: row[0]).countByValue()
    except Exception as error:  # whatever Spark throws: its last words, and no stack of Java
        cause = re.search(r"newsfacts ended with .*", str(error))
        sys.stderr.write(f"spark_facts: {cause.group() if cause else error}\n")
        return 4
    sys.stderr.write(f"{len(paths)} inputs: " + ", ".join(f"{n} {kind}" for kind, n in sorted(counts.items())) + "\n")
    spark.stop()
    return 1 if counts.get("error") else 0


if __name__ == "__main__":
    sys.exit(main())
