"""A worker node in small: runs a job script in a scratch directory as HTCondor would, and brings its files home. Also a JSON Schema check."""
import copy
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

RESOURCES = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", "main", "resources", "org", "wms2", "condor"))
JOB = os.path.join(RESOURCES, "job")
UNIT = "abcdefgh23"
MAX_RETRIES = 3
MODULES = ("GENoutput", "AODSIMoutput", "MINIAODSIMoutput")


def outputs():
    made = []
    for i, module in enumerate(MODULES):
        made.append({"module": module, "step": i + 1, "dataset": "/P/E-v1/" + module, "tier": module[:-6], "unmergedLfnBase": "/store/unmerged/E/P/%s/v1" % module,
                     "mergedLfnBase": "/store/mc/E/P/%s/v1" % module, "bytesPerEvent": 700 // (i + 1), "parentModule": MODULES[i - 1] if i else None, "keep": i > 0})
    return made


def generator_job(index, events=120, per_lumi=50, out=97):
    lumis = -(-events // per_lumi)
    return {"index": index, "inputs": [], "mask": None, "run": 1, "firstEvent": 1 + index * events, "lastEvent": (index + 1) * events,
            "firstLumi": 1 + index * lumis, "lastLumi": (index + 1) * lumis, "eventsPerLumi": per_lumi, "expectedEvents": events, "expectedOutputEvents": out}


def input_job(index, inputs, mask, events, out=None):
    return {"index": index, "inputs": inputs, "mask": mask, "run": None, "firstEvent": None, "lastEvent": None, "firstLumi": None, "lastLumi": None,
            "expectedEvents": events, "expectedOutputEvents": events if out is None else out}


def validate(value, schema, where="$"):
    """The part of JSON Schema that our schemas use; returns complaints."""
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None), "integer": int, "number": (int, float)}
    wanted = schema.get("type", [])
    wanted = [wanted] if isinstance(wanted, str) else wanted
    if wanted and not any(isinstance(value, kinds[k]) and (k == "boolean" or not isinstance(value, bool)) for k in wanted):
        return ["%s: %r is not %s" % (where, value, wanted)]
    bad = []
    if "const" in schema and value != schema["const"]:
        bad.append("%s: %r is not %r" % (where, value, schema["const"]))
    if "enum" in schema and value not in schema["enum"]:
        bad.append("%s: %r is not among %r" % (where, value, schema["enum"]))
    if "minimum" in schema and isinstance(value, (int, float)) and value < schema["minimum"]:
        bad.append("%s: %r is too small" % (where, value))
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        bad.append("%s: %r does not look right" % (where, value))
    if isinstance(value, dict) and "object" in wanted:
        bad += ["%s: %s is missing" % (where, k) for k in schema.get("required", []) if k not in value]
        for k, v in value.items():
            sub = schema.get("properties", {}).get(k, schema.get("additionalProperties", True))
            if sub is False:
                bad.append("%s: %s is not known" % (where, k))
            elif isinstance(sub, dict):
                bad += validate(v, sub, where + "." + k)
    if isinstance(value, list) and "items" in schema:
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            bad.append("%s: %d items" % (where, len(value)))
        for i, v in enumerate(value):
            bad += validate(v, schema["items"], "%s[%d]" % (where, i))
    return bad


def schema(name):
    with open(os.path.join(RESOURCES, "schema", name + ".schema.json"), encoding="utf-8") as f:
        return json.load(f)


class WorkerCase(unittest.TestCase):
    """A work unit's directory (self.home) and a storage area (self.storage)."""

    def setUp(self):
        self.top = tempfile.mkdtemp(prefix="wms2-job-test-")
        self.addCleanup(shutil.rmtree, self.top)
        self.storage, self.home = os.path.join(self.top, "storage"), os.path.join(self.top, "mg_000000")
        os.makedirs(os.path.join(self.home, "side"))
        os.makedirs(self.storage)
        self.payload = {"schema": "wms2-payload/1", "request": "r", "processingVersion": 1, "round": 0, "storageRoot": self.storage, "outputs": outputs(),
                        "secondsPerEvent": 0, "mergeRule": "ParentlessMergeBySize", "minMergeBytes": 1,
                        "maxMergeBytes": 10 ** 9, "maxMergeEvents": 10 ** 8}
        self.unit = {"schema": "wms2-work-unit/1", "id": UNIT, "ordinal": 1234, "jobs": [generator_job(i) for i in range(3)]}

    def run_job(self, role, index="-", retry=0, start=1, attempt=1, job_dir=JOB, env=None, landing=0, site="T2_CH_CERN", **popen):
        """One start of a node; returns (exit status, its side file)."""
        node = role if index == "-" else "proc_%06d" % index
        scratch = tempfile.mkdtemp(dir=self.top)
        for name in os.listdir(job_dir):
            if name.endswith((".py", ".sh", ".json")):
                shutil.copy(os.path.join(job_dir, name), scratch)
        for name, value, kind in (("payload", self.payload, "payload-1"), ("work_unit", self.unit, "work-unit-1")):
            self.assertEqual([], validate(value, schema(kind)))
            with open(os.path.join(scratch, name + ".json"), "w") as f:
                json.dump(value, f)
        shutil.copytree(os.path.join(self.home, "side"), os.path.join(scratch, "side"))
        if os.path.exists(os.path.join(self.home, "manifest.json")):
            shutil.copy(os.path.join(self.home, "manifest.json"), scratch)
        for name, text in (("job.ad", 'NumShadowStarts = %d\n' % start), ("machine.ad", 'GLIDEIN_CMSSite = "%s"\n' % site)):
            with open(os.path.join(scratch, name), "w") as f:
                f.write(text)
        environment = {"PATH": os.environ["PATH"], "_CONDOR_JOB_AD": "job.ad", "_CONDOR_MACHINE_AD": "machine.ad"}
        environment.update(env or {})
        args = ["/bin/sh", "./wms2_job.sh", role, UNIT, node, str(index), str(attempt), str(landing), str(retry), str(MAX_RETRIES)]
        self.process = subprocess.Popen(args, cwd=scratch, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
        if popen.get("act"):
            popen["act"](self.process, scratch)
        self.talk = self.process.communicate(timeout=60)[0]
        with open(os.path.join(scratch, "side.json"), encoding="utf-8") as f:
            side = json.load(f)
        self.assertEqual([], validate(side, schema("side-file-1")))
        self.assertEqual(side["exitClass"], self.process.returncode, self.talk)
        brought = os.path.join(scratch, "home", "side")
        self.assertEqual(["%s-a%d_%d_%d.json" % (node, attempt, landing, retry)], os.listdir(brought))
        for name in os.listdir(brought):
            shutil.copy(os.path.join(brought, name), os.path.join(self.home, "side", name))
        if role == "merge":
            shutil.copy(os.path.join(scratch, "manifest.new.json"), self.home)
            subprocess.call(["/bin/sh", os.path.join(JOB, "publish_manifest.sh"), str(self.process.returncode)], cwd=self.home)
        return self.process.returncode, side

    def process_all(self):
        for plan in self.unit["jobs"]:
            status, side = self.run_job("processing", plan["index"])
            self.assertEqual((0, None), (status, side["message"]), self.talk)

    def edit_side(self, index, change, name=None):
        """Changes a processing job's side file, or writes the change under another name."""
        path = os.path.join(self.home, "side", "proc_%06d-a1_0_0.json" % index)
        with open(path, encoding="utf-8") as f:
            side = json.load(f)
        side = copy.deepcopy(side)
        change(side)
        with open(os.path.join(self.home, "side", name) if name else path, "w") as f:
            json.dump(side, f)

    def manifest(self):
        with open(os.path.join(self.home, "manifest.json"), encoding="utf-8") as f:
            return json.load(f)

    def published(self):
        return os.path.exists(os.path.join(self.home, "manifest.json"))

    def stored(self, area=""):
        return sorted(os.path.join(d, f)[len(self.storage):] for d, _, fs in os.walk(self.storage + area) for f in fs)

    def read(self, lfn):
        with open(self.storage + lfn, "rb") as f:
            return f.read()

    def refused(self, words):
        """The merge says no with these words, publishes nothing, leaves no merged file and touches no unmerged one."""
        before = self.stored("/store/unmerged")
        status, side = self.run_job("merge")
        self.assertEqual((42, "merge"), (status, side["category"]), side["message"])
        self.assertIn(words, side["message"])
        self.assertFalse(self.published())
        self.assertEqual([], self.stored("/store/mc"))
        self.assertEqual(before, self.stored("/store/unmerged"))
