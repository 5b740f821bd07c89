"""Entry of a WMS2 job: runs one role and always leaves side.json. Python >= 3.6. Usage: see wms2_job.sh."""
import signal
import sys
import traceback

import wms2_cleanup
import wms2_merge
import wms2_processing
from wms2_common import FINAL, RETRY, Job, JobError, drop, refuse

ROLES = {"processing": wms2_processing.run, "merge": wms2_merge.run, "cleanup": wms2_cleanup.run}


def on_signal(number, _frame):
    raise JobError("ended by signal %d" % number, "killed", "launcher", RETRY, 128 + number)


def inject(job):
    """Failures asked for by payload.json, for tests: the first matching entry fails the first `times` node retries (default: all)."""
    side = job.side
    for entry in job.payload.get("inject") or []:
        wanted = [("ordinal", side["ordinal"]), ("node", side["node"]), ("index", side["index"]),
                  ("role", side["role"]), ("onlyRound", job.payload["round"]), ("onlyAttempt", side["attempt"]), ("site", side["site"])]
        if all(entry.get(name) in (None, value) for name, value in wanted) and side["nodeRetry"] < entry.get("times", sys.maxsize):
            final = entry.get("final")
            raise JobError("failure asked for by payload.json", entry.get("category"), entry.get("failingStep"),
                           None if final is None else FINAL if final else RETRY, entry["exitCode"])


def main(argv):
    if len(argv) != 8 or argv[0] not in ROLES:
        print("usage: wms2_job.sh processing|merge|cleanup WORK_UNIT NODE INDEX|- ATTEMPT LANDING_TRY NODE_RETRY MAX_RETRIES, found %r" % argv, file=sys.stderr)
        return RETRY
    job = Job(argv)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, on_signal)
    try:
        try:
            job.load()
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as e:
            refuse("payload.json or work_unit.json cannot be used: %s: %s" % (type(e).__name__, e))
        inject(job)
        ROLES[job.side["role"]](job)
    except JobError as e:
        job.fail(e)
    except MemoryError:
        job.fail(JobError("out of memory", "memory", "payload", RETRY, 50660))
    except Exception as e:
        traceback.print_exc()
        job.fail(JobError("%s: %s" % (type(e).__name__, e), "launcher", "launcher", RETRY))
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    if job.side["exitClass"] != 0:
        if job.side["outputs"]:
            drop(job.storage, job.side["outputs"])
        print("wms2_job: %(node)s failed: %(message)s" % job.side, file=sys.stderr)
    job.report()
    return job.side["exitClass"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
