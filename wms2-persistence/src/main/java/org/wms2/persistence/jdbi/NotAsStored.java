package org.wms2.persistence.jdbi;

/** A part of a change set was decided on something that is no longer stored: rolls the transaction back. */
final class NotAsStored extends RuntimeException {
    private NotAsStored() {
        super("not as stored", null, false, false);
    }

    static void unless(boolean asStored) {
        if (!asStored) {
            throw new NotAsStored();
        }
    }

    /** For a statement that must touch exactly one row. */
    static void unlessOne(int rows) {
        unless(rows == 1);
    }
}
