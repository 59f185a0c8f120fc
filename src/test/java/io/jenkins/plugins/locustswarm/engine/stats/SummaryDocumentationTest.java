package io.jenkins.plugins.locustswarm.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Checks that the document describes everything in {@code summary.json}. */
class SummaryDocumentationTest {

    private static String results() throws IOException {
        String document = Files.readString(Repository.path("docs/command-line.md"));
        int start = document.indexOf("## Results\n");
        return document.substring(start, document.indexOf("### junit.xml", start));
    }

    @Test
    void everyKindOfFindingIsInTheDocument() throws IOException {
        String document = results();
        assertThat(HealthFinding.Kind.values())
                .allSatisfy(kind -> assertThat(document).contains("\n| `" + kind + "` | "));
    }

    @Test
    void everyKeyIsInTheDocument() throws IOException {
        String document = results();
        Set<String> keys = new TreeSet<>();
        addKeys(RunSummary.class, keys);
        assertThat(keys)
                .hasSizeGreaterThan(70)
                .allSatisfy(key -> assertThat(document).contains("`" + key + "`"));
    }

    private static void addKeys(Type type, Set<String> keys) {
        if (type instanceof ParameterizedType generic) {
            addKeys(generic.getRawType(), keys);
            for (Type argument : generic.getActualTypeArguments()) {
                addKeys(argument, keys);
            }
        } else if (type instanceof Class<?> value && value.isRecord()) {
            for (RecordComponent component : value.getRecordComponents()) {
                addKeys(component, keys);
            }
        }
    }

    private static void addKeys(RecordComponent component, Set<String> keys) {
        Method accessor = component.getAccessor();
        JsonIncludeProperties included = accessor.getAnnotation(JsonIncludeProperties.class);
        if (included != null) {
            keys.addAll(List.of(included.value()));
            return;
        }
        if (!accessor.isAnnotationPresent(JsonUnwrapped.class)) {
            keys.add(component.getName());
        }
        addKeys(component.getGenericType(), keys);
    }
}
