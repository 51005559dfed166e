/* A blob service that keeps nothing: the other end of the benchmark.
 *
 * Speaks as much of Azure Blob Storage as uploads and downloads ask for, over HTTPS with OpenSSL, one
 * thread a connection; throws every body away and makes up what is read. So what is measured is the
 * client. Also answers the token request of workload identity, so that a client signs in as in a pod.
 *
 *   sink CERTIFICATE.pem KEY.pem PORT     PORT 0: any free one; the port is printed on stdout
 *
 * Of a blob it remembers the length, because its peers ask for it after an upload.
 *
 *   GET /control/delay/N                  from now on every blob request waits N milliseconds
 *   GET /control/forget                   no blob exists any more; the counts start again
 *   GET /control/offer/N/BYTES/MD5/PREFIX N blobs to list and read, of so many bytes each, with a stored
 *                                         MD5 if it is 1: PREFIXlarge.bin if it is one, else
 *                                         PREFIXd0000/file-0000000.bin and so on, 1,000 to a folder
 *   GET /control/counts                   "puts bytes blobs length tls": requests that carried a body
 *                                         and their bytes, blobs that exist now and the sum of their
 *                                         lengths, and what encrypted the last body
 *
 * Ends when its standard input ends.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

enum { HEAD_LIMIT = 65536, BODY_CHUNK = 262144, STACK = 1 << 18, BLOBS = 1 << 22 };
enum { PATTERN = 1 << 23, WRITE_CHUNK = 131072, MOST_LISTED = 5000, LISTED_SIZE = 1024, TO_A_FOLDER = 1000 };

/* What is known of a blob, under the hash of its path; staged bytes wait for the block list. */
typedef struct {
    unsigned long path;
    long length;
    long staged;
} Blob;

static Blob *blobs;
static pthread_mutex_t blobs_lock = PTHREAD_MUTEX_INITIALIZER;

/* The blobs that can be read; changed only while no client runs. Each holds the pattern, repeated. */
static struct {
    long count;
    long size;
    char md5[32];
    char prefix[256];
} offer;
static char *pattern;

static SSL_CTX *tls;
static atomic_int delay_ms;
static atomic_long puts_seen;
static atomic_long bytes_seen;
static _Atomic(const char *) cipher = "none";

typedef struct {
    SSL *ssl;
    char *data;
    int length;
} Reader;

typedef struct {
    char method[8];
    char target[8192];
    long content_length;
    int chunked;
    int expects_continue;
    long from;
    long to;
} Request;

static int write_all(SSL *ssl, const char *data, int length) {
    return length == 0 || SSL_write(ssl, data, length) == length;
}

static int answer(SSL *ssl, const char *status, const char *headers, const char *body, int head) {
    char buffer[16384];
    char date[64];
    time_t now = time(NULL);
    struct tm utc;
    gmtime_r(&now, &utc);
    strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", &utc);
    int length = snprintf(buffer, sizeof buffer,
                          "HTTP/1.1 %s\r\nServer: sink\r\nDate: %s\r\nx-ms-version: 2024-11-04\r\n"
                          "x-ms-request-id: 00000000-0000-0000-0000-000000000000\r\n"
                          "%sContent-Length: %zu\r\n\r\n%s",
                          status, date, headers, strlen(body), head ? "" : body);
    return length < (int)sizeof buffer && write_all(ssl, buffer, length);
}

/* Fills the buffer until the end of the request's head; its length, or 0 when there is none. */
static int read_head(Reader *in) {
    for (;;) {
        char *end = in->length == 0 ? NULL : memmem(in->data, in->length, "\r\n\r\n", 4);
        if (end) {
            return (int)(end - in->data) + 4;
        }
        if (in->length >= HEAD_LIMIT) {
            return 0;
        }
        int got = SSL_read(in->ssl, in->data + in->length, HEAD_LIMIT - in->length);
        if (got <= 0) {
            return 0;
        }
        in->length += got;
    }
}

static void consume(Reader *in, int count) {
    memmove(in->data, in->data + count, in->length - count);
    in->length -= count;
}

