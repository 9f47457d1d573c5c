package io.affekt.system.page;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium that looks at the page as a person would. */
final class Browser implements AutoCloseable {

    static final int DESK = 1440;
    static final int PHONE = 390;

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int HEIGHT = 900;

    private final URI page;
    private final ChromeDriver driver;

    /** Whether this machine has Debian's {@code chromium} and {@code chromium-driver}. */
    static boolean found() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    }

    /** @param page where the dashboard answers */
    Browser(URI page) {
        this.page = page;
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toString());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--mute-audio");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, java.util.logging.Level.WARNING);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options);
        size(DESK, HEIGHT);
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Goes to a page and loads it anew. */
    void open(String path) {
        driver.get(page.resolve("/#" + path).toString());
        driver.navigate().refresh();
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void dark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** The first element that fits, once it is there and shown. */
    WebElement see(String css) {
        return see(css, element -> true);
    }

    /** The first element that fits and says a text, once it does. */
    WebElement see(String css, String text) {
        return see(css, element -> element.getText().contains(text));
    }

    private WebElement see(String css, Predicate<WebElement> fits) {
        return await(css)
                .atMost(Duration.ofSeconds(90))
                .ignoreException(StaleElementReferenceException.class)
                .until(
                        () -> driver.findElements(By.cssSelector(css)).stream()
                                .filter(element -> element.isDisplayed() && fits.test(element))
                                .findFirst()
                                .orElse(null),
                        element -> element != null);
    }

    /** What a script returns. */
    Object run(String script) {
        return driver.executeScript(script);
    }

    /** Keeps pictures of the whole page: at a desk and on a phone, light and dark. */
    void picture(String name) {
        for (int width : List.of(DESK, PHONE)) {
            for (boolean dark : List.of(false, true)) {
                dark(dark);
                size(width, HEIGHT);
                size(width, Math.max(HEIGHT, number("return document.documentElement.scrollHeight")));
                try {
                    Files.createDirectories(PICTURES);
                    Files.write(
                            PICTURES.resolve("%s-%d-%s.png".formatted(name, width, dark ? "dark" : "light")),
                            driver.getScreenshotAs(OutputType.BYTES));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        dark(false);
        size(DESK, HEIGHT);
    }

    int number(String script) {
        return ((Number) run(script)).intValue();
    }

    /** What the browser complained about since the last time. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getMessage())
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
