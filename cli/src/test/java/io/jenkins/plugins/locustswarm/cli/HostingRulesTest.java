package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * The rules by which Jenkins' hosting checker (jenkins-infra/repository-permissions-updater, MavenVerifier, JellyVerifier and
 * RequiredFilesVerifier) and its plugin health score (jenkins-infra/plugin-health-scoring) judge the files of a repository,
 * as of August 2026. What they ask GitHub and the update center for is not checked here, nor whether a version is the newest.
 */
class HostingRulesTest {

    private static final Path ROOT = Path.of("..");
    private static final String REPOSITORY = "locust-swarm-plugin";

    /** Libraries that must come from an API plugin; from banned-dependencies.lst of the checker. */
    private static final List<String> BANNED = List.of(
            "org.apache.commons:commons-lang3",
            "org.apache.commons:commons-lang",
            "org.apache.commons:commons-text",
            "org.apache.commons:commons-compress",
            "org.apache.commons:commons-math3",
            "org.json:json",
            "com.jayway.jsonpath:json-path",
            "com.google.code.gson:gson",
            "com.fasterxml.jackson.core:jackson-core",
            "com.fasterxml.jackson.core:jackson-databind",
            "org.yaml:snakeyaml",
            "org.jsoup:jsoup",
            "joda-time:joda-time",
            "org.ow2.asm:asm",
            "net.bytebuddy:byte-buddy",
            "com.github.ben-manes.caffeine:caffeine",
            "com.github.mwiede:jsch",
            "org.bouncycastle:bcpkix-jdk18on",
            "org.bouncycastle:bcprov-jdk18on",
            "org.bouncycastle:bcutil-jdk18on",
            "org.apache.httpcomponents:httpclient",
            "org.apache.httpcomponents.client5:httpclient5",
            "com.squareup.okhttp3:okhttp");

    private static DocumentBuilder parser;
    private static Element pom;

