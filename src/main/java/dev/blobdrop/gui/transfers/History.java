package dev.blobdrop.gui.transfers;

import dev.blobdrop.core.config.WholeFile;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.gui.transfers.row.Drop;
import dev.blobdrop.gui.transfers.row.RowStage;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The drops of earlier sessions, one small file each next to the settings, so that windows do not
/// interfere and a change rewrites one file only. Files are written to a temporary file and moved,
/// so they are never read half written. They contain names and addresses, but no secrets.
///
/// Methods block.
public final class History {
    private static final String ENDING = ".properties";

    /// For a drop that has ended, longer lists of sources are not saved.
    private static final int MOST_SOURCES = 1_000;

    private final Path folder;

    /// One drop.
    ///
    /// @param id sorts the entries by age
    /// @param stage empty while it has not ended
    public record Entry(String id, Drop drop, Optional<RowStage> stage, String message) {}

    /// @param folder need not exist
    public History(Path folder) {
        this.folder = folder;
    }

    /// The entries, newest first, without those that another window is uploading now.
    List<Entry> read() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted((a, b) -> b.compareTo(a))
                    .map(this::read)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private Optional<Entry> read(Path file) {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            lines.load(reader);
            String name = file.getFileName().toString();
            return isUnderWayElsewhere(lines)
                    ? Optional.empty()
                    : Optional.of(entry(name.substring(0, name.length() - ENDING.length()), lines));
        } catch (IOException | IllegalArgumentException | ProblemException e) {
            return Optional.empty();
        }
    }

    private static Entry entry(String id, Properties lines) {
        int count = Integer.parseInt(lines.getProperty("sources", "0"));
        List<Path> sources = IntStream.range(0, count)
                .mapToObj(i -> Path.of(lines.getProperty("source." + i)))
                .toList();
        Optional<Drop.Place> place = Optional.ofNullable(lines.getProperty("account"))
                .map(account -> new Drop.Place(AccountUrl.parse(account), lines.getProperty("container")));
        return new Entry(
                id,
                new Drop(
                        sources,
                        lines.getProperty("title", id),
                        lines.getProperty("prefix", ""),
                        ConflictPolicy.of(lines.getProperty("if-exists")).orElseThrow(IllegalArgumentException::new),
                        place),
                Optional.ofNullable(lines.getProperty("stage")).map(RowStage::valueOf),
                lines.getProperty("message", ""));
    }

    private static boolean isUnderWayElsewhere(Properties lines) {
        Optional<ProcessHandle> owner = Optional.ofNullable(lines.getProperty("process"))
                .map(Long::valueOf)
                .flatMap(ProcessHandle::of);
        return lines.getProperty("stage") == null
                && owner.filter(process -> !process.equals(ProcessHandle.current()))
                        .filter(process -> began(process).equals(lines.getProperty("began")))
                        .isPresent();
    }

    private static String began(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    /// Writes or replaces an entry.
    public void write(Entry entry) throws IOException {
        Properties lines = new Properties();
        lines.setProperty("process", String.valueOf(ProcessHandle.current().pid()));
        lines.setProperty("began", began(ProcessHandle.current()));
        lines.setProperty("title", entry.drop().title());
        lines.setProperty("prefix", entry.drop().prefix());
        lines.setProperty("if-exists", entry.drop().policy().id());
        entry.drop().place().ifPresent(place -> {
            lines.setProperty("account", place.account().toString());
            lines.setProperty("container", place.container());
        });
        entry.stage().ifPresent(stage -> lines.setProperty("stage", stage.name()));
        lines.setProperty("message", entry.message());
        List<Path> sources = new ArrayList<>(entry.drop().sources());
        if (entry.stage().isPresent() && sources.size() > MOST_SOURCES) {
            sources.clear();
        }
        lines.setProperty("sources", String.valueOf(sources.size()));
        for (int i = 0; i < sources.size(); i++) {
            lines.setProperty("source." + i, sources.get(i).toString());
        }
        WholeFile.write(file(entry.id()), lines);
    }

    void delete(String id) throws IOException {
        Files.deleteIfExists(file(id));
    }

    private Path file(String id) {
        return folder.resolve(id + ENDING);
    }
}
