package dure.verification;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param coefficients the installation's coefficients: a file of tables, read at every start; null: there are none */
@ConfigurationProperties("dure.verification")
record VerificationSettings(@Nullable Path coefficients) {}
