/** What a scan found, and how complete it was. */
package io.saaudit.report;
