# The blocks of MD5 (RFC 1321), for x86-64, called as a C function of the System V ABI:
#
#     void mix(uint32_t state[4], const uint8_t *bytes, uint64_t length)
#
# length is a multiple of 64 and not 0. In each of the 64 steps the value that the next one waits for is
# added last; the two halves of the second round's choice are added one by one, as no bit is in both.
#
# Md5Blocks.java holds what the GNU assembler makes of it, and QuickMd5Test compares that with Java's own:
#
#     as -o md5.o md5-blocks.s && objcopy -O binary -j .text md5.o md5.bin && xxd -p md5.bin

        .macro  end a, b, turn
        rol     $\turn, \a
        add     \b, \a
        .endm

        .macro  f a, b, c, d, at, constant, turn
        add     \at*4(%rsi), \a
        mov     \c, %r8d
        xor     \d, %r8d
        add     $\constant, \a
        and     \b, %r8d
        xor     \d, %r8d
        add     %r8d, \a
        end     \a, \b, \turn
        .endm

        .macro  g a, b, c, d, at, constant, turn
        add     \at*4(%rsi), \a
        mov     \d, %r8d
        mov     \d, %r9d
        not     %r8d
        add     $\constant, \a
        and     \c, %r8d
        and     \b, %r9d
        add     %r8d, \a
        add     %r9d, \a
        end     \a, \b, \turn
        .endm

        .macro  h a, b, c, d, at, constant, turn
        add     \at*4(%rsi), \a
        mov     \c, %r8d
        xor     \d, %r8d
        add     $\constant, \a
        xor     \b, %r8d
        add     %r8d, \a
        end     \a, \b, \turn
        .endm

        .macro  i a, b, c, d, at, constant, turn
        add     \at*4(%rsi), \a
        mov     \d, %r8d
        not     %r8d
        add     $\constant, \a
        or      \b, %r8d
        xor     \c, %r8d
        add     %r8d, \a
        end     \a, \b, \turn
        .endm

        .text
mix:
        push    %rbx
        push    %rbp
        push    %r12
        push    %r13
        push    %r14
        push    %r15
        lea     (%rsi,%rdx), %rbp
        mov     (%rdi), %eax
        mov     4(%rdi), %ebx
        mov     8(%rdi), %ecx
        mov     12(%rdi), %edx
