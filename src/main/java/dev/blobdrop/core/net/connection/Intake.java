package dev.blobdrop.core.net.connection;

import java.nio.ByteBuffer;

/// Takes a content in order as it arrives, through a buffer of its own, so that a long content
/// needs little memory.
///
/// Used by one thread at a time.
public interface Intake {
    /// How many bytes are still wanted.
    int left();

    /// The buffer for the next bytes, with room for no more than are wanted. The same until it is
    /// full.
    ByteBuffer room();

    /// To be called when [#room] is full, and only then.
    void full();
}
