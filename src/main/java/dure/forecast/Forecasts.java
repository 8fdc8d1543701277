package dure.forecast;

import dure.ledger.Question;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to 전망. As figures, forecasts are computed when they are asked for, from the plan and the entries that the viewer
 * may see: the public gets one that is made of what is disclosed.
 */
@Service
public class Forecasts {

    /** Of a year ({@link dure.ledger.Scope.InYear}); empty where there is neither a plan nor an entry. */
    @Transactional(readOnly = true)
    public Optional<Forecast> year(Question question) {
        return Optional.empty();
    }

    /** Of a term ({@link dure.ledger.Scope.InTerm}); empty where there is neither a plan nor an entry. */
    @Transactional(readOnly = true)
    public Optional<Forecast> term(Question question) {
        return Optional.empty();
    }

    /** 부진 사업 of the year, the largest expected shortfall first. */
    @Transactional(readOnly = true)
    public List<Laggard> laggards(Question question) {
        return List.of();
    }
}
