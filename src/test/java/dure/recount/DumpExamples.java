package dure.recount;

import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.ledger.KeptJobs;
import dure.ledger.Ledger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DureTest
class DumpExamples {
    @LocalServerPort
    int port;

    @Test
    void dump(@Autowired Ledger ledger, @Autowired TestBooks books) throws Exception {
        var http = new Http(port);
        Files.writeString(Path.of("/tmp/ex-rules.json"), http.get("/api/v1/rules", "Accept-Language", "ko").body());
        Files.writeString(Path.of("/tmp/ex-recount.json"), http.get("/api/v1/municipalities/50000/recount?year=2020&dataSet=SIMULATED&rules=announced,lasting&asOf=2020-12-31", "Accept-Language", "ko").body());
        var book = books.next();
        KeptJobs.in(ledger, book);
        Files.writeString(Path.of("/tmp/ex-retention.json"), http.get("/api/v1/municipalities/" + book.municipality() + "/retention?year=2025&dataSet=REAL&asOf=2026-06-30", "Accept-Language", "ko").body());
    }
}
