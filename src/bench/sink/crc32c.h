/* CRC-32C of bytes, with the processor's own instruction where there is one, and of two joined parts. */
#ifndef CRC32C_H
#define CRC32C_H

#include <stdint.h>

uint32_t crc32c(uint32_t crc, const void *data, long length);

/* The sum of a first part followed by a second one, from the sums of both and the second's length. */
uint32_t crc32c_joined(uint32_t first, uint32_t second, long second_length);

#endif
