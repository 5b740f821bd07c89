"""choose_sites.sh and group_end.sh: where a work unit may land, and when it lands anew."""
import os
import unittest

from test_dag_scripts import EVENT, ScriptCase

MAX_RETRIES = "3"


class LandingCase(ScriptCase):
    def setUp(self):
        ScriptCase.setUp(self)
        self.dag = self.home
        self.home = os.path.join(self.dag, "mg_000000")
        os.makedirs(os.path.join(self.home, "side"))
        self.put("planned_sites", "T1_US_FNAL\nT2_CH_CERN\nT2_DE_DESY\n")
        self.put("tuning.inc", "WMS2_ATTEMPT = 0\nWMS2_PRIORITY = 1\n")
        self.sites("T1_US_FNAL,T2_CH_CERN,T2_DE_DESY", 0)

    def sites(self, sites, landing):
        self.put("sites.inc", "WMS2_SITES = %s\nWMS2_LANDING_TRY = %d\n" % (sites, landing))

    def assert_sites(self, sites, landing):
        self.assertEqual("WMS2_SITES = %s\nWMS2_LANDING_TRY = %d\n" % (sites, landing), self.get("sites.inc"))

    def elect(self, site, rescue=True):
        self.put("elected_site.inc", "WMS2_ELECTED_SITE = %s\n" % site)
        if rescue:
            self.put("group.dag.rescue001", "DONE landing\n")

    def report(self, node, exit_class, category=None, start="a0_0_0", message="x"):
        category = "null" if category is None else '"%s"' % category
        self.put("side/%s-%s.json" % (node, start), '{"category":%s,"exitClass":%d,"message":"%s","role":"processing"}\n' % (category, exit_class, message))

    def choose(self, when="0", status=0):
        self.assertEqual(status, self.call("choose_sites.sh", when), self.get("log/sites.log"))

    def end(self, status, returned="1"):
        self.assertEqual(status, self.call("group_end.sh", returned, MAX_RETRIES), self.get("log/sites.log"))


