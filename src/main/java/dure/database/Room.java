package dure.database;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * 남은 공간: nothing more is taken in while the disk of the embedded server has less left than a reserve. Without room for
 * its log PostgreSQL stops altogether, and reading with it; the reserve is for what was begun before, and for sessions.
 */
@Component
@ConditionalOnBean(DatabaseServer.class)
@Order(Room.WITHIN_SECURITY)
class Room extends OncePerRequestFilter {
    static final int WITHIN_SECURITY = -40;

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final Path data;
    private final DataSize reserve;

    Room(DataDirectory data, @Value("${dure.database.reserve:256MB}") DataSize reserve) {
        this.data = data.resolve(".").normalize();
        this.reserve = reserve;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!READS.contains(request.getMethod())
                && !request.getRequestURI().startsWith("/sign-")
                && Files.getFileStore(data).getUsableSpace() < reserve.toBytes()) {
            response.sendError(HttpStatus.INSUFFICIENT_STORAGE.value());
            return;
        }
        chain.doFilter(request, response);
    }
}
