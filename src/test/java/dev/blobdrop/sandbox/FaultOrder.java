package dev.blobdrop.sandbox;

import java.time.Duration;
import java.util.Map;

/// An order for a fault: for which requests, how often, and last what shall happen.
public final class FaultOrder {
    private final FaultScript script;
    private final RequestMatcher matcher;
    private final int times;

    FaultOrder(FaultScript script, RequestMatcher matcher, int times) {
        this.script = script;
        this.matcher = matcher;
        this.times = times;
    }

    /// For so many requests; without it for every one until the next reset.
    public FaultOrder times(int count) {
        return new FaultOrder(script, matcher, count);
    }

    public void answer(int status, String code, Map<String, String> headers) {
        script.add(matcher, times, new Fault.Answer(status, code, headers));
    }

    public void answer(int status, String code) {
        answer(status, code, Map.of());
    }

    /// Answers before the body is read, and closes the connection then.
    public void answerEarly(int status, String code) {
        script.add(matcher, times, new Fault.Early(new Fault.Answer(status, code, Map.of())));
    }

    /// Drops the connection in the middle of the request, which the service never sees.
    public void reset() {
        script.add(matcher, times, new Fault.Reset());
    }

    /// Lets the service apply the request, then drops the connection without an answer.
    public void applyThenReset() {
        script.add(matcher, times, new Fault.ApplyThenReset());
    }

    /// Lets the service apply the request, says nothing until the gate is opened, and drops the
    /// connection then.
    public Gate applyThenHold() {
        Gate gate = new Gate();
        script.add(matcher, times, new Fault.ApplyThenHold(gate));
        return gate;
    }

    /// Lets the service apply the request, then breaks off in the middle of the answer.
    public void truncate() {
        script.add(matcher, times, new Fault.Truncate());
    }

    /// Stays silent for that time, then drops the connection; the service never sees the request.
    public void stall(Duration time) {
        script.add(matcher, times, new Fault.Stall(time));
    }

    /// Takes the first kilobyte of the body very slowly.
    public void slowLoris(Duration pause) {
        script.add(matcher, times, new Fault.SlowLoris(pause));
    }

    /// Changes one bit of the body on its way to the service.
    public void damage() {
        script.add(matcher, times, new Fault.Damage());
    }

    /// Waits until the gate is opened, then serves the request as usual.
    public Gate hold() {
        Gate gate = new Gate();
        script.add(matcher, times, new Fault.Hold(gate));
        return gate;
    }

    /// Waits, then serves the request as usual.
    public void delay(Duration time) {
        script.add(matcher, times, new Fault.Delay(time));
    }
}
