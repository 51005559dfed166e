package dev.blobdrop.core.identity;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/// A link that answers as the test says and remembers what it was asked.
public final class StubLink implements TokenCredential {
    private final List<TokenRequestContext> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile Function<TokenRequestContext, AccessToken> answer;

    public StubLink(Function<TokenRequestContext, AccessToken> answer) {
        this.answer = answer;
    }

    public static StubLink throwing(RuntimeException e) {
        return new StubLink(request -> {
            throw e;
        });
    }

    public static StubLink failing(Error e) {
        return new StubLink(request -> {
            throw e;
        });
    }

    public void answers(Function<TokenRequestContext, AccessToken> other) {
        answer = other;
    }

    public int timesAsked() {
        return asked.size();
    }

    public List<TokenRequestContext> asked() {
        return asked;
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        asked.add(request);
        return answer.apply(request);
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromCallable(() -> getTokenSync(request));
    }
}
