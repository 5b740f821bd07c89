import os
import shutil
import signal
import time
import unittest
import zlib

from worker import JOB, UNIT, MODULES, WorkerCase, generator_job, input_job


class Processing(WorkerCase):
    def test_generator_job_writes_every_module_with_exact_events_and_lumis(self):
        status, side = self.run_job("processing", 1)
        self.assertEqual(0, status, self.talk)
        self.assertEqual(list(MODULES), [o["module"] for o in side["outputs"]])
        self.assertEqual([(1, 4), (1, 5), (1, 6)], [(r, l) for r, l, _ in side["outputs"][0]["lumis"]])
        for out in side["outputs"]:
            self.assertEqual(97, out["events"])
            self.assertEqual(97, sum(e for _, _, e in out["lumis"]))
            data = self.read(out["lfn"])
            self.assertEqual((out["size"], out["adler32"]), (len(data), "%08x" % zlib.adler32(data)))
            self.assertEqual(97 * {"GENoutput": 700, "AODSIMoutput": 350, "MINIAODSIMoutput": 233}[out["module"]], out["plannedSize"])
        self.assertEqual("T2_CH_CERN", side["site"])
        self.assertEqual("/store/unmerged/E/P/GENoutput/v1/00001/%s-a1_0_0_1-proc_000001-GENoutput.root" % UNIT, side["outputs"][0]["lfn"])
        self.assertEqual([side["outputs"][0]["lfn"]], side["outputs"][1]["parents"])

    def test_two_starts_never_share_a_path(self):
        self.run_job("processing", 0, start=1)
        self.run_job("processing", 0, start=2)
        self.run_job("processing", 0, retry=1)
        self.run_job("processing", 0, attempt=2)
        self.assertEqual(4 * len(MODULES), len(self.stored()))

    def test_a_path_that_exists_is_never_replaced(self):
        self.run_job("processing", 0)
        before = self.stored()
        status, side = self.run_job("processing", 0)
        self.assertEqual((43, "storage"), (status, side["category"]))
        self.assertEqual(before, self.stored())

    def test_size_is_capped_and_the_cap_reported(self):
        self.payload["maxFileBytes"] = 5000
        self.unit["jobs"][0]["expectedOutputEvents"] = 10 ** 9
        _, side = self.run_job("processing", 0)
        self.assertEqual([5000] * 3, [o["size"] for o in side["outputs"]])
        self.assertEqual(5000, side["sizeCapBytes"])
        self.assertEqual(700 * 10 ** 9, side["outputs"][0]["plannedSize"])

    def test_output_events_may_differ_by_module(self):
        self.unit["jobs"][0]["expectedOutputEvents"] = {"GENoutput": 120, "AODSIMoutput": 7, "MINIAODSIMoutput": 0}
        _, side = self.run_job("processing", 0)
        self.assertEqual([120, 7, 0], [o["events"] for o in side["outputs"]])

    def test_masked_job_with_made_up_input_shares_the_events_over_its_lumis(self):
        made_up = {"lfn": "/store/data/made/up.root", "size": 10, "events": 1000}
        self.unit["jobs"] = [input_job(0, [made_up], [[5, 10, 12], [6, 1, 1]], 403)]
        status, side = self.run_job("processing", 0)
        self.assertEqual(0, status, side["message"])
        self.assertEqual([[5, 10], [5, 11], [5, 12], [6, 1]], [[r, l] for r, l, _ in side["outputs"][0]["lumis"]])
        self.assertEqual(403, sum(e for _, _, e in side["outputs"][0]["lumis"]))
        self.assertEqual([{"lfn": made_up["lfn"], "events": 1000, "existed": False}], side["inputs"])
        self.assertEqual([made_up["lfn"]], side["outputs"][0]["parents"])

    def test_input_on_storage_speaks_for_itself(self):
        _, made = self.run_job("processing", 0)
        first = made["outputs"][0]
        self.unit["jobs"] = [input_job(0, [{"lfn": first["lfn"], "size": first["size"], "events": 97}], None, 97)]
        status, side = self.run_job("processing", 0, start=2)
        self.assertEqual(0, status, side["message"])
        self.assertTrue(side["inputs"][0]["existed"])
        self.assertEqual(first["lumis"], side["outputs"][0]["lumis"])

    def test_unmasked_made_up_input_needs_lumis(self):
        entry = {"lfn": "/store/data/made/up.root", "size": 10, "events": 10}
        self.unit["jobs"] = [input_job(0, [entry], None, 10)]
        status, side = self.run_job("processing", 0)
        self.assertEqual((42, "plan"), (status, side["category"]))
        entry["lumis"] = [[7, 1, 3]]
        status, side = self.run_job("processing", 0)
        self.assertEqual((0, [[7, 1, 3], [7, 2, 3], [7, 3, 4]]), (status, side["outputs"][0]["lumis"]))

    def test_files_of_which_dbs_has_no_lumi_sections_give_outputs_without(self):
        entries = [{"lfn": "/store/data/%d.root" % i, "size": 10, "events": 10, "lumis": []} for i in range(2)]
        for job in (input_job(0, entries, None, 20, out=7), dict(input_job(1, entries[:1], None, 4), run=0, firstEvent=3, lastEvent=6, firstLumi=0, lastLumi=0)):
            self.unit["jobs"] = [job]
            status, side = self.run_job("processing", job["index"])
            self.assertEqual((0, None), (status, side["message"]), self.talk)
            self.assertEqual([(job["expectedOutputEvents"], [])] * 3, [(o["events"], o["lumis"]) for o in side["outputs"]])

    def test_one_file_with_lumi_sections_names_those_of_the_job(self):
        entries = [{"lfn": "/store/data/0.root", "size": 10, "events": 10, "lumis": []}, {"lfn": "/store/data/1.root", "size": 10, "events": 20, "lumis": [[7, 0, 1]]}]
        self.unit["jobs"] = [input_job(0, entries, None, 30)]
        status, side = self.run_job("processing", 0)
        self.assertEqual((0, [[7, 0, 15], [7, 1, 15]]), (status, side["outputs"][0]["lumis"]), side["message"])

    def test_a_plan_that_forgot_the_lumi_sections_of_one_file_is_final(self):
        known, forgotten = ({"lfn": "/store/data/0.root", "size": 10, "events": 10, "lumis": []}, {"lfn": "/store/data/1.root", "size": 10, "events": 20})
        self.unit["jobs"] = [input_job(0, [known, forgotten], None, 30)]
        status, side = self.run_job("processing", 0)
        self.assertEqual((42, "plan"), (status, side["category"]))

    def lumis(self, job):
        """Of the job's first output, after checking that all outputs name the same lumi sections."""
        self.unit["jobs"] = [job]
        for module in self.payload["outputs"]:
            module["unmergedLfnBase"] += "x"  # room for another try
        status, side = self.run_job("processing", job["index"])
        self.assertEqual(0, status, side["message"])
        for out in side["outputs"]:
            self.assertEqual([o[:2] for o in side["outputs"][0]["lumis"]], [o[:2] for o in out["lumis"]])
        return side["outputs"][0]["lumis"]

    def test_a_mask_selects_of_each_file_what_it_has_at_the_average_of_its_events(self):
        whole = {"lfn": "/store/data/a.root", "size": 10, "events": 100, "lumis": [[5, 1, 3]]}
        half = {"lfn": "/store/data/b.root", "size": 10, "events": 125, "lumis": [[5, 4, 4], [6, 1, 1]]}
        self.assertEqual([[5, 1, 33], [5, 2, 33], [5, 3, 33]], self.lumis(input_job(0, [whole], [[5, 1, 3]], 99)), "99 of 100: WMCore's average")
        self.assertEqual([[5, 3, 33], [5, 4, 62]], self.lumis(input_job(0, [whole, half], [[5, 3, 3], [5, 4, 4]], 95)), "62.5 is rounded to even")
        self.assertEqual([[5, 1, 33], [5, 2, 33], [5, 3, 34]], self.lumis(input_job(0, [whole], [[5, 1, 3]], 100)), "where the plan wants all 100, it gets them")

    def test_a_lumi_section_of_two_files_counts_once_with_the_events_of_both(self):
        two = [{"lfn": "/store/data/%d.root" % i, "size": 10, "events": 40, "lumis": [[5, 1 + i, 2 + i]]} for i in range(2)]
        self.assertEqual([[5, 1, 20], [5, 2, 40], [5, 3, 20]], self.lumis(input_job(0, two, [[5, 1, 2], [5, 2, 3]], 80)))
        self.assertEqual([[5, 1, 15], [5, 2, 30], [5, 3, 15]], self.lumis(input_job(0, two, [[5, 1, 2], [5, 3, 3]], 60)), "corrected lumis: the plan's sum rules")

    def test_lumi_sections_without_events_are_named_too(self):
        empty = {"lfn": "/store/data/a.root", "size": 10, "events": 1, "lumis": [[5, 1, 3]]}
        self.assertEqual([[5, 1, 0], [5, 2, 0]], self.lumis(input_job(0, [empty], [[5, 1, 2]], 0)))
        self.assertEqual([5, 1, 0], self.lumis(input_job(0, [empty], [[5, 1, 3]], 3, out=1))[0], "nothing left of it after the filter")

    def test_a_file_on_storage_gives_its_own_events_where_the_plan_takes_it_whole(self):
        made = self.run_job("processing", 0)[1]["outputs"][0]
        self.assertEqual([40, 40, 17], [e for _, _, e in made["lumis"]])
        entry = {"lfn": made["lfn"], "size": made["size"], "events": 97, "lumis": [[1, 1, 3]]}
        self.assertEqual(made["lumis"], self.lumis(input_job(0, [entry], None, 97)))
        self.assertEqual([[1, 1, 32], [1, 3, 32]], self.lumis(input_job(0, [entry], [[1, 1, 1], [1, 3, 3]], 64)))

    def test_a_mask_that_no_input_file_has_is_final(self):
        entry = {"lfn": "/store/data/a.root", "size": 10, "events": 100, "lumis": [[5, 1, 3]]}
        self.unit["jobs"] = [input_job(0, [entry], [[5, 3, 4]], 66)]
        status, side = self.run_job("processing", 0)
        self.assertEqual((42, "plan"), (status, side["category"]))
        self.assertIn("lumi section 4 of run 5, which none of its input files has", side["message"])

    def test_parents_are_read_beside_the_inputs_and_reported_apart(self):
        made = self.run_job("processing", 0)[1]["outputs"][0]["lfn"]
        inputs = [{"lfn": "/store/data/%d.root" % i, "size": 1, "events": 5, "lumis": [[5, i, i]], "parents": ["/store/data/RAW.root", made]} for i in (1, 2)]
        self.unit["jobs"] = [input_job(0, inputs, None, 10)]
        _, side = self.run_job("processing", 0, start=2)
        self.assertEqual([{"lfn": "/store/data/RAW.root", "existed": False}, {"lfn": made, "existed": True}], side["secondaryInputs"])
        self.assertEqual([i["lfn"] for i in inputs], side["outputs"][0]["parents"], "a secondary input is no parent of the output")
        self.assertNotIn("skipPileupEvents", side)

    def test_pileup_events_to_skip_reach_the_payload(self):
        self.unit["jobs"][1]["skipPileupEvents"] = 0
        _, side = self.run_job("processing", 1)
        self.assertEqual(0, side["skipPileupEvents"])
        self.assertIn(b'"skipPileupEvents":0', self.read(side["outputs"][2]["lfn"]))
        self.assertNotIn("secondaryInputs", side)

    def test_inconsistent_plans_are_final_and_leave_nothing(self):
        for change in ({"lastLumi": 9}, {"expectedEvents": 119}, {"lastEvent": None}):
            self.unit["jobs"] = [dict(generator_job(0), **change)]
            status, side = self.run_job("processing", 0)
            self.assertEqual((42, "plan"), (status, side["category"]), side["message"])
            self.assertEqual([], self.stored())

    def test_no_lfn_leads_out_of_the_storage_root(self):
        outside = os.path.join(self.top, "outside")
        os.makedirs(outside)
        os.makedirs(self.storage + "/store")
        os.symlink(outside, self.storage + "/store/unmerged")
        status, side = self.run_job("processing", 0)
        self.assertEqual((42, "plan"), (status, side["category"]))
        self.assertIn("out of the storage root", side["message"])
        self.assertEqual([], os.listdir(outside))
        self.payload["outputs"][0]["unmergedLfnBase"] = "/store/../../outside"
        self.assertEqual(42, self.run_job("processing", 0)[0])
        self.assertEqual([], os.listdir(outside))

    def test_injected_failure_keeps_its_code_and_ends_after_its_times(self):
        self.payload["inject"] = [{"ordinal": 1234, "index": 1, "exitCode": 8021, "times": 2, "onlyRound": 0}]
        for retry, want in ((0, 8021), (1, 8021), (2, 0)):
            self.assertEqual(want, self.run_job("processing", 1, retry=retry)[1]["exitCode"])
        self.assertEqual(0, self.run_job("processing", 0)[0])
        self.payload["round"] = 1
        self.assertEqual(0, self.run_job("processing", 1, start=9)[0])
        self.payload["inject"] = [{"index": 2, "exitCode": 8001, "final": True}]
        self.assertEqual(42, self.run_job("processing", 2)[0])

    def test_a_job_can_be_made_to_fail_for_good_in_one_round_and_one_work_unit(self):
        self.payload["inject"] = [{"onlyRound": 0, "ordinal": 1234, "index": 1, "exitCode": 42}]
        self.assertEqual([42, 42], [self.run_job("processing", 1, retry=retry, attempt=attempt)[0] for retry, attempt in ((0, 0), (1, 3))])
        self.unit["ordinal"] = 1235
        self.assertEqual(0, self.run_job("processing", 1)[0])

    def test_the_table_says_who_is_to_blame_for_an_exit_code_and_whether_it_is_final(self):
        for code, status, category in ((8001, 42, "payload"), (8021, 1, "input"), (50660, 1, "memory"), (10032, 1, "site"), (10040, 42, "plan"),
                                       (60311, 1, "storage"), (50664, 42, "time"), (137, 1, "killed"), (4242, 1, "unknown"), (42, 42, "payload")):
            self.payload["inject"] = [{"exitCode": code}]
            found, side = self.run_job("processing", 1)
            self.assertEqual((status, status, code, category), (found, side["exitClass"], side["exitCode"], side["category"]))

    def test_a_failure_that_names_its_category_or_its_class_keeps_it(self):
        for words, status, category in (({"category": "site"}, 43, "site"), ({"final": False}, 1, "payload"), ({"category": "merge", "final": False}, 1, "merge")):
            self.payload["inject"] = [dict(words, exitCode=8001)]
            found, side = self.run_job("processing", 1)
            self.assertEqual((status, 8001, category), (found, side["exitCode"], side["category"]))

    def test_the_last_try_that_fails_for_a_reason_of_the_site_says_so(self):
        for code, wanted in ((10032, 43), (60311, 43), (127, 43), (8021, 1), (137, 1), (8001, 42)):
            self.payload["inject"] = [{"exitCode": code}]
            self.assertEqual([42 if wanted == 42 else 1, wanted], [self.run_job("processing", 1, retry=r)[0] for r in (2, 3)], code)

    def test_a_job_can_be_made_to_fail_at_one_site_only(self):
        self.payload["inject"] = [{"site": "T2_XX_Hole", "exitCode": 10032}]
        self.assertEqual([1, 0], [self.run_job("processing", 1, site=s)[0] for s in ("T2_XX_Hole", "T2_CH_CERN")])

    def test_failed_start_takes_its_files_along(self):
        self.unit["jobs"][0]["expectedOutputEvents"] = {"GENoutput": 5, "AODSIMoutput": 5}
        status, side = self.run_job("processing", 0)
        self.assertEqual((42, []), (status, side["outputs"]))
        self.assertEqual([], self.stored())


