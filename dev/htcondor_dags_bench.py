#!/usr/bin/env python3
"""htcondor_dags_bench.py UNITS JOBS REPETITIONS SCRATCH: how fast HTCondor's own Python library writes the DAG that WMS2 writes.

UNITS work units of JOBS processing jobs each, with a landing, a merge and a cleanup: one inner DAG per work unit and an outer DAG of
SUBDAG EXTERNAL nodes. The job's description is not in it: WMS2 compares its DAG files alone with this. Prints a table row:
title, nodes/s of the first run, median nodes/s, median nodes per second of CPU, and the median over the goal. Exit 0, or 3 if the library is not installed.
"""
import os
import shutil
import statistics
import sys
import time

try:
    try:
        import htcondor
        from htcondor import dags
    except ImportError:  # 25 and later
        import htcondor2 as htcondor
        from htcondor2 import dags
except ImportError as e:
    print("htcondor_dags_bench: %s" % e, file=sys.stderr)
    sys.exit(3)

UNITS, JOBS, REPETITIONS = (int(a) for a in sys.argv[1:4])
SCRATCH = sys.argv[4]
NODES = UNITS * (JOBS + 3)
GOAL = 1_500_000


def submit(role):
    return htcondor.Submit({"executable": "../job/wms2_job.sh", "arguments": role + " $(WMS2_INDEX)", "request_memory": "2000"})


def write(root):
    """Returns seconds by the clock and of CPU, of making the objects and writing them."""
    wall, cpu = time.perf_counter(), time.process_time()
    outer = dags.DAG()
    for unit in range(UNITS):
        name = "mg_%06d" % unit
        group = dags.DAG()
        landing = group.layer(name="landing", submit_description=submit("landing"), retries=3)
        processing = landing.child_layer(
            name="proc", submit_description=submit("processing"), vars=[{"WMS2_INDEX": str(i)} for i in range(JOBS)],
            retries=3, edge=dags.ManyToMany())
        merge = processing.child_layer(name="merge", submit_description=submit("merge"), retries=3, edge=dags.ManyToMany())
        merge.child_layer(name="cleanup", submit_description=submit("cleanup"), retries=3)
        dags.write_dag(group, os.path.join(root, name), dag_file_name="group.dag")
        outer.subdag(name=name, dag_file="group.dag", dir=name)
    dags.write_dag(outer, root, dag_file_name="workflow.dag")
    return time.perf_counter() - wall, time.process_time() - cpu


def main():
    runs = []
    size = files = 0
    for i in range(REPETITIONS + 1):
        root = os.path.join(SCRATCH, "htcondor-dags")
        os.mkdir(root)
        runs.append(write(root))
        if i == 0:
            for folder, _, names in os.walk(root):
                files += len(names)
                size += sum(os.path.getsize(os.path.join(folder, n)) for n in names if n.endswith(".dag"))
        shutil.rmtree(root)
    first = NODES / runs[0][0]
    wall = statistics.median(NODES / w for w, _ in runs[1:])
    cpu = statistics.median(NODES / c for _, c in runs[1:])
    print("| HTCondor's own Python library (%s %s), the same DAG files on disk (%.0f B/node, %.3f files per node) | %s | %s | %s | %.2f |" % (
        dags.__name__, htcondor.version().split()[1], size / NODES, files / NODES,
        format(round(first), ","), format(round(wall), ","), format(round(cpu), ","), wall / GOAL))


main()
