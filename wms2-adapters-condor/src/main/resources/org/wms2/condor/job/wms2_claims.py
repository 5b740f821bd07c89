"""No work is claimed by two jobs: a generator's event range or lumi section, a whole input file, its events, or a lumi section in it."""
from wms2_common import refuse
from wms2_lumis import common, joined

RANGE = ("run", "firstEvent", "lastEvent", "firstLumi", "lastLumi")


def no(message):
    refuse(message, "merge", "merge")


def overlap(intervals):
    """The first pair of (first, last, job) that overlaps, or None."""
    ordered = sorted(intervals)
    for a, b in zip(ordered, ordered[1:]):
        if b[0] <= a[1]:
            return a, b
    return None


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


def check_claims(plans, chosen):
    """Ranges of one job's mask may touch or repeat: two of its files may have the same lumi section. Two jobs never share one of a file."""
    claims, kinds = {}, {}
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
                    claims.setdefault("lumi sections of run %s in %s" % (run, lfn), []).append((first, last, index))
            elif kind == "by event":
                claims.setdefault("events of %s" % lfn, []).append((plan["firstEvent"], plan["lastEvent"], index))
            else:
                claims.setdefault(lfn, []).append((0, 0, index))
    for what, intervals in sorted(claims.items()):
        pair = overlap(intervals)
        if pair:
            no("jobs %d and %d both claim %s (%s to %s and %s to %s)"
               % (pair[0][2], pair[1][2], what, pair[0][0], pair[0][1], pair[1][0], pair[1][1]))
