package dev.blobdrop.commands;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A version such as `2.45.0`.
public record Version(List<Integer> parts) implements Comparable<Version> {
    public Version {
        parts = List.copyOf(parts);
    }

    public static Version parse(String text) {
        return new Version(
                Arrays.stream(text.split("\\.")).map(Integer::valueOf).toList());
    }

    @Override
    public int compareTo(Version other) {
        return Arrays.compare(parts.toArray(Integer[]::new), other.parts.toArray(Integer[]::new));
    }

    @Override
    public String toString() {
        return parts.stream().map(String::valueOf).collect(Collectors.joining("."));
    }
}
