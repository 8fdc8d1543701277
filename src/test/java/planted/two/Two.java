package planted.two;

/** A value. */
public record Two(int number) {}