class Choice(LandingCase):
    def test_the_first_landing_may_use_all_planned_sites(self):
        before = os.stat(os.path.join(self.home, "sites.inc")).st_mtime_ns
        self.choose()
        self.choose("landing")
        self.assert_sites("T1_US_FNAL,T2_CH_CERN,T2_DE_DESY", 0)
        self.assertEqual(before, os.stat(os.path.join(self.home, "sites.inc")).st_mtime_ns, "what says so already is left alone")

    def test_banned_and_struck_sites_are_left_out_whole_names_only(self):
        self.put("../banned", "T2_CH_CERN\nT2_DE\nT9_XX_Other\n")
        self.choose()
        self.assert_sites("T1_US_FNAL,T2_DE_DESY", 0)
        self.put("struck", "T1_US_FNAL\n")
        self.choose("landing")
        self.assert_sites("T2_DE_DESY", 0)
        self.put("../banned", "")
        self.choose("landing")
        self.assert_sites("T2_CH_CERN,T2_DE_DESY", 0)

    def test_no_site_left_fails_for_good_and_says_so(self):
        self.put("../banned", "T1_US_FNAL\nT2_CH_CERN\nT2_DE_DESY\n")
        for when in ("0", "1", "landing"):
            self.choose(when, 42)
        self.assertIn("no site is left of T1_US_FNAL,T2_CH_CERN,T2_DE_DESY", self.get("log/sites.log"))
        self.assert_sites("T1_US_FNAL,T2_CH_CERN,T2_DE_DESY", 0)

    def test_after_a_strike_it_lands_anew_and_nothing_leads_back(self):
        self.elect("T2_CH_CERN")
        self.put("group.dag.rescue002", "")
        self.put("group.dag.lock", "")
        self.put("manifest.new.json", '{"complete":true}\n')
        self.put("struck", "T2_CH_CERN\n")
        self.choose("1")
        self.assert_sites("T1_US_FNAL,T2_DE_DESY", 1)
        for gone in ("elected_site.inc", "group.dag.rescue001", "group.dag.rescue002", "group.dag.lock", "manifest.new.json"):
            self.assertIsNone(self.get(gone), gone)
        for when in ("1", "landing", "landing"):
            self.choose(when)
            self.assert_sites("T1_US_FNAL,T2_DE_DESY", 1)

    def test_a_choice_that_was_cut_short_never_uses_a_landing_try_again(self):
        self.put("struck", "T2_CH_CERN\n")
        self.sites("T1_US_FNAL,T2_DE_DESY", 1)  # raised, but nothing deleted yet
        self.elect("T2_CH_CERN")
        self.choose("1")
        self.assert_sites("T1_US_FNAL,T2_DE_DESY", 2)
        self.sites("T1_US_FNAL,T2_DE_DESY", 5)
        self.elect("T2_CH_CERN", rescue=False)  # the rescue file is deleted before the election
        self.choose("1")
        self.assert_sites("T1_US_FNAL,T2_DE_DESY", 6)
        self.assertIsNone(self.get("elected_site.inc"))

    def test_a_rescue_goes_back_to_the_elected_site(self):
        self.sites("T2_CH_CERN,T2_DE_DESY", 1)
        self.put("struck", "T1_US_FNAL\n")
        self.elect("T2_CH_CERN")
        self.choose()
        self.assert_sites("T2_CH_CERN,T2_DE_DESY", 1)
        self.assertIsNotNone(self.get("elected_site.inc"))
        self.assertIsNotNone(self.get("group.dag.rescue001"))

    def test_a_rescue_lands_anew_where_the_elected_site_is_banned_or_struck_now(self):
        for name in ("../banned", "struck"):
            self.sites("T1_US_FNAL,T2_CH_CERN,T2_DE_DESY", 3)
            self.elect("T2_CH_CERN")
            self.put(name, "T2_CH_CERN\n")
            self.choose()
            self.assert_sites("T1_US_FNAL,T2_DE_DESY", 4)
            self.assertIsNone(self.get("elected_site.inc"))
            self.put(name, "")

    def test_without_a_rescue_file_dagman_lands_anew_and_so_does_the_count(self):
        self.elect("T2_CH_CERN", rescue=False)
        self.choose()
        self.assert_sites("T1_US_FNAL,T2_CH_CERN,T2_DE_DESY", 1)
        self.assertIsNone(self.get("elected_site.inc"))

    def test_a_rescue_without_an_election_begins_with_the_landing(self):
        self.put("group.dag.rescue001", "")
        self.choose()
        self.assertIsNone(self.get("group.dag.rescue001"))
        self.assert_sites("T1_US_FNAL,T2_CH_CERN,T2_DE_DESY", 0)

    def test_a_merged_work_unit_stays_where_its_files_are(self):
        self.elect("T2_CH_CERN")
        self.put("group.dag.rescue001", "DONE landing\nDONE merge\n")
        self.put("manifest.json", '{"complete":true}\n')
        self.put("../banned", "T1_US_FNAL\nT2_CH_CERN\nT2_DE_DESY\n")
        self.choose()
        self.assertIsNotNone(self.get("elected_site.inc"))
        self.assertIsNotNone(self.get("group.dag.rescue001"))

    def test_a_merged_work_unit_without_a_rescue_file_is_not_processed_again(self):
        self.elect("T2_CH_CERN")
        os.remove(os.path.join(self.home, "group.dag.rescue001"))
        self.put("group.dag", "JOB landing ../landing.sub\nJOB proc_000000 ../processing.sub\nVARS proc_000000 A=\"1\"\n"
                 "JOB merge ../merge.sub\nJOB cleanup ../cleanup.sub\nPARENT merge CHILD cleanup\n")
        self.put("manifest.json", '{"complete":true}\n')
        self.choose()
        self.assertEqual("DONE landing\nDONE proc_000000\nDONE merge\n", self.get("group.dag.rescue001"))
        self.assertIsNone(self.get("group.dag.rescue.new"))
        self.choose()
        self.assertIsNone(self.get("group.dag.rescue002"))

    def test_a_rescue_file_that_does_not_know_of_the_merge_is_followed_by_one_that_does(self):
        self.elect("T2_CH_CERN")
        self.put("group.dag", "JOB landing ../landing.sub\nJOB merge ../merge.sub\nJOB cleanup ../cleanup.sub\n")
        self.put("group.dag.rescue001", "# Rescue DAG file\nDONE landing\n")
        self.put("manifest.json", '{"complete":true}\n')
        self.choose()
        self.assertEqual("DONE landing\nDONE merge\n", self.get("group.dag.rescue002"))
        self.choose()
        self.assertIsNone(self.get("group.dag.rescue003"))

    def test_a_new_attempt_forgets_strikes_that_leave_no_site_and_bans_never(self):
        self.put("struck", "T2_CH_CERN\nT1_US_FNAL\nT2_DE_DESY\n")
        self.elect("T2_DE_DESY")
        self.choose("1", 42)
        self.choose("landing", 42)
        self.put("../banned", "T2_CH_CERN\n")
        self.choose("0")
        self.assert_sites("T1_US_FNAL,T2_DE_DESY", 0)
        self.assertIsNone(self.get("struck"))
        self.assertIsNotNone(self.get("elected_site.inc"), "its site is as good as any, and has its files")

    def test_a_directory_without_its_files_is_refused(self):
        self.put("sites.inc", "WMS2_SITES = T2_CH_CERN\n")
        self.choose("0", 1)
        self.assertNotEqual(0, self.call("choose_sites.sh"))
        os.remove(os.path.join(self.home, "planned_sites"))
        self.assertNotEqual(0, self.call("choose_sites.sh", "0"))