static int parse(char *head, Request *request) {
    memset(request, 0, sizeof *request);
    request->from = -1;
    if (sscanf(head, "%7s %8191s", request->method, request->target) != 2) {
        return 0;
    }
    for (char *line = strstr(head, "\r\n"); line && line[2] != '\r'; line = strstr(line + 2, "\r\n")) {
        char *header = line + 2;
        if (!strncasecmp(header, "content-length:", 15)) {
            request->content_length = atol(header + 15);
        } else if (!strncasecmp(header, "transfer-encoding:", 18)) {
            request->chunked = 1;
        } else if (!strncasecmp(header, "expect:", 7)) {
            request->expects_continue = 1;
        } else if (!strncasecmp(header, "x-ms-range:", 11) || !strncasecmp(header, "range:", 6)) {
            request->to = -1;
            sscanf(strchr(header, ':') + 1, " bytes=%ld-%ld", &request->from, &request->to);
        }
    }
    return 1;
}

/* Throws exactly `count` bytes away. */
static int discard(Reader *in, char *scratch, long count) {
    long buffered = in->length < count ? in->length : count;
    consume(in, (int)buffered);
    count -= buffered;
    while (count > 0) {
        int got = SSL_read(in->ssl, scratch, count < BODY_CHUNK ? (int)count : BODY_CHUNK);
        if (got <= 0) {
            return 0;
        }
        count -= got;
    }
    return 1;
}

static int read_line(Reader *in, char *line, int size) {
    for (;;) {
        char *end = in->length == 0 ? NULL : memmem(in->data, in->length, "\r\n", 2);
        if (end) {
            int length = (int)(end - in->data);
            if (length >= size) {
                return 0;
            }
            memcpy(line, in->data, length);
            line[length] = 0;
            consume(in, length + 2);
            return 1;
        }
        if (in->length >= HEAD_LIMIT) {
            return 0;
        }
        int got = SSL_read(in->ssl, in->data + in->length, HEAD_LIMIT - in->length);
        if (got <= 0) {
            return 0;
        }
        in->length += got;
    }
}

static int discard_chunks(Reader *in, char *scratch, long *total) {
    char line[256];
    for (;;) {
        if (!read_line(in, line, sizeof line)) {
            return 0;
        }
        long size = strtol(line, NULL, 16);
        *total += size;
        if (!discard(in, scratch, size + 2)) {
            return 0;
        }
        if (size == 0) {
            return 1;
        }
    }
}

static unsigned long path_of(const char *target) {
    unsigned long hash = 14695981039346656037UL;
    for (; *target && *target != '?'; target++) {
        hash = (hash ^ (unsigned char)*target) * 1099511628211UL;
    }
    return hash ? hash : 1;
}

static Blob *find(unsigned long path) {
    unsigned long slot = path % BLOBS;
    while (blobs[slot].path != 0 && blobs[slot].path != path) {
        slot = (slot + 1) % BLOBS;
    }
    blobs[slot].path = path;
    return &blobs[slot];
}

static void note_put(const char *target, long body) {
    pthread_mutex_lock(&blobs_lock);
    Blob *blob = find(path_of(target));
    if (strstr(target, "comp=blocklist")) {
        blob->length = blob->staged + 1;
        blob->staged = 0;
    } else if (strstr(target, "comp=block")) {
        blob->staged += body;
    } else {
        blob->length = body + 1;
    }
    pthread_mutex_unlock(&blobs_lock);
}

/* The blob's length, or -1 when there is none. */
static long length_of(const char *target) {
    pthread_mutex_lock(&blobs_lock);
    long length = find(path_of(target))->length - 1;
    pthread_mutex_unlock(&blobs_lock);
    return length;
}

static void forget(void) {
    pthread_mutex_lock(&blobs_lock);
    free(blobs);
    blobs = calloc(BLOBS, sizeof *blobs);
    pthread_mutex_unlock(&blobs_lock);
    memset(&offer, 0, sizeof offer);
    atomic_store(&puts_seen, 0);
    atomic_store(&bytes_seen, 0);
}

