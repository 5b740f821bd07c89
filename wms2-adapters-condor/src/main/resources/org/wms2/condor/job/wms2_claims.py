"""No work is claimed by two jobs: a generator's event range or lumi section, a whole input file, its events, or a lumi section in it."""
from wms2_common import refuse
from wms2_lumis import common, joined

RANGE = ("run", "firstEvent", "lastEvent", "firstLumi", "lastLumi")


def no(message):
    refuse(message, "merge", "merge")


def overlaps(intervals):
    """What intervals (first, last, job) have in common, as (first, last, job, other job)."""
    ordered, found = sorted(intervals), []
    reach = ordered[0]
    for interval in ordered[1:]:
        if interval[0] <= reach[1]:
            found.append((interval[0], min(interval[1], reach[1]), reach[2], interval[2]))
        reach = max(reach, interval, key=lambda i: i[1])
    return found


def check_planned(plan, side):
    """The report is one of this plan's job, not of a job with another plan."""
    inputs = plan.get("inputs") or []
    if sorted(i["lfn"] for i in side["inputs"]) != sorted(i["lfn"] for i in inputs):
        no("job %d read other files than planned" % plan["index"])
    if sorted(i["lfn"] for i in side.get("secondaryInputs") or []) != sorted({lfn for i in inputs for lfn in i.get("parents") or []}):
        no("job %d read other parents of its input files than planned" % plan["index"])
    if (side["mask"] or None) != (plan.get("mask") or None):
        no("job %d worked with another mask than planned" % plan["index"])
    if side.get("skipPileupEvents") != plan.get("skipPileupEvents"):
        no("job %d skipped other pileup events than planned" % plan["index"])
    if plan.get("firstEvent") is not None and [(side["range"] or {}).get(k) for k in RANGE] != [plan.get(k) for k in RANGE]:
        no("job %d worked on another event range than planned" % plan["index"])


def check_lumi(plans, run, lumi):
    """A mask does not say which of its job's files a lumi section is taken from, but how often it is taken: as many files must have it. Who takes it
    from all files that the job has it in has claimed it there."""
    owners, files, times = {}, set(), 0
    for plan in plans:
        wanted = sum(1 for r, first, last in plan.get("mask") or [] if r == run and first <= lumi <= last)
        there = [e["lfn"] for e in plan.get("inputs") or [] if not e.get("lumis") or any(r == run and f <= lumi <= l for r, f, l in e["lumis"])]
        if not wanted or not there:
            continue
        files.update(there)
        times += min(wanted, len(there))
        for lfn in there if wanted >= len(there) else []:
            if owners.setdefault(lfn, plan["index"]) != plan["index"]:
                no("jobs %d and %d both claim lumi section %d of run %d in %s" % (owners[lfn], plan["index"], lumi, run, lfn))
    if times > len(files):
        no("lumi section %d of run %d is claimed %d times, but %d of the input files have it" % (lumi, run, times, len(files)))


def check_claims(plans, chosen):
    """Two jobs never claim the same. Within one job ranges of the mask may touch or repeat: two of its files may have the same lumi section."""
    claims, lumis, kinds = {}, {}, {}
    for plan, side in zip(plans, chosen):
        check_planned(plan, side)
        index, inputs = plan["index"], plan.get("inputs") or []
        kind = "by lumi section" if plan.get("mask") else "by event" if plan.get("firstEvent") is not None else "whole"
        if not inputs:
            claims.setdefault("events of run %s" % plan["run"], []).append((plan["firstEvent"], plan["lastEvent"], index))
            claims.setdefault("lumi sections of run %s" % plan["run"], []).append((plan["firstLumi"], plan["lastLumi"], index))
        for entry in inputs:
            lfn = entry["lfn"]
            if kinds.setdefault(lfn, (kind, index))[0] != kind:
                no("job %d takes %s %s, job %d takes it %s" % (kinds[lfn][1], lfn, kinds[lfn][0], index, kind))
            if kind == "by lumi section":
                for run, first, last in common(entry["lumis"], plan["mask"]) if entry.get("lumis") else joined(plan["mask"]):
                    lumis.setdefault((lfn, run), []).append((first, last, index))
            elif kind == "by event":
                claims.setdefault("events of %s" % lfn, []).append((plan["firstEvent"], plan["lastEvent"], index))
            else:
                claims.setdefault(lfn, []).append((0, 0, index))
    for what, intervals in sorted(claims.items()):
        for first, last, one, other in overlaps(intervals):
            no("jobs %d and %d both claim %s (%s to %s)" % (one, other, what, first, last))
    for run, lumi in sorted({(run, lumi) for (_, run), i in lumis.items() for first, last, _, _ in overlaps(i) for lumi in range(first, last + 1)}):
        check_lumi(plans, run, lumi)
