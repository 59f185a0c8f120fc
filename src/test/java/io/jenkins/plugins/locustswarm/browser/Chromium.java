package io.jenkins.plugins.locustswarm.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.locustswarm.engine.text.Printable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium that reaches loopback addresses only. Tests that use it are skipped where there is none. */
public final class Chromium implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** The check of a page with many rows for accessibility is the longest script, and the computer may be busy. */
    private static final Duration SCRIPT_LIMIT = Duration.ofMinutes(10);

    private static final Duration DRIVER_LIMIT = Duration.ofMinutes(2);

    private static final int HEIGHT = 900;

    /** Counts the requests of a page that are not answered yet, and records what its content security policy blocks. */
    private static final String WATCH = """
            window.testWatch = { open: 0, violations: [] };
            document.addEventListener("securitypolicyviolation", (event) => {
              window.testWatch.violations.push(event.violatedDirective + " " + event.blockedURI + " " + event.sample
                + " at " + event.sourceFile + ":" + event.lineNumber);
            });
            const plain = window.fetch;
            window.fetch = function () {
              window.testWatch.open++;
              return plain.apply(this, arguments).finally(() => window.testWatch.open--);
            };
            const send = XMLHttpRequest.prototype.send;
            XMLHttpRequest.prototype.send = function () {
              window.testWatch.open++;
              this.addEventListener("loadend", () => window.testWatch.open--);
              return send.apply(this, arguments);
            };
            """;

    /** Answers once nothing is outstanding and the page was drawn after that. */
    private static final String SETTLED = """
            const answer = arguments[0];
            requestAnimationFrame(() => requestAnimationFrame(() => answer(document.readyState === "complete"
              && (!window.testWatch || window.testWatch.open === 0)))); // the first page of a browser has no watch
            """;

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
        driver.manage().timeouts().scriptTimeout(SCRIPT_LIMIT);
    }

    /** Starts the browser; skips the test if it or its driver is not installed. */
    public static Chromium start() {
        Optional<File> browser = command("chromium", "google-chrome");
        Optional<File> chromedriver = command("chromedriver");
        assumeTrue(
                browser.isPresent() && chromedriver.isPresent(),
                "Chromium and chromedriver are not installed together");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.get());
        options.addArguments(
                "--headless=new",
                "--no-sandbox", // root has no other choice
                "--hide-scrollbars",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.get())
                        .withTimeout(DRIVER_LIMIT)
                        .build(),
                options);
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
        return new Chromium(driver);
    }

    private static Optional<File> command(String... names) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of(names).map(name -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst();
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Opens a page, and waits until its charts have their figures. */
    public Chromium open(String url) {
        driver.manage().logs().get(LogType.BROWSER); // empties it
        driver.get(url);
        return settle();
    }

    /** Waits until all requests of the page are answered and the answers are drawn. */
    public Chromium settle() {
        wait(settled -> Boolean.TRUE.equals(driver.executeAsyncScript(SETTLED)));
        return this;
    }

    private void wait(Predicate<ChromeDriver> condition) {
        new WebDriverWait(driver, LIMIT).until(ignored -> condition.test(driver));
    }

    /** Waits until a script returns true. */
    public Chromium until(String script) {
        wait(ignored -> Boolean.TRUE.equals(run(script)));
        return this;
    }

    /** Runs a script that returns something. */
    public Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Sets the width of the page, in CSS pixels. */
    public Chromium width(int pixels) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
        return settle();
    }

    /** Lets the system prefer a dark or a light scheme. */
    public Chromium prefers(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return settle();
    }

    public WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    public List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Presses keys one after another, wherever the focus is. */
    public Chromium press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
        return this;
    }

    /** Presses the tab key until an element has the focus. */
    public WebElement tabTo(String selector) {
        Set<String> reached = new LinkedHashSet<>();
        for (int i = 0; i < 300; i++) {
            press(Keys.TAB);
            // in one script, since a page that updates itself may replace the element at any time
            List<?> focused = (List<?>) run(
                    "const focused = document.activeElement; return [focused.matches(arguments[0]), focused.outerHTML]",
                    selector);
            if (Boolean.TRUE.equals(focused.get(0))) {
                return driver.switchTo().activeElement();
            }
            reached.add(Printable.cut((String) focused.get(1), 120));
        }
        throw new AssertionError("The tab key does not reach " + selector + ", but " + reached);
    }

    /** Returns what the content security policy blocked. */
    @SuppressWarnings("unchecked")
    public List<String> violations() {
        return (List<String>) run("return window.testWatch.violations");
    }

    /** Returns the errors that the page caused since it was opened. */
    public List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    /** Writes a picture of the whole page. */
    public void picture(Path file) throws IOException {
        Object data = driver.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
                .get("data");
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode((String) data));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