static int counts(SSL *ssl) {
    long count = 0;
    long length = 0;
    char text[256];
    pthread_mutex_lock(&blobs_lock);
    for (long slot = 0; slot < BLOBS; slot++) {
        if (blobs[slot].length > 0) {
            count++;
            length += blobs[slot].length - 1;
        }
    }
    pthread_mutex_unlock(&blobs_lock);
    snprintf(text, sizeof text, "%ld %ld %ld %ld %s\n", atomic_load(&puts_seen),
             atomic_load(&bytes_seen), count, length, atomic_load(&cipher));
    return answer(ssl, "200 OK", "Content-Type: text/plain\r\n", text, 0);
}

static void make_pattern(void) {
    unsigned long state = 88172645463325252UL;
    pattern = malloc(PATTERN);
    for (long i = 0; i < PATTERN; i += (long)sizeof state) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        memcpy(pattern + i, &state, sizeof state);
    }
}

/* Offers what "N/BYTES/MD5/PREFIX" says. */
static void make_offer(const char *wanted) {
    int has_md5 = 0;
    memset(&offer, 0, sizeof offer);
    sscanf(wanted, "%ld/%ld/%d/%255s", &offer.count, &offer.size, &has_md5, offer.prefix);
    if (has_md5) {
        unsigned char sum[EVP_MAX_MD_SIZE];
        EVP_MD_CTX *digest = EVP_MD_CTX_new();
        EVP_DigestInit_ex(digest, EVP_md5(), NULL);
        for (long at = 0; at < offer.size; at += PATTERN) {
            long left = offer.size - at;
            EVP_DigestUpdate(digest, pattern, left < PATTERN ? left : PATTERN);
        }
        EVP_DigestFinal_ex(digest, sum, NULL);
        EVP_MD_CTX_free(digest);
        EVP_EncodeBlock((unsigned char *)offer.md5, sum, 16);
    }
}

static void offered_name(long index, char *name, int size) {
    if (offer.count == 1) {
        snprintf(name, size, "%slarge.bin", offer.prefix);
    } else {
        snprintf(name, size, "%sd%04ld/file-%07ld.bin", offer.prefix, index / TO_A_FOLDER, index);
    }
}

static int unescape(const char *text, const char *end, char *into, int size) {
    int length = 0;
    for (; text < end && length < size - 1; text++) {
        int code;
        if (*text == '%' && end - text > 2 && sscanf(text + 1, "%2x", &code) == 1) {
            into[length++] = (char)code;
            text += 2;
        } else {
            into[length++] = *text;
        }
    }
    into[length] = 0;
    return length;
}

/* Whether the request's path is that of a blob on offer. */
static int is_offered(const char *target) {
    char path[2048];
    char name[512];
    const char *end = target + strcspn(target, "?");
    unescape(target, end, path, sizeof path);
    char *blob = path[0] == '/' ? strchr(path + 1, '/') : NULL;
    blob = blob ? strchr(blob + 1, '/') : NULL;
    if (!blob || offer.count == 0 || strncmp(blob + 1, offer.prefix, strlen(offer.prefix)) != 0) {
        return 0;
    }
    long index = 0;
    if (offer.count > 1 &&
        sscanf(blob + 1 + strlen(offer.prefix), "d%*d/file-%ld.bin", &index) != 1) {
        return 0;
    }
    offered_name(index, name, sizeof name);
    return index >= 0 && index < offer.count && !strcmp(blob + 1, name);
}

static void parameter(const char *target, const char *name, char *value, int size) {
    char key[32];
    int length = snprintf(key, sizeof key, "%s=", name);
    value[0] = 0;
    for (const char *at = strchr(target, '?'); at; at = strchr(at + 1, '&')) {
        if (!strncmp(at + 1, key, length)) {
            const char *text = at + 1 + length;
            unescape(text, text + strcspn(text, "&"), value, size);
            return;
        }
    }
}

/* A page of what is on offer; with a delimiter a folder once, at its first blob. The marker is the
 * index of the first blob of the next page. */
