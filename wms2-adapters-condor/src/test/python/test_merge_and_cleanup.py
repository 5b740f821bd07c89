import json
import os
import shutil
import unittest

from worker import MODULES, WorkerCase, generator_job, input_job, schema, validate


class Merge(WorkerCase):
    def test_merges_kept_modules_and_writes_a_manifest_of_the_schema(self):
        self.process_all()
        status, side = self.run_job("merge")
        self.assertEqual(0, status, side["message"])
        manifest = self.manifest()
        self.assertEqual([], validate(manifest, schema("manifest-1")))
        self.assertEqual(list(MODULES[1:]), [f["module"] for f in manifest["files"]])
        aod, mini = manifest["files"]
        self.assertEqual((3 * 97, 3 * 97), (aod["events"], sum(e for _, _, e in aod["lumis"])))
        self.assertEqual([[1, n] for n in range(1, 10)], [[r, l] for r, l, _ in aod["lumis"]])
        self.assertEqual([aod["lfn"]], mini["parents"])
        self.assertEqual([], aod["parents"], "the dropped parent is skipped, a generator has no input")
        self.assertEqual(9, len(manifest["cleanup"]))
        self.assertEqual({"GENoutput": 291, "AODSIMoutput": 291, "MINIAODSIMoutput": 291}, manifest["eventsOut"])
        self.assertTrue(aod["lfn"].startswith("/store/mc/E/P/AODSIMoutput/v1/00001/abcdefgh23-a1_0_0_1-AODSIMoutput-0"), aod["lfn"])
        self.assertEqual(os.path.getsize(self.storage + aod["lfn"]), aod["size"])

    def test_files_keep_within_the_limits_in_job_order(self):
        self.payload["maxMergeEvents"] = 200
        self.process_all()
        self.assertEqual(0, self.run_job("merge")[0])
        aod = [f for f in self.manifest()["files"] if f["module"] == "AODSIMoutput"]
        self.assertEqual([194, 97], [f["events"] for f in aod])
        mini = [f for f in self.manifest()["files"] if f["module"] == "MINIAODSIMoutput"]
        self.assertEqual([[aod[0]["lfn"]], [aod[1]["lfn"]]], [f["parents"] for f in mini])

    def test_input_files_become_the_parents(self):
        inputs = [{"lfn": "/store/data/in/%d.root" % i, "size": 1, "events": 50, "lumis": [[3, 1, 2]]} for i in range(2)]
        self.unit["jobs"] = [input_job(i, [inputs[i]], None, 50) for i in range(2)]
        self.process_all()
        self.assertEqual(0, self.run_job("merge")[0])
        aod = self.manifest()["files"][0]
        self.assertEqual([i["lfn"] for i in inputs], aod["parents"])
        self.assertEqual([[3, 1, 50], [3, 2, 50]], aod["lumis"], "one lumi section of two files counts once, with both files' events")

    def test_the_newest_successful_report_counts_and_older_files_are_cleaned(self):
        self.process_all()
        self.run_job("processing", 1, retry=1)
        self.assertEqual(0, self.run_job("merge")[0])
        self.assertIn("_0_1_1-proc_000001-", self.manifest()["files"][0]["unmerged"][1])
        self.assertEqual(12, len(self.manifest()["cleanup"]))

    def test_a_failed_newer_report_does_not_hide_a_successful_one(self):
        self.process_all()
        self.payload["inject"] = [{"index": 1, "exitCode": 8021}]
        self.run_job("processing", 1, retry=1)
        self.assertEqual(0, self.run_job("merge")[0])
        self.assertEqual(1, self.manifest()["failedStarts"])

    def test_reports_of_an_earlier_landing_are_not_taken_as_their_files_lie_at_another_site(self):
        self.process_all()
        there = self.stored()
        for index in (0, 2):
            self.assertEqual(0, self.run_job("processing", index, landing=1, site="T1_US_FNAL")[0])
        status, side = self.run_job("merge", landing=1, site="T1_US_FNAL")
        self.assertEqual(42, status)
        self.assertIn("1 of 3 jobs have no successful report: [1]", side["message"])
        self.run_job("processing", 1, landing=1, site="T1_US_FNAL")
        self.assertEqual(0, self.run_job("merge", retry=1, landing=1, site="T1_US_FNAL")[0])
        manifest = self.manifest()
        self.assertEqual(("T1_US_FNAL", 1), (manifest["site"], manifest["landingTry"]))
        self.assertEqual(set(), {"/" + lfn.lstrip("/") for lfn in manifest["cleanup"]} & set(there), "the cleanup runs here")
        self.assertEqual(9, len(manifest["cleanup"]))
        self.assertEqual(0, self.run_job("cleanup", landing=1, site="T1_US_FNAL")[0])
        self.assertEqual(there, self.stored("/store/unmerged"))

    def test_a_rescue_at_the_same_site_takes_what_an_earlier_attempt_has_done(self):
        for attempt, index in ((0, 0), (0, 1), (1, 2), (3, 1)):
            self.assertEqual(0, self.run_job("processing", index, attempt=attempt, landing=2)[0])
        self.assertEqual(0, self.run_job("merge", attempt=3, landing=2)[0])
        self.assertEqual(["-a0_2_0_1-", "-a3_2_0_1-", "-a1_2_0_1-"], [u[u.index("-a"):u.index("proc")] for u in self.manifest()["files"][0]["unmerged"]])

    def test_failed_starts_of_all_landings_are_counted(self):
        self.payload["inject"] = [{"site": "T2_XX_Hole", "exitCode": 10032}]
        self.assertEqual(43, self.run_job("processing", 0, retry=3, site="T2_XX_Hole")[0])
        for index in range(3):
            self.run_job("processing", index, landing=1)
        self.assertEqual(0, self.run_job("merge", landing=1)[0])
        self.assertEqual(1, self.manifest()["failedStarts"])

    def test_a_storage_that_fails_the_merge_at_its_last_try_strikes_the_site(self):
        self.process_all()
        self.payload["inject"] = [{"role": "merge", "exitCode": 60311}]
        self.assertEqual([1, 43], [self.run_job("merge", retry=r)[0] for r in (0, 3)])
        self.assertFalse(self.published())

    def test_refuses_a_missing_job(self):
        self.process_all()
        os.remove(os.path.join(self.home, "side", "proc_000001-a1_0_0.json"))
        self.refused("1 of 3 jobs have no successful report: [1]")

    def test_refuses_a_report_that_cannot_be_read(self):
        self.process_all()
        with open(os.path.join(self.home, "side", "proc_000001-a1_0_0.json"), "w") as f:
            f.write('{"schema":')
        self.refused("no successful report: [1]")

    def test_refuses_a_doubled_file(self):
        self.process_all()
        lfns = {}
        self.edit_side(0, lambda s: lfns.update(first=s["outputs"][1]))
        self.edit_side(1, lambda s: s["outputs"].__setitem__(1, lfns["first"]))
        self.refused("is reported by job 0 and by job 1")

    def test_refuses_a_job_the_plan_does_not_have(self):
        self.process_all()
        self.edit_side(0, lambda s: s.update(index=7), "proc_000007-a1_0_0.json")
        self.refused("reports of jobs that the plan does not have: [7]")

    def test_refuses_a_report_of_another_work_unit(self):
        self.process_all()
        self.edit_side(0, lambda s: s.update(workUnit="zzzzzzzzzz"))
        self.refused("belongs to work unit zzzzzzzzzz")

    def test_refuses_event_ranges_that_overlap(self):
        self.unit["jobs"][1].update(firstEvent=120, expectedEvents=121)
        self.process_all()
        self.refused("both claim events of run 1")

    def test_refuses_lumi_sections_that_overlap(self):
        self.unit["jobs"] = [generator_job(0), dict(generator_job(1), firstLumi=3, lastLumi=5)]
        self.process_all()
        self.refused("both claim lumi sections of run 1")

    def test_refuses_an_input_file_taken_twice(self):
        entry = {"lfn": "/store/data/in.root", "size": 1, "events": 50, "lumis": [[3, 1, 2]]}
        self.unit["jobs"] = [input_job(i, [entry], None, 50) for i in range(2)]
        self.process_all()
        self.refused("both claim /store/data/in.root")

    def test_masks_of_one_file_may_touch_but_not_overlap(self):
        entry = {"lfn": "/store/data/in.root", "size": 1, "events": 50}
        self.unit["jobs"] = [input_job(0, [entry], [[3, 1, 4]], 20), input_job(1, [entry], [[3, 4, 9]], 30)]
        self.process_all()
        self.refused("both claim lumi section 4 of run 3 in /store/data/in.root")
        self.unit["jobs"][1]["mask"] = [[3, 5, 9]]
        self.run_job("processing", 1, start=2)
        self.assertEqual(0, self.run_job("merge")[0])

    def test_two_files_of_one_job_may_have_the_same_lumi_section(self):
        files = [{"lfn": "/store/data/%d.root" % i, "size": 1, "events": 40, "lumis": [[3, 1 + i, 2 + i]]} for i in range(3)]
        self.unit["jobs"] = [input_job(0, files[:2], [[3, 1, 2], [3, 2, 3]], 80), input_job(1, files[2:], [[3, 3, 4]], 40)]
        self.process_all()
        self.assertEqual(0, self.run_job("merge")[0])
        aod = self.manifest()["files"][0]
        self.assertEqual([[3, 1, 20], [3, 2, 40], [3, 3, 40], [3, 4, 20]], aod["lumis"], "lumi section 3 is another one in each job's file")

    def test_two_jobs_never_process_a_lumi_section_of_one_file(self):
        files = [{"lfn": "/store/data/%d.root" % i, "size": 1, "events": 40, "lumis": [[3, 1, 2]]} for i in range(2)]
        self.unit["jobs"] = [input_job(0, files[:1], [[3, 1, 1]], 20), input_job(1, files, [[3, 1, 2], [3, 1, 2]], 80)]
        self.process_all()
        self.refused("jobs 0 and 1 both claim lumi section 1 of run 3 in /store/data/0.root")

    def test_a_lumi_section_of_several_files_is_taken_as_often_as_files_have_it(self):
        """Job 1 has lumi section 1 of one of its files only: its mask names it once. The plan is right, whichever file that is."""
        files = [{"lfn": "/store/data/%d.root" % i, "size": 1, "events": 40, "lumis": [[3, 1, 2]]} for i in range(2)]
        self.unit["jobs"] = [input_job(0, files[:1], [[3, 1, 1]], 20), input_job(1, files, [[3, 1, 2], [3, 2, 2]], 60)]
        self.process_all()
        self.assertEqual(0, self.run_job("merge")[0])
        self.assertEqual([[3, 1], [3, 2]], [[r, l] for r, l, _ in self.manifest()["files"][0]["lumis"]])
        os.remove(os.path.join(self.home, "manifest.json"))
        self.unit["jobs"].append(dict(self.unit["jobs"][1], index=2))
        shutil.rmtree(self.storage + "/store/mc")
        self.run_job("processing", 2)
        self.refused("lumi section 1 of run 3 is claimed 3 times, but 2 of the input files have it")

    def test_what_the_mask_selects_of_one_file_is_no_claim_on_another(self):
        files = [{"lfn": "/store/data/%d.root" % i, "size": 1, "events": 40, "lumis": [[3, 1 + 2 * i, 2 + 2 * i]]} for i in range(2)]
        self.unit["jobs"] = [input_job(0, files[:1], [[3, 1, 1]], 20), input_job(1, files, [[3, 2, 2], [3, 3, 4]], 60)]
        self.process_all()
        self.assertEqual(0, self.run_job("merge")[0])
        self.assertEqual([[3, n, 20] for n in range(1, 5)], self.manifest()["files"][0]["lumis"])

    def test_every_processed_lumi_section_is_in_the_manifest_also_without_events(self):
        entry = {"lfn": "/store/data/in.root", "size": 1, "events": 50, "lumis": [[3, 1, 9]]}
        self.unit["jobs"] = [input_job(0, [entry], [[3, 1, 4]], 24, out=1), input_job(1, [entry], [[3, 5, 9]], 30, out=0)]
        self.process_all()
        self.assertEqual(0, self.run_job("merge")[0])
        for file in self.manifest()["files"]:
            self.assertEqual([[3, n] for n in range(1, 10)], [[r, l] for r, l, _ in file["lumis"]])
            self.assertEqual(1, sum(e for _, _, e in file["lumis"]))

    def slices(self):
        files = [{"lfn": "/store/data/%d.root" % i, "size": 1, "events": 90, "lumis": [[3, 1 + i, 1 + i]]} for i in range(2)]
        return [dict(input_job(3 * i + n, [f], None, 30), run=0, firstEvent=30 * n, lastEvent=30 * n + 29, firstLumi=0, lastLumi=0)
                for i, f in enumerate(files) for n in range(3)]

    def test_slices_of_an_input_file_come_together_again(self):
        self.unit["jobs"] = self.slices()
        self.payload.update(mergeRule="WMBSMergeBySize", maxMergeEvents=80)
        self.process_all()
        self.assertEqual(0, self.run_job("merge")[0])
        aod = [f for f in self.manifest()["files"] if f["module"] == "AODSIMoutput"]
        self.assertEqual([["/store/data/0.root"], ["/store/data/1.root"]], [f["parents"] for f in aod])
        self.assertEqual([90, 90], [f["events"] for f in aod])
        self.assertEqual([["0", "1", "2"], ["3", "4", "5"]], [[lfn.split("proc_00000")[1][0] for lfn in f["unmerged"]] for f in aod])

    def without_lumis(self):
        files = [{"lfn": "/store/data/%d.root" % i, "size": 1, "events": 90, "lumis": [[3, 5, 6]] if i == 1 else []} for i in range(4)]
        self.unit["jobs"] = [input_job(i, [f], None, 90) for i, f in enumerate(files)]
        self.process_all()

    def test_files_without_lumi_sections_are_merged_apart_by_both_rules(self):
        self.without_lumis()
        for n, rule in enumerate(("ParentlessMergeBySize", "WMBSMergeBySize")):
            self.payload["mergeRule"] = rule
            self.assertEqual(0, self.run_job("merge", start=1 + n)[0])
            self.assertEqual([], validate(self.manifest(), schema("manifest-1")))
            aod = [f for f in self.manifest()["files"] if f["module"] == "AODSIMoutput"]
            self.assertEqual([(90, [[3, 5, 45], [3, 6, 45]]), (270, [])], [(f["events"], f["lumis"]) for f in aod])
            self.assertEqual(["/store/data/0.root", "/store/data/2.root", "/store/data/3.root"], aod[1]["parents"])

    def test_refuses_a_report_without_lumis_of_a_job_whose_input_has_some(self):
        self.without_lumis()
        self.edit_side(1, lambda s: [o.update(lumis=[]) for o in s["outputs"]])
        self.refused("90 events reported, 0 in its lumi sections, 90 planned")

    def test_refuses_a_report_without_lumis_also_where_no_events_are_left(self):
        self.unit["jobs"] = [generator_job(0, out=0)]
        self.process_all()
        self.edit_side(0, lambda s: [o.update(lumis=[]) for o in s["outputs"]])
        self.refused("names no lumi section")

    def test_files_are_merged_by_run_lumi_and_first_event_not_by_job(self):
        self.unit["jobs"] = [dict(job, index=n) for n, job in enumerate(reversed(self.slices()))]
        self.payload["maxMergeEvents"] = 120
        self.process_all()
        self.assertEqual(0, self.run_job("merge")[0])
        aod = [f for f in self.manifest()["files"] if f["module"] == "AODSIMoutput"]
        self.assertEqual([["5", "4", "3", "2"], ["1", "0"]], [[lfn.split("proc_00000")[1][0] for lfn in f["unmerged"]] for f in aod])

    def test_refuses_reports_of_other_parents_or_pileup_than_planned(self):
        entry = {"lfn": "/store/data/in.root", "size": 1, "events": 50, "lumis": [[3, 1, 2]], "parents": ["/store/data/raw.root"]}
        self.unit["jobs"] = [dict(input_job(0, [entry], None, 50), skipPileupEvents=100)]
        self.process_all()
        self.edit_side(0, lambda s: s.update(skipPileupEvents=0))
        self.refused("job 0 skipped other pileup events than planned")
        self.edit_side(0, lambda s: s.update(skipPileupEvents=100, secondaryInputs=[]))
        self.refused("job 0 read other parents of its input files than planned")
        self.edit_side(0, lambda s: s.update(secondaryInputs=[{"lfn": "/store/data/raw.root", "existed": False}]))
        self.assertEqual(0, self.run_job("merge")[0])

    def test_refuses_a_file_both_whole_and_in_part(self):
        entry = {"lfn": "/store/data/in.root", "size": 1, "events": 50, "lumis": [[3, 1, 9]]}
        self.unit["jobs"] = [input_job(0, [entry], [[3, 1, 4]], 20), input_job(1, [entry], None, 50)]
        self.process_all()
        self.refused("job 0 takes /store/data/in.root by lumi section, job 1 takes it whole")

    def test_refuses_a_report_made_with_another_plan(self):
        self.process_all()
        self.edit_side(1, lambda s: s["range"].update(lastEvent=241))
        self.refused("another event range than planned")

    def test_refuses_event_sums_other_than_planned(self):
        self.process_all()
        self.edit_side(1, lambda s: s["outputs"][1].update(events=96))
        self.refused("96 events reported, 97 in its lumi sections, 97 planned")

    def test_refuses_lumis_that_do_not_add_up(self):
        self.process_all()
        self.edit_side(1, lambda s: s["outputs"][1]["lumis"].pop())
        self.refused("in its lumi sections, 97 planned")

    def test_refuses_a_module_too_few(self):
        self.process_all()
        self.edit_side(1, lambda s: s["outputs"].pop())
        self.refused("job 1 wrote modules")

    def test_refuses_a_file_that_is_gone_or_changed(self):
        self.process_all()
        lfn = [f for f in self.stored() if "proc_000001-AODSIM" in f][0]
        data = self.read(lfn)
        with open(self.storage + lfn, "wb") as f:
            f.write(data[:-1] + b"?")
        self.refused("found %d bytes with" % len(data))
        os.remove(self.storage + lfn)
        self.refused("found nothing")

    def test_a_failed_merge_can_be_tried_again(self):
        self.process_all()
        self.payload["inject"] = [{"role": "merge", "exitCode": 60311, "times": 1}]
        self.assertEqual(1, self.run_job("merge")[0])
        self.assertFalse(self.published())
        self.assertEqual(0, self.run_job("merge", retry=1)[0])


