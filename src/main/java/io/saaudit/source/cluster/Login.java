package io.saaudit.source.cluster;

/** Where the credential of a user comes from. Safe for several threads. */
interface Login {

    /**
     * The credential for the next request: the same object until there is another.
     *
     * @throws ClusterException when there is none; never an anonymous one instead
     */
    Credential credential() throws ClusterException;

    /**
     * Another credential, after the server refused one with 401.
     *
     * @param refused the credential that was refused
     * @return the same object when there is no other
     * @throws ClusterException as {@link #credential()}
     */
    Credential another(Credential refused) throws ClusterException;

    /** One that never changes. */
    static Login of(Credential credential) {
        return new Login() {
            @Override
            public Credential credential() {
                return credential;
            }

            @Override
            public Credential another(Credential refused) {
                return credential;
            }
        };
    }
}
