package dev.blobdrop.core.net.connection;

import java.nio.ByteBuffer;

/// Takes a content in order as it arrives, in memory of its own: so much can pass through little.
///
/// Used by one thread at a time.
public interface Intake {
    /// How many bytes are still wanted.
    int left();

    /// Where the next bytes go, with room for no more than are wanted. It is the same until it is
    /// full.
    ByteBuffer room();

    /// To be called when [#room] has none left, and only then.
    void full();
}