    @BeforeAll
    static void readPom() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        parser = factory.newDocumentBuilder();
        pom = parser.parse(ROOT.resolve("pom.xml").toFile()).getDocumentElement();
    }

    private static List<Element> children(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    /** Returns the element at this path below the project, such as {@code scm/url}. */
    private static Element at(String path) {
        Element element = pom;
        for (String name : path.split("/")) {
            element = children(element).stream()
                    .filter(child -> child.getLocalName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("pom.xml has no " + path));
        }
        return element;
    }

    private static String text(String path) {
        String text = at(path).getTextContent();
        Matcher reference = Pattern.compile("\\$\\{([^}]+)\\}").matcher(text);
        Map<String, String> properties = new HashMap<>();
        children(at("properties")).forEach(one -> properties.put(one.getLocalName(), one.getTextContent()));
        return reference.replaceAll(
                found -> Matcher.quoteReplacement(properties.getOrDefault(found.group(1), found.group())));
    }

    private static String[] coordinates(Element dependency) {
        String[] values = new String[3];
        for (Element part : children(dependency)) {
            switch (part.getLocalName()) {
                case "groupId" -> values[0] = part.getTextContent();
                case "artifactId" -> values[1] = part.getTextContent();
                case "scope" -> values[2] = part.getTextContent();
                default -> {}
            }
        }
        return values;
    }

    @Test
    void theProjectIsNamedAsTheRulesAsk() {
        assertThat(text("groupId")).isEqualTo("io.jenkins.plugins");
        assertThat(text("artifactId"))
                .isEqualTo(REPOSITORY.replace("-plugin", ""))
                .isLowerCase()
                .hasSizeLessThan(37)
                .doesNotContain("jenkins");
        assertThat(text("name")).isNotBlank().doesNotContainIgnoringCase("jenkins");
        assertThat(text("url")).isEqualTo("https://github.com/jenkinsci/" + REPOSITORY);
        assertThat(text("version")).isEqualTo("999999-SNAPSHOT");
        assertThat(children(at("licenses"))).isNotEmpty();
        assertThat(children(pom)).extracting(Element::getLocalName).doesNotContain("developers");
    }

    @Test
    void theParentAndTheBaselineAreNewEnough() {
        assertThat(text("parent/groupId")).isEqualTo("org.jenkins-ci.plugins");
        String[] parent = text("parent/version").split("\\.");
        assertThat(Integer.parseInt(parent[0])).isEqualTo(6);
        assertThat(Integer.parseInt(parent[1])).isGreaterThanOrEqualTo(2211);
        assertThat(at("properties/jenkins.version").getTextContent()).startsWith("${jenkins.baseline}.");
        String[] core = text("properties/jenkins.version").split("\\.");
        assertThat(Integer.parseInt(core[0])).isEqualTo(2);
        assertThat(Integer.parseInt(core[1])).isGreaterThanOrEqualTo(541);
    }

    @ParameterizedTest
    @CsvSource({
        "changelist, 999999-SNAPSHOT",
        "hpi.strictBundledArtifacts, true",
        "ban-commons-lang-2.skip, false",
        "ban-deprecated-stapler.skip, false",
        "ban-junit4-imports.skip, false",
        "banObsoleteDependencyOverrides.skip, false"
    })
    void propertiesHaveTheValuesOfTheRules(String name, String value) {
        assertThat(text("properties/" + name)).isEqualTo(value);
    }

    @Test
    void propertiesOfTheParentAreNotSetAgain() {
        assertThat(children(at("properties")))
                .extracting(Element::getLocalName)
                .doesNotContain(
                        "java.level", "maven.compiler.source", "maven.compiler.target", "maven.compiler.release");
    }

    @Test
    void theSourcesAreFoundOverHttps() {
        assertThat(text("scm/connection")).startsWith("scm:git:https://");
        assertThat(text("scm/developerConnection")).startsWith("scm:git:https://");
        assertThat(text("scm/url")).startsWith("https://");
        assertThat(text("scm/tag")).isEqualTo("${scmTag}");
        for (String section : List.of("repositories", "pluginRepositories")) {
            for (Element repository : children(at(section))) {
                assertThat(repository.getTextContent()).contains("https://").doesNotContain("http://");
            }
        }
    }

    @Test
    void versionsOfPluginsComeFromTheBomOfTheBaseline() {
        assertThat(coordinates(at("dependencyManagement/dependencies/dependency")))
                .startsWith("io.jenkins.tools.bom", "bom-${jenkins.baseline}.x");
    }

    @Test
    void librariesThatAnApiPluginHasAreNotBundled() {
        List<String> bundled = new ArrayList<>();
        for (Element dependency : children(at("dependencies"))) {
            String[] values = coordinates(dependency);
            if (values[2] == null || values[2].equals("compile")) {
                bundled.add(values[0] + ":" + values[1]);
            }
        }
        assertThat(bundled).isNotEmpty().doesNotContainAnyElementsOf(BANNED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONTRIBUTING.md",
                "LICENSE",
                "README.md",
                ".github/dependabot.yml",
                ".github/workflows/jenkins-security-scan.yml",
                ".github/workflows/cd.yaml",
                ".mvn/extensions.xml"
            })
    void aFileThatTheRulesAskForIsThere(String file) {
        assertThat(ROOT.resolve(file)).isNotEmptyFile();
    }

    @Test
    void releasesOnEachMergeNeedTheirConfiguration() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve(".mvn/maven.config")))
                .contains("-Pconsume-incrementals", "-Pmight-produce-incrementals", "-Dchangelist.format=%d.v%s");
        assertThat(ROOT.resolve(".github/release-drafter.yml")).doesNotExist();
        assertThat(ROOT.resolve(".github/workflows/release-drafter.yml")).doesNotExist();
    }

    @Test
    void theDevelopersOwnTheCodeAndNoBuildOutputIsAdded() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve(".github/CODEOWNERS")))
                .contains("* @jenkinsci/" + REPOSITORY + "-developers");
        List<String> ignored = Files.readAllLines(ROOT.resolve(".gitignore"));
        for (String folder : List.of("target", "work")) {
            assertThat(ignored).containsAnyOf(folder, folder + "/", "/" + folder + "/");
        }
    }

    @Test
    void theJenkinsfileCallsBuildPluginForAllowedVersionsOfJava() throws IOException {
        String script = Files.readString(ROOT.resolve("Jenkinsfile")).replaceAll("(?m)^\\s*//.*", "");
        assertThat(script.strip()).startsWith("buildPlugin(").endsWith("])");
        List<String> configurations = new ArrayList<>();
        Pattern.compile("\\[platform: '[a-z]+', jdk: (\\d+)\\]")
                .matcher(script)
                .results()
                .forEach(found -> configurations.add(found.group(1)));
        assertThat(configurations).isNotEmpty().isSubsetOf("21", "25");
    }

    @Test
    void noImportIsOfTheOldAnnotations() throws IOException {
        try (Stream<Path> sources = Files.walk(ROOT.resolve("src"))) {
            assertThat(sources.filter(file -> file.toString().endsWith(".java")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file).content().doesNotContain("import javax.annotation."));
        }
    }

    @Test
    void viewsHaveNeitherScriptsNorStylesNorHandlersOfTheirOwn() throws Exception {
        List<Path> views;
        try (Stream<Path> files = Files.walk(ROOT.resolve("src/main/resources"))) {
            views = files.filter(file -> file.toString().endsWith(".jelly")).toList();
        }
        assertThat(views).isNotEmpty();
        for (Path view : views) {
            Element root = parser.parse(view.toFile()).getDocumentElement();
            assertThat(root.getElementsByTagName("style").getLength())
                    .as("styles in %s", view)
                    .isZero();
            NodeList scripts = root.getElementsByTagName("script");
            for (int i = 0; i < scripts.getLength(); i++) {
                Element script = (Element) scripts.item(i);
                assertThat(script.hasAttribute("src")
                                || script.getAttribute("type").equals("application/json"))
                        .as("scripts in %s", view)
                        .isTrue();
            }
            NodeList all = root.getElementsByTagName("*");
            for (int i = 0; i < all.getLength(); i++) {
                assertThat(handlers((Element) all.item(i)))
                        .as("handlers in %s", view)
                        .isEmpty();
            }
        }
    }

    /** Returns attributes that run a script, and checks of fields that do not say on which fields they depend. */
    private static List<String> handlers(Element element) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            boolean isHandler = attribute.getName().equals("onclick")
                    || element.getNamespaceURI() == null && attribute.getName().startsWith("on");
            boolean isOldCheck = attribute.getName().equals("checkUrl") && !element.hasAttribute("checkDependsOn");
            if (isHandler || isOldCheck) {
                found.add(element.getTagName() + " " + attribute);
            }
        }
        return found;
    }
}
