"""The merge rules: WMCore's observed behaviour (shared contracts, where they are), and what holds of all inputs."""
import json
import os
import random
import sys
import unittest

from worker import JOB

sys.path.insert(0, JOB)
from wms2_merge_rules import RULES, parentless_merge_by_size, wmbs_merge_by_size

SHARED = os.environ.get("WMS2_SHARED") or os.path.join(os.path.dirname(__file__), *[".."] * 4, "..", "shared")
CASES = os.environ.get("WMS2_SPLITTING_CASES") or os.path.join(SHARED, "contracts", "data", "splitting-cases.json")


def file(lfn, size=10, events=10, run=1, lumi=1, first=0, parent=None, **more):
    return dict(more, lfn=lfn, size=size, events=events, run=run, lumi=lumi, firstEvent=first, location="here", parent=parent)


def names(merged):
    return [[f["lfn"] for f in files] for files in merged]


def candidate(row):
    location = row["pnn"] if isinstance(row["pnn"], str) else "+".join(sorted(row["pnn"]))
    return dict(lfn=row["file_lfn"], size=row["file_size"], events=row["file_events"], run=row["file_run"], lumi=row["file_lumi"],
                firstEvent=row["file_first_event"], location=location, parent=row.get("file_parent"), age=row.get("age_seconds", 0))


class ObservedCases(unittest.TestCase):
    def test_every_case_of_both_rules(self):
        if not os.path.exists(CASES):
            self.skipTest("NOT TESTED: no contracts/data/splitting-cases.json in WMS2_SHARED or beside the repository")
        with open(CASES, encoding="utf-8") as f:
            cases = [c for c in json.load(f)["cases"] if c["algorithm"] in RULES]
        for case in cases:
            with self.subTest(case["id"]):
                options = case["effectiveOptions"]
                more = {}
                if case["algorithm"] == "ParentlessMergeBySize":
                    more = {"across_runs": options["mergeAcrossRuns"], "max_wait": options["maxWaitTime"]}
                merged = RULES[case["algorithm"]]([candidate(r) for r in case["inputs"]], options["minMergeSize"], options["maxMergeSize"],
                                                  options["maxMergeEvents"], options["forceMerge"], **more)
                self.assertEqual([job["files"] for group in case["expected"]["jobGroups"] for job in group], names(merged))
        self.assertEqual(set(RULES), {c["algorithm"] for c in cases}, "cases of each rule")


class Parentless(unittest.TestCase):
    def test_files_are_taken_by_run_lumi_and_first_event_and_each_lfn_once(self):
        files = [file("d", run=2), file("c", lumi=7), file("b", first=5), file("a"), file("c", lumi=7)]
        self.assertEqual([["a", "b", "c", "d"]], names(parentless_merge_by_size(files, 1, 100, 100)))

    def test_a_file_above_a_limit_goes_alone(self):
        files = [file("a"), file("big", size=101, lumi=2), file("full", events=101, lumi=3), file("b", lumi=4)]
        self.assertEqual([["big"], ["full"], ["a", "b"]], names(parentless_merge_by_size(files, 1, 100, 100)))

    def test_limits_are_reached_but_not_passed(self):
        files = [file("f%d" % i, lumi=i) for i in range(5)]
        self.assertEqual([["f0", "f1"], ["f2", "f3"], ["f4"]], names(parentless_merge_by_size(files, 1, 20, 100)))
        self.assertEqual([["f0", "f1"], ["f2", "f3"], ["f4"]], names(parentless_merge_by_size(files, 1, 100, 20)))

    def test_unforced_a_file_that_does_not_fit_is_passed_over_until_enough_is_gathered(self):
        files = [file("a", size=50), file("b", size=60, lumi=2), file("c", size=40, lumi=3)]
        self.assertEqual([["a", "c"]], names(parentless_merge_by_size(files, 50, 100, 100, forced=False)))
        self.assertEqual([["a"], ["b", "c"]], names(parentless_merge_by_size(files, 49, 100, 100, forced=False)))
        self.assertEqual([["a"], ["b", "c"]], names(parentless_merge_by_size(files, 50, 100, 100)))

    def test_unforced_what_waited_too_long_is_merged_small(self):
        files = [file("a", age=10), file("b", size=95, lumi=2, age=100)]
        self.assertEqual([], names(parentless_merge_by_size(files, 1000, 100, 100, forced=False, max_wait=100)))
        self.assertEqual([["a"], ["b"]], names(parentless_merge_by_size(files, 1000, 100, 100, forced=False, max_wait=99)))

    def test_unforced_the_minimum_must_be_passed(self):
        self.assertEqual([], parentless_merge_by_size([file("a")], 10, 100, 100, forced=False))
        self.assertEqual([["a"]], names(parentless_merge_by_size([file("a")], 9, 100, 100, forced=False)))


class ByParent(unittest.TestCase):
    def test_files_of_one_input_file_stay_together_in_event_order(self):
        files = [file("a2", first=10, parent="a"), file("b1", parent="b", lumi=2), file("a1", parent="a"), file("b2", first=10, parent="b", lumi=2)]
        self.assertEqual([["a1", "a2"], ["b1", "b2"]], names(wmbs_merge_by_size(files, 1, 30, 100)))
        self.assertEqual([["a1", "a2"], ["b1", "b2"]], names(wmbs_merge_by_size(files, 1, 5, 100)), "a unit above the limit is not cut")
        self.assertEqual([["a1", "a2", "b1", "b2"]], names(wmbs_merge_by_size(files, 1, 40, 100)))

    def test_runs_are_never_mixed(self):
        files = [file("a", parent="a"), file("b", parent="b", run=2), file("c", parent="c", lumi=2)]
        self.assertEqual([["a", "c"], ["b"]], names(wmbs_merge_by_size(files, 1, 100, 100)))


class AnyFiles(unittest.TestCase):
    def test_forced_every_file_is_merged_once_and_only_single_units_pass_a_limit(self):
        seed = int(os.environ.get("WMS2_SEED") or random.SystemRandom().getrandbits(32))
        chance = random.Random(seed)
        for turn in range(300):
            files = [file("f%d" % i, chance.randrange(0, 40), chance.randrange(0, 40), chance.randrange(1, 4), chance.randrange(1, 9), chance.randrange(0, 3),
                          "p%d" % chance.randrange(5)) for i in range(chance.randrange(0, 30))]
            for name, rule in RULES.items():
                merged = rule(files, chance.randrange(1, 90), 60, 70)
                where = "seed %d, turn %d, %s" % (seed, turn, name)
                self.assertEqual(sorted(f["lfn"] for f in files), sorted(f["lfn"] for m in merged for f in m), where)
                for m in merged:
                    units = {f["lfn"] if name.startswith("Parentless") else (f["run"], f["parent"]) for f in m}
                    self.assertTrue(len(units) == 1 or (sum(f["size"] for f in m) <= 60 and sum(f["events"] for f in m) <= 70), where)


if __name__ == "__main__":
    unittest.main()
