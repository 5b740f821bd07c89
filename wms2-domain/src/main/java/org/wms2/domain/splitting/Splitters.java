package org.wms2.domain.splitting;

final class Splitters {
    private Splitters() {}
}
