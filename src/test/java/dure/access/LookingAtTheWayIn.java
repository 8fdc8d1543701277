package dure.access;

import static org.assertj.core.api.Assertions.assertThat;

import dure.BrowserTest;
import dure.region.MunicipalityCode;
import org.junit.jupiter.api.Test;

class LookingAtTheWayIn extends BrowserTest {
    @Test
    void the_sign_in_page() {
        look("sign-in", "/sign-in");
        look("sign-in-refused", visit("/sign-in?failed", 390, "ko"));
    }

    @Test
    void a_one_time_password_must_be_changed_first() {
        var who = accounts.fresh();
        for (var language : java.util.List.of("ko", "en")) {
            var page = signIn(who, 1280, language);
            assertThat(page.url()).endsWith("/password");
            look("password-" + language, page);
        }
        look("password-ko-390", signIn(who, 390, "ko"));
    }

    @Test
    void accounts_and_tokens() {
        accounts.officer(new MunicipalityCode("30170"));
        var administrator = accounts.administrator();
        for (var language : java.util.List.of("ko", "en")) {
            for (var width : java.util.List.of(390, 1280)) {
                var page = signIn(administrator, width, language);
                page.navigate(address("/access"));
                look("access-" + language + "-" + width, page);
            }
        }
        var page = signIn(administrator, 1280, "ko");
        page.navigate(address("/access"));
        page.click("text=토큰 만들기");
        page.fill("#token-name", "월 보고 연계");
        page.click("label.check >> nth=1");
        page.fill("#token-municipality", "30170 대전광역시 서구");
        look("access-new-token", page);
        page.click("section:has(#tokens) form[action='/access/tokens'] button");
        assertThat(page.textContent("#secret")).startsWith("dure_");
        look("access-token-told", page);
    }
}
