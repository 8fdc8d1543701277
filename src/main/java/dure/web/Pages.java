package dure.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** Renders the templates that the build compiled: the view "tower/list" is the template tower/list.jte. */
@Component
class Pages implements ViewResolver, Ordered {
    // The package is the modules' own, as src/build/java/Templates.java writes it.
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dure");
    private final Map<String, Optional<View>> views = new ConcurrentHashMap<>();
    private final MessageSource messages;
    private final Language language;
    private final List<Way> ways;
    private final ObjectProvider<ResourceUrlProvider> assets;
    private final WebSettings settings;

    Pages(
            MessageSource messages,
            Language language,
            List<Way> ways,
            ObjectProvider<ResourceUrlProvider> assets,
            WebSettings settings) {
        this.messages = messages;
        this.language = language;
        this.ways = ways.stream().sorted(Comparator.comparing(Way::order)).toList();
        this.assets = assets;
        this.settings = settings;
    }

    @Override
    public @Nullable View resolveViewName(String name, Locale locale) {
        return views.computeIfAbsent(name, this::view).orElse(null);
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    private Optional<View> view(String name) {
        var template = name + ".jte";
        return templates.hasTemplate(template)
                ? Optional.of((model, request, response) -> render(template, model, request, response))
                : Optional.empty();
    }

    void render(
            String template, @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var parameters = new HashMap<String, Object>(model == null ? Map.of() : model);
        parameters.put("page", page(request));
        var output = new Utf8ByteOutput();
        templates.render(template, parameters, output);
        language.keep(request, response);
        response.setContentType(MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
        response.setContentLength(output.getContentLength());
        output.writeTo(response.getOutputStream());
    }

    private Page page(HttpServletRequest request) {
        var urls = assets.getObject();
        return new Page(
                messages,
                language.resolveLocale(request),
                request,
                ways,
                path -> {
                    var hashed = urls.getForLookupPath(path);
                    return hashed == null ? path : hashed;
                },
                settings.face());
    }
}
