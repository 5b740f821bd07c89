"""Syntax and references of all scripts; linted by shellcheck and pyflakes where they are installed."""
import glob
import os
import re
import shutil
import subprocess
import unittest

from worker import JOB, RESOURCES

SHELL = sorted(glob.glob(os.path.join(JOB, "*.sh")) + glob.glob(os.path.join(RESOURCES, "pool", "*.sh")))
PYTHON = sorted(glob.glob(os.path.join(JOB, "*.py")))


class Files(unittest.TestCase):
    def lint(self, command):
        if shutil.which(command[0]) is None:
            self.skipTest(command[0] + " is not installed")
        done = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True, cwd=os.path.join(RESOURCES, "pool"))
        talk = done.communicate()[0]
        self.assertEqual(0, done.returncode, talk)

    def test_shell_parses(self):
        self.assertGreaterEqual(len(SHELL), 8)
        for script in SHELL:
            self.assertEqual(0, subprocess.call(["/bin/sh", "-n", script]), script)

    def test_shellcheck_has_no_complaint(self):
        self.lint(["shellcheck", "-x"] + SHELL)

    def test_pyflakes_has_no_complaint(self):
        self.lint(["pyflakes3"] + PYTHON)

    def modules(self, *without):
        return sorted(set([os.path.basename(p) for p in PYTHON] + ["wms2_errors.json"]) - set(without))

    def test_the_pilot_takes_every_module_with_it(self):
        with open(os.path.join(RESOURCES, "dag", "pilot.sub")) as f:
            named = re.findall(r"job/(\w+\.(?:py|sh|json))", re.sub("(?m)^#.*", "", f.read()))
        self.assertEqual(self.modules(), sorted(n for n in named if not n.endswith(".sh")))

    def test_submit_files_name_scripts_that_exist_and_take_the_includes(self):
        for role in ("landing", "processing", "merge", "cleanup"):
            with open(os.path.join(RESOURCES, "dag", role + ".sub")) as f:
                text = f.read()
            named = re.findall(r"\.\./job/(\w+\.(?:py|sh|json))", text)
            self.assertEqual([], [n for n in named if not os.path.exists(os.path.join(JOB, n))])
            if role != "landing":
                self.assertEqual(self.modules("wms2_pilot.py"), sorted(n for n in named if not n.endswith(".sh")))
                self.assertIn("\ninclude : elected_site.inc\n", text)
            self.assertIn("\ninclude : tuning.inc\ninclude : sites.inc\n", text)
            self.assertNotRegex(text, r"@[A-Z_]+@")

    def test_pool_template_placeholders_are_all_filled_by_start_pool(self):
        with open(os.path.join(RESOURCES, "pool", "condor_config.template")) as f:
            lines = [line for line in f if not line.startswith("#")]
        with open(os.path.join(RESOURCES, "pool", "start-pool.sh")) as f:
            start = f.read()
        for name in set(re.findall(r"@([A-Z_]+)@", "".join(lines))):
            self.assertIn("s#@%s@#" % name, start)
        self.assertNotIn("$ENV(", "".join(lines))


if __name__ == "__main__":
    unittest.main()
