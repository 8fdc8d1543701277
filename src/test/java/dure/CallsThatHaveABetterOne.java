package dure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short list of calls that the house does not use, each with the one that it does. */
class CallsThatHaveABetterOne {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dure");
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("planted");

    private static final List<ArchRule> RULES = List.of(
            noClasses()
                    .should()
                    .accessTargetWhere(nowWithoutAClock())
                    .because("what day it is must be known to tests too: take the Clock bean, LocalDate.now(clock)"),
            noClasses()
                    .should()
                    .callMethod(System.class, "currentTimeMillis")
                    .because("what time it is must be known to tests too: take the Clock bean, clock.millis()"),
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dure.console")
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err")
                    .because("the terminal is for a few calm lines: log it, or say it by dure.console.Console"),
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.Date")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.Calendar")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.text.SimpleDateFormat")
                    .because("days and instants are java.time.LocalDate and java.time.Instant"),
            noClasses()
                    .should()
                    .accessTargetWhere(printStackTrace())
                    .because("a fault that is caught is handled or thrown on; the log takes it as the last argument"));

    static Stream<ArchRule> rules() {
        return RULES.stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void are_not_made(ArchRule rule) {
        rule.check(PRODUCT);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void would_not_get_past_this_guard(ArchRule rule) {
        assertThat(rule.evaluate(PLANTED).hasViolation())
                .as(rule.getDescription())
                .isTrue();
    }

    @Test
    void are_told_with_the_one_to_take_instead() {
        assertThat(RULES.getFirst().evaluate(PLANTED).getFailureReport().toString())
                .contains("LocalDate.now(clock)", "BannedCalls.today", "BannedCalls.now");
    }

    private static DescribedPredicate<JavaAccess<?>> nowWithoutAClock() {
        return DescribedPredicate.describe(
                "now() without a Clock",
                access -> access.getTarget().getName().equals("now")
                        && access.getTargetOwner().getPackageName().equals("java.time")
                        && access.getTarget() instanceof MethodCallTarget method
                        && method.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class)));
    }

    private static DescribedPredicate<JavaAccess<?>> printStackTrace() {
        return DescribedPredicate.describe(
                "printStackTrace()", access -> access.getTarget().getName().equals("printStackTrace"));
    }
}