class End(LandingCase):
    def setUp(self):
        LandingCase.setUp(self)
        self.elect("T2_CH_CERN")

    def assert_struck(self, *sites):
        self.assertEqual("".join(s + "\n" for s in sites) or None, self.get("struck"))

    def test_success_is_success(self):
        self.report("proc_000000", 43, "site")
        self.end(0, "0")
        self.assert_struck()

    def test_a_reason_of_the_site_strikes_it_once_and_lands_anew(self):
        self.report("proc_000000", 0)
        self.report("proc_000001", 43, "site", "a0_0_3")
        self.end(1)
        self.end(1)
        self.assert_struck("T2_CH_CERN")
        self.assertIn("left are T1_US_FNAL,T2_DE_DESY", self.get("log/sites.log"))

    def test_a_job_that_was_killed_at_its_last_try_left_the_launchers_word(self):
        self.report("proc_000001", 1, "launcher", "a0_0_2")
        self.end(42)
        self.report("proc_000001", 1, "launcher", "a0_0_3")
        self.end(1)
        self.assert_struck("T2_CH_CERN")

    def test_other_reasons_fail_for_good(self):
        for exit_class, category in ((42, "payload"), (1, "payload"), (1, "memory"), (1, "killed"), (42, "merge"), (1, "unknown")):
            self.report("proc_000001", exit_class, category, "a0_0_3")
            self.end(42)
        self.report("proc_000001", 1, "payload", "a0_0_3", r'said \"exitClass\":43, \"category\":\"site\"')
        self.end(42)
        self.assert_struck()

    def test_what_fails_everywhere_is_not_tried_elsewhere_though_the_site_is_struck(self):
        self.report("proc_000000", 43, "storage", "a0_0_3")
        self.report("proc_000001", 42, "payload")
        self.end(42)
        self.assert_struck("T2_CH_CERN")

    def test_only_the_last_start_of_this_landing_and_attempt_counts(self):
        self.report("proc_000000", 1, "site", "a0_0_3")
        self.report("proc_000000", 0, None, "a0_0_10")
        self.sites("T2_CH_CERN,T2_DE_DESY", 1)
        self.report("proc_000001", 43, "site", "a0_0_3")
        self.report("proc_000001", 43, "site", "a1_1_3")
        self.report("proc_000001", 0, None, "a0_1_0")
        self.end(42)
        self.put("tuning.inc", "WMS2_ATTEMPT = 1\n")
        self.end(1)
        self.assert_struck("T2_CH_CERN")

    def test_no_retry_where_no_site_would_be_left(self):
        self.report("proc_000000", 43, "site")
        self.put("../banned", "T1_US_FNAL\n")
        self.put("struck", "T2_DE_DESY\n")
        self.end(42)
        self.assert_struck("T2_DE_DESY", "T2_CH_CERN")

    def test_interrupted_merged_or_never_landed_is_no_strike(self):
        self.report("proc_000000", 43, "site")
        for returned in ("-1002", "2", "-9", ""):
            self.end(42, returned)
        self.put("manifest.json", '{"complete":true}\n')
        self.end(42)
        os.remove(os.path.join(self.home, "manifest.json"))
        os.remove(os.path.join(self.home, "elected_site.inc"))
        self.end(42)
        self.assert_struck()

    def test_many_reports_and_none(self):
        self.end(42)
        for i in range(3000):
            self.report("proc_%06d" % i, 1 if i else 43, "site" if not i else "input", "a0_0_0")
        self.end(1)

    def test_three_landings_and_a_rescue(self):
        for landing, site in enumerate(("T2_CH_CERN", "T1_US_FNAL", "T2_DE_DESY")):
            self.elect(site)
            self.report("proc_000000", 43, "site", "a0_%d_3" % landing)
            self.end(1 if landing < 2 else 42)
            if landing < 2:
                self.choose(str(landing + 1))
                self.choose("landing")
        self.assert_struck("T2_CH_CERN", "T1_US_FNAL", "T2_DE_DESY")
        self.put("tuning.inc", "WMS2_ATTEMPT = 1\n")
        self.choose("0")
        self.assert_sites("T1_US_FNAL,T2_CH_CERN,T2_DE_DESY", 2)
        self.report("proc_000000", 43, "site", "a1_2_3")
        self.end(1)
        self.choose("1")
        self.assert_sites("T1_US_FNAL,T2_CH_CERN", 3)


class Election(LandingCase):
    def test_a_site_that_was_banned_while_the_landing_waited_is_not_elected(self):
        self.put("landing.log", EVENT % {"c": "019", "s": "T1_US_FNAL"})
        self.put("../banned", "T1_US_FNAL\n")
        self.elects(None)
        self.put("../banned", "T1_US_FNAL2\n")
        self.elects("T1_US_FNAL")


if __name__ == "__main__":
    unittest.main()
