/**
 * ConfigCache: output modules of CMSSW configurations (contracts/cms.md 6). Start with {@link org.wms2.cms.configcache.ConfigCacheHttp}.
 * Thread-safe.
 */
@NullMarked
package org.wms2.cms.configcache;

import org.jspecify.annotations.NullMarked;
