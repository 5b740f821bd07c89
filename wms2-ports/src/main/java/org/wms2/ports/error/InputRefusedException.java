package org.wms2.ports.error;

/** A field of an input that cannot be processed: which, what was found, what is accepted. */
public final class InputRefusedException extends Wms2Exception {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 200;

    private final String field;

    public InputRefusedException(String field, String found, String accepted) {
        super(ErrorCode.INPUT_REFUSED, field + ": found " + shown(found) + ", accepted is " + accepted);
        this.field = field;
    }

    /** Name of the refused field, as the input spells it. */
    public String field() {
        return field;
    }

    private static String shown(String found) {
        String oneLine = found.replaceAll("\\p{Cntrl}", "?");
        String cut = oneLine.length() > SHOWN ? oneLine.substring(0, SHOWN) + "..." : oneLine;
        return cut.isEmpty() ? "nothing" : "'" + cut + "'";
    }
}