static int list(SSL *ssl, const char *target) {
    char prefix[512];
    char delimiter[8];
    char text[32];
    char name[512];
    char last[512] = "";
    parameter(target, "prefix", prefix, sizeof prefix);
    parameter(target, "delimiter", delimiter, sizeof delimiter);
    parameter(target, "maxresults", text, sizeof text);
    long most = text[0] ? atol(text) : MOST_LISTED;
    parameter(target, "marker", text, sizeof text);
    long index = atol(text);
    char *body = malloc(LISTED_SIZE * (MOST_LISTED + 2));
    char *at = body + sprintf(body, "<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults "
                                    "ServiceEndpoint=\"https://127.0.0.1/account\" "
                                    "ContainerName=\"bench\"><Blobs>");
    most = most < 1 || most > MOST_LISTED ? MOST_LISTED : most;
    long listed = 0;
    for (; index < offer.count && listed < most; index++) {
        offered_name(index, name, sizeof name);
        if (strncmp(name, prefix, strlen(prefix)) != 0) {
            continue;
        }
        char *below = delimiter[0] ? strchr(name + strlen(prefix), '/') : NULL;
        if (below) {
            below[1] = 0;
            if (strcmp(name, last) != 0) {
                at += sprintf(at, "<BlobPrefix><Name>%s</Name></BlobPrefix>", name);
                listed++;
                strcpy(last, name);
            }
            index += TO_A_FOLDER - 1 - index % TO_A_FOLDER;
            continue;
        }
        at += sprintf(at,
                      "<Blob><Name>%s</Name><Properties>"
                      "<Creation-Time>Sun, 01 Nov 2026 00:00:00 GMT</Creation-Time>"
                      "<Last-Modified>Sun, 01 Nov 2026 00:00:00 GMT</Last-Modified>"
                      "<Etag>0x8D0000000000000</Etag><Content-Length>%ld</Content-Length>"
                      "<Content-Type>application/octet-stream</Content-Type>"
                      "<Content-Encoding /><Content-Language /><Content-CRC64 />"
                      "<Content-MD5>%s</Content-MD5><Cache-Control /><Content-Disposition />"
                      "<BlobType>BlockBlob</BlobType><AccessTier>Hot</AccessTier>"
                      "<AccessTierInferred>true</AccessTierInferred>"
                      "<LeaseStatus>unlocked</LeaseStatus><LeaseState>available</LeaseState>"
                      "<ServerEncrypted>true</ServerEncrypted></Properties></Blob>",
                      name, offer.size, offer.md5);
        listed++;
    }
    at += sprintf(at, "</Blobs><NextMarker>");
    at += index < offer.count ? sprintf(at, "%ld", index) : 0;
    at += sprintf(at, "</NextMarker></EnumerationResults>");
    char head[512];
    int size = snprintf(head, sizeof head,
                        "HTTP/1.1 200 OK\r\nServer: sink\r\nx-ms-version: 2024-11-04\r\n"
                        "Content-Type: application/xml\r\nContent-Length: %ld\r\n\r\n",
                        (long)(at - body));
    int sent = write_all(ssl, head, size) && write_all(ssl, body, (int)(at - body));
    free(body);
    return sent;
}

/* The blob's bytes, or those of the range that was asked for. */
static int read_offered(SSL *ssl, const Request *request) {
    char text[1024];
    int part = request->from >= 0;
    long from = part ? request->from : 0;
    long end = part && request->to >= 0 && request->to < offer.size ? request->to + 1 : offer.size;
    if (from >= end && offer.size > 0) {
        return answer(ssl, "416 The range specified is invalid for the current size of the resource.",
                      "x-ms-error-code: InvalidRange\r\n", "", 0);
    }
    int size = snprintf(text, sizeof text,
                        "HTTP/1.1 %s\r\nServer: sink\r\nx-ms-version: 2024-11-04\r\n"
                        "ETag: \"0x8D0000000000000\"\r\nx-ms-blob-type: BlockBlob\r\n"
                        "Last-Modified: Sun, 01 Nov 2026 00:00:00 GMT\r\nAccept-Ranges: bytes\r\n"
                        "Content-Type: application/octet-stream\r\nContent-Length: %ld\r\n",
                        part ? "206 Partial Content" : "200 OK", end - from);
    if (part) {
        size += snprintf(text + size, sizeof text - size, "Content-Range: bytes %ld-%ld/%ld\r\n", from,
                         end - 1, offer.size);
    }
    if (offer.md5[0]) {
        size += snprintf(text + size, sizeof text - size, "%s: %s\r\n",
                         part ? "x-ms-blob-content-md5" : "Content-MD5", offer.md5);
    }
    size += snprintf(text + size, sizeof text - size, "\r\n");
    if (!write_all(ssl, text, size)) {
        return 0;
    }
    for (long at = from; at < end;) {
        long in_pattern = at % PATTERN;
        long count = end - at < WRITE_CHUNK ? end - at : WRITE_CHUNK;
        count = count < PATTERN - in_pattern ? count : PATTERN - in_pattern;
        if (!write_all(ssl, pattern + in_pattern, (int)count)) {
            return 0;
        }
        at += count;
    }
    return 1;
}

