package dev.blobdrop.gui.session;

import dev.blobdrop.core.config.Cloud;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.Sheet;
import dev.blobdrop.gui.control.SheetLayer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;

/// Asks whether a host that is not Azure's may receive a token, and shows its full name. Closing
/// the sheet rejects the host.
public final class TrustSheet {
    public static final String HOST = "trust-host";
    public static final String YES = "trust-yes";

    private TrustSheet() {}

    /// Shows each question when it comes up.
    public static void follow(SheetLayer layer, HostQuestions questions) {
        questions.host().subscribe(host -> show(layer, questions, host));
    }

    private static void show(SheetLayer layer, HostQuestions questions, Optional<String> asked) {
        if (asked.isEmpty()) {
            return;
        }
        String host = asked.get();
        Label whole = Sheet.text(host, "whole-host");
        whole.setId(HOST);
        Button yes = new Button(Texts.of("window.trust.yes"));
        Sheet sheet = new Sheet(
                layer,
                Texts.of("window.trust.title"),
                Texts.of("window.sheet.cancel"),
                whole,
                Sheet.text(Texts.of(looksLikeAzure(host) ? "window.trust.alike" : "window.trust.unknown"), "sentence"),
                Sheet.text(Texts.of("window.trust.advice"), "sentence"));
        yes.setId(YES);
        yes.setOnAction(event -> {
            yes.setDisable(true);
            questions.trust();
            layer.hide();
        });
        sheet.addButton(yes);
        layer.show(sheet, Pos.CENTER, sheet.close(), questions::decline);
    }

    private static boolean looksLikeAzure(String host) {
        return Stream.of(Cloud.values())
                .map(Cloud::domains)
                .flatMap(List::stream)
                .anyMatch(host::contains);
    }
}
