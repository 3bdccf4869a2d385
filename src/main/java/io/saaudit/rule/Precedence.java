package io.saaudit.rule;

import io.saaudit.model.Grant;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Power;
import io.saaudit.rbac.BindingPowers;
import io.saaudit.rbac.HeldPower;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Which of the powers that one binding gives are told, so that nothing is told twice:
 *
 * <ol>
 *   <li>SA301, everything, stands for all others, URLs as well: who may do everything gives itself the rest;
 *   <li>SA303, all resources of a group, and then SA302, all verbs on a resource, stand for what is part of their
 *       wildcard, and are as bad as the worst of it;
 *   <li>SA306, reading Secrets, stands for reading them in the answers to writes, SA326;
 *   <li>SA315, binding any role, stands for binding what is held, SA317;
 *   <li>SA330, Pods in a namespace without its guard, stands for the change of its labels, SA324;
 *   <li>SA308 and SA309, Pods and workloads with any account, stand for other images in Pods that are there, SA332;
 *   <li>SA304, whatever the group, is told only of rules of which nothing else is.
 * </ol>
 */
final class Precedence {
    private static final String EVERYTHING = "SA301";
    private static final List<String> WILDCARDS = List.of("SA303", "SA302");
    private static final String ANY_GROUP = "SA304";

    /** What stands first is told instead of what stands second, where it is as bad. */
    private static final List<List<String>> INSTEAD = List.of(
            List.of("SA306", "SA326"),
            List.of("SA315", "SA317"),
            List.of("SA330", "SA324"),
            List.of("SA308", "SA332"),
            List.of("SA309", "SA332"));

    private Precedence() {}

    /** @param held powers whose decisive part one binding gives to one identity, in the order of the table */
    static List<ToldPower> of(List<HeldPower> held) {
        List<ToldPower> told = new ArrayList<>();
        List<HeldPower> left = new ArrayList<>();
        for (HeldPower power : held) {
            if (power.power().id().equals(EVERYTHING)) {
                return List.of(new ToldPower(power, List.of()));
            }
            left.add(power);
        }
        for (String wildcard : WILDCARDS) {
            for (HeldPower power : held) {
                if (power.power().id().equals(wildcard) && left.remove(power)) {
                    told.add(new ToldPower(power, takeIncluded(power, left)));
                }
            }
        }
        List<HeldPower> anyGroup = new ArrayList<>();
        for (HeldPower power : left) {
            if (power.power().id().equals(ANY_GROUP)) {
                anyGroup.add(power);
            } else if (!isToldByAnother(power, left)) {
                told.add(new ToldPower(power, List.of()));
            }
        }
        for (HeldPower power : anyGroup) {
            List<Grant> untold = untold(power, told);
            if (!untold.isEmpty()) {
                told.add(new ToldPower(power.by(untold), List.of()));
            }
        }
        return told;
    }

    private static List<HeldPower> takeIncluded(HeldPower wildcard, List<HeldPower> from) {
        List<HeldPower> included = new ArrayList<>();
        for (HeldPower power : from) {
            if (!power.power().id().equals(ANY_GROUP) && includes(wildcard, power)) {
                included.add(power);
            }
        }
        from.removeAll(included);
        // By the same rules, and no worse: another way to the same, beside some other binding.
        for (Iterator<HeldPower> left = from.iterator(); left.hasNext(); ) {
            HeldPower power = left.next();
            if (wildcard.decisive().containsAll(power.decisive()) && isAmong(power, included)) {
                left.remove();
            }
        }
        included.sort(HeldPower.WORST_FIRST);
        return List.copyOf(included);
    }

    private static boolean isAmong(HeldPower power, List<HeldPower> included) {
        for (HeldPower other : included) {
            if (other.power().id().equals(power.power().id())
                    && other.severity().compareTo(power.severity()) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether all that makes the power true is part of what the wildcard's rules give by their wildcard. */
    private static boolean includes(HeldPower wildcard, HeldPower power) {
        List<List<Power.Atom>> needs = power.power().needs();
        for (int n = 0; n < needs.size(); n++) {
            boolean any = false;
            boolean all = true;
            for (Power.Atom atom : needs.get(n)) {
                if (isCovered(atom, n == 0 ? power.decisive() : power.grants())) {
                    boolean part = isPart(wildcard, atom);
                    any |= part;
                    all &= part;
                }
            }
            if (n == 0 ? !all : !any) {
                return false;
            }
        }
        return true;
    }

    private static boolean isCovered(Power.Atom atom, List<Grant> by) {
        for (Grant grant : by) {
            if (BindingPowers.covers(grant.rule().policy(), atom)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPart(HeldPower wildcard, Power.Atom atom) {
        for (Grant grant : wildcard.decisive()) {
            PolicyRule rule = grant.rule().policy();
            if (BindingPowers.covers(rule, atom) && atom.group() != null) {
                for (Power.Atom wild : wildcard.power().needs().get(0)) {
                    boolean about = wild.group().equals(atom.group())
                            || atom.group().equals(Power.Atom.SOME)
                            || wild.resource().equals("*") && rule.apiGroups().contains("*");
                    boolean wide =
                            wild.resource().equals("*") || wild.resource().equals(atom.resource());
                    if (about && wide && BindingPowers.covers(rule, wild)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isToldByAnother(HeldPower power, List<HeldPower> beside) {
        for (List<String> pair : INSTEAD) {
            if (pair.get(1).equals(power.power().id())) {
                for (HeldPower other : beside) {
                    if (other.power().id().equals(pair.get(0))
                            && other.severity().compareTo(power.severity()) >= 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** The rules that give it and nothing that is told. */
    private static List<Grant> untold(HeldPower power, List<ToldPower> told) {
        List<Grant> untold = new ArrayList<>(power.decisive());
        for (ToldPower other : told) {
            if (other.severity().compareTo(power.severity()) >= 0) {
                untold.removeAll(other.power().decisive());
            }
        }
        return untold;
    }
}
