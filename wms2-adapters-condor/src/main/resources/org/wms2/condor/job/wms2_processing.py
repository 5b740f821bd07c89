"""The synthetic payload: what a job of the plan would have written, with the plan's events and lumi sections, in small."""
import json
import random
import time
import zlib

from wms2_common import CHUNK, JobError, expected_output, refuse
from wms2_lumis import shares, spread, without

DEFAULT_FILE_CAP = 1 << 20  # bytes; a laptop survives a plan of terabytes
MAX_SECONDS = 60.0


def generator_lumis(plan, default_events_per_lumi):
    """Lumi sections of a generator job: eventsPerLumi events in each, the last one short (EventBased's rule)."""
    for name in ("run", "firstEvent", "lastEvent", "firstLumi", "lastLumi"):
        if not isinstance(plan.get(name), int):
            refuse("job %d: a generator's %s must be a number, found %r" % (plan["index"], name, plan.get(name)))
    first, last = plan["firstEvent"], plan["lastEvent"]
    events = last - first + 1
    per_lumi = plan.get("eventsPerLumi") or default_events_per_lumi or max(1, -(-events // (plan["lastLumi"] - plan["firstLumi"] + 1)))
    lumis, lumi, left = [], plan["firstLumi"], events
    while left > 0:
        lumis.append([plan["run"], lumi, min(per_lumi, left)])
        left -= per_lumi
        lumi += 1
    if events <= 0 or lumi - 1 != plan["lastLumi"]:
        refuse("job %d: events %d to %d at %d a lumi section end in lumi %d, the plan says %s"
               % (plan["index"], first, last, per_lumi, lumi - 1, plan["lastLumi"]))
    return lumis


def read_input(job, entry, masked):
    """Events of the lumi sections of a file that this job processes, twice: as they are (a file under the storage root speaks for itself, any other
    spreads its events evenly), and as WMCore's average, rounded half to even. Which lumi sections a file has, the plan says."""
    header = job.storage.header(entry["lfn"])
    job.side["inputs"].append({"lfn": entry["lfn"], "events": entry["events"], "existed": header is not None})
    held = None if header is None else {(run, lumi): events or 0 for run, lumi, events in header["lumis"]}
    pairs = spread(entry.get("lumis") or []) or sorted(held or masked or [])
    if not pairs:
        return {}, {}
    average = round(entry["events"] / len(pairs))
    if held is None:
        held = dict(zip(pairs, shares([1] * len(pairs), entry["events"])))
    taken = [pair for pair in pairs if masked is None or pair in masked]
    return {pair: held.get(pair, 0) for pair in taken}, {pair: average for pair in taken}


def input_lumis(job, plan):
    """[run, lumi, events] of a job with input: every lumi section of its files that its mask selects. The events are those of the plan: whole files'
    own events, or an average number from each lumi section of each file. Empty if no lumi section of any input file is known to be."""
    masked = set(spread(plan["mask"])) if plan.get("mask") else None
    exact, averages = {}, {}
    for entry in plan["inputs"]:
        for total, part in zip((exact, averages), read_input(job, entry, masked)):
            for pair, events in part.items():
                total[pair] = total.get(pair, 0) + events
    if not exact and without(plan):
        return []
    if not exact:
        refuse("job %d: neither a mask, nor lumis of its inputs, nor a generator range says which lumi sections it has" % plan["index"])
    strange = sorted((masked or set()) - set(exact))
    if strange:
        refuse("job %d: its mask selects lumi section %d of run %d, which none of its input files has" % (plan["index"], strange[0][1], strange[0][0]))
    pairs, expected = sorted(exact), plan["expectedEvents"]
    weights = exact if sum(exact.values()) == expected else averages
    return [[run, lumi, part] for (run, lumi), part in zip(pairs, shares([weights[p] for p in pairs], expected))]


def read_parents(job, plan):
    """Parents of the input files (IncludeParents): read beside them, where they exist."""
    for lfn in sorted({lfn for entry in plan.get("inputs") or [] for lfn in entry.get("parents") or []}):
        job.side.setdefault("secondaryInputs", []).append({"lfn": lfn, "existed": job.storage.header(lfn) is not None})


def content(header, size):
    """Chunks of a synthetic file: one line of JSON, then padding that the header determines."""
    line = (json.dumps(header, separators=(",", ":"), sort_keys=True) + "\n").encode("utf-8")
    yield line
    block = random.Random(zlib.adler32(line)).getrandbits(8 * CHUNK).to_bytes(CHUNK, "big")
    left = size - len(line)
    while left > 0:
        yield block[:left]
        left -= CHUNK


def run(job):
    plans = [p for p in job.unit["jobs"] if p["index"] == job.side["index"]]
    if len(plans) != 1:
        refuse("work_unit.json has %d jobs with index %s, expected one" % (len(plans), job.side["index"]))
    plan, payload = plans[0], job.payload
    job.side["mask"] = plan.get("mask")
    lfns = [i["lfn"] for i in plan.get("inputs") or []]
    if len(set(lfns)) != len(lfns):
        refuse("job %d lists an input file twice" % plan["index"])
    ranged = plan.get("firstEvent") is not None
    if ranged:
        job.side["range"] = {name: plan.get(name) for name in ("run", "firstEvent", "lastEvent", "firstLumi", "lastLumi")}
    skip = {"skipPileupEvents": plan["skipPileupEvents"]} if plan.get("skipPileupEvents") is not None else {}
    job.side.update(skip)
    read_parents(job, plan)
    lumis = input_lumis(job, plan) if lfns else generator_lumis(plan, payload.get("eventsPerLumi")) if ranged else \
        refuse("job %d has neither inputs nor an event range" % plan["index"])
    if lumis and sum(e for _, _, e in lumis) != plan["expectedEvents"]:
        refuse("job %d: its lumi sections hold %d events, the plan expects %d" % (plan["index"], sum(e for _, _, e in lumis), plan["expectedEvents"]))
    time.sleep(min(MAX_SECONDS, plan["expectedEvents"] * payload.get("secondsPerEvent", 0)))

    cap = payload.get("maxFileBytes") or DEFAULT_FILE_CAP
    job.side["sizeCapBytes"] = cap
    written = {}
    for output in payload["outputs"]:
        module = output["module"]
        if module in written:
            refuse("payload.json lists module %s twice" % module)
        parent = output.get("parentModule")
        if parent is not None and parent not in written:
            refuse("module %s comes before its parent module %s in payload.json" % (module, parent))
        events = expected_output(plan, module)
        parts = shares([e for _, _, e in lumis], events) if lumis else []
        out = [[run_, lumi, part] for (run_, lumi, _), part in zip(lumis, parts)]
        lfn = job.lfn(output["unmergedLfnBase"], "%s-%s" % (job.side["node"], module))
        parents = lfns if parent is None else [written[parent]]
        planned = int(events * output["bytesPerEvent"])
        header = dict(skip, lfn=lfn, module=module, events=events, lumis=out, parents=parents)
        try:
            size, adler = job.storage.write(lfn, content(header, min(planned, cap)))
        except JobError as e:
            e.step = "stageout"
            raise
        written[module] = lfn
        job.side["outputs"].append({"lfn": lfn, "module": module, "dataset": output["dataset"], "size": size, "plannedSize": planned,
                                    "adler32": adler, "events": events, "lumis": out, "parents": parents})
