/* What the service remembers of its blobs: all but their bytes. */
#ifndef BLOBS_H
#define BLOBS_H

#include <stdint.h>

enum { NAME_SIZE = 1100, MD5_SIZE = 32 };

/* Length and CRC-32C of a body. */
typedef struct {
    long length;
    uint32_t crc;
} Body;

/* A blob as it is seen; an MD5 of "" is none. */
typedef struct {
    Body body;
    char md5[MD5_SIZE];
} Seen;

/* What there is, in figures that do not depend on the order in which it came. */
typedef struct {
    long blobs;
    long bytes;
    uint64_t contents; /* sum of the FNV-1a of "NAME LENGTH CRC", the CRC as eight hexadecimal digits */
    long with_md5;
    uint64_t md5s; /* sum of the FNV-1a of "NAME MD5" */
    long first;    /* when the first blob came to be, in milliseconds since 1970 */
} Totals;

void forget_blobs(void);

/* The names are those below the container, as they are meant, not as they are written in an address. */
void put_blob(const char *name, Body body, const char *md5);

void put_block(const char *name, const char *id, Body body);

/* Makes the blob of the blocks that the service's XML names. 0 when one of them is not there. */
int put_block_list(const char *name, const char *xml, const char *md5);

/* Whether there is such a blob. */
int see_blob(const char *name, Seen *seen);

Totals count_blobs(void);

/* Takes the blobs' names in their order, from the first that is not before `from`, for as long as `take` wants
 * more. */
void each_blob(const char *from, int (*take)(void *state, const char *name, const Seen *seen), void *state);

#endif
