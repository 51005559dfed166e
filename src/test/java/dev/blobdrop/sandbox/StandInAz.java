package dev.blobdrop.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/// A program named `az` that signs the developer in, as far as credentials use the Azure CLI.
///
/// It holds no secret: each token is asked from the identity provider.
public final class StandInAz {
    /// How the program behaves.
    public enum Mode {
        SIGNED_IN,
        SIGNED_OUT,
        /// Prints a warning to standard error before its JSON, as an update notice does.
        WARNS,
        /// Takes 5 s before it does anything, as on a machine where each file is scanned.
        SLOW,
        /// Fails, and prints tokens and what its variables hold on the way.
        LEAKS,
        /// Succeeds, with a token and an unreadable expiry time.
        BABBLES,
        HANGS
    }

    private static final String SCRIPT = """
        #!/usr/bin/env node
        'use strict';
        const fs = require('fs');
        const https = require('https');
        const path = require('path');
        const endpoint = '@ENDPOINT@';
        const ca = '@CA@';
        const args = process.argv.slice(2);
        const option = (name) => {
            const at = args.indexOf(name);
            return at < 0 ? '' : args[at + 1] || '';
        };
        const fail = (code, sentence) => {
            process.stderr.write(sentence + '\\n');
            process.exit(code);
        };
        const pad = (number) => String(number).padStart(2, '0');
        const local = (date) =>
            `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())} ` +
            `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}.000000`;

        function print(body) {
            const answer = JSON.parse(body);
            if (!answer.access_token) {
                fail(1, 'ERROR: ' + answer.error_description);
            }
            const claims = JSON.parse(
                Buffer.from(answer.access_token.split('.')[1], 'base64url').toString());
            process.stdout.write(JSON.stringify({
                accessToken: answer.access_token,
                expiresOn: local(new Date(claims.exp * 1000)),
                expires_on: claims.exp,
                subscription: '77777777-7777-4777-8777-777777777777',
                tenant: claims.tid,
                tokenType: 'Bearer',
            }, null, 2) + '\\n');
        }

        function accessToken() {
            const resource = option('--resource') || option('--scope').replace('/.default', '');
            const form = new URLSearchParams({ resource });
            if (option('--tenant')) {
                form.set('tenant', option('--tenant'));
            }
            const request = https.request(endpoint, {
                method: 'POST',
                ca: fs.readFileSync(ca),
                headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
            }, (response) => {
                let body = '';
                response.on('data', (chunk) => (body += chunk));
                response.on('end', () => print(body));
            });
            request.on('error', (e) => fail(1, 'ERROR: ' + e.message));
            request.end(form.toString());
        }

        const mode = fs.readFileSync(path.join(__dirname, '..', 'az-mode'), 'utf8').trim();
        if (args[0] === '--version') {
            process.stdout.write('azure-cli                         2.74.0 (stand-in)\\n');
        } else if (args[0] === 'account' && args[1] === 'get-access-token') {
            if (mode === 'hangs') {
                setInterval(() => {}, 1000);
            } else if (mode === 'signed_out') {
                fail(1, "Please run 'az login' to setup account.");
            } else if (mode === 'leaks') {
                const jwt = Buffer.from('{"alg":"RS256"}').toString('base64url') +
                    '.' + Buffer.from('{"oid":"planted-in-a-jwt"}').toString('base64url') +
                    '.planted-jwt-signature';
                process.stderr.write('DEBUG: cli.azure: ' + JSON.stringify(process.env) + '\\n');
                process.stderr.write("DEBUG: {'refresh_token': '0.AXplanted-refresh-token'}\\n");
                process.stderr.write('Authorization: Bearer planted-az-bearer\\n');
                process.stderr.write('access_token: planted-opaque-token\\n');
                fail(1, 'ERROR: AADSTS50173: the token ' + jwt +
                    ' was revoked, ' + process.env.SOME_API_TOKEN +
                    ', refresh_token=0.AXplanted-second-token');
            } else if (mode === 'babbles') {
                process.stdout.write('{"accessToken": "planted-access-token", ' +
                    '"refreshToken": "planted-other-token", "expiresOn": "tomorrow"}\\n');
            } else if (mode === 'slow') {
                setTimeout(accessToken, 5000);
            } else {
                if (mode === 'warns') {
                    process.stderr.write('WARNING: You have 2 update(s) available.\\n');
                }
                accessToken();
            }
        } else {
            fail(2, 'This stand-in knows only: az account get-access-token, az --version.');
        }
        """;

    private final Path state;

    private StandInAz(Path state) {
        this.state = state;
    }

    static StandInAz write(Path state, String authorityHost, Path caFile) {
        try {
            var az = new StandInAz(state);
            Files.createDirectories(az.directory());
            Path program = az.directory().resolve("az");
            Files.writeString(
                    program,
                    SCRIPT.replace("@ENDPOINT@", authorityHost + "sandbox/cli-token")
                            .replace("@CA@", caFile.toString()));
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            az.mode(Mode.SIGNED_IN);
            return az;
        } catch (IOException e) {
            throw new SandboxException("The stand-in az could not be written: " + e.getMessage(), e);
        }
    }

    /// What to put first on a `PATH`.
    public Path directory() {
        return state.resolve("bin");
    }

    /// Changes how the next run behaves.
    public void mode(Mode mode) {
        try {
            Path fresh = state.resolve("az-mode.new");
            Files.writeString(fresh, mode.name().toLowerCase(Locale.ROOT));
            Files.move(
                    fresh,
                    state.resolve("az-mode"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SandboxException("The stand-in az could not be changed: " + e.getMessage(), e);
        }
    }
}
