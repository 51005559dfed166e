package dev.blobdrop.gui.transfers;

import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.gui.base.Texts;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;

/// The conflict policies as texts.
public final class PolicyTexts extends StringConverter<ConflictPolicy> {
    /// The policies to choose from.
    static final List<ConflictPolicy> POLICIES =
            List.of(ConflictPolicy.FAIL, ConflictPolicy.SKIP, ConflictPolicy.REPLACE, ConflictPolicy.KEEP_BOTH);

    @Override
    public String toString(ConflictPolicy policy) {
        return policy == null
                ? ""
                : Texts.of("transfers.policy." + policy.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public ConflictPolicy fromString(String words) {
        throw new UnsupportedOperationException("The list cannot be typed into");
    }

    /// A combo box of the policies.
    public static ComboBox<ConflictPolicy> choice(String id, ObjectProperty<ConflictPolicy> chosen) {
        ComboBox<ConflictPolicy> choice = new ComboBox<>();
        choice.setId(id);
        choice.getItems().setAll(POLICIES);
        choice.setConverter(new PolicyTexts());
        choice.valueProperty().bindBidirectional(chosen);
        return choice;
    }
}
