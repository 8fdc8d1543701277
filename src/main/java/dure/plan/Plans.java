package dure.plan;

import dure.access.Access;
import dure.access.Permission;
import dure.finding.Finding;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import dure.sheet.Workbook;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to plans. Everybody sees of a plan the newest version that he may see: staff the newest that is not
 * withdrawn, the public (and the staff of other municipalities) the disclosed one.
 */
@Service
public class Plans {
    private final PlanStore plans;
    private final ImportingPlans importing;
    private final PlanTemplate template;
    private final Surroundings surroundings;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final DisclosingAVersion disclosing;
    private final TotalsStore totals;
    private final FillingTheWorkbook filling;

    Plans(
            PlanStore plans,
            ImportingPlans importing,
            PlanTemplate template,
            Surroundings surroundings,
            Access access,
            ApplicationEventPublisher events,
            DisclosingAVersion disclosing,
            TotalsStore totals,
            FillingTheWorkbook filling) {
        this.plans = plans;
        this.importing = importing;
        this.template = template;
        this.surroundings = surroundings;
        this.access = access;
        this.events = events;
        this.disclosing = disclosing;
        this.totals = totals;
        this.filling = filling;
    }

    @Transactional(readOnly = true)
    public Optional<AnnualPlan> annual(Book book, int year) {
        return annual(book, year, Promise.NEWEST);
    }

    /** Empty where the plan has made no such promise: one that was never disclosed has no original. As all that ask so. */
    @Transactional(readOnly = true)
    public Optional<AnnualPlan> annual(Book book, int year, Promise promise) {
        return plans.annual(book, year, promise);
    }

    @Transactional(readOnly = true)
    public Optional<TermPlan> term(Book book, int term) {
        return term(book, term, Promise.NEWEST);
    }

    @Transactional(readOnly = true)
    public Optional<TermPlan> term(Book book, int term, Promise promise) {
        return plans.term(book, term, promise);
    }

    /** 당초 of the plan that this is a version of; empty where it was never disclosed. */
    @Transactional(readOnly = true)
    public Optional<PlanHead> original(PlanHead plan) {
        return plan.version() == 1
                ? Optional.of(plan).filter(one -> one.state().isPublic())
                : disclosed(plan).stream().findFirst();
    }

    private List<PlanHead> disclosed(PlanHead plan) {
        return plans.disclosed(plan.book(), plan.kind(), plan.period());
    }

    /**
     * 당초와 변경 of the plan that this is a version of; empty where it was not amended since it was disclosed. A first version
     * that is not superseded says so itself, and nothing is asked for.
     */
    @Transactional(readOnly = true)
    public Optional<Promises> promises(PlanHead plan) {
        if (plan.version() == 1 && plan.state() != PlanState.SUPERSEDED) {
            return Optional.empty();
        }
        var disclosed = disclosed(plan);
        if (disclosed.size() < 2) {
            return Optional.empty();
        }
        var original = disclosed.getFirst();
        var latest = disclosed.getLast();
        var sums = totals.totals(List.of(original.id(), latest.id()));
        return Optional.of(new Promises(
                new Promises.Promised(original, Objects.requireNonNull(sums.get(original.id()))),
                new Promises.Promised(latest, Objects.requireNonNull(sums.get(latest.id())))));
    }

    /** Every plan that the viewer may see in this book, in its newest version, without its items. */
    @Transactional(readOnly = true)
    public List<PlanHead> heads(Book book) {
        return heads(book, Promise.NEWEST);
    }

    @Transactional(readOnly = true)
    public List<PlanHead> heads(Book book, Promise promise) {
        return plans.heads(book, promise);
    }

    /** As {@link #heads(Book)}, of every book: real books first. */
    @Transactional(readOnly = true)
    public List<PlanHead> heads() {
        return plans.heads();
    }

    /** The annual plans of a year in all books of a data set, with their totals: what is ranked. One query. */
    @Transactional(readOnly = true)
    public List<PlanHead> heads(int year, DataSet dataSet) {
        return heads(PlanKind.YEAR, year, dataSet, Promise.NEWEST);
    }

    /** As {@link #heads(int, DataSet)}, of a term too: the plans of one kind and period. One query. */
    @Transactional(readOnly = true)
    public List<PlanHead> heads(PlanKind kind, int period, DataSet dataSet) {
        return heads(kind, period, dataSet, Promise.NEWEST);
    }

    @Transactional(readOnly = true)
    public List<PlanHead> heads(PlanKind kind, int period, DataSet dataSet, Promise promise) {
        return plans.heads(kind, period, dataSet, promise);
    }

    /** 최근 공시: the plans that became public last and still are what is public, the latest first. */
    @Transactional(readOnly = true)
    public List<PlanHead> latestDisclosed(int limit) {
        return plans.latestDisclosed(limit);
    }

    /** The terms that have a plan which the viewer may see, or the years, the latest first. */
    @Transactional(readOnly = true)
    public List<Integer> periods(PlanKind kind) {
        return plans.periods(kind);
    }

    /** Of every book with an annual plan that the viewer may see: the newest year up to this one that has such a plan. */
    @Transactional(readOnly = true)
    public Map<Book, Integer> newestYears(int upTo) {
        return plans.newestYears(upTo);
    }

