package dev.blobdrop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.Condition;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The house rules of `src/docs/architecture.md`, and the proof that each of them bites: every rule
/// is also run over the classes in `dev.blobdrop.core.planted`, which break it on purpose.
class ArchitectureTest {
    private static final String PLANTED = "dev.blobdrop.core.planted";

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.blobdrop");

    /// The product with a class that looks upwards and one whose name is taken.
    private static final JavaClasses WITH_TWO_PLANTED = new ClassFileImporter()
            .withImportOption(location -> location.contains("PlantedUpwardLook")
                    || location.contains("planted/UploadPlan")
                    || ImportOption.Predefined.DO_NOT_INCLUDE_TESTS.includes(location))
            .importPackages("dev.blobdrop");

    private static final JavaClasses VIOLATIONS = new ClassFileImporter().importPackages(PLANTED);

    private static final String[] DESKTOP = {
        "javafx..", "com.sun.javafx..", "atlantafx..", "org.kordamp..", "java.awt..", "javax.swing.."
    };

    private static final Map<String, ArchRule> RULES = Map.ofEntries(
            Map.entry(
                    "core knows no desktop toolkit",
                    noClasses()
                            .that()
                            .resideInAPackage("dev.blobdrop.core..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(DESKTOP)
                            .because("the same core runs in a pod without one")),
            Map.entry(
                    "core knows no face",
                    noClasses()
                            .that()
                            .resideInAPackage("dev.blobdrop.core..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(
                                    "picocli..",
                                    "ch.qos.logback..",
                                    "dev.blobdrop",
                                    "dev.blobdrop.cli..",
                                    "dev.blobdrop.gui..")
                            .because("two faces share it")),
            Map.entry(
                    "core does not end the process",
                    noClasses()
                            .that()
                            .resideInAPackage("dev.blobdrop.core..")
                            .should()
                            .callMethod(System.class, "exit", int.class)
                            .because("only a face knows when the program ends")),
            Map.entry(
                    "the storage SDK stays behind AzureBlobStore",
                    noClasses()
                            .that()
                            .haveNameNotMatching("dev\\.blobdrop\\.core\\.storage\\.azure\\.(AzureBlobStore"
                                    + "|SdkTypes|StorageProblems)(\\$.*)?")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("com.azure.storage..")
                            .because("one class asks, one knows its types, one its errors")),
            Map.entry(
                    "azure-identity stays in core.identity",
                    noClasses()
                            .that()
                            .resideOutsideOfPackage("dev.blobdrop.core.identity..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage("com.azure.identity..", "com.microsoft..")
                            .because("one package knows it")),
            Map.entry(
                    "problems know no library",
                    noClasses()
                            .that()
                            .resideInAnyPackage("dev.blobdrop.core.problem", PLANTED)
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(
                                    "com.azure.core..",
                                    "com.azure.storage..",
                                    "com.azure.identity..",
                                    "com.microsoft..")
                            .because("a library's exceptions are translated beside that library")),
            Map.entry(
                    "no Reactor type in a public signature",
                    methods()
                            .that()
                            .arePublic()
                            .and()
                            .areDeclaredInClassesThat(arePublicAndNamed())
                            .should(notMention("reactor."))
                            .because("our own code blocks")),
            Map.entry(
                    "one class deletes blobs",
                    noClasses()
                            .that()
                            .haveNameNotMatching("dev\\.blobdrop\\.core\\.(transfer\\.delete\\.BlobDeletion"
                                    + "|storage\\.ContainerProbe)(\\$.*)?")
                            .should()
                            .callMethod(BlobStore.class, "delete", BlobPath.class, Condition.Unchanged.class)
                            .because("no upload and no download ever does")),
            Map.entry(
                    "one class touches the window toolkit's thread",
                    noClasses()
                            .that()
                            .haveNameNotMatching("dev\\.blobdrop\\.gui\\.base\\.UiThreads(\\$.*)?")
                            .should()
                            .dependOnClassesThat()
                            .haveFullyQualifiedName("javafx.application.Platform")
                            .because("threads are crossed in one place")),
            Map.entry(
                    "a model knows no control",
                    noClasses()
                            .that()
                            .haveNameMatching("dev\\.blobdrop\\..*Model(\\$.*)?")
                            .or()
                            .resideInAPackage("dev.blobdrop.gui.transfers.row")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(
                                    "javafx.scene..", "javafx.stage..", "atlantafx..", "dev.blobdrop.gui.control")
                            .because("what is shown is tested without a window")),
            Map.entry(
                    "a face uses what the transfers offer, not how they work",
                    noClasses()
                            .that()
                            .resideInAnyPackage(
                                    "dev.blobdrop.cli..", "dev.blobdrop.gui..", "dev.blobdrop.core.watch..", PLANTED)
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(
                                    "dev.blobdrop.core.transfer.upload",
                                    "dev.blobdrop.core.transfer.download",
                                    "dev.blobdrop.core.transfer.delete")
                            .because("they may change without a face")),
            Map.entry(
                    "names say what a type is",
                    classes()
                            .should()
                            .haveNameNotMatching(".*(Impl|Manager|Helper|Utils?|Abstract\\w*)$")
                            .because("such endings hide that nobody knew a name")));

    @TestFactory
    Stream<DynamicTest> theProductKeepsTheRule() {
        return RULES.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(), () -> rule.getValue().check(PRODUCT)));
    }

