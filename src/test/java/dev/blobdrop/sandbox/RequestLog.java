package dev.blobdrop.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Remembers requests; each is there before its client can have seen the answer.
final class RequestLog {
    private final List<LoggedRequest> requests = new ArrayList<>();

    Entry entry(GatewayRequest request, LongSupplier received) {
        return new Entry(request, received);
    }

    synchronized List<LoggedRequest> requests() {
        return List.copyOf(requests);
    }

    synchronized void clear() {
        requests.clear();
    }

    private synchronized void add(LoggedRequest request) {
        requests.add(request);
    }

    /// Does nothing when the log was cleared meanwhile.
    private synchronized void replace(LoggedRequest before, LoggedRequest after) {
        int index = requests.indexOf(before);
        if (index >= 0) {
            requests.set(index, after);
        }
    }

    /// One request while it is served.
    final class Entry {
        private final GatewayRequest request;
        private final LongSupplier received;
        private Optional<LoggedRequest> logged = Optional.empty();

        private Entry(GatewayRequest request, LongSupplier received) {
            this.request = request;
            this.received = received;
        }

        /// Called before the answer's headers go out, and again when its body had another length.
        void answered(int status, long sent) {
            var now = new LoggedRequest(
                    Instant.now(),
                    request.method(),
                    request.path(),
                    request.query(),
                    status,
                    received.getAsLong(),
                    sent);
            if (logged.isEmpty()) {
                add(now);
            } else if (logged.get().sent() != sent) {
                replace(logged.get(), now);
            }
            logged = Optional.of(now);
        }

        /// Called when the connection is dropped.
        void dropped() {
            if (logged.isEmpty()) {
                answered(0, 0);
            }
        }
    }
}
