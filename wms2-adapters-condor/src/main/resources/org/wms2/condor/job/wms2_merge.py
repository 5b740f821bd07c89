"""The merge: takes one successful report of every planned job, refuses anything missing, doubled or changed, and writes the manifest last."""
import json
import os

from wms2_claims import check_claims, no
from wms2_common import CHUNK, JobError, RETRY, expected_output, read_json, write_json
from wms2_lumis import without
from wms2_merge_rules import RULES, in_order

NEWEST = ("attempt", "landingTry", "nodeRetry", "jobStart")


def read_sides(job, directory="side"):
    """Reports of this work unit's processing jobs. One that cannot be read proves nothing and counts as absent."""
    sides = []
    for name in sorted(os.listdir(directory)) if os.path.isdir(directory) else []:
        if not name.endswith(".json"):
            continue
        try:
            side = read_json(os.path.join(directory, name))
            if side["role"] != "processing":
                continue
            if side["workUnit"] != job.side["workUnit"]:
                no("%s belongs to work unit %s, not %s" % (name, side["workUnit"], job.side["workUnit"]))
            side["key"] = tuple(side[k] for k in NEWEST)
            sides.append(side)
        except (ValueError, KeyError, TypeError) as e:
            print("wms2_merge: %s cannot be read, ignored: %s" % (name, e))
    return sides


def of_landing(job, sides):
    """Those of the landing that this merge belongs to, whatever their attempt: files of an earlier landing lie at another site. A landing has its
    landing try for itself (job/choose_sites.sh), so a rescue that goes on at the site keeps it."""
    return [side for side in sides if side["landingTry"] == job.side["landingTry"]]


def choose(job, sides):
    """The newest successful report of every planned job, in job order."""
    best = {}
    for side in sides:
        if side["exitClass"] == 0 and (side["index"] not in best or side["key"] > best[side["index"]]["key"]):
            best[side["index"]] = side
    indexes = [p["index"] for p in job.unit["jobs"]]
    if len(set(indexes)) != len(indexes) or not indexes:
        no("work_unit.json lists a job index twice, or no job")
    missing = [i for i in indexes if i not in best]
    if missing:
        no("%d of %d jobs have no successful report: %s" % (len(missing), len(indexes), missing[:20]))
    strange = sorted(set(best) - set(indexes))
    if strange:
        no("reports of jobs that the plan does not have: %s" % strange[:20])
    return [best[i] for i in indexes]


def check_outputs(job, plans, chosen):
    """Every job wrote each module once, with the plan's events; every file lies on storage as it was reported."""
    modules = {o["module"]: o for o in job.payload["outputs"]}
    seen = {}
    for plan, side in zip(plans, chosen):
        if sorted(o["module"] for o in side["outputs"]) != sorted(modules):
            no("job %d wrote modules %s, the plan wants %s" % (plan["index"], sorted(o["module"] for o in side["outputs"]), sorted(modules)))
        for out in side["outputs"]:
            lfn, want = out["lfn"], expected_output(plan, out["module"])
            if lfn in seen:
                no("%s is reported by job %d and by job %d" % (lfn, seen[lfn], plan["index"]))
            seen[lfn] = plan["index"]
            if not lfn.startswith(modules[out["module"]]["unmergedLfnBase"].rstrip("/") + "/") or not os.path.basename(lfn).startswith(job.side["workUnit"] + "-"):
                no("%s is not an unmerged file of this work unit" % lfn)
            unknown = not out["lumis"] and without(plan)
            if out["events"] != want or (not unknown and sum(e for _, _, e in out["lumis"]) != want):
                no("job %d, module %s: %d events reported, %d in its lumi sections, %d planned"
                   % (plan["index"], out["module"], out["events"], sum(e for _, _, e in out["lumis"]), want))
            if not out["lumis"] and not unknown:
                no("job %d, module %s names no lumi section, but its input has some" % (plan["index"], out["module"]))
            pairs = [(r, l) for r, l, _ in out["lumis"]]
            if len(set(pairs)) != len(pairs):
                no("job %d, module %s names a lumi section twice" % (plan["index"], out["module"]))
            if modules[out["module"]].get("keep", True):
                found = job.storage.measure(lfn)
                if found != (out["size"], out["adler32"]):
                    no("%s: reported %d bytes with adler32 %s, found %s" % (lfn, out["size"], out["adler32"], "nothing" if found is None else "%d bytes with %s" % found))


def joined(job, header, batch):
    """Chunks of a merged file: its own header line, then the parts without theirs."""
    yield (json.dumps(header, separators=(",", ":"), sort_keys=True) + "\n").encode("utf-8")
    for part in batch:
        try:
            with open(job.storage.pfn(part["lfn"]), "rb") as f:
                f.readline()
                for chunk in iter(lambda: f.read(CHUNK), b""):
                    yield chunk
        except OSError as e:
            raise JobError("cannot read %s: %s" % (part["lfn"], e), "storage", "merge", RETRY, 8021)