    @TestFactory
    Stream<DynamicTest> thePlantedViolationIsCaught() {
        return RULES.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> assertThat(rule.getValue().evaluate(VIOLATIONS).hasViolation())
                                .isTrue()));
    }

    @Test
    void packagesDependInOneDirectionOnly() {
        layers().check(PRODUCT);
    }

    @Test
    void packagesFormNoCircle() {
        circles().check(PRODUCT);
    }

    @Test
    void aPackageThatLooksUpwardsIsCaught() {
        assertThat(layers().evaluate(WITH_TWO_PLANTED).hasViolation()).isTrue();
        assertThat(circles().evaluate(WITH_TWO_PLANTED).hasViolation()).isTrue();
    }

    /// A problem makes its exception, and the exception carries the problem: two forms of one
    /// thing.
    private static final Set<Set<String>> ONE_THING =
            Set.of(Set.of("dev.blobdrop.core.problem.Problem", "dev.blobdrop.core.problem.ProblemException"));

    @Test
    void classesFormNoCircle() {
        assertThat(ClassCircles.in(PRODUCT)).isEqualTo(ONE_THING);
    }

    @Test
    void classesThatFormACircleAreCaught() {
        JavaClasses planted = new ClassFileImporter().importPackages(PLANTED + ".circle");
        assertThat(ClassCircles.in(planted))
                .containsExactly(Set.of(
                        PLANTED + ".circle.PlantedFirst",
                        PLANTED + ".circle.PlantedSecond",
                        PLANTED + ".circle.PlantedThird"));
    }

    @Test
    void noNameStandsTwice() {
        assertThat(twice(PRODUCT)).isEmpty();
        assertThat(twice(WITH_TWO_PLANTED)).containsExactly("UploadPlan");
    }

    /// The simple names that more than one class of the first rank has.
    private static Set<String> twice(JavaClasses classes) {
        Set<String> seen = new HashSet<>();
        return classes.stream()
                .filter(type -> type.getEnclosingClass().isEmpty())
                .map(JavaClass::getSimpleName)
                .filter(name -> !name.equals("package-info"))
                .filter(name -> !seen.add(name))
                .collect(Collectors.toSet());
    }

    @Test
    void packagesAreSmall() {
        assertThat(large(PRODUCT, 25)).isEmpty();
        assertThat(large(PRODUCT, 20)).isNotEmpty();
    }

    /// Packages with more files than that.
    private static Set<String> large(JavaClasses classes, long most) {
        return classes.stream()
                .filter(type -> type.getEnclosingClass().isEmpty())
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(each -> each.getValue() > most)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static ArchRule circles() {
        return slices().matching("dev.blobdrop.(**)").should().beFreeOfCycles();
    }

    /// Each package and the packages that may use it. Subpackages belong to their parent.
    private static ArchRule layers() {
        return layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("main")
                .definedBy("dev.blobdrop")
                .layer("cli")
                .definedBy("dev.blobdrop.cli..")
                .optionalLayer("gui")
                .definedBy("dev.blobdrop.gui..")
                .optionalLayer("diagnosis")
                .definedBy("dev.blobdrop.core.diagnosis..")
                .layer("watch")
                .definedBy("dev.blobdrop.core.watch..")
                .optionalLayer("recording")
                .definedBy("dev.blobdrop.core.recording..")
                .layer("transfer")
                .definedBy("dev.blobdrop.core.transfer..")
                .layer("storage")
                .definedBy("dev.blobdrop.core.storage..")
                .layer("identity")
                .definedBy("dev.blobdrop.core.identity..")
                .layer("net")
                .definedBy("dev.blobdrop.core.net..")
                .layer("config")
                .definedBy("dev.blobdrop.core.config..")
                .layer("problem")
                .definedBy("dev.blobdrop.core.problem..")
                .whereLayer("main")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("cli")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("gui")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("recording")
                .mayOnlyBeAccessedByLayers("cli", "gui")
                .whereLayer("watch")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("diagnosis")
                .mayOnlyBeAccessedByLayers("recording", "cli", "gui")
                .whereLayer("transfer")
                .mayOnlyBeAccessedByLayers("watch", "cli", "gui")
                .whereLayer("storage")
                .mayOnlyBeAccessedByLayers("transfer", "diagnosis", "recording", "cli", "gui")
                .whereLayer("identity")
                .mayOnlyBeAccessedByLayers("diagnosis", "recording", "cli", "gui")
                .whereLayer("net")
                .mayOnlyBeAccessedByLayers("identity", "storage", "diagnosis", "cli", "gui");
    }

    /// Not those that stand where the library calls one of its own kind.
    private static DescribedPredicate<JavaClass> arePublicAndNamed() {
        return DescribedPredicate.describe(
                "are public and named",
                type -> type.getModifiers().contains(JavaModifier.PUBLIC)
                        && !type.isAnonymousClass()
                        && !type.isAssignableTo(TokenCredential.class)
                        && !type.isAssignableTo(HttpPipelinePolicy.class));
    }

    private static ArchCondition<JavaMethod> notMention(String prefix) {
        return new ArchCondition<>("not mention " + prefix) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean mentioned = Stream.concat(
                                method.getRawParameterTypes().stream(), Stream.of(method.getRawReturnType()))
                        .anyMatch(type -> type.getName().startsWith(prefix));
                if (mentioned) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName()));
                }
            }
        };
    }
}
