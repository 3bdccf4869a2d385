/** What people and programs see: one class a format, over the records of model, rule and report. */
package io.saaudit.render;
