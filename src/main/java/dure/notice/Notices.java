package dure.notice;

import dure.access.Viewer;
import java.util.List;

/** What a module has for whoever is signed in. Asked at every page of staff: one indexed query. */
public interface Notices {
    List<Notice> of(Viewer viewer);
}
