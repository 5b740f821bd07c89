"""Lumi sections as a plan writes them: ranges [run, first, last], and the events that fall on each."""
from wms2_common import refuse


def without(plan):
    """Whether the plan says of each input file of its job that DBS has no lumi section of it: an empty list. A file without a list is not known."""
    inputs = plan.get("inputs") or []
    return bool(inputs) and not plan.get("mask") and all(entry.get("lumis") == [] for entry in inputs)


def shares(weights, total):
    """Whole numbers in the proportion of weights whose sum is exactly total (so the weights themselves if that is their sum); equal parts if all
    weights are 0."""
    if not weights:
        refuse("no lumi section to put %d events into" % total)
    if sum(weights) == 0:
        weights = [1] * len(weights)
    whole, seen, given, parts = sum(weights), 0, 0, []
    for w in weights:
        seen += w
        upto = seen * total // whole
        parts.append(upto - given)
        given = upto
    return parts


def spread(ranges):
    """(run, lumi) of every lumi section, each once, ascending."""
    return [(run, lumi) for run, first, last in joined(ranges) for lumi in range(first, last + 1)]


def joined(ranges):
    """Ascending, with ranges of a run that touch, overlap or repeat made one."""
    made = []
    for run, first, last in sorted(tuple(r) for r in ranges):
        if made and made[-1][0] == run and first <= made[-1][2] + 1:
            made[-1][2] = max(made[-1][2], last)
        else:
            made.append([run, first, last])
    return made


def common(ranges, mask):
    """What both have, ascending and joined."""
    a, b, made, i, j = joined(ranges), joined(mask), [], 0, 0
    while i < len(a) and j < len(b):
        if a[i][0] == b[j][0]:
            first, last = max(a[i][1], b[j][1]), min(a[i][2], b[j][2])
            if first <= last:
                made.append([a[i][0], first, last])
        if (a[i][0], a[i][2]) < (b[j][0], b[j][2]):
            i += 1
        else:
            j += 1
    return made
