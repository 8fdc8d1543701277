package dure.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The database is away, or has no room left: said at once by what needs no database. It stands before everything that
 * does, sessions first of all; a page made in the usual way would fall over the same fault once more.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class Outage extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(Outage.class);

    /** The server that we bring along is back within a few seconds; asking sooner helps nobody. */
    private static final int RETRY_SECONDS = 5;

    /** disk_full, out_of_memory, configuration_limit_exceeded */
    private static final List<String> NO_ROOM = List.of("53100", "53200", "53400");

    private final Problems problems;
    private final Pages pages;

    Outage(Problems problems, Pages pages) {
        this.problems = problems;
        this.pages = pages;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            var status = of(e);
            if (status.isEmpty() || response.isCommitted()) {
                throw e;
            }
            answer(request, response, status.get(), e);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, HttpStatus status, Exception fault)
            throws IOException {
        var reference = Problems.newReference();
        log.warn("{}: {} {}: {}", reference, request.getMethod(), request.getRequestURI(), deepest(fault));
        response.reset();
        ContainerFaults.forbid(response);
        response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_SECONDS));
        var key = "web.problem." + status.value();
        if (Problems.isForMachines(request)) {
            problems.write(request, response, status, key);
            return;
        }
        response.setStatus(status.value());
        pages.render(
                "web/fault.jte",
                Map.of(
                        "status",
                        status.value(),
                        "sentences",
                        List.of(problems.wording(request).text(key)),
                        "reference",
                        reference),
                request,
                response);
    }

    /** 503 where the database cannot be reached, 507 where it cannot write for want of room; empty for any other fault. */
    static Optional<HttpStatus> of(@Nullable Throwable fault) {
        return switch (fault) {
            case null -> Optional.empty();
            case SQLTransientConnectionException noneFree -> Optional.of(HttpStatus.SERVICE_UNAVAILABLE);
            case SQLException sql
            when sql.getSQLState() != null && NO_ROOM.contains(sql.getSQLState()) ->
                Optional.of(HttpStatus.INSUFFICIENT_STORAGE);
            // Without a state it is the pool that speaks: the connection was closed under whoever had it.
            case SQLException sql when sql.getSQLState() == null -> Optional.of(HttpStatus.SERVICE_UNAVAILABLE);
            // 08 connection, 57P server shutting down, starting up or crashed, 53300 too many connections, 58 its files
            case SQLException sql
            when sql.getSQLState() != null && sql.getSQLState().matches("08.*|57P0[1-5]|53300|58.*") ->
                Optional.of(HttpStatus.SERVICE_UNAVAILABLE);
            default -> of(fault.getCause());
        };
    }

    private static String deepest(Throwable fault) {
        return fault.getCause() == null ? String.valueOf(fault.getMessage()) : deepest(fault.getCause());
    }
}
