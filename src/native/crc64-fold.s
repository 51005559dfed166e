# The inner loop of the CRC64, for x86-64 with PCLMULQDQ, called as a C function of the System V ABI:
#
#     void fold(uint64_t state, const uint8_t *bytes, uint64_t length, uint64_t work[6])
#
# length is a multiple of 64, and 128 at least. Four sums of 16 bytes are moved past 64 bytes at a
# time by two multiplications each and then folded into one, work[4..5]: summed from a state of 0,
# these 16 bytes stand for all of them. work[0..3] are x^575, x^511, x^191 and x^127 modulo the
# polynomial, its bits reflected. See "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ"
# (Intel, 2009).
#
# FoldedCrc64.java holds what the GNU assembler makes of it, and FoldedCrc64Test compares that with
# the tables:
#
#     as -o fold.o crc64-fold.s && objcopy -O binary -j .text fold.o fold.bin && xxd -p fold.bin

        .macro  move sum, powers
        movdqa  \sum, %xmm6
        pclmulqdq $0x00, \powers, \sum
        pclmulqdq $0x11, \powers, %xmm6
        pxor    %xmm6, \sum
        .endm

        .macro  step sum, offset
        movdqu  \offset(%rsi), %xmm7
        move    \sum, %xmm4
        pxor    %xmm7, \sum
        .endm

        .text
fold:
        movdqu  (%rcx), %xmm4
        movdqu  16(%rcx), %xmm5
        movq    %rdi, %xmm7
        movdqu  (%rsi), %xmm0
        pxor    %xmm7, %xmm0
        movdqu  16(%rsi), %xmm1
        movdqu  32(%rsi), %xmm2
        movdqu  48(%rsi), %xmm3
        addq    %rsi, %rdx
        addq    $64, %rsi
1:      step    %xmm0, 0
        step    %xmm1, 16
        step    %xmm2, 32
        step    %xmm3, 48
        addq    $64, %rsi
        cmpq    %rdx, %rsi
        jne     1b
        move    %xmm0, %xmm5
        pxor    %xmm0, %xmm1
        move    %xmm1, %xmm5
        pxor    %xmm1, %xmm2
        move    %xmm2, %xmm5
        pxor    %xmm2, %xmm3
        movdqu  %xmm3, 32(%rcx)
        ret
