#define _GNU_SOURCE
#include "blobs.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "crc32c.h"

enum { SLOTS = 1 << 22, ID_SIZE = 100 };

typedef struct Block {
    struct Block *next;
    Body body;
    char id[ID_SIZE];
} Block;

/* A name's place in the table; without a name it is free. Staged blocks wait for the block list. */
typedef struct Blob {
    struct Blob *next_used;
    char *name;
    int exists;
    Seen seen;
    Block *first;
    Block *last;
} Blob;

static Blob *blobs;
static Blob *used;
static Blob **sorted; /* those that exist, by their names; NULL when that has changed */
static long existing;
static long first_at;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static uint64_t fnv(const char *text) {
    uint64_t hash = 14695981039346656037UL;
    for (; *text; text++) {
        hash = (hash ^ (unsigned char)*text) * 1099511628211UL;
    }
    return hash;
}

/* The place of that name, which is made when there is none. */
static Blob *find(const char *name) {
    uint64_t slot = fnv(name) % SLOTS;
    while (blobs[slot].name && strcmp(blobs[slot].name, name) != 0) {
        slot = (slot + 1) % SLOTS;
    }
    if (!blobs[slot].name) {
        blobs[slot].name = strdup(name);
        blobs[slot].next_used = used;
        used = &blobs[slot];
    }
    return &blobs[slot];
}

static void drop_blocks(Blob *blob) {
    for (Block *block = blob->first; block;) {
        Block *next = block->next;
        free(block);
        block = next;
    }
    blob->first = blob->last = NULL;
}

static void changed(void) {
    free(sorted);
    sorted = NULL;
}

static void make(Blob *blob, Body body, const char *md5) {
    if (existing == 0 && !blob->exists) {
        struct timespec now;
        clock_gettime(CLOCK_REALTIME, &now);
        first_at = now.tv_sec * 1000 + now.tv_nsec / 1000000;
    }
    existing += !blob->exists;
    blob->exists = 1;
    blob->seen.body = body;
    snprintf(blob->seen.md5, sizeof blob->seen.md5, "%s", md5);
    drop_blocks(blob);
    changed();
}

void forget_blobs(void) {
    pthread_mutex_lock(&lock);
    if (!blobs) {
        blobs = calloc(SLOTS, sizeof *blobs);
    }
    for (Blob *blob = used; blob;) {
        Blob *next = blob->next_used;
        free(blob->name);
        drop_blocks(blob);
        memset(blob, 0, sizeof *blob);
        blob = next;
    }
    used = NULL;
    existing = first_at = 0;
    changed();
    pthread_mutex_unlock(&lock);
}

void put_blob(const char *name, Body body, const char *md5) {
    pthread_mutex_lock(&lock);
    make(find(name), body, md5);
    pthread_mutex_unlock(&lock);
}

static Block *block_of(Blob *blob, const char *id, int length) {
    for (Block *block = blob->first; block; block = block->next) {
        if (!strncmp(block->id, id, length) && !block->id[length]) {
            return block;
        }
    }
    return NULL;
}

void put_block(const char *name, const char *id, Body body) {
    pthread_mutex_lock(&lock);
    Blob *blob = find(name);
    Block *block = block_of(blob, id, (int)strlen(id));
    if (!block) {
        block = calloc(1, sizeof *block);
        snprintf(block->id, sizeof block->id, "%s", id);
        *(blob->last ? &blob->last->next : &blob->first) = block;
        blob->last = block;
    }
    block->body = body;
    pthread_mutex_unlock(&lock);
}

int put_block_list(const char *name, const char *xml, const char *md5) {
    Body all = {0, 0};
    int complete = 1;
    pthread_mutex_lock(&lock);
    Blob *blob = find(name);
    for (const char *at = strstr(xml, "<BlockList"); complete && at && (at = strchr(at + 1, '<')) && at[1] != '/';) {
        const char *id = strchr(at, '>') + 1;
        const char *end = strchr(id, '<');
        Block *block = end && end - id < ID_SIZE ? block_of(blob, id, (int)(end - id)) : NULL;
        complete = block != NULL;
        if (block) {
            all.crc = crc32c_joined(all.crc, block->body.crc, block->body.length);
            all.length += block->body.length;
            at = end;
        }
    }
    if (complete) {
        make(blob, all, md5);
    }
    pthread_mutex_unlock(&lock);
    return complete;
}

int see_blob(const char *name, Seen *seen) {
    pthread_mutex_lock(&lock);
    Blob *blob = find(name);
    int exists = blob->exists;
    *seen = blob->seen;
    pthread_mutex_unlock(&lock);
    return exists;
}

Totals count_blobs(void) {
    Totals totals = {0};
    char text[NAME_SIZE + 64];
    pthread_mutex_lock(&lock);
    for (Blob *blob = used; blob; blob = blob->next_used) {
        if (blob->exists) {
            totals.blobs++;
            totals.bytes += blob->seen.body.length;
            snprintf(text, sizeof text, "%s %ld %08x", blob->name, blob->seen.body.length, blob->seen.body.crc);
            totals.contents += fnv(text);
            if (blob->seen.md5[0]) {
                totals.with_md5++;
                snprintf(text, sizeof text, "%s %s", blob->name, blob->seen.md5);
                totals.md5s += fnv(text);
            }
        }
    }
    totals.first = first_at;
    pthread_mutex_unlock(&lock);
    return totals;
}

static int by_name(const void *a, const void *b) {
    return strcmp((*(Blob *const *)a)->name, (*(Blob *const *)b)->name);
}

static void sort(void) {
    sorted = malloc((existing + 1) * sizeof *sorted);
    long count = 0;
    for (Blob *blob = used; blob; blob = blob->next_used) {
        if (blob->exists) {
            sorted[count++] = blob;
        }
    }
    qsort(sorted, count, sizeof *sorted, by_name);
}

void each_blob(const char *from, int (*take)(void *state, const char *name, const Seen *seen), void *state) {
    pthread_mutex_lock(&lock);
    if (!sorted) {
        sort();
    }
    long low = 0;
    for (long high = existing; low < high;) {
        long middle = (low + high) / 2;
        if (strcmp(sorted[middle]->name, from) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    while (low < existing && take(state, sorted[low]->name, &sorted[low]->seen)) {
        low++;
    }
    pthread_mutex_unlock(&lock);
}
