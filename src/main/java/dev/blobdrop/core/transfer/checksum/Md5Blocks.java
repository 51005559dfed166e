package dev.blobdrop.core.transfer.checksum;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.HexFormat;
import java.util.Optional;

/// MD5 in machine code, for a virtual machine with only the C1 compiler, where it is faster than
/// [QuickMd5]. The source is `src/native/md5-blocks.s`. For Linux on x86-64; elsewhere, and where
/// any step is refused, Java does it (`src/docs/decisions/0039-crc64-by-multiplication.md`).
///
/// Safe for use by many threads.
final class Md5Blocks {
    /// The fewest bytes that are worth a call.
    static final int LEAST = 1024;

    /// Bytes of one file that are summed before loading is worth it.
    static final int WORTH = 8 * 1024 * 1024;

    private static final byte[] CODE = HexFormat.of()
            .parseHex("53554154415541564157488d2c168b078b5f048b4f088b570c4189c44189dd4189ce4189d703"
                    + "064189c84131d00578a46ad74121d84131d04401c0c1c00701d80356044189d84131c881c256"
                    + "b7c7e84121c04131c84401c2c1c20c01c2034e084189c04131d881c1db7020244121d04131d8"
                    + "4401c1c1c11101d1035e0c4189d04131c081c3eecebdc14121c84131c04401c3c1c31601cb03"
                    + "46104189c84131d005af0f7cf54121d84131d04401c0c1c00701d80356144189d84131c881c2"
                    + "2ac687474121c04131c84401c2c1c20c01c2034e184189c04131d881c1134630a84121d04131"
                    + "d84401c1c1c11101d1035e1c4189d04131c081c3019546fd4121c84131c04401c3c1c31601cb"
                    + "0346204189c84131d005d89880694121d84131d04401c0c1c00701d80356244189d84131c881"
                    + "c2aff7448b4121c04131c84401c2c1c20c01c2034e284189c04131d881c1b15bffff4121d041"
                    + "31d84401c1c1c11101d1035e2c4189d04131c081c3bed75c894121c84131c04401c3c1c31601"
                    + "cb0346304189c84131d0052211906b4121d84131d04401c0c1c00701d80356344189d84131c8"
                    + "81c2937198fd4121c04131c84401c2c1c20c01c2034e384189c04131d881c18e4379a64121d0"
                    + "4131d84401c1c1c11101d1035e3c4189d04131c081c32108b4494121c84131c04401c3c1c316"
                    + "01cb0346044189d04189d141f7d00562251ef64121c84121d94401c04401c8c1c00501d80356"
                    + "184189c84189c941f7d081c240b340c04121d84121c14401c24401cac1c20901c2034e2c4189"
                    + "d84189d941f7d081c1515a5e264121c04121d14401c14401c9c1c10e01d1031e4189c04189c1"
                    + "41f7d081c3aac7b6e94121d04121c94401c34401cbc1c31401cb0346144189d04189d141f7d0"
                    + "055d102fd64121c84121d94401c04401c8c1c00501d80356284189c84189c941f7d081c25314"
                    + "44024121d84121c14401c24401cac1c20901c2034e3c4189d84189d941f7d081c181e6a1d841"
                    + "21c04121d14401c14401c9c1c10e01d1035e104189c04189c141f7d081c3c8fbd3e74121d041"
                    + "21c94401c34401cbc1c31401cb0346244189d04189d141f7d005e6cde1214121c84121d94401"
                    + "c04401c8c1c00501d80356384189c84189c941f7d081c2d60737c34121d84121c14401c24401"
                    + "cac1c20901c2034e0c4189d84189d941f7d081c1870dd5f44121c04121d14401c14401c9c1c1"
                    + "0e01d1035e204189c04189c141f7d081c3ed145a454121d04121c94401c34401cbc1c31401cb"
                    + "0346344189d04189d141f7d00505e9e3a94121c84121d94401c04401c8c1c00501d803560841"
                    + "89c84189c941f7d081c2f8a3effc4121d84121c14401c24401cac1c20901c2034e1c4189d841"
                    + "89d941f7d081c1d9026f674121c04121d14401c14401c9c1c10e01d1035e304189c04189c141"
                    + "f7d081c38a4c2a8d4121d04121c94401c34401cbc1c31401cb0346144189c84131d0054239fa"
                    + "ff4131d84401c0c1c00401d80356204189d84131c881c281f671874131c04401c2c1c20b01c2"
                    + "034e2c4189c04131d881c122619d6d4131d04401c1c1c11001d1035e384189d04131c081c30c"
                    + "38e5fd4131c84401c3c1c31701cb0346044189c84131d00544eabea44131d84401c0c1c00401"
                    + "d80356104189d84131c881c2a9cfde4b4131c04401c2c1c20b01c2034e1c4189c04131d881c1"
                    + "604bbbf64131d04401c1c1c11001d1035e284189d04131c081c370bcbfbe4131c84401c3c1c3"
                    + "1701cb0346344189c84131d005c67e9b284131d84401c0c1c00401d803164189d84131c881c2"
                    + "fa27a1ea4131c04401c2c1c20b01c2034e0c4189c04131d881c18530efd44131d04401c1c1c1"
                    + "1001d1035e184189d04131c081c3051d88044131c84401c3c1c31701cb0346244189c84131d0"
                    + "0539d0d4d94131d84401c0c1c00401d80356304189d84131c881c2e599dbe64131c04401c2c1"
                    + "c20b01c2034e3c4189c04131d881c1f87ca21f4131d04401c1c1c11001d1035e084189d04131"
                    + "c081c36556acc44131c84401c3c1c31701cb03064189d041f7d005442229f44109d84131c844"
                    + "01c0c1c00601d803561c4189c841f7d081c297ff2a434109c04131d84401c2c1c20a01c2034e"
                    + "384189d841f7d081c1a72394ab4109d04131c04401c1c1c10f01d1035e144189c041f7d081c3"
                    + "39a093fc4109c84131d04401c3c1c31501cb0346304189d041f7d005c3595b654109d84131c8"
                    + "4401c0c1c00601d803560c4189c841f7d081c292cc0c8f4109c04131d84401c2c1c20a01c203"
                    + "4e284189d841f7d081c17df4efff4109d04131c04401c1c1c10f01d1035e044189c041f7d081"
                    + "c3d15d84854109c84131d04401c3c1c31501cb0346204189d041f7d0054f7ea86f4109d84131"
                    + "c84401c0c1c00601d803563c4189c841f7d081c2e0e62cfe4109c04131d84401c2c1c20a01c2"
                    + "034e184189d841f7d081c1144301a34109d04131c04401c1c1c10f01d1035e344189c041f7d0"
                    + "81c3a111084e4109c84131d04401c3c1c31501cb0346104189d041f7d005827e53f74109d841"
                    + "31c84401c0c1c00601d803562c4189c841f7d081c235f23abd4109c04131d84401c2c1c20a01"
                    + "c2034e084189d841f7d081c1bbd2d72a4109d04131c04401c1c1c10f01d1035e244189c041f7"
                    + "d081c391d386eb4109c84131d04401c3c1c31501cb4401e04401eb4401f14401fa4883c64048"
                    + "39ee0f857ff8ffff8907895f04894f0889570c415f415e415d415c5d5bc3");

    private final MethodHandle mix;

    private Md5Blocks(MethodHandle mix) {
        this.mix = mix;
    }

    /// Loads on first use.
    private static final class Holder {
        static final Optional<Md5Blocks> LOADED = load();

        private static Optional<Md5Blocks> load() {
            try {
                return MachineCode.isSupported("cmov")
                        ? Optional.of(new Md5Blocks(MachineCode.load(
                                CODE,
                                FunctionDescriptor.ofVoid(
                                        ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG))))
                        : Optional.empty();
            } catch (Throwable e) {
                return Optional.empty();
            }
        }
    }

    /// Empty where it is not available. The first call takes some milliseconds.
    static Optional<Md5Blocks> get() {
        return Holder.LOADED;
    }

    /// Adds whole blocks.
    ///
    /// @param state four words, which are updated
    /// @param count bytes, a positive multiple of 64
    void mix(int[] state, byte[] input, int offset, int count) {
        try {
            mix.invokeExact(
                    MemorySegment.ofArray(state), MemorySegment.ofArray(input).asSlice(offset, count), (long) count);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
