package io.jenkins.plugins.locustswarm.engine.locust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.fixture.OnPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocustfileCheckTest {

    private static final String USER = "from locust import HttpUser\nclass Shopper(HttpUser):\n    pass\n";

    @TempDir
    private Path folder;

    private final Map<String, Path> files = new LinkedHashMap<>();

    @BeforeEach
    void needsPython() {
        assumeTrue(OnPath.has("python3"), "needs Python");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        files.put(name, Files.writeString(file, text));
    }

    private Optional<String> check(String source) throws IOException {
        write("shop.py", source);
        return LocustfileCheck.check("shop.py", files, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class Shopper(HttpUser)\n    pass\n",
                "print(\"a\"\nx = 1\n",
                "x = [1 2]\n",
                "print \"a\"\n",
                "def f():\npass\n",
                "def f():\n    a\n  b\n",
                "x = \"abc\n",
                "<<<<<<< HEAD\n"
            })
    void aSyntaxErrorIsRefusedWithItsLine(String source) {
        assertThatThrownBy(() -> check("import locust\n\n" + source))
                .isInstanceOf(BadInputException.class)
                .message()
                .matches(
                        "The locustfile shop\\.py has a syntax error in line [345]: .+\\. Correct it: nothing was started\\.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type Price = int\n",
                "class Cart[T]:\n    pass\n",
                "def first[T](all: T):\n    pass\n",
                "x = f\"{prices[\"a\"]}\"\n",
                "x = f\"{\n a}\"\n",
                "x = t\"{a}\"\n",
                "x = f\"\"\"\n{'\\n'.join('ab')}\n\"\"\"\n",
                "try:\n    pass\nexcept A, B:\n    pass\n",
                "lazy import json\n",
                "x = [*a for a in b]\n"
            })
    void whatANewerPythonMayAcceptIsNotRefused(String source) throws IOException {
        assertThat(check(USER + source).orElse("Locust can load it only if the Python of the machines is newer"))
                .contains("Locust can load it only if the Python of the machines is newer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "print('hello')\n",
                "from locust import HttpUser, task, between\nimport random\n",
                "from locust import TaskSet\nclass Browsing(TaskSet):\n    pass\nclass Buying(locust.TaskSet):\n    pass\n",
                "from locust import LoadTestShape\nclass Steps(LoadTestShape):\n    def tick(self):\n        return None\n",
                "from locust import events\n@events.init.add_listener\ndef started(**kwargs):\n    pass\n"
            })
    void aFileThatCertainlyHasNoUsersIsRefused(String source) {
        assertThatThrownBy(() -> check(source))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("The locustfile shop.py defines no User class, so Locust has nothing to run");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                USER,
                "from users import *\n",
                "from .users import Shopper\n",
                "import shop_users\nShopper = shop_users.Shopper\n",
                "import factory\nShopper = factory.make('/a')\n",
                "from shop_users import Shopper as User\n",
                "from locust.contrib.mqtt import MqttUser\n",
                "from locust import HttpUser as Base\nclass Shopper(Base):\n    pass\n",
                "import locust\nclass Shopper(locust.HttpUser):\n    pass\n",
                "from locust import HttpUser\nShopper = type('Shopper', (HttpUser,), {})\n",
                "import locust\nlocust.HttpUser.abstract = False\nfrom locust import HttpUser\n",
                "from locust import HttpUser\nTaskSet = HttpUser\nclass Shopper(TaskSet):\n    pass\n",
                "exec(open('users.txt').read())\n",
                "import importlib\nShopper = importlib.import_module('users').Shopper\n",
                "def make(base):\n    class Shopper(base):\n        pass\n    return Shopper\n"
            })
    void aFileThatMayHaveUsersIsAccepted(String source) throws IOException {
        assertThat(check(source)).isEmpty();
    }

    @Test
    void aFileIsNotRun() throws IOException {
        Path trace = folder.resolve("trace");
        assertThat(check(USER + "open('" + trace + "', 'w')\nimport nothing_of_this_name\n"))
                .isEmpty();
        assertThat(trace).doesNotExist();
    }

    @Test
    void severalFilesNeedOneUserTogether() throws IOException {
        write("shop/users.py", USER);
        write("shop/shape.py", "from locust import LoadTestShape\n");
        write("shop/_helper.py", "(");
        write("other.py", "(");
        assertThat(LocustfileCheck.check("shop", files, true)).isEmpty();
        assertThat(LocustfileCheck.check("shop/shape.py,shop/users.py", files, true))
                .isEmpty();
        assertThatThrownBy(() -> LocustfileCheck.check("shop/users.py,other.py", files, true))
                .hasMessageContaining("The locustfile other.py has a syntax error");
        assertThatThrownBy(() -> LocustfileCheck.check(".", files, true))
                .hasMessageContaining("The locustfile other.py has a syntax error");
        files.remove("shop/users.py");
        assertThatThrownBy(() -> LocustfileCheck.check("shop", files, true))
                .hasMessageContaining("defines no User class");
    }

    @Test
    void aFileThatPythonCannotParseAtAllIsLeftToLocust() throws IOException {
        assertThat(check(USER + "x = " + "-".repeat(50_000) + "1\n")).isEmpty();
    }

    private String noteWithoutHost(String source) throws IOException {
        write("shop.py", source);
        return LocustfileCheck.check("shop.py", files, false).orElse("");
    }

    @Test
    void aMissingHostIsNoted() throws IOException {
        String note =
                "The locustfile shop.py sets no host, and none is given, but the class Shopper in line 2 needs one:"
                        + " name it (-H of the command, host of the step), or no request will be made.";
        assertThat(noteWithoutHost(USER)).isEqualTo(note);
        assertThat(noteWithoutHost("import locust, random\nclass Shopper(locust.FastHttpUser):\n    weight = 2\n"))
                .isEqualTo(note);
        assertThat(LocustfileCheck.check("shop.py", files, true)).isEmpty();
        write("locust.conf", "host = http://localhost\n");
        assertThat(LocustfileCheck.check("shop.py", files, false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Shopper.host = 'http://x'\n",
                "    host = 'http://x'\n",
                "    host: str = 'http://x'\n",
                "    def __init__(self, environment):\n        pass\n",
                "@events.init.add_listener\ndef started(environment, **kwargs):\n    environment.host = 'http://x'\n",
                "from shop_users import Buyer\n",
                "from pages import *\n",
                "class Buyer(Base):\n    pass\n",
                "setattr(Shopper, 'ho' + 'st', 'http://x')\n",
                "options['host'] = 'http://x'\n"
            })
    void aHostThatMayBeSetIsNotMissed(String more) throws IOException {
        assertThat(noteWithoutHost(USER + more)).isEmpty();
    }

    @Test
    void clientsOtherThanHttpNeedNoHost() throws IOException {
        assertThat(noteWithoutHost("from locust import User\nclass Shopper(User):\n    pass\n"))
                .isEmpty();
    }
}
