"""What the roles of a WMS2 job share: the report (side file), storage under one root, plan files. Python >= 3.6, standard library only."""
import json
import os
import re
import resource
import socket
import time
import zlib

# What the process returns: HTCondor keeps 8 bits, so it is a class; the full code is in the side file. ELSEWHERE: no more tries here, another site may do better.
OK, RETRY, FINAL, ELSEWHERE = 0, 1, 42, 43
OF_SITE = ("site", "storage", "launcher")  # categories that another site may mend (FailureCategory.isOfSite)
CHUNK = 1 << 16
NAME = re.compile(r"^[A-Za-z0-9_.-]+$")
LFN = re.compile(r"^(/[A-Za-z0-9_.+-]+)+$")


def verdict(exit_code):
    """(category, exit class) of a full exit code by the table that the server reads too (wms2_errors.json)."""
    table = read_json(os.path.join(os.path.dirname(os.path.abspath(__file__)), "wms2_errors.json"))
    for part in table["classes"]:
        for code in part["codes"]:
            first, last = code if isinstance(code, list) else (code, code)
            if first <= exit_code <= last:
                return part["category"], FINAL if part["final"] else RETRY
    return table["other"]["category"], FINAL if table["other"]["final"] else RETRY


class JobError(Exception):
    """The job cannot go on. Category (schema/side-file-1.schema.json) and exit class are those of the exit code by wms2_errors.json, unless named."""

    def __init__(self, message, category=None, step=None, exit_class=None, exit_code=None):
        Exception.__init__(self, message)
        self.exit_code = exit_code if exit_code is not None else RETRY if exit_class is None else exit_class
        self.step = step or "payload"
        if category is None or exit_class is None:
            listed = verdict(self.exit_code)
            category, exit_class = category or listed[0], listed[1] if exit_class is None else exit_class
        self.category, self.exit_class = category, exit_class


def refuse(message, category="plan", step="plan", exit_code=None):
    """Raises a final error: trying again cannot change the answer."""
    raise JobError(message, category, step, FINAL, exit_code)


