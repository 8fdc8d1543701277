package dure;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import dure.access.TestAccounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A test in a real browser, the system's Chromium, on the running application. Every page is looked at by axe; what is
 * written to the console as an error fails the test, and a blocked script or style is written there.
 */
@DureTest
public abstract class BrowserTest {
    /** A telephone and a desk. */
    private static final List<Integer> WIDTHS = List.of(390, 1280);

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Playwright PLAYWRIGHT =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private static final Browser BROWSER = PLAYWRIGHT
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium")))
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(PLAYWRIGHT::close));
    }

    @LocalServerPort
    protected int port;

    @Autowired
    protected TestAccounts accounts;

    private final List<BrowserContext> visits = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    @AfterEach
    void leave() {
        visits.forEach(BrowserContext::close);
        visits.clear();
        assertThat(errors).as("errors on the browser's console").isEmpty();
    }

    protected String address(String path) {
        return "http://localhost:" + port + path;
    }

    /** A new visitor without cookies but that of the language. */
    protected Page visit(String path, int width, String language) {
        var page = visitor(width, language);
        page.navigate(address(path));
        return page;
    }

    protected Page visitor(int width, String language) {
        var visit = BROWSER.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, width < 600 ? 844 : 800)
                .setLocale("ko-KR")
                .setTimezoneId("Asia/Seoul"));
        visits.add(visit);
        visit.addCookies(List.of(new Cookie("dure_lang", language).setUrl(address("/"))));
        var page = visit.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                errors.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> errors.add(page.url() + ": " + error));
        return page;
    }

    protected Page signIn(TestAccounts.Login who, int width, String language) {
        var page = visit("/sign-in", width, language);
        page.fill("#login", who.login());
        page.fill("#password", who.password());
        page.click("main button[type=submit]");
        page.waitForURL(address("/**"));
        if (page.url().contains("/second-factor")) {
            TestAccounts.code(who.login()).ifPresent(code -> {
                page.fill("#code", code);
                page.click("form[action='/second-factor'] button >> nth=0");
                page.waitForURL(url -> !url.contains("/second-factor"));
            });
        }
        return page;
    }

    /** Opens a page as the public on a telephone and on a desk in both languages: screenshots, axe, no sideways scrolling. */
    protected void look(String name, String path) {
        for (var language : List.of("ko", "en")) {
            for (var width : WIDTHS) {
                look(name + "-" + language + "-" + width, visit(path, width, language));
            }
        }
    }

    /** The same with fewer eyes, for the next page of the same kind: Korean on a desk and English on a telephone. */
    protected void glance(String name, String path) {
        look(name + "-ko-1280", visit(path, 1280, "ko"));
        look(name + "-en-390", visit(path, 390, "en"));
    }

    /** The same for a page as it stands. */
    protected void look(String name, Page page) {
        page.evaluate("document.fonts.ready");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
        assertThat(violations(page)).as(name).isEmpty();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as(name + " fits its width")
                .isTrue();
        assertThat((Boolean) page.evaluate("[...document.querySelectorAll('[data-drawn]')].every("
                        + "(picture) => !picture.checkVisibility() || picture.clientHeight > 0)"))
                .as(name + " shows its pictures")
                .isTrue();
    }

    protected static List<String> violations(Page page) {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .flatMap(rule -> rule.getNodes().stream()
                                .map(node -> rule.getId() + ": " + node.getHtml() + " – " + node.getFailureSummary()))
                        .toList();
    }
}
