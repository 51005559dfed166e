package dev.blobdrop.core.net;

import dev.blobdrop.core.net.ScriptedServer.Script;
import java.io.IOException;
import java.util.Optional;

/// The server of a test, gone with it.
final class ScriptedServers implements AutoCloseable {
    private Optional<ScriptedServer> started = Optional.empty();

    ScriptedServer server(Script script) throws IOException {
        ScriptedServer server = new ScriptedServer(script);
        started = Optional.of(server);
        return server;
    }

    @Override
    public void close() {
        started.ifPresent(ScriptedServer::close);
    }
}