    /** As {@link #shown(MunicipalityCode)}, of every municipality that has a book to show. One query. */
    @Transactional(readOnly = true)
    public Map<MunicipalityCode, Book> shown() {
        return plans.shown();
    }

    /** The book that is shown of a municipality: the real one where the viewer may see anything of it, else a sample, else a simulation. */
    @Transactional(readOnly = true)
    public Optional<Book> shown(MunicipalityCode municipality) {
        return plans.shown(municipality);
    }

    /**
     * 증감률 on the year before: as the plan states it; else from the earlier target that it names; else from the plan
     * of the year before that the viewer may see. Empty where none of these is there.
     */
    @Transactional(readOnly = true)
    public Optional<Growth> growth(AnnualPlan plan) {
        if (plan.declaredGrowth() != null) {
            return Optional.of(plan.declaredGrowth());
        }
        var target = plan.target();
        return target == null
                ? Optional.empty()
                : plans.newest(plan.book(), PlanKind.YEAR, plan.year() - 1)
                        .map(before -> before.getDeclaredTarget())
                        .filter(before -> before > 0)
                        .map(before -> Growth.computed(target.amount(), before, null));
    }

    /** 지적: what a year's plan says against itself, the plan of the year before and that of its term. */
    @Transactional(readOnly = true)
    public List<Finding> contradictions(AnnualPlan plan) {
        return PlanContradictions.of(Said.by(plan), surroundings.of(plan.book(), PlanKind.YEAR, plan.year()));
    }

    /** 지적: what a term's plan says against itself and the plans of its years. */
    @Transactional(readOnly = true)
    public List<Finding> contradictions(TermPlan plan) {
        return PlanContradictions.of(Said.by(plan), surroundings.of(plan.book(), PlanKind.TERM, plan.term()));
    }

    /** The projects of a year's plan, in its order; empty where there is no plan. */
    @Transactional(readOnly = true)
    public List<ProjectName> projects(Book book, int year) {
        return plans.projects(book, year);
    }

    /** What projects are called, whatever years they are of. One query; an id that the viewer may not see is left out. */
    @Transactional(readOnly = true)
    public Map<ProjectId, ProjectName> names(Collection<ProjectId> projects) {
        return plans.names(projects);
    }

    /** The plan workbook to be filled in, XLSX. Sheets and heads are Korean; its guide and notes follow the language. */
    public byte[] template(Locale language) {
        return template.workbook(language);
    }

    /**
     * A version as a filled workbook, XLSX: read again it is the same content. Empty where the viewer may not see that
     * version.
     */
    @Transactional(readOnly = true)
    public Optional<byte[]> workbook(PlanId version, Locale language) {
        return plans.find(version).map(head -> filling.bytes(plans.content(head.id()), language));
    }

    /** Whether a workbook is one of a plan: it has the sheet 기본. */
    public static boolean isPlan(Workbook workbook) {
        return workbook.sheet(PlanSheet.BASICS.title()).isPresent();
    }

    /** The data set that a plan workbook belongs to by the kind of its source; REAL where it does not say. */
    public DataSet dataSetOf(Workbook workbook) {
        return importing.dataSetOf(workbook);
    }

    /**
     * Makes a new version of a plan, in state DRAFT, from a workbook: all of it or nothing. An older draft of the same
     * plan is withdrawn; the same content again changes nothing.
     *
     * @param dryRun say what would happen, and change nothing
     * @throws org.springframework.security.access.AccessDeniedException if the viewer may not write for its municipality
     */
    public PlanImport importWorkbook(Workbook workbook, DataSet dataSet, boolean dryRun) {
        return importing.run(workbook, dataSet, dryRun);
    }

    /** What would stand in the way of {@link #disclose} now; empty where nothing does. Changes nothing. */
    @Transactional(readOnly = true)
    public Optional<PlanDisclosure> obstacle(Book book, PlanKind kind, int period) {
        return plans.newestOpen(book, kind, period)
                .map(open -> disclosing.obstacle(PlanStore.head(open), open.getResolution()))
                .orElseGet(() -> Optional.of(new PlanDisclosure.NoPlan()));
    }

    /**
     * 공시: the newest version of a plan becomes public, the one before is superseded.
     *
     * @throws org.springframework.security.access.AccessDeniedException if the viewer may not write for its municipality
     */
    @Transactional
    public PlanDisclosure disclose(Book book, PlanKind kind, int period) {
        access.require(Permission.PLANS_DISCLOSE, book.municipality());
        plans.lock(book, kind, period);
        var open = plans.newestOpen(book, kind, period);
        if (open.isEmpty()) {
            return plans.newest(book, kind, period)
                    .<PlanDisclosure>map(plan -> new PlanDisclosure.AlreadyDisclosed(PlanStore.head(plan)))
                    .orElseGet(PlanDisclosure.NoPlan::new);
        }
        var disclosure =
                disclosing.disclose(PlanStore.head(open.get()), open.get().getResolution());
        if (disclosure instanceof PlanDisclosure.Disclosed disclosed) {
            events.publishEvent(new PlanDisclosed(disclosed.plan().id(), book, kind, period));
        }
        return disclosure;
    }
}
