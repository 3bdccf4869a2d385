package io.saaudit.source.cluster;

import java.util.List;

/** One API server, and who asks it. Safe for several threads. */
public interface Connection extends AutoCloseable {

    /**
     * Asks. No redirect is followed; what the server answers, whatever its status, is a reply.
     *
     * @param path path with its query, from the slash on, encoded
     * @param accept the Accept header
     * @return the reply, to be closed
     * @throws ClusterException when there is no answer: refused, timed out, not trusted, cut short before the headers
     */
    Reply get(String path, String accept) throws ClusterException;

    /**
     * Sends a review: the only thing that is ever sent.
     *
     * @param path path of a review, such as {@code /apis/authorization.k8s.io/v1/selfsubjectrulesreviews}
     * @param json the review
     * @return the reply, to be closed
     * @throws ClusterException as {@link #get}
     * @throws IllegalArgumentException when the path is not that of a review
     */
    Reply post(String path, byte[] json) throws ClusterException;

    /**
     * The same connection as somebody else (impersonation); closing it closes nothing.
     *
     * @param user user to impersonate
     * @param groups groups to impersonate besides those that the server gives by itself
     * @return a connection, or null where this one impersonates already, which nobody can do twice, or no request can carry the name
     */
    Connection as(String user, List<String> groups);

    /** The kubeconfig's context, or empty. */
    String context();

    /** URL of the server, without credentials. */
    String server();

    /** The context's namespace, {@code default} when it names none. */
    String namespace();

    @Override
    void close();
}
