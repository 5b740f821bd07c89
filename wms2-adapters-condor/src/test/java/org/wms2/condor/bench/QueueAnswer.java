package org.wms2.condor.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What condor_q -json says of outer and inner DAGMans, in the form that 23.9.6 prints it in. */
final class QueueAnswer {
    private QueueAnswer() {}

    /** Writes the answer of so many outer DAGs, each with so many inner ones. */
    static void write(Path file, int outers, int inners, int groups) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("[\n");
            int cluster = 1000;
            for (int i = 0; i < outers; i++) {
                int outer = cluster++;
                String tag = "pdmvserv_task_TOP-Run3Summer23GS-%05d__v1_T_260101_000000_%04d-v1-r0".formatted(i, i);
                out.write(i == 0 ? "" : ",\n");
                ad(out, tag, outer, "", groups, 20 + i % 400);
                for (int k = 0; k < inners; k++) {
                    out.write(",\n");
                    ad(out, tag, cluster++, "  \"DAGManJobId\": " + outer + ",\n", 23, k);
                }
            }
            out.write("]\n");
        }
    }

    private static void ad(BufferedWriter out, String tag, int cluster, String outer, int total, int done)
            throws IOException {
        out.write("""
                {
                  "ClusterId": %d,
                %s  "DAG_JobsCompleted": %d,
                  "DAG_JobsHeld": 0,
                  "DAG_JobsIdle": 3,
                  "DAG_JobsRunning": 17,
                  "DAG_NodesDone": %d,
                  "DAG_NodesFailed": 0,
                  "DAG_NodesTotal": %d,
                  "DAG_Status": 0,
                  "JobStatus": 2,
                  "NumJobStarts": 1,
                  "WMS2_Attempt": 0,
                  "WMS2_DagId": "%s"
                }
                """.formatted(cluster, outer, done, done, total, tag));
    }
}
