package dure.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Sets text size and contrast and goes back: links, so that they work without a script. */
@Controller
class DisplayPages {
    @GetMapping("/display")
    String set(
            @RequestParam String as,
            @RequestParam(defaultValue = "/") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        Display.parse(as)
                .ifPresent(display -> response.addHeader(
                        HttpHeaders.SET_COOKIE,
                        Language.cookie(request, Display.COOKIE, display.value())
                                .toString()));
        return "redirect:" + LocalPath.of(next);
    }
}
