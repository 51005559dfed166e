#include "crc32c.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { LANE = 4096 };

static const uint32_t POLYNOMIAL = 0x82f63b78;

/* The product of two polynomials, bits reversed, modulo that of CRC-32C. */
static uint32_t times(uint32_t a, uint32_t b) {
    uint32_t product = 0;
    for (uint32_t bit = 1u << 31; bit; bit >>= 1) {
        if (a & bit) {
            product ^= b;
        }
        b = b & 1 ? b >> 1 ^ POLYNOMIAL : b >> 1;
    }
    return product;
}

/* What a sum is multiplied with when so many zero bytes follow. */
static uint32_t zeros(long bytes) {
    uint32_t power = 1u << 31;
    uint32_t square = 1u << 23;
    for (; bytes; bytes >>= 1) {
        if (bytes & 1) {
            power = times(power, square);
        }
        square = times(square, square);
    }
    return power;
}

uint32_t crc32c_joined(uint32_t first, uint32_t second, long second_length) {
    return times(zeros(second_length), first) ^ second;
}

#if defined(__x86_64__)
/* Three lanes at once, because the instruction takes three cycles but may begin at every one. */
__attribute__((target("sse4.2"))) static uint32_t by_instruction(uint32_t crc, const char *data, long length) {
    static uint32_t one_lane;
    static uint32_t two_lanes;
    if (length >= 3 * LANE && !two_lanes) {
        one_lane = zeros(LANE);
        two_lanes = zeros(2 * LANE);
    }
    for (; length >= 3 * LANE; data += 3 * LANE, length -= 3 * LANE) {
        uint64_t a = crc;
        uint64_t b = 0;
        uint64_t c = 0;
        for (int i = 0; i < LANE; i += 8) {
            uint64_t words[3];
            memcpy(words, data + i, 8);
            memcpy(words + 1, data + LANE + i, 8);
            memcpy(words + 2, data + 2 * LANE + i, 8);
            a = _mm_crc32_u64(a, words[0]);
            b = _mm_crc32_u64(b, words[1]);
            c = _mm_crc32_u64(c, words[2]);
        }
        crc = times(two_lanes, (uint32_t)a) ^ times(one_lane, (uint32_t)b) ^ (uint32_t)c;
    }
    uint64_t wide = crc;
    for (; length >= 8; data += 8, length -= 8) {
        uint64_t word;
        memcpy(&word, data, 8);
        wide = _mm_crc32_u64(wide, word);
    }
    crc = (uint32_t)wide;
    for (; length > 0; data++, length--) {
        crc = _mm_crc32_u8(crc, (unsigned char)*data);
    }
    return crc;
}
#endif

static uint32_t bit_by_bit(uint32_t crc, const char *data, long length) {
    for (; length > 0; data++, length--) {
        crc ^= (unsigned char)*data;
        for (int bit = 0; bit < 8; bit++) {
            crc = crc & 1 ? crc >> 1 ^ POLYNOMIAL : crc >> 1;
        }
    }
    return crc;
}

uint32_t crc32c(uint32_t crc, const void *data, long length) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("sse4.2")) {
        return ~by_instruction(~crc, data, length);
    }
#endif
    return ~bit_by_bit(~crc, data, length);
}
