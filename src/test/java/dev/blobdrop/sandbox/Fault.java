package dev.blobdrop.sandbox;

import java.time.Duration;
import java.util.Map;

/// What the gateway does instead of, or before, serving a request.
public sealed interface Fault {
    /// Answers at once in the service's form; the request never reaches it.
    record Answer(int status, String code, Map<String, String> headers) implements Fault {}

    /// Answers before it has read the body, and closes the connection with the body unread.
    record Early(Answer answer) implements Fault {}

    /// Drops the connection in the middle of the request; the request never reaches the service.
    record Reset() implements Fault {}

    /// Lets the service apply the request, then drops the connection without an answer.
    record ApplyThenReset() implements Fault {}

    /// Lets the service apply the request, keeps its answer until the test opens the gate, and
    /// drops the connection then.
    record ApplyThenHold(Gate gate) implements Fault {}

    /// Lets the service apply the request, then breaks off in the middle of the answer.
    record Truncate() implements Fault {}

    /// Takes the request, stays silent for that time, and drops the connection.
    record Stall(Duration time) implements Fault {}

    /// Reads the request's body a few bytes at a time, with that pause before each, for the first
    /// kilobyte; then serves it as usual.
    record SlowLoris(Duration pause) implements Fault {}

    /// Changes one bit of the body on its way to the service.
    record Damage() implements Fault {}

    /// Waits until the test opens the gate, then serves the request as usual.
    record Hold(Gate gate) implements Fault {}

    /// Waits, then serves the request as usual.
    record Delay(Duration time) implements Fault {}
}
