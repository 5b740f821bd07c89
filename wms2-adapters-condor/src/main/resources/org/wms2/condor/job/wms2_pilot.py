"""The pilot: runs the processing of a job for N, 2N and 4N events in a scratch directory, times each run and fits a line. Its files are thrown
away with the directory: nothing goes to storage. Writes pilot.json (schema/pilot-1.schema.json). Python >= 3.6, standard library only."""
import json
import os
import shutil
import subprocess
import sys
import time

from wms2_common import read_ad, read_json, write_json
from wms2_processing import MAX_SECONDS

FACTORS = (1, 2, 4)
UNIT = "pilot"


def fail(message):
    write_json("pilot.json", {"schema": "wms2-pilot/1", "complete": False, "message": message[:2000]})
    print("wms2_pilot: " + message, file=sys.stderr)
    return 1


def first_run(plan, payload):
    """Events of the first run: as planned, but the synthetic payload sleeps MAX_SECONDS at most, and then times are no line."""
    events, seconds = plan["events"], payload.get("secondsPerEvent", 0)
    return max(1, min(events, int(MAX_SECONDS / (FACTORS[-1] * seconds)))) if seconds > 0 else events


def scratch_plan(plan, payload, events):
    """A job of so many events that needs no input: the synthetic payload's time and sizes do not depend on it."""
    output = max(1, round(events * plan["filterEfficiency"]))
    job = {"index": 0, "inputs": [], "mask": None, "run": 1, "firstEvent": 1, "lastEvent": events, "firstLumi": 1, "lastLumi": 1,
           "expectedEvents": events, "expectedOutputEvents": output}
    return dict(payload, eventsPerLumi=events, inject=[]), {"schema": "wms2-work-unit/1", "id": UNIT, "ordinal": 0, "jobs": [job]}


def run(here, plan, payload, events):
    """One run in a directory of its own: (seconds, its side file)."""
    place = os.path.join(here, "scratch_%d" % events)
    shutil.rmtree(place, ignore_errors=True)
    os.makedirs(os.path.join(place, "storage"))
    scratch, unit = scratch_plan(plan, payload, events)
    scratch["storageRoot"] = os.path.join(place, "storage")
    write_json(os.path.join(place, "payload.json"), scratch)
    write_json(os.path.join(place, "work_unit.json"), unit)
    try:
        began = time.time()
        code = subprocess.call(
            [sys.executable, "-B", "-s", os.path.join(here, "wms2_job.py"), "processing", UNIT, UNIT, "0", "0", "0", "0", "1"], cwd=place)
        seconds = time.time() - began
        side = read_json(os.path.join(place, "side.json"))
        if code != 0:
            raise RuntimeError("the run of %d events failed with %s: %s" % (events, side["exitCode"], side["message"]))
        return seconds, side
    finally:
        shutil.rmtree(place, ignore_errors=True)


def line(points):
    """Least squares: (slope, value at 0, which is no less than 0)."""
    n = float(len(points))
    mean_x, mean_y = sum(x for x, _ in points) / n, sum(y for _, y in points) / n
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)
    return slope, max(0.0, mean_y - slope * mean_x)


def sizes(side):
    """Bytes per event of each output: of what the payload would have written; a cap on synthetic files says nothing of events."""
    return [{"dataset": o["dataset"], "module": o["module"], "bytesPerEvent": float(o["plannedSize"]) / o["events"]}
            for o in side["outputs"] if o["events"] > 0]


def asked_to_fail(payload):
    """An entry of "inject" for the role pilot, for tests."""
    return [e for e in payload.get("inject") or [] if e.get("role") == UNIT]


def measure(here):
    payload, plan = read_json("payload.json"), read_json("pilot_plan.json")
    if plan.get("schema") != "wms2-pilot-plan/1":
        raise RuntimeError("pilot_plan.json is no wms2-pilot-plan/1")
    if asked_to_fail(payload):
        raise RuntimeError("failure asked for by payload.json")
    first = first_run(plan, payload)
    runs, peak, last = [], 0, None
    for factor in FACTORS:
        seconds, last = run(here, plan, payload, factor * first)
        runs.append((factor * first, seconds))
        peak = max(peak, last["peakRssMb"])
    slope, startup = line(runs)
    machine = read_ad(os.environ.get("_CONDOR_MACHINE_AD"))
    return {"schema": "wms2-pilot/1", "complete": True, "request": payload["request"], "processingVersion": payload["processingVersion"],
            "attempt": plan["attempt"], "runs": [{"events": e, "wallSeconds": round(s, 6)} for e, s in runs],
            "secondsPerEvent": slope, "startupSeconds": startup, "peakMemoryMb": max(1, peak), "outputs": sizes(last),
            "site": machine.get("glidein_cmssite") or os.environ.get("GLIDEIN_CMSSite") or "", "message": None}


def main():
    try:
        report = measure(os.getcwd())
    except Exception as e:
        return fail("%s: %s" % (type(e).__name__, e))
    write_json("pilot.json", report)
    print(json.dumps(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
