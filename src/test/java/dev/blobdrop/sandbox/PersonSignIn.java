package dev.blobdrop.sandbox;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The sign-in pages of the identity provider: for a browser on the same machine (authorization
/// code with PKCE) and for a code typed on any device.
final class PersonSignIn {
    /// A page, or with a location the way to the next one.
    record Page(int status, String html, Optional<String> location) {
        static Page of(String html) {
            return new Page(200, html, Optional.empty());
        }
    }

    /// The Azure CLI's application is known in every tenant.
    static final String AZURE_CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

    private static final List<String> ANY_TENANT = List.of("organizations", "common");

    private final Directory directory;
    private final PersonGrants grants;
    private final Supplier<String> authorityHost;

    PersonSignIn(Directory directory, PersonGrants grants, Supplier<String> authorityHost) {
        this.directory = directory;
        this.grants = grants;
        this.authorityHost = authorityHost;
    }

    /// The page that an application sends the browser to.
    Page authorize(TokenForm query) {
        try {
            check(query);
            return Page.of(SignInPages.account(
                    "/" + query.tenant() + "/oauth2/v2.0/authorize", application(query), query.fields()));
        } catch (EntraRefusal refusal) {
            return Page.of(SignInPages.error(refusal.error()));
        }
    }

    /// What the person did on that page.
    Page decided(TokenForm form) {
        Map<String, String> answer = new LinkedHashMap<>();
        try {
            check(form);
            if (form.text("decision").equals("accept")) {
                answer.put("code", grants.issueCode(code(form)));
            } else {
                answer.put("error", "access_denied");
                answer.put("error_description", "AADSTS65004: " + PersonErrors.declinedText());
            }
        } catch (EntraRefusal refusal) {
            return Page.of(SignInPages.error(refusal.error()));
        }
        form.field("state").ifPresent(state -> answer.put("state", state));
        String redirect = form.text("redirect_uri");
        return form.text("response_mode").equals("form_post")
                ? Page.of(SignInPages.post(redirect, answer))
                : new Page(302, "", Optional.of(redirect + "?" + encode(answer)));
    }

    /// Issues a device code, as JSON.
    String deviceCode(TokenForm form) throws EntraRefusal {
        checkClient(form);
        String device = grants.issueDeviceCode(form.tenant(), form.text("client_id"));
        String userCode = grants.device(device).userCode();
        String page = authorityHost.get() + "common/oauth2/deviceauth";
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("user_code", userCode);
        body.put("device_code", device);
        body.put("verification_uri", page);
        body.put("expires_in", grants.deviceCodeLifetime().toSeconds());
        body.put("interval", grants.interval().toSeconds());
        body.put(
                "message",
                "To sign in, use a web browser to open the page %s and enter the code %s to authenticate."
                        .formatted(page, userCode));
        return JSONObjectUtils.toJSONString(body);
    }

    /// The page where a code is entered, and what follows it.
    Page device(TokenForm form, String action) {
        Optional<String> code = form.field("code");
        if (code.isEmpty()) {
            return Page.of(SignInPages.deviceCode(action, "Enter the code of your device."));
        }
        Optional<String> device = grants.waiting(code.get());
        if (device.isEmpty()) {
            return Page.of(SignInPages.deviceCode(action, "That code didn't work. Check the code and try again."));
        }
        PersonGrants.Device waiting = grants.device(device.get());
        return switch (form.text("decision")) {
            case "accept" -> approved(device.get(), waiting, form);
            case "decline" -> {
                grants.answer(device.get(), new PersonGrants.Approval(Optional.empty()));
                yield Page.of(SignInPages.done("You have declined."));
            }
            default -> Page.of(SignInPages.account(action, "The device", Map.of("code", code.get())));
        };
    }

    private Page approved(String device, PersonGrants.Device waiting, TokenForm form) {
        try {
            var asked = new TokenForm(
                    waiting.tenant(), Map.of("client_id", waiting.clientId(), "username", form.text("username")));
            grants.answer(device, new PersonGrants.Approval(Optional.of(person(asked))));
            return Page.of(SignInPages.done("You have signed in on your device."));
        } catch (EntraRefusal refusal) {
            return Page.of(SignInPages.error(refusal.error()));
        }
    }

    private PersonGrants.Code code(TokenForm form) throws EntraRefusal {
        return new PersonGrants.Code(
                person(form), form.text("redirect_uri"), form.field("code_challenge"), form.text("nonce"));
    }

    private PersonGrants.Person person(TokenForm form) throws EntraRefusal {
        String name = form.text("username");
        String home = directory.homeTenant(name).orElse(Identities.TENANT);
        String tenant = ANY_TENANT.contains(form.tenant()) ? home : form.tenant();
        User user = directory
                .user(tenant, name)
                .orElseThrow(() -> new EntraRefusal(PersonErrors.notAMember(
                        name, directory.tenantName(tenant).orElse(""))));
        return new PersonGrants.Person(tenant, user, form.text("client_id"));
    }

    private void check(TokenForm form) throws EntraRefusal {
        checkClient(form);
        String redirect = form.text("redirect_uri");
        if (!isLoopback(redirect)) {
            throw new EntraRefusal(PersonErrors.redirectUnknown(redirect));
        }
    }

    private void checkClient(TokenForm form) throws EntraRefusal {
        String tenant = form.tenant();
        boolean any = ANY_TENANT.contains(tenant);
        if (!any && directory.tenantName(tenant).isEmpty()) {
            throw new EntraRefusal(EntraError.tenantUnknown(tenant));
        }
        String client = form.text("client_id");
        boolean known = client.equals(AZURE_CLI)
                || directory
                        .application(any ? Identities.TENANT : tenant, client)
                        .isPresent();
        if (!known) {
            throw new EntraRefusal(EntraError.applicationUnknown(
                    client, directory.tenantName(tenant).orElse(tenant)));
        }
    }

    private String application(TokenForm form) {
        return form.text("client_id").equals(AZURE_CLI) ? "Microsoft Azure CLI" : form.text("client_id");
    }

    /// As desktop applications are registered: any port of this machine.
    private static boolean isLoopback(String redirect) {
        try {
            URI uri = URI.create(redirect);
            return "http".equals(uri.getScheme()) && "localhost".equals(uri.getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
