package planted.one;

import planted.two.Two;

/** Its package-info says that it uses nothing. */
record UsesTwo(Two two) {}
