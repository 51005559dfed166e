package dev.blobdrop.core.identity.person;

import com.azure.core.credential.TokenRequestContext;
import com.microsoft.aad.msal4j.IAuthenticationResult;

/// A way to ask a person to sign in.
interface PersonPrompt {
    /// Asks once and waits.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when the person declined, cancelled, did
    ///     not answer in time, or cannot be asked here
    IAuthenticationResult ask(PublicClient client, TokenRequestContext request);
}
