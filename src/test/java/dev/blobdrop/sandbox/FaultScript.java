package dev.blobdrop.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// The faults that a test has ordered, each for a number of requests; the first that fits is used.
final class FaultScript {
    private record Rule(RequestMatcher matcher, AtomicInteger left, Fault fault) {
        boolean take(GatewayRequest request) {
            return matcher.matches(request) && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
        }
    }

    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    Optional<Fault> next(GatewayRequest request) {
        return rules.stream().filter(rule -> rule.take(request)).findFirst().map(Rule::fault);
    }

    /// Removes all faults and releases held requests.
    void clear() {
        rules.stream()
                .map(Rule::fault)
                .filter(Fault.Hold.class::isInstance)
                .map(Fault.Hold.class::cast)
                .forEach(hold -> hold.gate().open());
        rules.clear();
    }

    void add(RequestMatcher matcher, int times, Fault fault) {
        rules.add(new Rule(matcher, new AtomicInteger(times), fault));
    }
}
