package org.wms2.ports.htcondor;

import java.time.Instant;
import org.wms2.ports.id.DagKey;

class FakeDagFilesTest extends DagFilesContract {
    private final FakeDagFiles files = new FakeDagFiles();

    @Override
    protected DagFiles newFiles() {
        return files;
    }

    @Override
    protected void submit(DagKey key, String directory) {
        new FakeHTCondor(() -> Instant.EPOCH, files).submitOnHold(key, directory);
    }
}
