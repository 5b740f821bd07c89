package org.wms2.condor.read;

/** Small files of our own formats. */
final class Fixtures {
    static final String PAYLOAD = """
            {"schema":"wms2-payload/1","outputs":[
             {"module":"Sim-OUT","step":"Sim","dataset":"/A/B-v1/GEN-SIM","keep":true},
             {"module":"Reco-OUT","step":"Reco","dataset":"/A/B-v1/AODSIM","keep":true},
             {"module":"LOGS","step":"Reco","dataset":"/A/B-v1/LOGS","keep":false}]}
            """;

    static final String MANIFEST = """
            {"schema":"wms2-manifest/1","complete":true,"workUnit":"abcdefghij","ordinal":4,"request":"r",
             "processingVersion":1,"round":0,"attempt":0,"landingTry":0,"nodeRetry":0,"jobStart":1,"site":"T2_CH_CERN",
             "jobs":2,"eventsIn":30,"eventsOut":{"Sim-OUT":30,"Reco-OUT":12,"LOGS":30},
             "files":[
              {"lfn":"/store/mc/A/sim.root","module":"Sim-OUT","dataset":"/A/B-v1/GEN-SIM","tier":"GEN-SIM","size":900,
               "adler32":"0a1b2c3d","events":30,"lumis":[[1,7,10],[1,8,20]],"parents":[],"unmerged":[]},
              {"lfn":"/store/mc/A/reco.root","module":"Reco-OUT","dataset":"/A/B-v1/AODSIM","tier":"AODSIM","size":90,
               "adler32":"00000001","events":12,"lumis":[[1,7,12]],"parents":["/store/mc/A/sim.root"],"unmerged":[]}],
             "cleanup":[],"failedStarts":0,"startedAt":1,"endedAt":2,
             "wallSeconds":{},"cpuSeconds":{},"peakRssMb":{}}
            """;

    static final String SIDE = """
            {"schema":"wms2-side/1","workUnit":"abcdefghij","ordinal":null,"node":"proc_000003","role":"processing",
             "index":3,"attempt":0,"landingTry":1,"nodeRetry":2,"jobStart":1,"exitCode":8021,"exitClass":1,
             "failingStep":"input","category":"storage","message":"cannot read","site":null,"host":"h","startedAt":1,
             "endedAt":2,"wallSeconds":1.5,"cpuSeconds":1,"peakRssMb":40,"sizeCapBytes":null,"range":null,"mask":null,
             "inputs":[],"outputs":[],"later":"unknown fields are welcome"}
            """;

    private Fixtures() {}
}
