package dure.forecast;

/** ln Γ(x) of positive numbers, to ten digits (Stirling's series from 8 on, the recurrence below). */
final class LogGamma {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private LogGamma() {}

    static double of(double x) {
        double product = 1;
        while (x < 8) {
            product *= x;
            x++;
        }
        var inverse = 1 / x;
        var square = inverse * inverse;
        var series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
        return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + series - Math.log(product);
    }
}
