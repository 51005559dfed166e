/* A blob service that keeps nothing: the other end of the benchmark.
 *
 * Speaks as much of Azure Blob Storage as uploads and downloads ask for, over HTTPS with OpenSSL, one
 * thread a connection; throws every body away and makes up what is read. So what is measured is the
 * client. Also answers the token request of workload identity, so that a client signs in as in a pod.
 *
 *   sink CERTIFICATE.pem KEY.pem PORT     PORT 0: any free one; the port is printed on stdout
 *
 * It sums what arrives (CRC-32C), so that it can be compared with what was sent; see blobs.h.
 *
 *   GET /control/delay/N                  from now on every blob request waits N milliseconds
 *   GET /control/rate/N                   connections that come from now on share a line of N bytes a
 *                                         second, in packets as they are on a wire; 0: as fast as can be
 *   GET /control/forget                   no blob exists any more; the counts start again
 *   GET /control/forget-counts            the counts start again; the blobs stay
 *   GET /control/offer/N/BYTES/MD5/PREFIX N blobs to list and read, of so many bytes each, with a stored
 *                                         MD5 if it is 1: PREFIXlarge.bin if it is one, else
 *                                         PREFIXd0000/file-0000000.bin and so on, 1,000 to a folder
 *   GET /control/counts                   "name value" lines: what was asked since the last forget, and
 *                                         which blobs exist now
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

#include "blobs.h"
#include "crc32c.h"

enum { HEAD_LIMIT = 65536, BODY_CHUNK = 65536, BLOCK_LIST_LIMIT = 1 << 23, STACK = 1 << 18 };
enum { PATTERN = 1 << 23, WRITE_CHUNK = 131072, MOST_LISTED = 5000, LISTED_SIZE = 1600, TO_A_FOLDER = 1000 };
/* The line of a slow connection; after a pause it is not made up for more than this. */
enum { WIRE_CATCH_UP_NS = 50000000, WIRE_PACKET = 1400, WIRE_BUFFER = 65536 };

/* What a blob that is read holds, repeated. */
static char *pattern;

static SSL_CTX *tls;
static int listener;
static atomic_int delay_ms;
static _Atomic(const char *) cipher = "none";

/* The shared line: the moment from which on it is free, in nanoseconds. */
static atomic_long line_rate;
static long line_free;
static pthread_mutex_t line_lock = PTHREAD_MUTEX_INITIALIZER;

enum { PUTS, GETS, HEADS, LISTS, OTHERS, TOKENS, CONNECTIONS, BYTES, SUMMED, COUNTERS };
static const char *const counter_names[] = {"puts",   "gets",        "heads", "lists", "others",
                                            "tokens", "connections", "bytes", "summed"};
static atomic_long counters[COUNTERS];

typedef struct {
    SSL *ssl;
    char *data;
    int length;
    int slow; /* whether it is on the shared line */
} Reader;

typedef struct {
    char method[8];
    char target[8192];
    char name[NAME_SIZE];
    char md5[MD5_SIZE];
    long content_length;
    int chunked;
    int expects_continue;
    int only_new;
    int summed;
    long from;
    long to;
} Request;

/* A body on its way: its sum, and its bytes where they matter. */
typedef struct {
    Body sum;
    char *text;
} Taken;

static void count(int what, long by) {
    atomic_fetch_add(&counters[what], by);
}

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

static int refuse(SSL *ssl, const Request *request, const char *status, const char *code) {
    char headers[256];
    char body[512];
    snprintf(headers, sizeof headers, "x-ms-error-code: %s\r\nContent-Type: application/xml\r\n", code);
    snprintf(body, sizeof body,
             "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>%s</Code><Message>%s</Message></Error>", code,
             strchr(status, ' ') + 1);
    return answer(ssl, status, headers, body, !strcmp(request->method, "HEAD"));
}

