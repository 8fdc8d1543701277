package dure.person;

import org.jspecify.annotations.Nullable;

/** 연락처 */
public record Contact(@Nullable String phone, @Nullable String email) {
    public static final Contact NONE = new Contact(null, null);

    @Override
    public String toString() {
        return "Contact";
    }
}
