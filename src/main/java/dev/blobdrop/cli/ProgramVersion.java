package dev.blobdrop.cli;

import picocli.CommandLine.IVersionProvider;

/// Prints the version of this build and of Java.
final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"blobdrop " + ofThisBuild(), "Java " + Runtime.version()};
    }

    private static String ofThisBuild() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
