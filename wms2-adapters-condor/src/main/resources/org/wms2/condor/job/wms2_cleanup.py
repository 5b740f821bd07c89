"""The cleanup: deletes the unmerged files that the manifest lists, after it has seen every merged file. It deletes nothing else."""
import os

from wms2_common import JobError, RETRY, read_json, refuse


def run(job):
    try:
        manifest = read_json("manifest.json")
    except (OSError, ValueError) as e:
        refuse("the manifest cannot be read, nothing is deleted: %s" % e, "plan", "cleanup")
    unit = job.side["workUnit"]
    if manifest.get("complete") is not True or manifest.get("workUnit") != unit:
        refuse("the manifest is not the complete one of work unit %s, nothing is deleted" % unit, "plan", "cleanup")
    for entry in manifest["files"]:
        try:
            size = os.stat(job.storage.pfn(entry["lfn"])).st_size
        except FileNotFoundError:
            size = None
        if size != entry["size"]:
            refuse("merged file %s has %s bytes, the manifest says %d; nothing is deleted" % (entry["lfn"], size, entry["size"]), "storage", "cleanup")
    bases = [o["unmergedLfnBase"].rstrip("/") + "/" for o in job.payload["outputs"]]
    merged = {entry["lfn"] for entry in manifest["files"]}
    pfns = []
    for lfn in manifest["cleanup"]:
        if lfn in merged or not any(lfn.startswith(b) for b in bases) or not os.path.basename(lfn).startswith(unit + "-"):
            refuse("%s is not an unmerged file of this work unit; nothing is deleted" % lfn, "plan", "cleanup")
        pfns.append(job.storage.pfn(lfn))
    gone, failed = 0, []
    for pfn in pfns:
        try:
            os.remove(pfn)
        except FileNotFoundError:
            gone += 1
        except OSError as e:
            failed.append(str(e))
    if failed:
        raise JobError("%d of %d files could not be deleted: %s" % (len(failed), len(pfns), failed[0]), "storage", "cleanup", RETRY, 60311)
    job.side["message"] = "deleted %d, already gone %d" % (len(pfns) - gone, gone)
