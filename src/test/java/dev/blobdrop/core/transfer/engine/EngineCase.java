package dev.blobdrop.core.transfer.engine;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Tests of an engine on the sandbox, with a folder for their files.
abstract class EngineCase {
    @TempDir
    Path directory;

    EngineBench bench;

    @BeforeEach
    void open() {
        bench = new EngineBench(directory);
    }
}
