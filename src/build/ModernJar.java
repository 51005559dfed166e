import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// A jar whose classes are of a version that Java keeps out of its start-up caches, and the copy of
/// it with the same classes in a version of today: the same instructions, with the frames that Java
/// verifies by. Without that, the classes are parsed and verified anew at each start.
final class ModernJar {
    /// Below this, Java verifies without frames and archives nothing.
    private static final int FIRST_WITH_FRAMES = ClassFile.JAVA_6_VERSION;

    private static final int TODAY = ClassFile.JAVA_8_VERSION;

    /// Where a class file says its version.
    private static final int VERSION_AT = 6;

    private final Path jar;

    ModernJar(Path jar) {
        this.jar = jar;
    }

    static boolean isOld(Path jar) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : entries(file)) {
                if (isClass(entry.getName())) {
                    return isOld(content(file, entry));
                }
            }
            return false;
        }
    }

    private static boolean isOld(byte[] type) {
        int version = (type[VERSION_AT] & 0xff) << 8 | type[VERSION_AT + 1] & 0xff;
        return version < FIRST_WITH_FRAMES;
    }

    void writeTo(Path copy) throws IOException {
        try (ZipFile from = new ZipFile(jar.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(copy))) {
            ClassFile types = types(from);
            for (ZipEntry entry : entries(from)) {
                byte[] content = content(from, entry);
                ZipEntry written = new ZipEntry(entry.getName());
                written.setTime(entry.getTime());
                to.putNextEntry(written);
                to.write(isClass(entry.getName()) && isOld(content) ? renewed(types, content) : content);
            }
        }
        Files.setLastModifiedTime(copy, Files.getLastModifiedTime(jar));
    }

    private static byte[] renewed(ClassFile types, byte[] content) {
        ClassModel model = types.parse(content);
        byte[] renewed = types.transformClass(
                model,
                ClassTransform.transformingMethodBodies(CodeBuilder::with)
                        .andThen((type, element) -> type.with(
                                element instanceof ClassFileVersion ? ClassFileVersion.of(TODAY, 0) : element)));
        List<VerifyError> errors = types.verify(renewed);
        if (!errors.isEmpty()) {
            throw new IllegalStateException(
                    model.thisClass().asInternalName() + " would not be verified", errors.getFirst());
        }
        return renewed;
    }

    /// Frames say which class two have in common, so it takes the jar's own classes to write them.
    private static ClassFile types(ZipFile jar) {
        return ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ClassHierarchyResolverOption.of(
                        ClassHierarchyResolver.ofResourceParsing(type -> stream(jar, type))
                                .orElse(ClassHierarchyResolver.defaultResolver())));
    }

    private static InputStream stream(ZipFile jar, ClassDesc type) {
        String name = type.descriptorString();
        ZipEntry entry = jar.getEntry(name.substring(1, name.length() - 1) + ".class");
        try {
            return entry == null ? null : jar.getInputStream(entry);
        } catch (IOException e) {
            throw new IllegalStateException(jar.getName() + " cannot be read", e);
        }
    }

    private static boolean isClass(String entry) {
        return entry.endsWith(".class") && !entry.startsWith("META-INF/");
    }

    private static List<? extends ZipEntry> entries(ZipFile file) {
        List<ZipEntry> list = new ArrayList<>();
        file.entries().asIterator().forEachRemaining(list::add);
        return list;
    }

    private static byte[] content(ZipFile file, ZipEntry entry) throws IOException {
        try (InputStream in = file.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