def candidate(side, module):
    """A job's file of one module, as the merge rules look at it. Its run and lumi are the lowest of all in it, each on its own, as in WMCore; 0 where
    it has none."""
    part = dict(next(o for o in side["outputs"] if o["module"] == module))
    inputs = [i["lfn"] for i in side["inputs"]]
    part.update(index=side["index"], inputs=inputs, parent=min(inputs) if inputs else part["lfn"], location=None,
                run=min((r for r, _, _ in part["lumis"]), default=0), lumi=min((l for _, l, _ in part["lumis"]), default=0), firstEvent=(side["range"] or {}).get("firstEvent") or 0)
    return part


def merge_module(job, output, chosen, made):
    """Merged files of one module. Parents: merged files of the nearest kept ancestor that hold the same jobs, else the jobs' input files.
    Files without lumi sections are merged apart: so the events of a merged file are those of its lumi sections, or it has none."""
    by_name = {o["module"]: o for o in job.payload["outputs"]}
    ancestor = output.get("parentModule")
    while ancestor is not None and not by_name[ancestor].get("keep", True):
        ancestor = by_name[ancestor].get("parentModule")
    rule = RULES.get(job.payload["mergeRule"]) or no("payload.json asks for merge rule %s, known are %s" % (job.payload["mergeRule"], sorted(RULES)))
    parts = sorted((candidate(side, output["module"]) for side in chosen), key=in_order)
    limits = job.payload["minMergeBytes"], job.payload["maxMergeBytes"], job.payload["maxMergeEvents"]
    batches = [batch for known in (True, False) for batch in rule([p for p in parts if bool(p["lumis"]) == known], *limits)]
    files = []
    for n, batch in enumerate(batches):
        indexes = {p["index"] for p in batch}
        lumis = {}
        for part in batch:
            for run, lumi, events in part["lumis"]:
                lumis[(run, lumi)] = lumis.get((run, lumi), 0) + events
        parents = {lfn for p in batch for lfn in p["inputs"]} if ancestor is None else {f["lfn"] for f in made[ancestor] if indexes & f["indexes"]}
        lfn = job.lfn(output["mergedLfnBase"], "%s-%d" % (output["module"], n))
        entry = {"lfn": lfn, "module": output["module"], "dataset": output["dataset"], "tier": output.get("tier"),
                 "events": sum(p["events"] for p in batch), "lumis": [[r, l, e] for (r, l), e in sorted(lumis.items())], "parents": sorted(parents)}
        entry["size"], entry["adler32"] = job.storage.write(lfn, joined(job, entry, batch))
        job.side["outputs"].append(entry)
        if job.storage.measure(lfn) != (entry["size"], entry["adler32"]) or job.storage.header(lfn) is None:
            raise JobError("%s reads back differently from what was written" % lfn, "storage", "merge", RETRY, 60311)
        files.append(dict(entry, unmerged=[p["lfn"] for p in batch], indexes=indexes))
    return files


def summary(values):
    return {"min": min(values), "max": max(values), "mean": round(sum(values) / len(values), 3), "total": round(sum(values), 3)}


def run(job):
    plans = job.unit["jobs"]
    sides = read_sides(job)
    here = of_landing(job, sides)
    chosen = choose(job, here)
    check_claims(plans, chosen)
    check_outputs(job, plans, chosen)
    made = {}
    for output in job.payload["outputs"]:
        if output.get("keep", True):
            made[output["module"]] = merge_module(job, output, chosen, made)
    files = [{k: v for k, v in f.items() if k != "indexes"} for m in job.payload["outputs"] for f in made.get(m["module"], [])]
    job.side["inputs"] = [{"lfn": lfn, "events": None, "existed": True} for f in files for lfn in f["unmerged"]]
    s = job.side
    write_json("manifest.new.json", {
        "schema": "wms2-manifest/1", "complete": True, "workUnit": s["workUnit"], "ordinal": s["ordinal"], "request": job.payload["request"],
        "processingVersion": job.payload["processingVersion"], "round": job.payload["round"], "attempt": s["attempt"], "landingTry": s["landingTry"],
        "nodeRetry": s["nodeRetry"], "jobStart": s["jobStart"], "site": s["site"], "jobs": len(plans),
        "eventsIn": sum(p["expectedEvents"] for p in plans),
        "eventsOut": {m["module"]: sum(expected_output(p, m["module"]) for p in plans) for m in job.payload["outputs"]},
        "files": files, "cleanup": sorted({o["lfn"] for side in here for o in side["outputs"]}),
        "failedStarts": sum(1 for side in sides if side["exitClass"] != 0),
        "startedAt": min(side["startedAt"] for side in chosen), "endedAt": max(side["endedAt"] for side in chosen),
        "wallSeconds": summary([side["wallSeconds"] for side in chosen]), "cpuSeconds": summary([side["cpuSeconds"] for side in chosen]),
        "peakRssMb": summary([side["peakRssMb"] for side in chosen])})
