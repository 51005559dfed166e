import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// The least of an Azure that the program's command lines need to run through: it says yes to every
/// sign-in and every write, checks nothing and stores nothing; its blobs are zeros. On loopback,
/// with TLS; for the recording of the start-up cache only, where the sandbox of the tests does not
/// exist.
final class PracticeAzure implements AutoCloseable {
    static final String TENANT = "11111111-1111-4111-8111-111111111111";
    static final String CLIENT = "22222222-2222-4222-8222-222222222222";

    /// A blob that comes in parts, beside those that come in one.
    private static final String BIG = "big.bin";

    private static final int LENGTH = 9 << 20;
    private static final int SHORT = 13;

    /// The MD5 of so many zeros.
    private static final String ZEROS = "C4Z+U8HSM86f5J1UVJojIw==";

    private static final String PASSWORD = "practice";

    private final HttpsServer server;
    private final Path caFile;

    PracticeAzure(Path directory) throws IOException, GeneralSecurityException {
        Path store = directory.resolve("keys.p12");
        caFile = directory.resolve("ca.pem");
        keytool(store, pair("ca", "-ext", "bc:c"));
        keytool(store, pair("server", "-signer", "ca", "-ext", "san=ip:127.0.0.1"));
        keytool(store, "-exportcert", "-rfc", "-alias", "ca", "-file", caFile.toString());
        server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(store)));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    Path caFile() {
        return caFile;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /// A token in the form of a JSON web token, signed by nobody.
    static String token(String claims) {
        Instant now = Instant.now();
        String dates = "\"iat\":%d,\"nbf\":%d,\"exp\":%d,"
                .formatted(now.getEpochSecond(), now.getEpochSecond(), now.getEpochSecond() + 3600);
        return List.of("{\"alg\":\"RS256\",\"typ\":\"JWT\"}", "{" + dates + claims + "}", "none").stream()
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .map(Base64.getUrlEncoder().withoutPadding()::encodeToString)
                .reduce((left, right) -> left + "." + right)
                .orElseThrow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            body.transferTo(OutputStream.nullOutputStream());
            String method = exchange.getRequestMethod();
            String path = exchange.getRequestURI().getPath();
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            Headers headers = exchange.getResponseHeaders();
            headers.set("x-ms-request-id", UUID.randomUUID().toString());
            headers.set("x-ms-version", "2025-07-05");
            if (path.endsWith("/oauth2/v2.0/token")) {
                headers.set("Content-Type", "application/json; charset=utf-8");
                send(exchange, 200, grant());
            } else if (!exchange.getRequestHeaders().containsKey("Authorization")) {
                headers.set(
                        "WWW-Authenticate",
                        "Bearer authorization_uri="
                                + url()
                                + TENANT
                                + "/oauth2/authorize resource_id=https://storage.azure.com");
                refuse(exchange, 401, "NoAuthenticationInformation");
            } else if (method.equals("PUT")) {
                put(exchange, path);
            } else if (method.equals("GET") && query.contains("comp=list") && !query.contains("blocklist")) {
                headers.set("Content-Type", "application/xml");
                send(exchange, 200, query.contains("restype=container") ? blobs() : containers());
            } else if (method.equals("GET") && exchange.getRequestHeaders().containsKey("x-ms-range")) {
                part(exchange, path);
            } else {
                refuse(exchange, 404, "BlobNotFound");
            }
        }
    }

    /// As many zeros of a blob as were asked for.
    private static void part(HttpExchange exchange, String path) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("x-ms-range");
        String[] ends = range.substring(range.indexOf('=') + 1).split("-");
        int length = (int) (Long.parseLong(ends[1]) - Long.parseLong(ends[0])) + 1;
        Headers headers = exchange.getResponseHeaders();
        headers.set("ETag", "\"0x8DE\"");
        headers.set("Content-Type", "application/octet-stream");
        headers.set("Content-Range", "bytes %s-%s/%d".formatted(ends[0], ends[1], path.endsWith(BIG) ? LENGTH : SHORT));
        exchange.sendResponseHeaders(206, length);
        exchange.getResponseBody().write(new byte[length]);
    }

    private void put(HttpExchange exchange, String path) throws IOException {
        if (path.contains("taken")) {
            refuse(exchange, 409, "BlobAlreadyExists");
            return;
        }
        exchange.getResponseHeaders().set("ETag", "\"0x8DE000000000000\"");
        exchange.getResponseHeaders().set("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
        exchange.getResponseHeaders().set("x-ms-request-server-encrypted", "true");
        exchange.sendResponseHeaders(201, -1);
    }

    private void refuse(HttpExchange exchange, int status, String code) throws IOException {
        exchange.getResponseHeaders().set("x-ms-error-code", code);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        send(exchange, status, """
            <?xml version="1.0" encoding="utf-8"?>
            <Error><Code>%s</Code><Message>No.</Message></Error>\
            """.formatted(code));
    }

    private void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String grant() {
        String claims = """
            "aud":"https://storage.azure.com","tid":"%s","appid":"%s","oid":"%s"
            """.formatted(TENANT, CLIENT, CLIENT);
        return """
            {"token_type":"Bearer","expires_in":3600,"ext_expires_in":3600,"access_token":"%s"}
            """.formatted(token(claims));
    }

    private static String blobs() {
        String blob = """
            <Blob><Name>%s</Name><Properties>
            <Last-Modified>Thu, 01 Jan 2026 00:00:00 GMT</Last-Modified><Etag>0x8DE</Etag>
            <Content-Length>%d</Content-Length><Content-Type>text/plain</Content-Type>%s
            <BlobType>BlockBlob</BlobType><AccessTier>Hot</AccessTier></Properties></Blob>
            """;
        return """
            <?xml version="1.0" encoding="utf-8"?><EnumerationResults><Blobs>%s%s%s
            <BlobPrefix><Name>folder/</Name></BlobPrefix></Blobs><NextMarker/></EnumerationResults>
            """.formatted(
                        blob.formatted("folder/" + BIG, LENGTH, ""),
                        blob.formatted("folder/two.txt", SHORT, ""),
                        blob.formatted("one.txt", SHORT, "<Content-MD5>" + ZEROS + "</Content-MD5>"));
    }

    private static String containers() {
        return """
            <?xml version="1.0" encoding="utf-8"?><EnumerationResults><Containers><Container>
            <Name>practice</Name><Properties>
            <Last-Modified>Thu, 01 Jan 2026 00:00:00 GMT</Last-Modified><Etag>0x8DE</Etag>
            </Properties></Container></Containers><NextMarker/></EnumerationResults>
            """;
    }

    private static SSLContext tls(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        keys.deleteEntry("ca");
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(Path store, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(words));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    private static String[] pair(String name, String... more) {
        String pair = "-genkeypair -keyalg RSA -keysize 2048 -validity 2 -dname CN=practice-";
        return Stream.concat(Stream.of((pair + name + " -alias " + name).split(" ")), Stream.of(more))
                .toArray(String[]::new);
    }
}
