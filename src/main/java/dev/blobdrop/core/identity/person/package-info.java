/// A person signs in: browser, device code, Windows broker, and what is remembered of it. Start
/// with [dev.blobdrop.core.identity.person.PersonCredential].
///
/// May use `core.identity`, `core.identity.link` and what these may use.
package dev.blobdrop.core.identity.person;
