package dure.council;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import dure.BrowserTest;
import dure.Http;
import dure.TestBooks;
import dure.TestMail;
import dure.access.Access;
import dure.access.Role;
import dure.plan.Plans;
import dure.plan.Versions;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 간사 at a desk, 위원 with a telephone and ten minutes. */
class TheWayOfASecretaryAndAMember extends BrowserTest {
    @Autowired
    TestBooks books;

    @Autowired
    Plans plans;

    @Autowired
    Versions versions;

    @Test
    void goes_from_the_first_council_to_a_call_an_opinion_a_vote_by_name_and_public_minutes() {
        var book = books.next();
        var place = book.municipality();
        var office = accounts.officer(place);
        var first = accounts.with(Role.COUNCIL_MEMBER, place);
        Access.as(accounts.viewer(office), () -> Gathered.submitted(book, plans, versions, 2027, 87));

        var secretary = signIn(office, 1280, "ko");
        secretary.navigate(address("/municipalities/" + place + "/councils"));
        look("councils-none-ko-1280", secretary);
        secretary.fill("input[name=name]", "가상 일자리 창출 협의체");
        secretary.fill("input[name=foundedOn]", "2026-07-01");
        press(secretary, "등록");
        press(secretary, "정족수 적용");
        assertThat(secretary.textContent("section[aria-labelledby=rule]"))
                .contains("재적위원 과반수의 출석으로 개의, 출석위원 과반수의 찬성으로 의결");
        member(secretary, "김가상", "GOVERNMENT", "CHAIR", first.login());
        member(secretary, "이가상", "LABOUR", "MEMBER", "");
        member(secretary, "박가상", "MANAGEMENT", "MEMBER", "");
        look("council-ko-1280", secretary);

        secretary.click("#new-meeting > summary");
        secretary.fill("#new-meeting input[name=title]", "2027년 제1차 회의");
        secretary.fill("#new-meeting input[name=plannedAt]", "2027-03-26T14:00");
        secretary.fill("#new-meeting input[name=place]", "가상청사 3층");
        press(secretary, "회의 잡기");
        secretary.selectOption("#new-item select[name=plan]", new com.microsoft.playwright.options.SelectOption().setIndex(1));
        secretary.fill("#new-item input[name=itemTitle]", "2027년 일자리대책 세부계획(안)");
        press(secretary, "안건 올리기");
        secretary.click("#new-paper > summary");
        secretary.setInputFiles(
                "#new-paper input[type=file]",
                new FilePayload(
                        "심의자료.pdf", "application/pdf", "%PDF-1.7 가상".getBytes(StandardCharsets.UTF_8)));
        press(secretary, "올리기", "#new-paper ");
        assertThat(secretary.textContent(".papers")).contains("심의자료.pdf");
        look("meeting-planned-ko-1280", secretary);
        secretary.onDialog(dialog -> dialog.accept());
        press(secretary, "소집하고 통지 보내기");
        assertThat(secretary.textContent("section[aria-labelledby=notices]")).contains("김가상", "전자우편 보냄");
        assertThat(TestMail.newestTo("kim@example.kr")).isNotNull();
        var meeting = secretary.url().replaceAll("#.*", "");

        var member = signIn(first, 390, "ko");
        member.click(".ways a:has-text('협의체')");
        look("councils-mine-ko-390", member);
        member.click("a.button:has-text('의견 내기')");
        member.click("summary:has-text('의견 내기')");
        member.check("input[name=stance][value=CONDITIONAL]");
        member.fill("textarea[name=text]", "청년 사업의 목표를 월별로 나누어 주십시오.");
        look("meeting-called-ko-390", member);
        press(member, "의견 내기", "form[action$='/own-opinion'] ");
        assertThat(member.textContent(".opinions")).contains("김가상", "조건부 찬성", "월별로", "본인");

        secretary.navigate(meeting);
        press(secretary, "개회");
        secretary.check("label:has-text('김가상') input");
        secretary.check("label:has-text('이가상') input");
        press(secretary, "출석 저장");
        assertThat(secretary.textContent("#live")).contains("성원", "재적 3명 중 2명 출석");
        secretary.click("summary:has-text('제척·기피·회피 기록')");
        var recusal = secretary.locator("form[action$='/recusals']");
        recusal.locator("select[name=member]").selectOption(new com.microsoft.playwright.options.SelectOption().setLabel("박가상"));
        recusal.locator("input[name=reason]").fill("수행기관의 대표");
        press(secretary, "기록", "form[action$='/recusals'] ");
        press(secretary, "표결에 부치기", "form[action$='/motions'] ");
        look("meeting-voting-ko-1280", secretary);

        member.reload();
        look("meeting-voting-ko-390", member);
        member.click(".ballot button:has-text('찬성')");
        assertThat(member.textContent(".motion")).contains("찬성(으)로 표결했습니다");

        secretary.reload();
        assertThat(secretary.textContent(".motion")).contains("본인 표결");
        press(secretary, "집계하고 의결");
        assertThat(secretary.textContent(".fault")).contains("표의 합(1)이 출석위원(2명)과 다릅니다");
        secretary.selectOption(".motion select[name^=choice-]", "FOR");
        press(secretary, "표결 기록");
        secretary.fill(".motion input[name=documentNumber]", "일자리정책과-1234");
        press(secretary, "집계하고 의결");
        assertThat(secretary.textContent("section.item"))
                .contains("원안가결", "재적 2명, 출석 2명: 찬성 2 · 반대 0 · 기권 0", "제척·기피·회피 1명 제외", "일자리정책과-1234");
        look("meeting-decided-ko-1280", secretary);
        press(secretary, "회의 마치기");
        assertThat(secretary.url()).endsWith("/minutes");
        secretary.fill("#note-0 textarea", "위원장이 개회를 선언하다.");
        secretary.waitForSelector("#saved-0:has-text('저장됨')");
        look("minutes-unsigned-ko-1280", secretary);
        press(secretary, "회의록 확정");
        assertThat(secretary.textContent("main")).contains("위원장이 개회를 선언하다.", "내용이 해시와 같습니다", "기명", "김가상 찬성");
        look("minutes-signed-ko-1280", secretary);

        member.navigate(address("/councils"));
        member.click("a:has-text('회의록')");
        look("minutes-ko-390", member);
        assertThat(new Http(port).get("/municipalities/" + place + "/councils").body())
                .doesNotContain("2027년 일자리대책 세부계획(안)");

        secretary.navigate(address("/municipalities/" + place + "/disclosure-conditions"));
        assertThat(secretary.textContent("section[aria-labelledby=standing]")).contains("공시 요건을 갖추었습니다");
        secretary.selectOption("select[name=conditionKind]", "YEAR");
        secretary.selectOption("select[name=asks]", "DOCUMENT");
        press(secretary, "요건 적용");
        look("conditions-ko-1280", secretary);
        secretary.navigate(address("/municipalities/" + place));
        press(secretary, "공시", ".told ");
        glance("councils-public", "/municipalities/" + place + "/councils");
        glance("minutes-public", meeting.replace(address(""), "") + "/minutes");
    }

    private static void member(Page page, String name, String side, String duty, String login) {
        if (!(Boolean) page.evaluate("document.querySelector('#new-member').open")) {
            page.click("#new-member > summary");
        }
        page.fill("#new-member input[name=memberName]", name);
        page.fill("#new-member input[name=affiliation]", "가상군 가상기관");
        page.selectOption("#new-member select[name=side]", side);
        page.selectOption("#new-member select[name=duty]", duty);
        page.fill("#new-member input[name=from]", "2026-07-01");
        page.fill("#new-member input[name=email]", login.isEmpty() ? "" : "kim@example.kr");
        page.fill("#new-member input[name=login]", login);
        press(page, "등록", "#new-member ");
    }

    private static void press(Page page, String label) {
        press(page, label, "main ");
    }

    private static void press(Page page, String label, String within) {
        page.waitForNavigation(() -> page.click(within + "button:has-text('" + label + "') >> nth=0"));
    }
}
