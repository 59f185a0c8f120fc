package io.jenkins.plugins.locustswarm.engine.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Locustfiles that a user names from the workspace, on machines that got one folder of it. */
class LocustfilePathsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "perf/load.py       | load.py",
                "./perf/deep/a.py   | deep/a.py",
                "perf/a.py, perf/b.py | a.py,b.py",
                "perf/              | .",
                "load.py            | load.py",
                "performance/a.py   | performance/a.py",
                "/perf/a.py         | /perf/a.py"
            })
    void aPathFromTheWorkspaceMayBeginWithTheFolder(String given, String onMachines) {
        assertThat(LocustfilePaths.parse(given).within("perf")).isEqualTo(onMachines);
    }

    @ParameterizedTest
    @CsvSource({"perf/load.py, perf/load.py", "., ."})
    void onMachinesWithTheWholeWorkspaceAPathStaysAsItIs(String given, String onMachines) {
        assertThat(LocustfilePaths.parse(given).within(".")).isEqualTo(onMachines);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shop/checkout.py          | checkout",
                "shop/browse.py, shop/cart.py,| browse-cart",
                "shop/                     | shop",
                "Überlast-検査.py           | Überlast-検査",
                "' '                       | ''",
                ".                         | ''",
                "perf/.., shop.py          | shop"
            })
    void aTestIsNamedAfterItsLocustfiles(String locustfiles, String name) {
        assertThat(LocustfilePaths.testName(locustfiles)).isEqualTo(name);
    }
}
