package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.NameTemplate;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.gui.base.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What was dropped and where it goes.
///
/// @param sources empty when the history did not keep them
/// @param title its name in the list
/// @param prefix empty, or ending with a slash
/// @param policy for blobs that exist; [ConflictPolicy#FAIL] asks
/// @param place empty until an account and a container are chosen
public record Drop(List<Path> sources, String title, String prefix, ConflictPolicy policy, Optional<Place> place) {
    /// A container in an account.
    public record Place(AccountUrl account, String container) {
        String address() {
            return account + "/" + container;
        }
    }

    public Drop {
        sources = List.copyOf(sources);
    }

    /// A drop with a title made of its sources, of which there is at least one.
    public static Drop of(List<Path> sources, String prefix, ConflictPolicy policy, Optional<Place> place) {
        return new Drop(sources, title(sources), prefix, policy, place);
    }

    /// The name of the first source, with the number of the others.
    private static String title(List<Path> sources) {
        Path first = sources.getFirst();
        String text = Optional.ofNullable(first.getFileName()).orElse(first).toString();
        return sources.size() == 1 ? text : Texts.of("transfers.name.more", text, sources.size() - 1);
    }

    /// The same drop under another policy.
    public Drop again(ConflictPolicy other) {
        return new Drop(sources, title, prefix, other, place);
    }

    Drop at(Place known) {
        return new Drop(sources, title, prefix, policy, Optional.of(known));
    }

    /// @throws java.util.NoSuchElementException while the place is unknown
    UploadRequest request(ConflictPolicy ifExists) {
        return UploadRequest.of(sources, place.orElseThrow().container())
                .under(prefix)
                .tellingMd5(false)
                .ifExists(ifExists);
    }

    /// The blob that the engine makes of a name.
    ///
    /// @throws java.util.NoSuchElementException while the place is unknown
    public BlobPath blob(String name) {
        return new BlobPath(
                place.orElseThrow().container(),
                prefix + NameTemplate.standard().name(name));
    }

    /// The container and folder, `container/folder/`; empty while the place is unknown.
    String target() {
        return place.map(known -> known.container() + "/" + prefix).orElse("");
    }
}
