package dure.sheet;

import java.util.concurrent.Callable;

/**
 * How far a long reading and writing has come. Whoever starts it may bind a watcher; without one nothing is counted. The
 * watcher may end the work by an exception: it is asked between rows, where nothing is half done.
 */
public interface Progress {
    ScopedValue<Progress> WATCHER = ScopedValue.newInstance();

    /** What is done with rows, in this order. */
    enum Step {
        READ,
        CHECKED,
        WRITTEN
    }

    /** @throws Ended where nobody wants it any more */
    void moved(Step step, int rows);

    /** The work was ended on the way; nothing of it is kept. */
    abstract class Ended extends RuntimeException {
        protected Ended(String reason) {
            super(reason);
        }
    }

    /** Says that this many more rows are done with. */
    static void move(Step step, int rows) {
        if (WATCHER.isBound()) {
            WATCHER.get().moved(step, rows);
        }
    }

    /** Does the work under the eyes of this watcher. */
    static <T> T watched(Progress watcher, Callable<T> work) {
        try {
            return ScopedValue.where(WATCHER, watcher).call(work::call);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
