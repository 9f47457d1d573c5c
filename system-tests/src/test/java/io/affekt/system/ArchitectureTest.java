package io.affekt.system;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;

/** The borders between the modules. */
@AnalyzeClasses(packages = "io.affekt", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] FRAMEWORKS = {
        "io.quarkus..", "jakarta..", "org.eclipse.microprofile..", "io.smallrye.."
    };
    private static final String[] SERVICES = {
        "io.affekt.ingest..",
        "io.affekt.features..",
        "io.affekt.inference..",
        "io.affekt.trainer..",
        "io.affekt.dashboard.."
    };

    @ArchTest
    static final ArchRule audioShouldKnowOnlySound = noClasses()
            .that()
            .resideInAPackage("io.affekt.audio..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(FRAMEWORKS)
                    .or(resideInAnyPackage("org.apache.kafka..", "io.affekt.schemas..", "io.affekt.model..")))
            .because("audio is a plain library that others can take; put what needs Kafka or a framework into the"
                    + " service that uses it");

    @ArchTest
    static final ArchRule modelsShouldKnowOnlyModels = noClasses()
            .that()
            .resideInAPackage("io.affekt.model..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(FRAMEWORKS)
                    .or(resideInAnyPackage("org.apache.kafka..", "io.affekt.schemas..", "io.affekt.audio..")))
            .because("emotion-model is a plain library over feature matrices; map events and sound to them in the"
                    + " service that has them");

    @ArchTest
    static final ArchRule contractShouldKnowNoFramework = noClasses()
            .that()
            .resideInAPackage("io.affekt.schemas..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(FRAMEWORKS))
            .because("other programs read the topics with the contract alone; keep it to Avro and kafka-clients");

    @ArchTest
    static final ArchRule ingestShouldMeetOthersInTopics = apart("io.affekt.ingest..");

    @ArchTest
    static final ArchRule featuresShouldMeetOthersInTopics = apart("io.affekt.features..");

    @ArchTest
    static final ArchRule inferenceShouldMeetOthersInTopics = apart("io.affekt.inference..");

    @ArchTest
    static final ArchRule trainerShouldMeetOthersInTopics = apart("io.affekt.trainer..");

    @ArchTest
    static final ArchRule dashboardShouldMeetOthersInTopics = apart("io.affekt.dashboard..");

    @ArchTest
    static final ArchRule commandLineShouldMeetServicesOutside = noClasses()
            .that()
            .resideInAPackage("io.affekt.cli..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(SERVICES))
            .because("the command line is a client like any other; speak to services by REST and topics");

    @ArchTest
    static final ArchRule plainPackagesShouldKnowNoFramework = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.affekt.dashboard.labels..",
                    "io.affekt.dashboard.live..",
                    "io.affekt.dashboard.summary..",
                    "io.affekt.ingest.calls..",
                    "io.affekt.ingest.folder..",
                    "io.affekt.trainer.dataset..",
                    "io.affekt.trainer.export..",
                    "io.affekt.trainer.registry..",
                    "io.affekt.trainer.training..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(FRAMEWORKS))
            .because("what a service does is plain Java that a test can build; let the application class wrap it");

    private static ArchRule apart(String service) {
        String[] others =
                Arrays.stream(SERVICES).filter(other -> !other.equals(service)).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(service)
                .should()
                .dependOnClassesThat(resideInAnyPackage(others))
                .because("services know topics, never each other; put what both need into the contract or a library");
    }
}
