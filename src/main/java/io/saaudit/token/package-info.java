/**
 * What a token says: a JSON Web Token (RFC 7519) is taken out of what people have, decoded without a key, and checked
 * with one. The token itself and its signature leave this package in one way only, as the body of a TokenReview.
 */
package io.saaudit.token;
