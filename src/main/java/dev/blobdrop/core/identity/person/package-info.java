/// A person signs in: browser, device code, Windows broker, and what is remembered of it. Start
/// with [dev.blobdrop.core.identity.person.PersonCredential].
///
/// May use `core.identity` and `core.identity.link`.
package dev.blobdrop.core.identity.person;
