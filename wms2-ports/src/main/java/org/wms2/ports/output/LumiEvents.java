package org.wms2.ports.output;

/** Events of one lumi section in one file. */
public record LumiEvents(int run, long lumi, long events) {}
