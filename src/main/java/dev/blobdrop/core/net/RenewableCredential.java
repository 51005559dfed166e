package dev.blobdrop.core.net;

import com.azure.core.credential.TokenCredential;

/// A credential that can be told that the service refused its token.
public interface RenewableCredential extends TokenCredential {
    /// Forgets the tokens held here, so that the next request signs in anew. The library may still
    /// hold one of its own that is good for more than five minutes by its clock.
    void renew();
}
