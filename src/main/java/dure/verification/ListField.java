package dure.verification;

import static dure.verification.ListKind.INSURED_PERSONS;
import static dure.verification.ListKind.PERSON_LIST;
import static dure.verification.ListKind.WORKPLACES;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What a column of a list may mean, and what offices write over it. */
enum ListField {
    NAME(Set.of(PERSON_LIST, INSURED_PERSONS), "성명", "이름", "근로자명", "피보험자명", "피보험자성명", "참여자명", "근로자성명"),
    BIRTH_DATE(Set.of(PERSON_LIST, INSURED_PERSONS), "생년월일", "출생일", "출생일자", "주민등록번호", "주민번호", "주민등록번호앞자리", "생년월일성별"),
    SEX(Set.of(PERSON_LIST, INSURED_PERSONS), "성별"),
    STARTED_ON(Set.of(PERSON_LIST), "취업일", "채용일", "입사일", "근무시작일", "참여시작일", "시작일", "고용일"),
    ENDED_ON(Set.of(PERSON_LIST), "종료일", "퇴사일", "근무종료일", "참여종료일", "계약종료일"),
    MONTHS(Set.of(PERSON_LIST), "고용기간", "계약기간", "개월수", "고용개월"),
    WEEKLY_HOURS(Set.of(PERSON_LIST), "주당근로시간", "주당시간", "주소정근로시간", "근로시간"),
    CONTRACT(Set.of(PERSON_LIST), "고용형태", "계약형태", "고용구분"),
    INSURED(Set.of(PERSON_LIST), "고용보험", "고용보험가입", "고용보험가입여부"),
    WAGE(Set.of(PERSON_LIST), "월임금", "임금", "월급여", "급여"),
    ACQUIRED_ON(Set.of(INSURED_PERSONS), "취득일", "자격취득일", "피보험자격취득일", "취득일자", "자격취득일자", "고용보험취득일"),
    LOST_ON(Set.of(INSURED_PERSONS), "상실일", "자격상실일", "피보험자격상실일", "상실일자", "자격상실일자", "고용보험상실일"),
    WORKPLACE_NO(Set.of(PERSON_LIST, INSURED_PERSONS, WORKPLACES), "사업장관리번호", "관리번호", "사업장번호", "고용보험관리번호"),
    WORKPLACE(
            Set.of(PERSON_LIST, INSURED_PERSONS, WORKPLACES), "사업장명", "사업장명칭", "명칭", "회사명", "기업명", "업체명", "근무처", "상호"),
    MONTH(Set.of(WORKPLACES), "기준월", "연월", "기준연월", "년월"),
    COUNT(Set.of(WORKPLACES), "피보험자수", "상시인원", "피보험자", "가입자수", "상시근로자수");

    private final Set<ListKind> kinds;
    private final List<String> heads;

    ListField(Set<ListKind> kinds, String... heads) {
        this.kinds = kinds;
        this.heads = List.of(heads);
    }

    static List<ListField> of(ListKind kind) {
        return Arrays.stream(values()).filter(one -> one.kinds.contains(kind)).toList();
    }

    /** Without which nothing can be said. */
    boolean isNeeded(ListKind kind) {
        return switch (kind) {
            case PERSON_LIST -> this == NAME || this == BIRTH_DATE || this == STARTED_ON;
            case INSURED_PERSONS -> this == NAME || this == BIRTH_DATE || this == ACQUIRED_ON;
            case WORKPLACES -> this == WORKPLACE_NO;
        };
    }

    /** The first is what it is called where nobody said otherwise. */
    List<String> heads() {
        return heads;
    }
}
