package dev.blobdrop.commands;

import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A text that people see, and the command lines in it.
///
/// @param origin where it stands, for the message of a test
/// @param wholeIsCommand a text that begins with a program's name is a command and nothing else
record ProductText(String origin, String text, boolean wholeIsCommand) {
    static final Facts KNOWN = new Facts(Map.ofEntries(
            Map.entry("rg", "rg-uploads"),
            Map.entry("uami", "id-uploads"),
            Map.entry("cluster", "aks-prod"),
            Map.entry("ns", "uploads"),
            Map.entry("sa", "blobdrop"),
            Map.entry("cid", "22222222-2222-4222-8222-222222222222"),
            Map.entry("tid", "11111111-1111-4111-8111-111111111111"),
            Map.entry("oid", "33333333-3333-4333-8333-333333333333"),
            Map.entry("acct", "contoso"),
            Map.entry("host", "contoso.blob.core.windows.net"),
            Map.entry("ctr", "workloadidentity"),
            Map.entry("authority", "login.microsoftonline.com"),
            Map.entry(
                    "iss",
                    "https://westeurope.oic.prod-aks.azure.com/"
                            + "11111111-1111-4111-8111-111111111111/"
                            + "88888888-8888-4888-8888-888888888888/"),
            Map.entry("sub", "system:serviceaccount:uploads:blobdrop"),
            Map.entry("aud", "api://AzureADTokenExchange"),
            Map.entry("type", "ServicePrincipal")));

    /// What may follow `az` in a sentence and make it a command; other words make it prose.
    private static final String GROUPS =
            "(?:account|acr|ad|aks|cloud|config|extension|feature|group|identity|login|logout"
                    + "|monitor|network|provider|resource|rest|role|storage|version)\\b";

    private static final String VERBS =
            "(?:-n\\b|annotate|apply|auth|cordon|create|delete|describe|exec|get|label|logs|patch"
                    + "|kustomize(?= \\S)|rollout|run)\\b";

    private static final String COMMAND = "(?:az " + GROUPS + "|kubectl " + VERBS + ")";

    private static final Pattern AT_THE_END = Pattern.compile("(?:^\\s*(?:\\$ )?|(?:: |; ))(" + COMMAND + ".*)$");
    private static final Pattern QUOTED = Pattern.compile("([`'])(" + COMMAND + "[^`']*)\\1");

    /// Every line of the catalogue's remedies, as a person with all facts sees it and as one with
    /// none does.
    static List<ProductText> ofCatalogue() {
        List<ProductText> texts = new ArrayList<>();
        for (Catalogue.Entry entry : Catalogue.standard().entries()) {
            for (Facts facts : List.of(KNOWN, Facts.NONE)) {
                Stream.concat(entry.problem(facts).remedy().stream(), Stream.of(entry.verify(facts)))
                        .map(line -> new ProductText("catalogue " + entry.id(), line, true))
                        .forEach(texts::add);
            }
        }
        return texts;
    }

    /// The string constants of the program's sources, each as long as its concatenation.
    static List<ProductText> ofSources() {
        return SourceStrings.of(files(Path.of("src/main/java"), ".java")).entrySet().stream()
                .flatMap(file -> file.getValue().stream().map(text -> new ProductText(file.getKey(), text, false)))
                .toList();
    }

    /// The lines of the pages that stand in the repository.
    static List<ProductText> ofPages() {
        List<Path> pages = new ArrayList<>(files(Path.of("src/docs"), ".md"));
        pages.add(Path.of("README.md"));
        pages.add(Path.of("packaging/README.md"));
        return pages.stream()
                .flatMap(page -> lines(page).map(line -> new ProductText(page.toString(), line, false)))
                .toList();
    }

    /// The command lines in this text, as a shell would be given them.
    List<String> commands() {
        if (wholeIsCommand && text.matches("(az|kubectl|blobdrop) .*")) {
            return List.of(text);
        }
        List<String> quoted = QUOTED.matcher(text)
                .results()
                .map(match -> match.group(2).strip())
                .toList();
        if (!quoted.isEmpty()) {
            return quoted;
        }
        return AT_THE_END
                .matcher(text)
                .results()
                .map(match -> match.group(1).strip())
                .toList();
    }

    private static List<Path> files(Path directory, String ending) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
