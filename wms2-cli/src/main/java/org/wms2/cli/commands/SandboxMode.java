package org.wms2.cli.commands;

/** What the jobs of a request run. */
enum SandboxMode {
    /** What fits the site: for now the synthetic payload. */
    AUTO,
    /** The synthetic payload. */
    SYNTHETIC,
    /** CMSSW: not yet. */
    CMSSW
}
