/**
 * ReqMgr2: its documents read into {@link org.wms2.ports.request.RequestSpec}, strictly and with the field's name in
 * every refusal (contracts/cms.md 1.10), and the adapter that fetches them. Start with
 * {@link org.wms2.cms.reqmgr2.RequestDocumentMapper}. All classes are immutable or thread-safe.
 */
@NullMarked
package org.wms2.cms.reqmgr2;

import org.jspecify.annotations.NullMarked;
