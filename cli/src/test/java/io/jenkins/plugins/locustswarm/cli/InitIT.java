package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.cli.fixture.StubTarget;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import org.junit.jupiter.api.Test;

/** The files that {@code locust-swarm init} writes, with a real Locust that bootstrap.sh finds or installs. */
class InitIT {

    @NewLab(bootstrap = false)
    private CommandLab lab;

    @Started
    private StubTarget target;

    @Test
    void theNewLocustfileRunsWithTheNewConfigurationAndRequirements() {
        lab.succeeds("init", "shop");
        lab.venv(lab.path("venv")); // the environment of the tests does not change
        CommandLab.Result test = lab.run(
                "test",
                "-c",
                "shop/locust-swarm.cfg",
                "-f",
                "shop/locustfile.py",
                "-H",
                target.baseUrl(),
                "-s",
                "1",
                "-u",
                "20",
                "-r",
                "20",
                "-t",
                "5s",
                "--gate",
                "failures < 1");
        lab.assertWentWell(test);
        assertThat(test.out()).contains("GET   / ", "GET   /?q=[query]");
        assertThat(test.err()).contains("Each machine gets the folder shop: 3 files");
        lab.assertNothingIsLeft();
    }
}