def read_json(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def write_json(path, value):
    """Whole or not at all: written beside, flushed to disk, renamed."""
    with open(path + ".part", "w", encoding="utf-8") as f:
        json.dump(value, f, separators=(",", ":"), sort_keys=True)
        f.write("\n")
        f.flush()
        os.fsync(f.fileno())
    os.rename(path + ".part", path)


def read_ad(path):
    """The plain attributes of an old-style ClassAd file (job ad, machine ad); expressions stay text."""
    ad = {}
    if not path or not os.path.exists(path):
        return ad
    with open(path, encoding="utf-8", errors="replace") as f:
        for line in f:
            name, sep, value = line.partition(" = ")
            if sep:
                value = value.strip()
                ad[name.strip().lower()] = value[1:-1] if value[:1] == '"' == value[-1:] and len(value) > 1 else value
    return ad


def job_start(ad):
    """The ordinal of this start of the job, from 1. A start that never ran may leave a gap; no two starts share a number.

    NumShadowStarts is on the schedd's disk before the starter begins; NumJobStarts is counted only once the job runs.
    """
    for name in ("numshadowstarts", "numjobstarts"):
        if ad.get(name, "").isdigit():
            return max(1, int(ad[name]))
    return 1


class Storage:
    """Files of one site: PFN = root + LFN. No LFN leads out of the root."""

    def __init__(self, root):
        if not isinstance(root, str) or not os.path.isabs(root) or os.path.realpath(root) == "/":
            refuse("storageRoot must be an absolute directory other than /, found %r" % (root,))
        self.root = os.path.realpath(root)

    def pfn(self, lfn):
        if not isinstance(lfn, str) or not LFN.match(lfn) or "/../" in lfn + "/" or "/./" in lfn + "/":
            refuse("not a plain LFN: %r" % (lfn,))
        pfn = self.root + lfn
        real = os.path.realpath(pfn)
        if os.path.commonpath([real, self.root]) != self.root or real == self.root:
            refuse("%s leads out of the storage root (to %s)" % (lfn, real))
        return pfn

    def write(self, lfn, chunks):
        """Writes chunks to LFN.part, renames, returns (size, adler32). An existing LFN is never replaced."""
        pfn = self.pfn(lfn)
        size, adler = 0, 1
        try:
            os.makedirs(os.path.dirname(pfn), exist_ok=True)
            if os.path.exists(pfn):
                refuse("%s exists already; names of two starts must differ" % lfn, "storage", "stageout", 60311)
            with open(pfn + ".part", "wb") as f:
                for chunk in chunks:
                    f.write(chunk)
                    size += len(chunk)
                    adler = zlib.adler32(chunk, adler)
                f.flush()
                os.fsync(f.fileno())
            os.rename(pfn + ".part", pfn)
        except OSError as e:
            raise JobError("cannot write %s: %s" % (lfn, e), "storage", "stageout", RETRY, 60311)
        finally:
            if os.path.exists(pfn + ".part"):
                os.remove(pfn + ".part")
        return size, "%08x" % (adler & 0xFFFFFFFF)

    def measure(self, lfn):
        """(size, adler32) of a file as it lies on disk, or None if there is none."""
        try:
            with open(self.pfn(lfn), "rb") as f:
                size, adler = 0, 1
                for chunk in iter(lambda: f.read(CHUNK), b""):
                    size += len(chunk)
                    adler = zlib.adler32(chunk, adler)
        except FileNotFoundError:
            return None
        except OSError as e:
            raise JobError("cannot read %s: %s" % (lfn, e), "storage", "input", RETRY, 8021)
        return size, "%08x" % (adler & 0xFFFFFFFF)

    def header(self, lfn):
        """The first line of a synthetic file as JSON, or None if the file is not there or not ours."""
        try:
            with open(self.pfn(lfn), "rb") as f:
                value = json.loads(f.readline(64 << 20).decode("utf-8"))
        except (FileNotFoundError, ValueError):
            return None
        except OSError as e:
            raise JobError("cannot read %s: %s" % (lfn, e), step="input", exit_code=8021)
        return value if isinstance(value, dict) and "lumis" in value else None


def drop(storage, outputs):
    """A job that fails takes its own files along; what cannot be removed stays in the report, for the cleanup."""
    left = []
    for output in outputs:
        try:
            os.remove(storage.pfn(output["lfn"]))
        except FileNotFoundError:
            continue
        except OSError:
            left.append(output)
    outputs[:] = left


class Job:
    """One start of one node: its arguments, its plan files and its report."""

    def __init__(self, argv):
        role, unit, node, index, attempt, landing_try, retry, max_retries = argv
        self.began = time.time()
        self.last_try = int(retry) >= int(max_retries)
        ad = read_ad(os.environ.get("_CONDOR_JOB_AD"))
        machine = read_ad(os.environ.get("_CONDOR_MACHINE_AD"))
        self.side = {
            "schema": "wms2-side/1", "workUnit": unit, "ordinal": None, "node": node, "role": role,
            "index": None if index == "-" else int(index), "attempt": int(attempt), "landingTry": int(landing_try),
            "nodeRetry": int(retry), "jobStart": job_start(ad),
            "exitCode": 0, "exitClass": OK, "failingStep": None, "category": None, "message": None,
            "site": machine.get("glidein_cmssite") or os.environ.get("GLIDEIN_CMSSite"), "host": socket.gethostname(),
            "sizeCapBytes": None, "range": None, "mask": None, "inputs": [], "outputs": []}

    def load(self):
        self.payload = read_json("payload.json")
        self.unit = read_json("work_unit.json")
        if self.unit.get("id") != self.side["workUnit"]:
            refuse("the node belongs to work unit %s, work_unit.json is %s's" % (self.side["workUnit"], self.unit.get("id")))
        if not NAME.match(self.side["workUnit"]) or not NAME.match(self.side["node"]):
            refuse("work unit id and node name may hold letters, digits and _.- only")
        self.side["ordinal"] = self.unit["ordinal"]
        self.storage = Storage(self.payload["storageRoot"])

    def lfn(self, base, tail):
        """<base>/<ordinal / 1000>/<work unit>-a<attempt>_<landing try>_<node retry>_<job start>-<tail>.root"""
        s = self.side
        if not NAME.match(tail):
            refuse("module names may hold letters, digits and _.- only, found %r" % tail)
        return "%s/%05d/%s-a%d_%d_%d_%d-%s.root" % (
            base.rstrip("/"), s["ordinal"] // 1000, s["workUnit"], s["attempt"], s["landingTry"], s["nodeRetry"], s["jobStart"], tail)

    def fail(self, error):
        ends_here = (self.last_try or error.exit_class == FINAL) and error.category in OF_SITE and self.side["role"] != "cleanup"
        self.side.update(exitCode=error.exit_code, exitClass=ELSEWHERE if ends_here else error.exit_class, failingStep=error.step,
                         category=error.category, message=str(error)[:2000])

    def report(self):
        own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        end = time.time()
        self.side.update(
            startedAt=int(self.began), endedAt=int(end), wallSeconds=round(max(0.0, end - self.began), 3),
            cpuSeconds=round(own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime, 3),
            peakRssMb=(max(own.ru_maxrss, children.ru_maxrss) + 1023) // 1024)
        write_json("side.json", self.side)
        with open("reported", "w"):
            pass


def expected_output(plan, module):
    """Output events that the plan wants of this job: one number for all modules, or one per module."""
    value = plan["expectedOutputEvents"]
    if isinstance(value, dict):
        if module not in value:
            refuse("the plan of job %d names no expectedOutputEvents for module %s" % (plan["index"], module))
        value = value[module]
    return value
