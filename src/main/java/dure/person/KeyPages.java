package dure.person;

import dure.access.Access;
import dure.access.Permission;
import dure.region.Municipalities;
import dure.region.Municipality;
import dure.web.Refusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where persons are found, and for the operator the keys that seal them. */
@Controller
@RequestMapping("/persons")
class KeyPages {
    private final Resealing resealing;
    private final Access access;
    private final Municipalities municipalities;

    KeyPages(Resealing resealing, Access access, Municipalities municipalities) {
        this.resealing = resealing;
        this.access = access;
        this.municipalities = municipalities;
    }

    record PlacesView(List<Municipality> places) {}

    record KeysView(Resealing.Standing standing, @Nullable String fault) {}

    @GetMapping
    ModelAndView places() {
        access.require(Permission.PERSONS_READ);
        var places = municipalities.all().stream()
                .filter(one -> access.viewer().may(Permission.PERSONS_READ, one.code()))
                .toList();
        return places.size() == 1
                ? new ModelAndView(
                        "redirect:/municipalities/" + places.getFirst().code() + "/persons")
                : new ModelAndView("person/places", Map.of("view", new PlacesView(places)));
    }

    @GetMapping("/keys")
    ModelAndView keys() {
        return new ModelAndView("person/keys", Map.of("view", new KeysView(resealing.standing(), null)));
    }

    @PostMapping("/keys")
    ModelAndView add() {
        try {
            resealing.addKey();
            return new ModelAndView("redirect:/persons/keys");
        } catch (Refusal refusal) {
            return new ModelAndView(
                    "person/keys",
                    Map.of("view", new KeysView(resealing.standing(), refusal.key())),
                    HttpStatus.CONFLICT);
        }
    }
}