block:
        mov     %eax, %r12d
        mov     %ebx, %r13d
        mov     %ecx, %r14d
        mov     %edx, %r15d
        f       %eax, %ebx, %ecx, %edx, 0, 0xd76aa478, 7
        f       %edx, %eax, %ebx, %ecx, 1, 0xe8c7b756, 12
        f       %ecx, %edx, %eax, %ebx, 2, 0x242070db, 17
        f       %ebx, %ecx, %edx, %eax, 3, 0xc1bdceee, 22
        f       %eax, %ebx, %ecx, %edx, 4, 0xf57c0faf, 7
        f       %edx, %eax, %ebx, %ecx, 5, 0x4787c62a, 12
        f       %ecx, %edx, %eax, %ebx, 6, 0xa8304613, 17
        f       %ebx, %ecx, %edx, %eax, 7, 0xfd469501, 22
        f       %eax, %ebx, %ecx, %edx, 8, 0x698098d8, 7
        f       %edx, %eax, %ebx, %ecx, 9, 0x8b44f7af, 12
        f       %ecx, %edx, %eax, %ebx, 10, 0xffff5bb1, 17
        f       %ebx, %ecx, %edx, %eax, 11, 0x895cd7be, 22
        f       %eax, %ebx, %ecx, %edx, 12, 0x6b901122, 7
        f       %edx, %eax, %ebx, %ecx, 13, 0xfd987193, 12
        f       %ecx, %edx, %eax, %ebx, 14, 0xa679438e, 17
        f       %ebx, %ecx, %edx, %eax, 15, 0x49b40821, 22
        g       %eax, %ebx, %ecx, %edx, 1, 0xf61e2562, 5
        g       %edx, %eax, %ebx, %ecx, 6, 0xc040b340, 9
        g       %ecx, %edx, %eax, %ebx, 11, 0x265e5a51, 14
        g       %ebx, %ecx, %edx, %eax, 0, 0xe9b6c7aa, 20
        g       %eax, %ebx, %ecx, %edx, 5, 0xd62f105d, 5
        g       %edx, %eax, %ebx, %ecx, 10, 0x02441453, 9
        g       %ecx, %edx, %eax, %ebx, 15, 0xd8a1e681, 14
        g       %ebx, %ecx, %edx, %eax, 4, 0xe7d3fbc8, 20
        g       %eax, %ebx, %ecx, %edx, 9, 0x21e1cde6, 5
        g       %edx, %eax, %ebx, %ecx, 14, 0xc33707d6, 9
        g       %ecx, %edx, %eax, %ebx, 3, 0xf4d50d87, 14
        g       %ebx, %ecx, %edx, %eax, 8, 0x455a14ed, 20
        g       %eax, %ebx, %ecx, %edx, 13, 0xa9e3e905, 5
        g       %edx, %eax, %ebx, %ecx, 2, 0xfcefa3f8, 9
        g       %ecx, %edx, %eax, %ebx, 7, 0x676f02d9, 14
        g       %ebx, %ecx, %edx, %eax, 12, 0x8d2a4c8a, 20
        h       %eax, %ebx, %ecx, %edx, 5, 0xfffa3942, 4
        h       %edx, %eax, %ebx, %ecx, 8, 0x8771f681, 11
        h       %ecx, %edx, %eax, %ebx, 11, 0x6d9d6122, 16
        h       %ebx, %ecx, %edx, %eax, 14, 0xfde5380c, 23
        h       %eax, %ebx, %ecx, %edx, 1, 0xa4beea44, 4
        h       %edx, %eax, %ebx, %ecx, 4, 0x4bdecfa9, 11
        h       %ecx, %edx, %eax, %ebx, 7, 0xf6bb4b60, 16
        h       %ebx, %ecx, %edx, %eax, 10, 0xbebfbc70, 23
        h       %eax, %ebx, %ecx, %edx, 13, 0x289b7ec6, 4
        h       %edx, %eax, %ebx, %ecx, 0, 0xeaa127fa, 11
        h       %ecx, %edx, %eax, %ebx, 3, 0xd4ef3085, 16
        h       %ebx, %ecx, %edx, %eax, 6, 0x04881d05, 23
        h       %eax, %ebx, %ecx, %edx, 9, 0xd9d4d039, 4
        h       %edx, %eax, %ebx, %ecx, 12, 0xe6db99e5, 11
        h       %ecx, %edx, %eax, %ebx, 15, 0x1fa27cf8, 16
        h       %ebx, %ecx, %edx, %eax, 2, 0xc4ac5665, 23
        i       %eax, %ebx, %ecx, %edx, 0, 0xf4292244, 6
        i       %edx, %eax, %ebx, %ecx, 7, 0x432aff97, 10
        i       %ecx, %edx, %eax, %ebx, 14, 0xab9423a7, 15
        i       %ebx, %ecx, %edx, %eax, 5, 0xfc93a039, 21
        i       %eax, %ebx, %ecx, %edx, 12, 0x655b59c3, 6
        i       %edx, %eax, %ebx, %ecx, 3, 0x8f0ccc92, 10
        i       %ecx, %edx, %eax, %ebx, 10, 0xffeff47d, 15
        i       %ebx, %ecx, %edx, %eax, 1, 0x85845dd1, 21
        i       %eax, %ebx, %ecx, %edx, 8, 0x6fa87e4f, 6
        i       %edx, %eax, %ebx, %ecx, 15, 0xfe2ce6e0, 10
        i       %ecx, %edx, %eax, %ebx, 6, 0xa3014314, 15
        i       %ebx, %ecx, %edx, %eax, 13, 0x4e0811a1, 21
        i       %eax, %ebx, %ecx, %edx, 4, 0xf7537e82, 6
        i       %edx, %eax, %ebx, %ecx, 11, 0xbd3af235, 10
        i       %ecx, %edx, %eax, %ebx, 2, 0x2ad7d2bb, 15
        i       %ebx, %ecx, %edx, %eax, 9, 0xeb86d391, 21
        add     %r12d, %eax
        add     %r13d, %ebx
        add     %r14d, %ecx
        add     %r15d, %edx
        add     $64, %rsi
        cmp     %rbp, %rsi
        jne     block
        mov     %eax, (%rdi)
        mov     %ebx, 4(%rdi)
        mov     %ecx, 8(%rdi)
        mov     %edx, 12(%rdi)
        pop     %r15
        pop     %r14
        pop     %r13
        pop     %r12
        pop     %rbp
        pop     %rbx
        ret