class Launcher(WorkerCase):
    def crippled(self, text):
        directory = os.path.join(self.top, "crippled")
        shutil.copytree(JOB, directory, ignore=shutil.ignore_patterns("__pycache__"))
        with open(os.path.join(directory, "wms2_job.py"), "w") as f:
            f.write(text)
        return directory

    def test_python_that_crashes_is_reported_with_its_status(self):
        for text, code in (("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", 139), ("syntax error", 1), ("raise SystemExit(0)", 1), ("raise SystemExit(77)", 77)):
            status, side = self.run_job("processing", 0, job_dir=self.crippled(text))
            self.assertEqual((1, code, "launcher"), (status, side["exitCode"], side["category"]))
            self.assertEqual([43, 1], [self.run_job(role, retry=3, job_dir=os.path.join(self.top, "crippled"))[0] for role in ("merge", "cleanup")])
            shutil.rmtree(os.path.join(self.top, "crippled"))

    def test_missing_python_is_reported(self):
        tools = os.path.join(self.top, "bin")
        os.makedirs(tools)
        for tool in ("date", "tr", "uname", "dirname", "mv", "rm", "cp", "mkdir"):
            os.symlink(shutil.which(tool), os.path.join(tools, tool))
        status, side = self.run_job("merge", env={"PATH": tools})
        self.assertEqual((1, 127), (status, side["exitCode"]))
        self.assertEqual(43, self.run_job("merge", retry=3, env={"PATH": tools})[0])
        self.assertFalse(self.published())

    def test_terminated_job_reports_and_cleans_up(self):
        self.payload["secondsPerEvent"] = 1

        def act(process, scratch):
            time.sleep(1.5)
            process.send_signal(signal.SIGTERM)
        status, side = self.run_job("processing", 0, act=act)
        self.assertEqual((1, 143, "killed"), (status, side["exitCode"], side["category"]))
        self.assertEqual([], self.stored())

    def test_killed_job_leaves_the_first_report(self):
        self.payload["secondsPerEvent"] = 1
        seen = {}

        def act(process, scratch):
            end = time.time() + 10
            while not os.path.exists(os.path.join(scratch, "side.json")) and time.time() < end:
                time.sleep(0.05)
            with open(os.path.join(scratch, "side.json")) as f:
                seen["text"] = f.read()
            process.send_signal(signal.SIGTERM)
        self.run_job("processing", 0, act=act)
        self.assertIn('"category":"launcher"', seen["text"])
        self.assertIn('"exitClass":1', seen["text"])

    def test_unusable_plan_files_are_final(self):
        self.unit["id"] = "zzzzzzzzzz"
        status, side = self.run_job("processing", 0)
        self.assertEqual((42, "plan"), (status, side["category"]))


if __name__ == "__main__":
    unittest.main()