/* Waits until the shared line has carried so many bytes. */
static void carry(long bytes) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    long at = now.tv_sec * 1000000000L + now.tv_nsec;
    pthread_mutex_lock(&line_lock);
    at -= WIRE_CATCH_UP_NS;
    line_free = (line_free > at ? line_free : at) + bytes * 1000000000L / atomic_load(&line_rate);
    long until = line_free;
    pthread_mutex_unlock(&line_lock);
    struct timespec end = {until / 1000000000L, until % 1000000000L};
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &end, NULL);
}

static int read_some(Reader *in, char *into, long most) {
    int got = SSL_read(in->ssl, into, most < BODY_CHUNK ? (int)most : BODY_CHUNK);
    if (got > 0 && in->slow) {
        carry(got);
    }
    return got;
}

/* Reads on until the buffer holds these characters; how many there are up to their end, or 0. */
static int read_until(Reader *in, const char *end, int end_length) {
    for (;;) {
        char *found = in->length == 0 ? NULL : memmem(in->data, in->length, end, end_length);
        if (found) {
            return (int)(found - in->data) + end_length;
        }
        if (in->length >= HEAD_LIMIT) {
            return 0;
        }
        int got = read_some(in, in->data + in->length, HEAD_LIMIT - in->length);
        if (got <= 0) {
            return 0;
        }
        in->length += got;
    }
}

