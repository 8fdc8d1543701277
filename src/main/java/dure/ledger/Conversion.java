package dure.ledger;

import dure.finding.Place;
import dure.plan.Measure;
import java.time.LocalDate;

/**
 * 누계 환산: how one cell of a file became a flow. stated − held − inFile = recorded.
 *
 * @param about the project's code and name, or the label
 * @param stated what the cell says
 * @param held what the ledger held of it before
 * @param inFile what other rows of this file say of it
 * @param recorded what is written; 0: nothing new
 * @param from first day of what is written
 */
public record Conversion(
        Place place,
        String about,
        Measure measure,
        StatedAs as,
        long stated,
        long held,
        long inFile,
        long recorded,
        LocalDate from,
        LocalDate to) {}
