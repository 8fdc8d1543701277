package dure.ledger;

/** 집계기준의 이름과 판: "strict/1". */
public record RuleKey(String id, int version) {
    @Override
    public String toString() {
        return id + "/" + version;
    }
}
