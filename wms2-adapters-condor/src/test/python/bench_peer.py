"""bench_peer.py STATUS_FILE TIMES: parses a node status file with HTCondor's Python bindings, as a Python program that watches DAGs does.

Prints: median CPU milliseconds, number of nodes, name and version of the bindings. Called by dev/bench ingest.
"""
import statistics
import sys
import time

import classad2
import htcondor2


def nodes_done(path):
    """(nodes, those that are done) of a node status file."""
    with open(path, encoding="utf-8") as file:
        ads = classad2.parseAds(file.read())
    nodes = done = 0
    for ad in ads:
        if ad["Type"] == "NodeStatus":
            nodes += 1
            done += ad["NodeStatus"] == 5
    return nodes, done


def main(path, times):
    nodes_done(path)
    spent = []
    nodes = 0
    for _ in range(times):
        began = time.process_time()
        nodes, _ = nodes_done(path)
        spent.append(1000 * (time.process_time() - began))
    print(f"{statistics.median(spent):.1f}", nodes, "classad2 of htcondor " + htcondor2.version().split()[1])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
