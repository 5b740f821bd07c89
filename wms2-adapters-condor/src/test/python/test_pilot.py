import json
import os
import shutil
import subprocess
import tempfile
import unittest

from worker import JOB, RESOURCES, outputs, validate


class Pilot(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.place)
        for name in os.listdir(JOB):
            shutil.copy(os.path.join(JOB, name), self.place)
        self.payload = {"schema": "wms2-payload/1", "request": "r", "processingVersion": 2, "round": 0, "storageRoot": os.path.join(self.place, "storage"),
                        "secondsPerEvent": 0.02, "mergeRule": "ParentlessMergeBySize", "minMergeBytes": 1, "maxMergeBytes": 2, "maxMergeEvents": 3,
                        "maxFileBytes": 100, "outputs": outputs()}
        self.plan = {"schema": "wms2-pilot-plan/1", "attempt": 1, "events": 10, "filterEfficiency": 0.5}

    def run_pilot(self):
        for name, value in (("payload.json", self.payload), ("pilot_plan.json", self.plan)):
            with open(os.path.join(self.place, name), "w") as f:
                json.dump(value, f)
        done = subprocess.run(["sh", "wms2_pilot.sh"], cwd=self.place, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        with open(os.path.join(self.place, "pilot.json")) as f:
            report = json.load(f)
        with open(os.path.join(RESOURCES, "schema", "pilot-1.schema.json")) as f:
            self.assertEqual([], list(validate(report, json.load(f)) or []))
        return done.returncode, report

    def test_it_times_n_2n_and_4n_events_and_leaves_no_file(self):
        status, report = self.run_pilot()
        self.assertEqual((0, True), (status, report["complete"]), report)
        self.assertEqual([10, 20, 40], [r["events"] for r in report["runs"]])
        for run in report["runs"]:
            self.assertGreaterEqual(run["wallSeconds"], 0.02 * run["events"])
        self.assertEqual((1, 2), (report["attempt"], report["processingVersion"]))
        self.assertEqual([o["bytesPerEvent"] for o in outputs()], [o["bytesPerEvent"] for o in report["outputs"]])
        self.assertFalse(os.path.exists(self.payload["storageRoot"]))
        self.assertEqual([], [n for n in os.listdir(self.place) if n.startswith("scratch")])

    def test_runs_stay_below_the_limit_of_the_synthetic_payload(self):
        code = "import wms2_pilot as p; print(p.first_run({'events': 200}, {'secondsPerEvent': 1.5}), p.first_run({'events': 200}, {'secondsPerEvent': 99}))"
        said = subprocess.check_output(["python3", "-B", "-c", code], cwd=self.place)
        self.assertEqual([b"10", b"1"], said.split())

    def test_a_line_is_found_through_exact_points(self):
        code = "import wms2_pilot as p; print('%.6f %.6f' % p.line([(10, 3.0), (20, 5.0), (40, 9.0)]))"
        self.assertEqual(b"0.200000 1.000000", subprocess.check_output(["python3", "-B", "-c", code], cwd=self.place).strip())

    def test_a_failure_asked_for_measures_nothing(self):
        self.payload["inject"] = [{"role": "pilot", "exitCode": 1}]
        status, report = self.run_pilot()
        self.assertEqual((1, False), (status, report["complete"]))
        self.assertIn("asked for", report["message"])

    def test_a_run_that_fails_measures_nothing(self):
        self.payload["outputs"][0]["unmergedLfnBase"] = "no LFN"
        status, report = self.run_pilot()
        self.assertEqual((1, False), (status, report["complete"]))
        self.assertIn("the run of 10 events failed", report["message"])


if __name__ == "__main__":
    unittest.main()
