package dure.notice;

import dure.access.Access;
import dure.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** 알림: the page of all that waits, and their number in the masthead of every page that staff open. */
@Controller
class NoticePages implements WebMvcConfigurer, HandlerInterceptor {
    private final List<Notices> contributed;
    private final Access access;

    NoticePages(List<Notices> contributed, Access access) {
        this.contributed = contributed;
        this.access = access;
    }

    @GetMapping("/notices")
    ModelAndView all() {
        return new ModelAndView("notice/notices", Map.of("notices", notices()));
    }

    private List<Notice> notices() {
        var viewer = access.viewer();
        return viewer.isStaff()
                ? contributed.stream()
                        .flatMap(one -> one.of(viewer).stream())
                        .sorted(Comparator.comparing(Notice::urgent).reversed())
                        .toList()
                : List.of();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/api/**", "/assets/**");
    }

    /** Once a page is about to be shown: not before a redirect, and not on a page that tells of a fault. */
    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView shown) {
        if (shown == null || shown.getViewName() == null || shown.getViewName().startsWith("redirect:")) {
            return;
        }
        var listed = shown.getModel().get("notices") instanceof List<?> all ? all : notices();
        request.setAttribute(Page.NOTICES, listed.size());
    }
}
