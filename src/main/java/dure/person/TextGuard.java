package dure.person;

import dure.sheet.ResidentNumbers;
import dure.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every text that comes in, before any page or API is asked: form fields, JSON, names of files. Whatever holds a resident
 * registration number is refused without being told again, and so is what no field of ours is long enough for. Being in
 * front of everything, it holds for a form that nobody has thought of yet; files of tables are looked at by their reader.
 */
@ControllerAdvice
class TextGuard extends RequestBodyAdviceAdapter implements HandlerInterceptor, WebMvcConfigurer {
    /** As long as a cell of a spreadsheet may be; fields that are for less say so themselves. */
    static final int LONGEST = 2_000;

    /** More than any request of the API needs. */
    private static final int LONGEST_BODY = 2_000_000;

    /** Never stored as they are, and nobody but their owner knows what is in them. */
    private static final Pattern SECRET = Pattern.compile("(?i)_csrf|.*password.*|current|credential");

    /** Kept with what was recorded. */
    private static final Set<String> HEADERS = Set.of("Idempotency-Key");

    private final JsonMapper json;

    TextGuard(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/assets/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        request.getParameterMap().forEach((name, values) -> {
            for (var value : values) {
                check(name, value);
            }
        });
        for (var header : HEADERS) {
            var value = request.getHeader(header);
            if (value != null) {
                check(header, value);
            }
        }
        if (request instanceof MultipartHttpServletRequest parts) {
            parts.getMultiFileMap()
                    .forEach((field, files) -> files.forEach(file -> {
                        var name = file.getOriginalFilename();
                        if (name != null) {
                            check(field, name);
                        }
                    }));
        }
        return true;
    }

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return JacksonJsonHttpMessageConverter.class.isAssignableFrom(converter);
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        var body = message.getBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw Refusal.of(HttpStatus.CONTENT_TOO_LARGE, "web.problem.413");
        }
        try {
            check("", json.readTree(new String(body, StandardCharsets.UTF_8)));
        } catch (JacksonException e) {
            // What is no JSON is told as such by whoever reads it next.
        }
        return new HttpInputMessage() {
            @Override
            public InputStream getBody() {
                return new ByteArrayInputStream(body);
            }

            @Override
            public HttpHeaders getHeaders() {
                return message.getHeaders();
            }
        };
    }

    private static void check(String path, JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(one -> {
                check(path.isEmpty() ? "{}" : path, one.getKey());
                check(path.isEmpty() ? one.getKey() : path + "." + one.getKey(), one.getValue());
            });
        } else if (node.isArray()) {
            node.forEach(one -> check(path, one));
        } else if (node.isString() || node.isNumber()) {
            check(path, node.asString());
        }
    }

    private static void check(String field, String text) {
        if (SECRET.matcher(field).matches()) {
            return;
        }
        if (text.length() > LONGEST) {
            throw Refusal.of(new Refusal.Field(harmless(field), "person.text.long", harmless(field), LONGEST));
        }
        if (ResidentNumbers.isIn(field) || (!ResidentNumbers.isForCorporations(field) && ResidentNumbers.isIn(text))) {
            throw Refusal.of(new Refusal.Field(harmless(field), "person.number.found", harmless(field)));
        }
    }

    /** The field's name is the sender's too. */
    private static String harmless(String field) {
        return field.length() > 60 || ResidentNumbers.isIn(field) ? "…" : field;
    }
}
