package org.wms2.cli.app;

/** The terminal behind stdout, if there is one. */
public interface Screen {
    /** Columns and rows. */
    record Size(int columns, int rows) {}

    /** Whether stdout can be redrawn in place. */
    boolean isTerminal();

    /** How large it is now: a person may change that. */
    Size size();

    /** A stdout that is no terminal. */
    Screen NONE = new Screen() {
        @Override
        public boolean isTerminal() {
            return false;
        }

        @Override
        public Size size() {
            return new Size(0, 0);
        }
    };
}
