package dure;

import dure.access.TestAccounts;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test on the running application: real PostgreSQL, real HTTP on a random port ({@code @LocalServerPort}). All
 * classes with this annotation share one application and one database, so a test writes only what it can tell apart,
 * and adds no bean or property of its own: that would start another application.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestData.class)
@Import({TestDatabase.class, TestBooks.class, TestAccounts.class})
public @interface DureTest {}
