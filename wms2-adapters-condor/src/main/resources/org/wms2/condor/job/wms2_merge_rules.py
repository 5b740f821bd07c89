"""WMCore's two merge rules as pure functions (contracts/cms.md 2.7; WMCore JobSplitting/ParentlessMergeBySize.py and WMBSMergeBySize.py).

A candidate is a dictionary with lfn, size (bytes), events, run, lumi, firstEvent and location; age (seconds) where a rule knows a waiting time,
parent (the input file it was made from) where it keeps siblings together. The answer is a list of merged files, each the list of its candidates
in the order of merging. Who is in none of them waits for a later call. `forced` says that no more candidates will come: then nobody waits.
"""


def in_order(candidate):
    return candidate["run"], candidate["lumi"], candidate["firstEvent"]


def packed(items, min_bytes, max_bytes, max_events, forced, max_wait=None):
    """Greedy over candidates or units, in their order. An item above a limit goes alone; one that no longer fits closes what is gathered if
    that is large enough or somebody waited too long, else the item itself is passed over."""
    made, gathered, size, events, oldest = [], [], 0, 0, None
    for item in items:
        age = item.get("age", 0)
        if item["size"] > max_bytes or item["events"] > max_events:
            made.append([item])
            continue
        if size + item["size"] > max_bytes or events + item["events"] > max_events:
            if not (forced or size > min_bytes or (max_wait is not None and age > max_wait)):
                continue
            made.append(gathered)
            gathered, size, events = [], 0, 0
        gathered.append(item)
        size += item["size"]
        events += item["events"]
        # as in WMCore, an age once gathered counts to the end, though its file may have left already
        oldest = age if oldest is None else max(oldest, age)
    if gathered and (forced or size > min_bytes or (max_wait is not None and oldest > max_wait)):
        made.append(gathered)
    return made


def parentless_merge_by_size(candidates, min_bytes, max_bytes, max_events, forced=True, across_runs=True, max_wait=None):
    """Files of one place, and of one run unless across_runs, by (run, lumi, first event); each LFN counts once."""
    seen, groups = set(), {}
    for candidate in candidates:
        if candidate["lfn"] not in seen:
            seen.add(candidate["lfn"])
            groups.setdefault((candidate["location"], None if across_runs else candidate["run"]), []).append(candidate)
    return [merged for group in groups.values()
            for merged in packed(sorted(group, key=in_order), min_bytes, max_bytes, max_events, forced, max_wait)]


def wmbs_merge_by_size(candidates, min_bytes, max_bytes, max_events, forced=True):
    """Files made from one input file are one unit and never part; units of one place and run, in the order of their first candidates."""
    groups, newest = {}, None
    for candidate in candidates:
        units = groups.setdefault((candidate["location"], candidate["run"]), {})
        if candidate["parent"] not in units:
            newest = units[candidate["parent"]] = {"size": 0, "events": 0, "run": candidate["run"], "lumi": candidate["lumi"], "files": []}
        unit = units[candidate["parent"]]
        unit["size"] += candidate["size"]
        unit["events"] += candidate["events"]
        unit["files"].append(candidate)
        if candidate["lumi"] < unit["lumi"]:  # as in WMCore, it is the unit made last that moves to the lower lumi section
            newest["run"], newest["lumi"] = candidate["run"], candidate["lumi"]
    return [[f for unit in sorted(merged, key=lambda u: (u["run"], u["lumi"])) for f in sorted(unit["files"], key=lambda f: f["firstEvent"])]
            for units in groups.values() for merged in packed(units.values(), min_bytes, max_bytes, max_events, forced)]


RULES = {"ParentlessMergeBySize": parentless_merge_by_size, "WMBSMergeBySize": wmbs_merge_by_size}
