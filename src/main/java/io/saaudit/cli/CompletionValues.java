package io.saaudit.cli;

import io.saaudit.catalog.Catalog;
import io.saaudit.catalog.KubeVersion;
import io.saaudit.config.Config;
import io.saaudit.model.Account;
import io.saaudit.model.ApiResource;
import io.saaudit.model.CustomResource;
import io.saaudit.model.Identity;
import io.saaudit.model.Names;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Severity;
import io.saaudit.model.Subject;
import io.saaudit.rbac.AskedVerbs;
import io.saaudit.rule.Rule;
import io.saaudit.rule.RuleInfo;
import io.saaudit.rule.Rules;
import io.saaudit.source.InputPathException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What the value of an option, or a word of a command, can be. */
final class CompletionValues {
    private final Typed typed;
    private final Candidates to;
    private final Io io;
    private final InSight inSight;

    CompletionValues(Typed typed, Candidates to, Io io) {
        this.typed = typed;
        this.to = to;
        this.io = io;
        this.inSight = new InSight(typed, io);
    }

    /** The value of an option. */
    void ofOption(OptionSpec option) {
        switch (option.longestName()) {
            case "--format" -> formats("");
            case "--report" -> {
                if (to.typed().indexOf('=') < 0) {
                    formats("=");
                } else {
                    to.files();
                }
            }
            case "--color" -> to.offer(List.of("auto", "always", "never"));
            case "--gaps" -> to.offer(List.of("fail", "warn"));
            case "--min-severity" -> severities("");
            case "--fail-on" -> {
                severities("");
                to.offer("never");
                if (typed.command().equals("diff")) {
                    to.offer("gain", "whatever somebody gains");
                }
            }
            case "--max" -> severities("=");
            case "--rule", "--skip-rule" -> rules(upToComma(), false);
            case "--namespace", "--default-namespace", "--exclude-namespace" -> to.offer(inSight.namespaces());
            case "--as" -> {
                if (typed.command().equals("can-i")) {
                    who();
                } else {
                    users("");
                }
            }
            case "--as-group" -> groups("");
            case "--kube-version" -> KubeVersion.all().forEach(version -> to.offer(version.toString()));
            case "--without" -> ClusterInput.offerKinds(to, upToComma());
            case "--context", "--cluster", "--user" -> ClusterInput.offerNames(to, option.longestName(), typed, io);
            case "--subresource" -> {
                if (typed.words().size() > 1) {
                    subresources(typed.words().get(1), "");
                }
            }
            default -> {
                if (List.of("FILE", "PATH", "GLOB").contains(option.paramLabel())) {
                    to.files();
                }
            }
        }
    }

    /** A word that belongs to no option. */
    void ofWord() {
        int number = typed.words().size();
        switch (typed.command()) {
            case "scan" -> to.files();
            case "diff" -> {
                boolean revisions = !typed.values("--git").isEmpty();
                if (!revisions && number < 2) {
                    to.offer("cluster", "the cluster of the current context");
                }
                if (revisions || number < 2) {
                    to.files();
                }
            }
            case "token", "snapshot" -> {
                if (number == 0) {
                    to.files();
                }
            }
            case "rules" -> rules("", true);
            case "permissions", "verify" -> who();
            case "can-i", "who-can" -> {
                if (number == 0) {
                    to.offer(AskedVerbs.USUAL);
                } else if (number == 1) {
                    resources();
                }
            }
            case "explain" -> {
                if (number == 0) {
                    objects();
                }
            }
            case "completion" -> {
                if (number == 0) {
                    to.offer(CompletionCommand.SHELLS);
                }
            }
            default -> {
                // pods takes no words.
            }
        }
    }

    /** In a list with commas what stands before the last one. */
    private String upToComma() {
        return to.typed().substring(0, to.typed().lastIndexOf(',') + 1);
    }

    private void formats(String end) {
        boolean report = typed.spec().findOption("--report") != null;
        boolean change = typed.command().equals("diff");
        for (OutputOptions.Format format : OutputOptions.Format.values()) {
            if (change ? DiffOutputs.writes(format) : report || format.compareTo(OutputOptions.Format.JSON) <= 0) {
                to.offer(format.name().toLowerCase(Locale.ROOT) + end);
            }
        }
    }

    private void severities(String end) {
        for (Severity severity : Severity.values()) {
            to.offer(severity.word() + end);
        }
    }

