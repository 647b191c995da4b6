package dev.zimage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/// The arrows between the packages: forward only.
@AnalyzeClasses(packages = "dev.zimage", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule features_do_not_go_in_circles =
            slices().matching("dev.zimage.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule steps_of_a_task_do_not_go_in_circles =
            slices().matching("dev.zimage.tasks.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule kinds_of_servers_that_draw_do_not_know_each_other =
            slices().matching("dev.zimage.upstream.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule kinds_of_media_stores_do_not_know_each_other =
            slices().matching("dev.zimage.media.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule only_the_entry_type_of_tasks_knows_the_steps =
            noClasses()
                    .that()
                    .resideInAPackage("dev.zimage.tasks")
                    .and()
                    .doNotHaveSimpleName("Tasks")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.zimage.tasks.*..");

    @ArchTest
    static final ArchRule steps_of_a_task_do_not_know_the_entry_type =
            noClasses()
                    .that()
                    .resideInAPackage("dev.zimage.tasks.*..")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("dev.zimage.tasks.Tasks");

    @ArchTest
    static final ArchRule only_one_package_of_the_api_knows_the_http_library =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.zimage.api.http..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.javalin..",
                            "jakarta.servlet..",
                            "org.eclipse.jetty.server..",
                            "org.eclipse.jetty.ee10..");

    @ArchTest
    static final ArchRule http_does_not_know_the_operations =
            noClasses()
                    .that()
                    .resideInAPackage("dev.zimage.api.http..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.zimage.api",
                            "dev.zimage.api.console..",
                            "dev.zimage.api.mcp..",
                            "dev.zimage.api.openai..",
                            "dev.zimage.tasks..",
                            "dev.zimage.models..");

    @ArchTest
    static final ArchRule only_webhooks_know_the_http_client =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("dev.zimage.api.http..", "dev.zimage.webhooks..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.eclipse.jetty..");

    @ArchTest
    static final ArchRule the_engine_knows_nobody =
            noClasses()
                    .that()
                    .resideInAPackage("dev.zimage.engine..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.zimage.accounts..",
                            "dev.zimage.api..",
                            "dev.zimage.cli..",
                            "dev.zimage.config..",
                            "dev.zimage.database..",
                            "dev.zimage.media..",
                            "dev.zimage.ocr..",
                            "dev.zimage.provenance..",
                            "dev.zimage.server..",
                            "dev.zimage.sketch..",
                            "dev.zimage.tasks..",
                            "dev.zimage.texts..",
                            "java.sql..");

    @ArchTest
    static final ArchRule the_sketch_engine_knows_only_what_an_engine_is =
            classes()
                    .that()
                    .resideInAPackage("dev.zimage.sketch..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.zimage.sketch..",
                            "dev.zimage.engine",
                            "dev.zimage.engine.picture",
                            "dev.zimage.texts",
                            "java..",
                            "javax.xml.stream..",
                            "org.apache.fontbox..",
                            "org.apache.pdfbox.io..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule finding_texts_needs_nothing_but_the_jdk =
            classes()
                    .that()
                    .resideInAPackage("dev.zimage.texts..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("dev.zimage.texts..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule marks_know_only_what_an_engine_is =
            classes()
                    .that()
                    .resideInAPackage("dev.zimage.provenance..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.zimage.provenance..",
                            "dev.zimage.engine",
                            "dev.zimage.engine.picture",
                            "java..",
                            "javax.imageio..",
                            "javax.naming..",
                            "javax.security.auth.x500..",
                            "javax.xml.stream..",
                            "org.bouncycastle..",
                            "org.jspecify..",
                            "org.slf4j..",
                            "tools.jackson..");

    @ArchTest
    static final ArchRule reading_text_knows_only_the_runtime_of_networks =
            classes()
                    .that()
                    .resideInAPackage("dev.zimage.ocr..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.zimage.ocr..",
                            "dev.zimage.engine.onnx",
                            "java..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule only_the_sketch_engine_reads_fonts =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.zimage.sketch..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.fontbox..");

    @ArchTest
    static final ArchRule only_the_engines_package_opens_engines =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.zimage.engines..", "dev.zimage.engine..", "dev.zimage.sketch..")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("dev.zimage.engine.zimage.ZImageEngine")
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.zimage.sketch..");

    @ArchTest
    static final ArchRule money_does_not_know_tasks =
            noClasses()
                    .that()
                    .resideInAPackage("dev.zimage.accounts..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.zimage.tasks..", "dev.zimage.media..", "dev.zimage.api..");

    @ArchTest
    static final ArchRule sign_in_does_not_know_tasks =
            noClasses()
                    .that()
                    .resideInAPackage("dev.zimage.people..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.zimage.tasks..", "dev.zimage.media..", "dev.zimage.api..");

    @ArchTest
    static final ArchRule only_the_database_package_knows_the_drivers =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.zimage.database..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.sqlite..", "org.postgresql..", "com.zaxxer..", "org.flywaydb..");

    @ArchTest
    static final ArchRule what_is_specific_to_sqlite_is_in_one_package =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.zimage.database.sqlite")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.sqlite..");

    @ArchTest
    static final ArchRule only_the_s3_store_knows_the_aws_sdk =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.zimage.media.s3..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule packages_say_what_may_be_null =
            classes()
                    .that()
                    .haveSimpleName("package-info")
                    .should()
                    .beAnnotatedWith(NullMarked.class);
}