static int describe(SSL *ssl, long length, const char *md5) {
    char text[512];
    int size = snprintf(text, sizeof text,
                        "HTTP/1.1 200 OK\r\nServer: sink\r\nx-ms-version: 2024-11-04\r\n"
                        "ETag: \"0x8D0000000000000\"\r\nx-ms-blob-type: BlockBlob\r\n"
                        "Last-Modified: Sun, 01 Nov 2026 00:00:00 GMT\r\n"
                        "Content-Type: application/octet-stream\r\nContent-Length: %ld\r\n"
                        "%s%s%s\r\n",
                        length, md5[0] ? "Content-MD5: " : "", md5, md5[0] ? "\r\n" : "");
    return write_all(ssl, text, size);
}

static void wait_as_told(void) {
    int ms = atomic_load(&delay_ms);
    if (ms > 0) {
        struct timespec pause = {ms / 1000, (ms % 1000) * 1000000L};
        nanosleep(&pause, NULL);
    }
}

static int token(SSL *ssl) {
    /* {"alg":"none"} {"iss":..."oid":...}: the claims a client shows; nothing checks them here. */
    static const char *body =
        "{\"token_type\":\"Bearer\",\"expires_in\":86399,\"ext_expires_in\":86399,\"access_token\":\""
        "eyJhbGciOiJub25lIn0."
        "eyJpc3MiOiJodHRwczovL3N0cy53aW5kb3dzLm5ldC9iZW5jaC8iLCJhdWQiOiJodHRwczovL3N0b3JhZ2UuYXp1cmUu"
        "Y29tIiwiZXhwIjo0MTAyNDQ0ODAwLCJuYmYiOjAsImlhdCI6MCwib2lkIjoiMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAt"
        "MDAwMDAwMDAwMDAwIiwiYXBwaWQiOiIwMDAwMDAwMC0wMDAwLTAwMDAtMDAwMC0wMDAwMDAwMDAwMDAifQ.c2ln\"}";
    return answer(ssl, "200 OK", "Content-Type: application/json\r\n", body, 0);
}

static int respond(SSL *ssl, const Request *request, long body) {
    const char *target = request->target;
    if (!strncmp(target, "/control/delay/", 15)) {
        atomic_store(&delay_ms, atoi(target + 15));
        return answer(ssl, "200 OK", "", "", 0);
    }
    if (!strcmp(target, "/control/forget")) {
        forget();
        return answer(ssl, "200 OK", "", "", 0);
    }
    if (!strncmp(target, "/control/offer/", 15)) {
        make_offer(target + 15);
        return answer(ssl, "200 OK", "", "", 0);
    }
    if (!strcmp(target, "/control/counts")) {
        return counts(ssl);
    }
    if (strstr(target, "/oauth2/v2.0/token")) {
        return token(ssl);
    }
    wait_as_told();
    if (!strcmp(request->method, "PUT")) {
        atomic_fetch_add(&puts_seen, 1);
        atomic_fetch_add(&bytes_seen, body);
        atomic_store(&cipher, SSL_CIPHER_get_name(SSL_get_current_cipher(ssl)));
        note_put(target, body);
        return answer(ssl, "201 Created",
                      "ETag: \"0x8D0000000000000\"\r\n"
                      "Last-Modified: Sun, 01 Nov 2026 00:00:00 GMT\r\n"
                      "x-ms-request-server-encrypted: true\r\n",
                      "", 0);
    }
    if (strstr(target, "comp=list")) {
        return list(ssl, target);
    }
    if (strstr(target, "restype=container") || strstr(target, "restype=account") ||
        strstr(target, "comp=properties")) {
        return answer(ssl, "200 OK",
                      "ETag: \"0x8D0000000000000\"\r\n"
                      "Last-Modified: Sun, 01 Nov 2026 00:00:00 GMT\r\n"
                      "x-ms-sku-name: Standard_LRS\r\nx-ms-account-kind: StorageV2\r\n",
                      "", !strcmp(request->method, "HEAD"));
    }
    if (!strcmp(request->method, "HEAD") && is_offered(target)) {
        return describe(ssl, offer.size, offer.md5);
    }
    if (!strcmp(request->method, "HEAD") && length_of(target) >= 0) {
        return describe(ssl, length_of(target), "");
    }
    if (!strcmp(request->method, "GET") && is_offered(target)) {
        atomic_store(&cipher, SSL_CIPHER_get_name(SSL_get_current_cipher(ssl)));
        return read_offered(ssl, request);
    }
    return answer(ssl, "404 The specified blob does not exist.",
                  "x-ms-error-code: BlobNotFound\r\nContent-Type: application/xml\r\n",
                  "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>BlobNotFound</Code>"
                  "<Message>The specified blob does not exist.</Message></Error>",
                  !strcmp(request->method, "HEAD"));
}

