package dev.blobdrop.gui.identity;

import dev.blobdrop.core.diagnosis.Cause;
import dev.blobdrop.core.diagnosis.Diagnosis;
import dev.blobdrop.core.diagnosis.Finding;
import dev.blobdrop.core.diagnosis.Stage;
import dev.blobdrop.core.recording.Words;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.Nodes;
import dev.blobdrop.gui.control.RemedyNodes;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The stages of a diagnosis as a row of stations, the first failure in red; below it, the finding
/// of the selected station and how to fix it.
public final class StationsPane extends VBox {
    public static final String TEST_WRITING = "test-writing";

    private final String id;
    private final Diagnosis diagnosis;
    private final Optional<ChainModel> model;
    private final VBox below = new VBox();

    /// @param model for further tests; empty for a recording
    StationsPane(String id, Diagnosis diagnosis, Optional<ChainModel> model) {
        this.id = id;
        this.model = model;
        this.diagnosis = diagnosis;
        getStyleClass().addAll("part", "stations");
        below.getStyleClass().add("part");
        getChildren().addAll(Nodes.label(Texts.of("chain.doctor"), "heading"), row(), below);
        conclusion();
    }

    /// The node id of a station's button.
    public static String station(String id, Stage stage) {
        return id + "-station-" + Words.id(stage);
    }

    private HBox row() {
        HBox row = new HBox();
        row.getStyleClass().add("station-row");
        ToggleGroup group = new ToggleGroup();
        for (Stage stage : Stage.values()) {
            if (stage != Stage.values()[0]) {
                Region track = new Region();
                track.getStyleClass().add("track");
                HBox.setHgrow(track, Priority.ALWAYS);
                row.getChildren().add(track);
            }
            row.getChildren().add(button(stage, group));
        }
        return row;
    }

    private ToggleButton button(Stage stage, ToggleGroup group) {
        Optional<Finding> found = finding(stage);
        String state = found.map(seen -> Words.id(seen.status())).orElse("waiting");
        ToggleButton button = new ToggleButton();
        button.setId(station(id, stage));
        button.setGraphic(Nodes.badge(state));
        button.getStyleClass().add("station");
        button.setToggleGroup(group);
        button.setAccessibleText(spoken(
                stage,
                Texts.of("chain.station." + state),
                found.map(Finding::says).orElse("")));
        button.setTooltip(new Tooltip(stage.title()));
        button.setDisable(found.isEmpty());
        button.selectedProperty().subscribe(chosen -> {
            if (chosen) {
                found.ifPresent(this::show);
            }
        });
        boolean first =
                found.filter(seen -> seen.status() == Finding.Status.FAILED).isPresent()
                        || diagnosis.cause().isEmpty()
                                && !failed().isPresent()
                                && !diagnosis.findings().isEmpty()
                                && diagnosis.findings().getLast().stage() == stage;
        button.setSelected(first);
        return button;
    }

    /// The text for screen readers. Some findings start with the word for their state.
    private static String spoken(Stage stage, String state, String says) {
        return says.isEmpty() || says.startsWith(state)
                ? Texts.of("chain.station.short", stage.title(), says.isEmpty() ? state : says)
                : Texts.of("chain.station", stage.title(), state, says);
    }

    private Optional<Finding> finding(Stage stage) {
        return diagnosis.findings().stream()
                .filter(seen -> seen.stage() == stage)
                .findFirst();
    }

    private Optional<Finding> failed() {
        return diagnosis.findings().stream()
                .filter(seen -> seen.status() == Finding.Status.FAILED)
                .findFirst();
    }

    private void show(Finding finding) {
        String state = Words.id(finding.status());
        Label title = Nodes.label(finding.stage().title(), "name");
        HBox head = new HBox(Nodes.sign(state), title);
        head.getStyleClass().add("line");
        below.getChildren().setAll(head);
        if (!isCause(finding.says())) {
            below.getChildren().add(Nodes.label(finding.says(), "reason"));
        }
        finding.evidence().forEach(line -> below.getChildren().add(Nodes.label(line, "call")));
        below.getStyleClass().setAll("part", "finding", state);
    }

    /// The cause is shown in a card of its own.
    private boolean isCause(String says) {
        return diagnosis
                .cause()
                .filter(cause -> cause.problem().title().equals(says))
                .isPresent();
    }

    private void conclusion() {
        if (diagnosis.cause().isPresent()) {
            getChildren().add(cause(diagnosis.cause().get()));
        } else if (diagnosis.findings().size() == Stage.values().length && failed().isEmpty()) {
            if (diagnosis.isWell()) {
                getChildren().add(Nodes.label(Texts.of("chain.doctor.well"), "well"));
            } else {
                untested();
            }
        }
    }

    /// No problem so far: shows where the checks ended and how to continue.
    private void untested() {
        String stages = diagnosis.untested().stream()
                .map(finding -> finding.stage().title())
                .collect(Collectors.joining(", "));
        VBox card = new VBox(
                Nodes.label(Texts.of("chain.doctor.so-far"), "who"),
                Nodes.label(Texts.of("chain.doctor.untested", stages), "detail"));
        card.getStyleClass().addAll("card", "untested");
        if (isSkipped(Finding.Skip.NO_ACCOUNT)) {
            card.getChildren().add(Nodes.label(Texts.of("chain.doctor.no-account"), "detail"));
        } else if (isSkipped(Finding.Skip.NEEDS_CONSENT)) {
            model.ifPresent(asked -> card.getChildren().add(testWriting(asked)));
        }
        getChildren().add(card);
    }

    private boolean isSkipped(Finding.Skip why) {
        return diagnosis.untested().stream()
                .anyMatch(finding -> finding.skip().filter(skip -> skip == why).isPresent());
    }

    private static Button testWriting(ChainModel model) {
        Button button = Nodes.button(TEST_WRITING, Texts.of("chain.doctor.test-writing"));
        button.setAccessibleHelp(Texts.of("chain.access.try.help"));
        button.setTooltip(new Tooltip(Texts.of("chain.access.try.help")));
        button.setOnAction(event -> model.diagnoseWriting());
        return button;
    }

    private VBox cause(Cause cause) {
        String code =
                cause.row().map(row -> row + ", ").orElse("") + cause.problem().code();
        VBox card = new VBox(
                Nodes.label(cause.problem().title(), "who"),
                Nodes.label(code, "small"),
                Nodes.label(cause.problem().detail(), "detail"));
        card.getStyleClass().addAll("card", "refused");
        if (!cause.problem().remedies().isEmpty()) {
            card.getChildren().add(Nodes.label(Texts.of("chain.doctor.fix"), "heading"));
            card.getChildren().addAll(RemedyNodes.of("copy-fix-" + id, cause.problem()));
        }
        return card;
    }
}