static void consume(Reader *in, int length) {
    memmove(in->data, in->data + length, in->length - length);
    in->length -= length;
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

/* The value of the header when the line is that header. */
static const char *header(const char *line, const char *name) {
    size_t length = strlen(name);
    return strncasecmp(line, name, length) != 0 ? NULL : line + length + strspn(line + length, " ");
}

static void header_text(const char *value, char *into, int size) {
    snprintf(into, size, "%.*s", (int)strcspn(value, "\r"), value);
}

static int parse(char *head, Request *request) {
    memset(request, 0, sizeof *request);
    request->from = -1;
    if (sscanf(head, "%7s %8191s", request->method, request->target) != 2) {
        return 0;
    }
    for (char *at = strstr(head, "\r\n"); at && at[2] != '\r'; at = strstr(at + 2, "\r\n")) {
        const char *line = at + 2;
        const char *value;
        if ((value = header(line, "content-length:"))) {
            request->content_length = atol(value);
        } else if (header(line, "transfer-encoding:")) {
            request->chunked = 1;
        } else if (header(line, "expect:")) {
            request->expects_continue = 1;
        } else if ((value = header(line, "if-none-match:"))) {
            request->only_new = *value == '*';
        } else if (header(line, "x-ms-content-crc64:")) {
            request->summed = 1;
        } else if ((value = header(line, "content-md5:"))) {
            request->summed = 1;
            if (!request->md5[0]) {
                header_text(value, request->md5, sizeof request->md5);
            }
        } else if ((value = header(line, "x-ms-blob-content-md5:"))) {
            header_text(value, request->md5, sizeof request->md5);
        } else if ((value = header(line, "x-ms-range:")) || (value = header(line, "range:"))) {
            request->to = -1;
            sscanf(value, "bytes=%ld-%ld", &request->from, &request->to);
        }
    }
    /* /account/container/name */
    char path[NAME_SIZE + 256];
    unescape(request->target, request->target + strcspn(request->target, "?"), path, sizeof path);
    char *name = path[0] == '/' ? strchr(path + 1, '/') : NULL;
    name = name ? strchr(name + 1, '/') : NULL;
    snprintf(request->name, sizeof request->name, "%s", name ? name + 1 : "");
    return 1;
}

static void take(Taken *body, const char *data, long length) {
    if (body->text && body->sum.length + length < BLOCK_LIST_LIMIT) {
        memcpy(body->text + body->sum.length, data, length);
        body->text[body->sum.length + length] = 0;
    }
    body->sum.crc = crc32c(body->sum.crc, data, length);
    body->sum.length += length;
}

/* Takes exactly so many bytes. */
static int read_body(Reader *in, char *scratch, long length, Taken *body) {
    int buffered = in->length < length ? in->length : (int)length;
    take(body, in->data, buffered);
    consume(in, buffered);
    for (length -= buffered; length > 0;) {
        int got = read_some(in, scratch, length);
        if (got <= 0) {
            return 0;
        }
        take(body, scratch, got);
        length -= got;
    }
    return 1;
}

static int read_chunks(Reader *in, char *scratch, Taken *body) {
    for (;;) {
        int line = read_until(in, "\r\n", 2);
        if (line == 0) {
            return 0;
        }
        long size = strtol(in->data, NULL, 16);
        consume(in, line);
        Taken end = {0};
        if (!read_body(in, scratch, size, body) || !read_body(in, scratch, 2, &end)) {
            return 0;
        }
        if (size == 0) {
            return 1;
        }
    }
}

static int counts(SSL *ssl) {
    char text[2048];
    int size = 0;
    for (int i = 0; i < COUNTERS; i++) {
        size += snprintf(text + size, sizeof text - size, "%s %ld\n", counter_names[i], atomic_load(&counters[i]));
    }
    Totals totals = count_blobs();
    snprintf(text + size, sizeof text - size,
             "blobs %ld\nlength %ld\ncontents %016lx\nwith_md5 %ld\nmd5s %016lx\nfirst %ld\ncipher %s\n", totals.blobs,
             totals.bytes, totals.contents, totals.with_md5, totals.md5s, totals.first, atomic_load(&cipher));
    return answer(ssl, "200 OK", "Content-Type: text/plain\r\n", text, 0);
}

static void forget_counts(void) {
    for (int i = 0; i < COUNTERS; i++) {
        atomic_store(&counters[i], 0);
    }
}

static void forget(void) {
    forget_blobs();
    forget_counts();
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
    long blobs = 0;
    long length = 0;
    int has_md5 = 0;
    char prefix[256] = "";
    char name[NAME_SIZE];
    char md5[MD5_SIZE] = "";
    Body body = {0, 0};
    sscanf(wanted, "%ld/%ld/%d/%255s", &blobs, &length, &has_md5, prefix);
    unsigned char sum[EVP_MAX_MD_SIZE];
    EVP_MD_CTX *digest = EVP_MD_CTX_new();
    EVP_DigestInit_ex(digest, EVP_md5(), NULL);
    while (body.length < length) {
        long left = length - body.length;
        long some = left < PATTERN ? left : PATTERN;
        body.crc = crc32c(body.crc, pattern, some);
        body.length += some;
        if (has_md5) {
            EVP_DigestUpdate(digest, pattern, some);
        }
    }
    EVP_DigestFinal_ex(digest, sum, NULL);
    EVP_MD_CTX_free(digest);
    if (has_md5) {
        EVP_EncodeBlock((unsigned char *)md5, sum, 16);
    }
    for (long i = 0; i < blobs; i++) {
        if (blobs == 1) {
            snprintf(name, sizeof name, "%slarge.bin", prefix);
        } else {
            snprintf(name, sizeof name, "%sd%04ld/file-%07ld.bin", prefix, i / TO_A_FOLDER, i);
        }
        put_blob(name, body, md5);
    }
}

/* A page of a listing that is being written. A marker is the name with which the next page begins. */
typedef struct {
    char prefix[NAME_SIZE];
    char delimiter[8];
    char last[NAME_SIZE];
    char next[NAME_SIZE];
    long most;
    long listed;
    char *at;
} Page;

static int list_one(void *state, const char *name, const Seen *seen) {
    Page *page = state;
    size_t prefix = strlen(page->prefix);
    if (strncmp(name, page->prefix, prefix) != 0) {
        return strncmp(name, page->prefix, prefix) < 0;
    }
    const char *below = page->delimiter[0] ? strchr(name + prefix, page->delimiter[0]) : NULL;
    if (below && !strncmp(page->last, name, below - name + 1) && !page->last[below - name + 1]) {
        return 1;
    }
    if (page->listed == page->most) {
        snprintf(page->next, sizeof page->next, "%s", name);
        return 0;
    }
    page->listed++;
    if (below) {
        snprintf(page->last, sizeof page->last, "%.*s", (int)(below - name + 1), name);
        page->at += sprintf(page->at, "<BlobPrefix><Name>%s</Name></BlobPrefix>", page->last);
        return 1;
    }
    page->at += sprintf(page->at,
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
                        name, seen->body.length, seen->md5);
    return 1;
}

static int list(SSL *ssl, const char *target) {
    char text[NAME_SIZE];
    Page page = {.last = ""};
    parameter(target, "prefix", page.prefix, sizeof page.prefix);
    parameter(target, "delimiter", page.delimiter, sizeof page.delimiter);
    parameter(target, "maxresults", text, sizeof text);
    page.most = text[0] ? atol(text) : MOST_LISTED;
    page.most = page.most < 1 || page.most > MOST_LISTED ? MOST_LISTED : page.most;
    parameter(target, "marker", text, sizeof text);
    char *body = malloc(LISTED_SIZE * (page.most + 2));
    page.at = body + sprintf(body, "<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults "
                                   "ServiceEndpoint=\"https://127.0.0.1/account\" "
                                   "ContainerName=\"bench\"><Blobs>");
    each_blob(text[0] ? text : page.prefix, list_one, &page);
    page.at += sprintf(page.at, "</Blobs><NextMarker>%s</NextMarker></EnumerationResults>", page.next);
    char head[512];
    int size = snprintf(head, sizeof head,
                        "HTTP/1.1 200 OK\r\nServer: sink\r\nx-ms-version: 2024-11-04\r\n"
                        "Content-Type: application/xml\r\nContent-Length: %ld\r\n\r\n",
                        (long)(page.at - body));
    int sent = write_all(ssl, head, size) && write_all(ssl, body, (int)(page.at - body));
    free(body);
    return sent;
}

/* The blob's bytes, or those of the range that was asked for. */
static int read_blob(SSL *ssl, const Request *request, const Seen *seen) {
    char text[1024];
    long length = seen->body.length;
    int part = request->from >= 0;
    long from = part ? request->from : 0;
    long end = part && request->to >= 0 && request->to < length ? request->to + 1 : length;
    if (from >= end && part) {
        return refuse(ssl, request, "416 The range specified is invalid for the current size of the resource.",
                      "InvalidRange");
    }
    int size = snprintf(text, sizeof text,
                        "HTTP/1.1 %s\r\nServer: sink\r\nx-ms-version: 2024-11-04\r\n"
                        "ETag: \"0x8D0000000000000\"\r\nx-ms-blob-type: BlockBlob\r\n"
                        "Last-Modified: Sun, 01 Nov 2026 00:00:00 GMT\r\nAccept-Ranges: bytes\r\n"
                        "Content-Type: application/octet-stream\r\nContent-Length: %ld\r\n",
                        part ? "206 Partial Content" : "200 OK", end - from);
    if (part) {
        size += snprintf(text + size, sizeof text - size, "Content-Range: bytes %ld-%ld/%ld\r\n", from, end - 1,
                         length);
    }
    if (seen->md5[0]) {
        size += snprintf(text + size, sizeof text - size, "%s: %s\r\n",
                         part ? "x-ms-blob-content-md5" : "Content-MD5", seen->md5);
    }
    size += snprintf(text + size, sizeof text - size, "\r\n");
    if (!write_all(ssl, text, size)) {
        return 0;
    }
    for (long at = from; at < end;) {
        long in_pattern = at % PATTERN;
        long some = end - at < WRITE_CHUNK ? end - at : WRITE_CHUNK;
        some = some < PATTERN - in_pattern ? some : PATTERN - in_pattern;
        if (!write_all(ssl, pattern + in_pattern, (int)some)) {
            return 0;
        }
        at += some;
    }
    return 1;
}

static int describe(SSL *ssl, const Seen *seen) {
    char text[512];
    int size = snprintf(text, sizeof text,
                        "HTTP/1.1 200 OK\r\nServer: sink\r\nx-ms-version: 2024-11-04\r\n"
                        "ETag: \"0x8D0000000000000\"\r\nx-ms-blob-type: BlockBlob\r\n"
                        "Last-Modified: Sun, 01 Nov 2026 00:00:00 GMT\r\n"
                        "Content-Type: application/octet-stream\r\nContent-Length: %ld\r\n"
                        "%s%s%s\r\n",
                        seen->body.length, seen->md5[0] ? "Content-MD5: " : "", seen->md5, seen->md5[0] ? "\r\n" : "");
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

/* From now on: connections inherit what is set of the listener. */
static void shape(long rate) {
    int packet = rate ? WIRE_PACKET : 65483;
    int buffer = WIRE_BUFFER;
    atomic_store(&line_rate, rate);
    setsockopt(listener, IPPROTO_TCP, TCP_MAXSEG, &packet, sizeof packet);
    if (rate) {
        setsockopt(listener, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
    }
}

static int control(SSL *ssl, const char *what) {
    if (!strcmp(what, "counts")) {
        return counts(ssl);
    }
    if (!strncmp(what, "delay/", 6)) {
        atomic_store(&delay_ms, atoi(what + 6));
    } else if (!strncmp(what, "rate/", 5)) {
        shape(atol(what + 5));
    } else if (!strcmp(what, "forget")) {
        forget();
    } else if (!strcmp(what, "forget-counts")) {
        forget_counts();
    } else if (!strncmp(what, "offer/", 6)) {
        make_offer(what + 6);
    }
    return answer(ssl, "200 OK", "", "", 0);
}

static int put(SSL *ssl, const Request *request, const Taken *body) {
    char id[128];
    Seen seen;
    int exists = see_blob(request->name, &seen);
    count(PUTS, 1);
    count(BYTES, body->sum.length);
    count(SUMMED, request->summed);
    atomic_store(&cipher, SSL_CIPHER_get_name(SSL_get_current_cipher(ssl)));
    parameter(request->target, "blockid", id, sizeof id);
    if (id[0]) {
        put_block(request->name, id, body->sum);
    } else if (exists && request->only_new) {
        return refuse(ssl, request, "409 The specified blob already exists.", "BlobAlreadyExists");
    } else if (!body->text) {
        put_blob(request->name, body->sum, request->md5);
    } else if (!put_block_list(request->name, body->text, request->md5)) {
        return refuse(ssl, request, "400 The specified block list is invalid.", "InvalidBlockList");
    }
    return answer(ssl, "201 Created",
                  "ETag: \"0x8D0000000000000\"\r\n"
                  "Last-Modified: Sun, 01 Nov 2026 00:00:00 GMT\r\n"
                  "x-ms-request-server-encrypted: true\r\n",
                  "", 0);
}

static int respond(SSL *ssl, const Request *request, const Taken *body) {
    const char *target = request->target;
    int is_head = !strcmp(request->method, "HEAD");
    int is_get = !strcmp(request->method, "GET");
    Seen seen;
    if (!strncmp(target, "/control/", 9)) {
        return control(ssl, target + 9);
    }
    if (strstr(target, "/oauth2/v2.0/token")) {
        count(TOKENS, 1);
        return token(ssl);
    }
    wait_as_told();
    if (!strcmp(request->method, "PUT") && request->name[0]) {
        return put(ssl, request, body);
    }
    if (strstr(target, "comp=list")) {
        count(LISTS, 1);
        return list(ssl, target);
    }
    if (strstr(target, "restype=container") || strstr(target, "restype=account") ||
        strstr(target, "comp=properties")) {
        count(OTHERS, 1);
        return answer(ssl, "200 OK",
                      "ETag: \"0x8D0000000000000\"\r\n"
                      "Last-Modified: Sun, 01 Nov 2026 00:00:00 GMT\r\n"
                      "x-ms-sku-name: Standard_LRS\r\nx-ms-account-kind: StorageV2\r\n",
                      "", is_head);
    }
    count(is_head ? HEADS : is_get ? GETS : OTHERS, 1);
    if ((is_head || is_get) && !strstr(target, "comp=") && see_blob(request->name, &seen)) {
        atomic_store(&cipher, SSL_CIPHER_get_name(SSL_get_current_cipher(ssl)));
        return is_head ? describe(ssl, &seen) : read_blob(ssl, request, &seen);
    }
    return refuse(ssl, request, "404 The specified blob does not exist.", "BlobNotFound");
}

static int serve_one(Reader *in, char *scratch) {
    int head = read_until(in, "\r\n\r\n", 4);
    if (head == 0) {
        return 0;
    }
    Request request;
    char saved = in->data[head - 1];
    in->data[head - 1] = 0;
    int known = parse(in->data, &request);
    in->data[head - 1] = saved;
    consume(in, head);
    static const char go_on[] = "HTTP/1.1 100 Continue\r\n\r\n";
    if (!known || (request.expects_continue && !write_all(in->ssl, go_on, sizeof go_on - 1)) ||
        BIO_flush(SSL_get_wbio(in->ssl)) != 1) {
        return 0;
    }
    Taken body = {0};
    if (strstr(request.target, "comp=blocklist") && !strcmp(request.method, "PUT")) {
        body.text = calloc(1, BLOCK_LIST_LIMIT);
    }
    int served = (request.chunked ? read_chunks(in, scratch, &body)
                                  : read_body(in, scratch, request.content_length, &body)) &&
                 respond(in->ssl, &request, &body) && BIO_flush(SSL_get_wbio(in->ssl)) == 1;
    free(body.text);
    return served;
}

static void *serve(void *argument) {
    int connection = (int)(long)argument;
    Reader in = {SSL_new(tls), malloc(HEAD_LIMIT), 0, atomic_load(&line_rate) > 0};
    char *scratch = malloc(BODY_CHUNK);
    BIO *socket = BIO_new_socket(connection, BIO_CLOSE);
    /* Records are written one by one, so they are gathered here. */
    BIO *gathered = BIO_push(BIO_new(BIO_f_buffer()), socket);
    BIO_set_write_buffer_size(gathered, WRITE_CHUNK);
    BIO_up_ref(socket);
    SSL_set0_rbio(in.ssl, socket);
    SSL_set0_wbio(in.ssl, gathered);
    if (SSL_accept(in.ssl) == 1 && BIO_flush(gathered) == 1) {
        count(CONNECTIONS, 1);
        while (serve_one(&in, scratch)) {
        }
    }
    SSL_free(in.ssl);
    free(in.data);
    free(scratch);
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

int main(int argument_count, char **arguments) {
    if (argument_count != 4) {
        fprintf(stderr, "usage: sink CERTIFICATE.pem KEY.pem PORT\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    make_pattern();
    forget();
    tls = SSL_CTX_new(TLS_server_method());
    /* Several records with one call to the kernel. */
    SSL_CTX_set_read_ahead(tls, 1);
    SSL_CTX_set_default_read_buffer_len(tls, 2 * BODY_CHUNK);
    if (SSL_CTX_use_certificate_chain_file(tls, arguments[1]) != 1 ||
        SSL_CTX_use_PrivateKey_file(tls, arguments[2], SSL_FILETYPE_PEM) != 1) {
        ERR_print_errors_fp(stderr);
        return 1;
    }
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((unsigned short)atoi(arguments[3])),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    listener = socket(AF_INET, SOCK_STREAM, 0);
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
