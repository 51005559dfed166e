package dev.blobdrop.commands;

import java.util.List;

/// What the product tells people to type although an old program does not know it.
///
/// @param words that stand in the call one after the other
/// @param since the first version that knows them
/// @param source where that is written
public record Newer(String program, String words, Version since, String source) {
    public static final List<Newer> LIST = List.of(
            new Newer(
                    "az",
                    "--enable-workload-identity",
                    Version.parse("2.47.0"),
                    "azure-cli HISTORY.rst, 2.47.0, AKS, #25966"),
            new Newer(
                    "az",
                    "aks identity-binding",
                    Version.parse("2.89.0"),
                    "azure-cli HISTORY.rst, 2.89.0, AKS, #33558"),
            new Newer(
                    "kubectl", "create token", Version.parse("1.24.0"), "Kubernetes CHANGELOG-1.24, kubectl, #107880"));

    public boolean isIn(Shell.Call call) {
        return call.program().equals(program) && (call + " ").contains(" " + words + " ");
    }
}
