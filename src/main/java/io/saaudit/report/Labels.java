package io.saaudit.report;

import io.saaudit.model.Account;
import io.saaudit.model.Identity;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Lists;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Objects;
import io.saaudit.model.ServiceAccount;
import io.saaudit.rule.Audit;
import io.saaudit.rule.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The labels of causes and accounts. */
final class Labels {
    private final LabelQuery query;
    private final Audit audit;
    private final Map<ObjectKey, List<Map<String, String>>> byKey = new HashMap<>();

    Labels(Audit audit, LabelQuery query) {
        this.query = query;
        this.audit = audit;
        Objects objects = audit.snapshot().objects();
        for (List<? extends KubeObject> list : List.of(
                objects.serviceAccounts(),
                objects.roles(),
                objects.bindings(),
                objects.workloads(),
                objects.secrets())) {
            for (KubeObject object : list) {
                Lists.of(byKey, object.key()).add(object.meta().labels());
            }
        }
    }

    boolean match(Finding finding) {
        if (byKey.getOrDefault(finding.cause(), List.of()).stream().anyMatch(query::matches)) {
            return true;
        }
        for (String subject : finding.subjects()) {
            String[] name = new Identity(subject, List.of()).account();
            Account account = name == null ? null : audit.accounts().find(name[0], name[1]);
            if (account != null) {
                for (ServiceAccount definition : account.definitions()) {
                    if (query.matches(definition.meta().labels())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
