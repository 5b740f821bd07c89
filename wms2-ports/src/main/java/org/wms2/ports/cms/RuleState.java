package org.wms2.ports.cms;

/** Rucio's rule states. */
public enum RuleState {
    REPLICATING,
    OK,
    STUCK,
    SUSPENDED,
    WAITING_APPROVAL,
    INJECT
}
