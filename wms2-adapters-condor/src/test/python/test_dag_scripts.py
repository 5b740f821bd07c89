"""The scripts that DAGMan runs on the submit machine."""
import os
import shutil
import subprocess
import tempfile
import unittest

from worker import JOB

EVENT = """000 (%(c)s.000.000) 2026-11-21 23:15:23 Job submitted from host: <127.0.0.1:9618>
    DAG Node: landing
...
001 (%(c)s.000.000) 2026-11-21 23:15:27 Job executing on host: <127.0.0.1:9618>
\tSlotName: slot2_1@vm
\tCpus = 1
\tGLIDEIN_CMSSite = "%(s)s"
\tMemory = 128
...
005 (%(c)s.000.000) 2026-11-21 23:15:27 Job terminated.
\t(1) Normal termination (return value 0)
...
"""


class ScriptCase(unittest.TestCase):
    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="wms2-dag-test-")
        self.addCleanup(shutil.rmtree, self.home)
        self.put("sites.inc", "WMS2_SITES = T2_CH_CERN,T1_US_FNAL\nWMS2_LANDING_TRY = 0\n")

    def put(self, name, text):
        with open(os.path.join(self.home, name), "w") as f:
            f.write(text)

    def get(self, name):
        path = os.path.join(self.home, name)
        if not os.path.exists(path):
            return None
        with open(path) as f:
            return f.read()

    def call(self, script, *args):
        return subprocess.call(["/bin/sh", os.path.join(JOB, script)] + list(args), cwd=self.home, stderr=subprocess.DEVNULL)

    def elects(self, want, job="19.0", returned="0"):
        status = self.call("elect_site.sh", job, returned)
        self.assertEqual((0, "WMS2_ELECTED_SITE = %s\n" % want) if want else (1, None), (status, self.get("elected_site.inc")))


class Election(ScriptCase):
    def test_the_site_of_the_execute_event_is_elected(self):
        self.put("landing.log", EVENT % {"c": "019", "s": "T1_US_FNAL"})
        self.elects("T1_US_FNAL")

    def test_only_the_landing_jobs_own_last_execution_counts(self):
        self.put("landing.log", EVENT % {"c": "018", "s": "T2_CH_CERN"} + EVENT % {"c": "1019", "s": "T2_CH_CERN"}
                 + EVENT % {"c": "1018", "s": "T2_CH_CERN"} + EVENT % {"c": "1018", "s": "T1_US_FNAL"} + EVENT % {"c": "1020", "s": "T2_CH_CERN"})
        self.elects("T1_US_FNAL", "1018.0")

    def test_a_failed_or_removed_landing_elects_nothing(self):
        self.put("landing.log", EVENT % {"c": "019", "s": "T1_US_FNAL"})
        for returned in ("1", "-11", "-1002", ""):
            self.elects(None, returned=returned)

    def test_a_site_that_is_not_allowed_is_not_elected(self):
        for site in ("T2_DE_DESY", "T1_US_FNAL2", "T1_US", "nowhere", "T1_US_FNAL; queue 10", "T1_US_FNAL x", "$(HOME)", ""):
            self.put("landing.log", EVENT % {"c": "019", "s": site})
            self.elects(None)

    def test_without_the_event_nothing_is_elected(self):
        self.put("landing.log", "")
        self.elects(None)
        self.elects(None, job="x.0")


class Publication(ScriptCase):
    def test_a_complete_manifest_is_published_and_twice_does_no_harm(self):
        self.put("manifest.new.json", '{"attempt":1,"complete":true,"files":[]}\n')
        self.assertEqual([0, 0], [self.call("publish_manifest.sh", "0") for _ in range(2)])
        self.assertIn('"complete":true', self.get("manifest.json"))

    def test_a_failed_incomplete_torn_or_missing_one_is_not(self):
        self.assertEqual(1, self.call("publish_manifest.sh", "0"))
        for text in ('{"complete":false}\n', '{"attempt":1,"complete":true,"fil', ""):
            self.put("manifest.new.json", text)
            self.assertEqual(1, self.call("publish_manifest.sh", "0"), text)
        self.put("manifest.new.json", '{"complete":true}\n')
        self.assertEqual([42, 43, 1, 1, 1], [self.call("publish_manifest.sh", r) for r in ("42", "43", "1", "-11", "-1002")])
        self.assertIsNone(self.get("manifest.json"))


if __name__ == "__main__":
    unittest.main()