class Cleanup(WorkerCase):
    def merged(self):
        self.process_all()
        self.assertEqual(0, self.run_job("merge")[0], self.talk)

    def edit(self, change):
        manifest = self.manifest()
        change(manifest)
        with open(os.path.join(self.home, "manifest.json"), "w") as f:
            json.dump(manifest, f)

    def kept_all(self, words):
        before = self.stored()
        status, side = self.run_job("cleanup")
        self.assertEqual(42, status)
        self.assertIn(words, side["message"])
        self.assertEqual(before, self.stored())

    def test_a_cleanup_never_asks_for_another_site(self):
        self.merged()
        self.payload["inject"] = [{"role": "cleanup", "exitCode": 60311}]
        self.assertEqual([1, 1], [self.run_job("cleanup", retry=r)[0] for r in (0, 3)])

    def test_deletes_the_listed_unmerged_files_and_nothing_else(self):
        self.merged()
        stranger = self.storage + "/store/unmerged/E/P/AODSIMoutput/v1/00001/stranger.root"
        open(stranger, "w").close()
        self.assertEqual(0, self.run_job("cleanup")[0])
        self.assertEqual([stranger[len(self.storage):]], self.stored("/store/unmerged"))
        self.assertEqual(sorted(f["lfn"] for f in self.manifest()["files"]), self.stored("/store/mc"))
        self.assertEqual("deleted 0, already gone 9", self.run_job("cleanup", retry=1)[1]["message"])

    def test_without_a_manifest_nothing_is_deleted(self):
        self.process_all()
        self.kept_all("the manifest cannot be read")

    def test_an_incomplete_or_foreign_manifest_deletes_nothing(self):
        self.merged()
        self.edit(lambda m: m.update(complete=False))
        self.kept_all("not the complete one")
        self.edit(lambda m: m.update(complete=True, workUnit="zzzzzzzzzz"))
        self.kept_all("not the complete one")

    def test_a_merged_file_that_is_gone_or_short_deletes_nothing(self):
        self.merged()
        os.truncate(self.storage + self.manifest()["files"][0]["lfn"], 5)
        self.kept_all("has 5 bytes")
        os.remove(self.storage + self.manifest()["files"][0]["lfn"])
        self.kept_all("has None bytes")

    def test_only_unmerged_files_of_this_work_unit_may_be_listed(self):
        self.merged()
        for lfn in ("/store/mc/E/P/AODSIMoutput/v1/00001/abcdefgh23-x.root", "/store/unmerged/E/P/AODSIMoutput/v1/00001/other.root",
                    "/store/unmerged/E/P/AODSIMoutput/v1/../../../../../mc/abcdefgh23-x.root"):
            self.edit(lambda m: m["cleanup"].append(lfn))
            self.kept_all("nothing is deleted" if ".." not in lfn else "not a plain LFN")
            self.edit(lambda m: m["cleanup"].pop())


if __name__ == "__main__":
    unittest.main()
