"""Laws of plans by lumi section, on random files that share lumi sections: what the payload processes, and what the merge accepts."""
import os
import random
import sys
import unittest

from worker import JOB, input_job

sys.path.insert(0, JOB)
from wms2_claims import check_claims
from wms2_common import JobError
from wms2_processing import input_lumis

TURNS = 500


class NoStorage:
    def header(self, lfn):
        return None


class Reporting:
    """As much of a job as reads inputs."""

    def __init__(self, plan):
        self.storage, self.side = NoStorage(), {"inputs": [], "mask": plan["mask"], "range": None}


def walk(chance):
    """Every lumi section of every file, in the splitter's order."""
    files = []
    for i in range(chance.randrange(1, 5)):
        first, count = chance.randrange(1, 8), chance.randrange(1, 6)
        files.append({"lfn": "/store/data/%d.root" % i, "size": 1, "events": chance.randrange(0, 200), "lumis": [[1, first, first + count - 1]]})
    return [(f, lumi) for f in files for lumi in range(f["lumis"][0][1], f["lumis"][0][2] + 1)]


def plan_of(index, taken):
    files, mask, events, before = [], [], 0, None
    for f, lumi in taken:
        if f not in files:
            files.append(f)
        if before == (f["lfn"], lumi - 1):
            mask[-1][2] = lumi
        else:
            mask.append([1, lumi, lumi])
        before = (f["lfn"], lumi)
        events += round(f["events"] / (f["lumis"][0][2] - f["lumis"][0][1] + 1))
    return input_job(index, files, sorted(mask), events)


class Laws(unittest.TestCase):
    def setUp(self):
        self.seed = int(os.environ.get("WMS2_SEED") or random.SystemRandom().getrandbits(32))

    def process(self, plan, where):
        reporting = Reporting(plan)
        made = input_lumis(reporting, plan)
        self.assertEqual(plan["expectedEvents"], sum(e for _, _, e in made), where)
        self.assertEqual(sorted({(run, lumi) for run, first, last in plan["mask"] for lumi in range(first, last + 1)}), [(r, l) for r, l, _ in made], where)
        return reporting.side

    def test_a_plan_that_takes_everything_once_is_accepted_and_one_job_twice_is_not(self):
        chance = random.Random(self.seed)
        for turn in range(TURNS):
            where = "WMS2_SEED=%d, turn %d" % (self.seed, turn)
            all_there_is, per_job = walk(chance), chance.randrange(1, 5)
            plans = [plan_of(i, all_there_is[i * per_job:(i + 1) * per_job]) for i in range(-(-len(all_there_is) // per_job))]
            sides = [self.process(plan, where) for plan in plans]
            check_claims(plans, sides)
            again = dict(chance.choice(plans), index=99)
            with self.assertRaises(JobError, msg=where):
                check_claims(plans + [again], sides + [self.process(again, where)])


if __name__ == "__main__":
    unittest.main()
