package dure.tower;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the OpenAPI document says beyond the code: title, ways to sign in, and an example of every answer and request,
 * from the files openapi/&lt;operationId&gt;.json and .request.json.
 */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Bean
    OpenApiCustomizer described() {
        return api -> {
            api.info(new Info()
                    .title("Dure")
                    .version("v1")
                    .description("Plans, results and figures of Korea's local governments. Counts are whole, money is"
                            + " whole won, ratios are not rounded; what is not known is null. Errors are problem+json.")
                    .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
            api.getComponents()
                    .addSecuritySchemes(
                            "token",
                            new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
                    .addSecuritySchemes(
                            "account",
                            new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"));
            api.getPaths().values().forEach(path -> path.readOperations().forEach(ApiDescription::illustrate));
        };
    }

    private static void illustrate(Operation operation) {
        example(operation.getOperationId())
                .ifPresent(example -> operation
                        .getResponses()
                        .values()
                        .forEach(response -> Optional.ofNullable(response.getContent())
                                .ifPresent(content -> show(content, example))));
        var body = operation.getRequestBody();
        if (body != null && body.getContent() != null) {
            example(operation.getOperationId() + ".request").ifPresent(example -> show(body.getContent(), example));
        }
    }

    private static void show(Content content, Object example) {
        content.values().forEach((MediaType type) -> type.setExample(example));
    }

    private static Optional<Object> example(String name) {
        var file = new ClassPathResource("openapi/" + name + ".json");
        if (!file.exists()) {
            return Optional.empty();
        }
        try (var in = file.getInputStream()) {
            return Optional.of(JSON.readValue(in, Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException("The example " + name + " could not be read", e);
        }
    }
}
