"""What the launchers do with a proxy that HTCondor has put into the scratch directory."""
import os
import shutil
import stat
import subprocess
import tempfile
import unittest

from worker import JOB


class ProxyTest(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.mkdtemp(prefix="wms2-proxy-test-")
        self.addCleanup(shutil.rmtree, self.scratch)
        self.elsewhere = tempfile.mkdtemp(prefix="wms2-proxy-test-")
        self.addCleanup(shutil.rmtree, self.elsewhere)

    def mode_after(self, script, directory, *arguments):
        proxy = os.path.join(directory, "x509up")
        with open(proxy, "w") as f:
            f.write("not to be read\n")
        os.chmod(proxy, 0o644)
        shutil.copy(os.path.join(JOB, script), self.scratch)
        env = dict(os.environ, X509_USER_PROXY=proxy, _CONDOR_SCRATCH_DIR=self.scratch)
        done = subprocess.run(["sh", script, *arguments], cwd=self.scratch, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        self.assertNotIn(b"not to be read", done.stdout)
        return stat.S_IMODE(os.stat(proxy).st_mode)

    def test_only_the_owner_may_read_it_once_a_job_begins(self):
        self.assertEqual(0o600, self.mode_after("wms2_job.sh", self.scratch, "processing", "wu", "node", "0", "0", "0", "0", "3"))
        self.assertEqual(0o600, self.mode_after("wms2_pilot.sh", self.scratch))

    def test_a_file_outside_the_scratch_directory_is_left_alone(self):
        self.assertEqual(0o644, self.mode_after("wms2_job.sh", self.elsewhere, "processing", "wu", "node", "0", "0", "0", "0", "3"))


if __name__ == "__main__":
    unittest.main()