static int serve_one(Reader *in, char *scratch) {
    int head = read_head(in);
    if (head == 0) {
        return 0;
    }
    Request request;
    char saved = in->data[head - 1];
    in->data[head - 1] = 0;
    int known = parse(in->data, &request);
    in->data[head - 1] = saved;
    consume(in, head);
    if (!known) {
        return 0;
    }
    static const char go_on[] = "HTTP/1.1 100 Continue\r\n\r\n";
    if (request.expects_continue && !write_all(in->ssl, go_on, sizeof go_on - 1)) {
        return 0;
    }
    long body = request.content_length;
    if (request.chunked) {
        body = 0;
        if (!discard_chunks(in, scratch, &body)) {
            return 0;
        }
    } else if (!discard(in, scratch, body)) {
        return 0;
    }
    return respond(in->ssl, &request, body);
}

static void *serve(void *argument) {
    int connection = (int)(long)argument;
    Reader in = {SSL_new(tls), malloc(HEAD_LIMIT), 0};
    char *scratch = malloc(BODY_CHUNK);
    SSL_set_fd(in.ssl, connection);
    if (SSL_accept(in.ssl) == 1) {
        while (serve_one(&in, scratch)) {
        }
    }
    SSL_free(in.ssl);
    free(in.data);
    free(scratch);
    close(connection);
    return NULL;
}

static void *end_with_input(void *unused) {
    char byte;
    while (read(0, &byte, 1) > 0) {
    }
    _exit(0);
    return unused;
}

static void in_thread(void *(*work)(void *), void *argument) {
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    if (pthread_create(&thread, &attributes, work, argument) != 0) {
        fprintf(stderr, "sink: no thread for a connection\n");
        exit(1);
    }
    pthread_attr_destroy(&attributes);
}

int main(int count, char **arguments) {
    if (count != 4) {
        fprintf(stderr, "usage: sink CERTIFICATE.pem KEY.pem PORT\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    make_pattern();
    forget();
    tls = SSL_CTX_new(TLS_server_method());
    if (SSL_CTX_use_certificate_chain_file(tls, arguments[1]) != 1 ||
        SSL_CTX_use_PrivateKey_file(tls, arguments[2], SSL_FILETYPE_PEM) != 1) {
        ERR_print_errors_fp(stderr);
        return 1;
    }
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((unsigned short)atoi(arguments[3])),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    int on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listener, (struct sockaddr *)&address, length) != 0 || listen(listener, 1024) != 0 ||
        getsockname(listener, (struct sockaddr *)&address, &length) != 0) {
        perror("sink");
        return 1;
    }
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    in_thread(end_with_input, NULL);
    for (;;) {
        int connection = accept(listener, NULL, NULL);
        if (connection >= 0) {
            setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            in_thread(serve, (void *)(long)connection);
        }
    }
}