    private void rules(String before, boolean names) {
        for (Rule rule : Rules.all()) {
            rule(rule.info(), before, names);
        }
        ParseResult options = typed.parsed();
        if (options != null && typed.spec().findOption("--config") != null) {
            try {
                Config config = ConfigFiles.of(options, RepoPaths.workingFolder());
                for (RuleInfo own : new Expectations(config).infos()) {
                    rule(own, before, false);
                }
            } catch (UsageException | InputPathException e) {
                // Told when the command is run.
            }
        }
    }

    /** By its id; by its name once something of that is typed. */
    private void rule(RuleInfo rule, String before, boolean names) {
        to.offer(before + rule.id(), rule.title());
        if (names && !to.typed().isEmpty()) {
            to.offer(before + rule.name(), rule.title());
        }
    }

    private void who() {
        String prefix = Identity.ACCOUNT_PREFIX;
        String word = to.typed();
        to.offer("user:", "a user");
        to.offer("group:", "a nameless member of a group");
        if (word.startsWith("user:")) {
            users("user:");
        } else if (word.startsWith("group:")) {
            groups("group:");
        } else {
            boolean whole = !word.isEmpty() && (prefix.startsWith(word) || word.startsWith(prefix));
            List<String> namespaces = typed.values("--namespace");
            for (Account account : inSight.accounts()) {
                if (namespaces.isEmpty() || namespaces.contains(account.namespace())) {
                    to.offer(account.qualifiedName());
                }
                if (namespaces.size() == 1 && namespaces.contains(account.namespace())) {
                    to.offer(account.name());
                }
                if (whole) {
                    to.offer(account.identity().user());
                }
            }
        }
    }

    private void users(String before) {
        to.offer(before + Identity.ANONYMOUS);
        for (String user : inSight.subjects(Subject.User.class)) {
            to.offer(before + user);
        }
        for (Account account : inSight.accounts()) {
            to.offer(before + account.identity().user());
        }
    }

    private void groups(String before) {
        for (String group : InSight.usualGroups()) {
            to.offer(before + group);
        }
        for (String group : inSight.subjects(Subject.Group.class)) {
            to.offer(before + group);
        }
    }

    private void resources() {
        String word = to.typed();
        if (word.startsWith("/")) {
            to.offer(List.of("/api", "/apis", "/healthz", "/livez", "/metrics", "/openapi/v2", "/readyz", "/version"));
            return;
        }
        int slash = word.indexOf('/');
        if (slash > 0) {
            subresources(word.substring(0, slash), word.substring(0, slash + 1));
            return;
        }
        for (ApiResource resource : Catalog.apiResources()) {
            if (!resource.kind().isEmpty()) {
                to.offer(whole(resource.resource(), resource.group()), resource.kind());
            }
        }
        for (CustomResource resource : inSight.customResources()) {
            to.offer(whole(resource.plural(), resource.group()), resource.kind());
        }
    }

    private static String whole(String resource, String group) {
        return group.isEmpty() ? resource : resource + "." + group;
    }

    private void subresources(String type, String before) {
        try {
            List<CustomResource> custom = inSight.customResources();
            ResourceArgument found = new ResourceNames(Catalog.apiResources(), custom).resolve(type, "", "");
            for (ApiResource resource : Catalog.apiResources()) {
                if (resource.resource().equals(found.resource())
                        && resource.group().equals(found.group())) {
                    resource.subresources().forEach(name -> to.offer(before + name));
                }
            }
            for (CustomResource resource : custom) {
                if (resource.plural().equals(found.resource())
                        && resource.group().equals(found.group())) {
                    resource.subresources().forEach(name -> to.offer(before + name));
                }
            }
        } catch (UsageException e) {
            // No resource has no subresources.
        }
    }

    private void objects() {
        int slash = to.typed().indexOf('/');
        if (slash < 0) {
            for (String kind : ObjectArgument.kinds()) {
                to.offer(kind + "/");
            }
            return;
        }
        String before = to.typed().substring(0, slash + 1);
        String kind = ObjectArgument.known(to.typed().substring(0, slash).toLowerCase(Locale.ROOT));
        List<String> namespaces = typed.values("--namespace");
        for (ObjectKey key : kind.isEmpty() ? List.<ObjectKey>of() : inSight.objectsOf(kind)) {
            boolean selected =
                    key.namespace().isEmpty() || namespaces.isEmpty() || namespaces.contains(key.namespace());
            if (selected && Names.isPathSegment(key.name())) {
                to.offer(before + (namespaces.size() == 1 ? key.name() : key.qualifiedName()));
            }
        }
    }
}
