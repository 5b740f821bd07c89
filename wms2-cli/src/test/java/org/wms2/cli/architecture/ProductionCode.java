package org.wms2.cli.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Leaves out test classes, also those that come as the ports' test-jar. */
public final class ProductionCode implements ImportOption {
    private final ImportOption directories = new ImportOption.DoNotIncludeTests();

    @Override
    public boolean includes(Location location) {
        return directories.includes(location) && !location.contains("-tests.jar");
    }
}
