/// Signs in a person: browser, device code, Windows broker, and the saved sign-in. Start with
/// [dev.blobdrop.core.identity.person.PersonCredential].
///
/// May use `core.identity`, `core.identity.link` and what these may use.
package dev.blobdrop.core.identity.person;
