package org.wms2.cms.rucio;

/** How we log in to Rucio (contracts/cms.md 4.1). */
public sealed interface RucioCredentials {

    /** The account that we act as. */
    String account();

    /** With the client certificate or proxy of the TLS connection. */
    record X509(String account) implements RucioCredentials {}

    /** With a user name and a password. */
    record UserPass(String account, String user, String password) implements RucioCredentials {
        @Override
        public String toString() {
            return "UserPass[account=" + account + ", user=" + user + "]";
        }
    }
}
