// Comforts only: every page works without this file.

import "./session.js";

const root = document.documentElement;

// Forged requests: htmx sends the token of the signed-in session along.
document.addEventListener("htmx:configRequest", (event) => {
  const csrf = document.querySelector('meta[name="csrf"]');
  if (csrf && event.detail.verb !== "get") {
    event.detail.headers[csrf.dataset.header] = csrf.content;
  }
});

// Keys: / to search, g and a letter to go somewhere, Esc to leave.
const writes = (element) => element.closest?.("input, select, textarea, [contenteditable]");
let going = 0;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
    return;
  }
  if (event.key === "Escape") {
    leave(event.target);
    return;
  }
  if (writes(event.target)) {
    return;
  }
  // By place on the keyboard, so that a Korean layout's letters do not matter.
  const letter = event.code?.startsWith("Key") ? event.code.slice(3).toLowerCase() : "";
  if (event.key === "/") {
    event.preventDefault();
    document.querySelector(".search input")?.focus();
  } else if (going > Date.now() - 1500 && letter) {
    going = 0;
    document.querySelector(`[data-letter="${letter}"]`)?.click();
  } else if (letter === "g") {
    going = Date.now();
  }
});

function leave(element) {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  root.classList.add("tips-closed");
  if (element.matches?.(".search input")) {
    element.blur();
  }
}

for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    if (!event.target.closest?.(".term")) {
      root.classList.remove("tips-closed");
    }
  });
}

document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  });
  const copy = event.target.closest?.("[data-copy]");
  if (copy) {
    navigator.clipboard?.writeText(document.getElementById(copy.dataset.copy).textContent);
  }
  const asking = event.target.closest?.("[data-ask]");
  if (asking && !confirm(asking.dataset.ask)) {
    event.preventDefault();
  }
});

// Sorting: heads of a table.sortable become buttons; groups (tbody) keep together.
function sortable(table) {
  table.querySelectorAll("thead th:not([data-unsorted])").forEach((head) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(table, head));
  });
}

const collator = new Intl.Collator(root.lang, { numeric: true });

function value(row, column) {
  const cell = row.cells[column];
  return cell?.dataset.value ?? cell?.textContent.trim() ?? "";
}

function compare(one, other) {
  const unknown = (text) => text === "" || text === "–";
  if (unknown(one) || unknown(other)) {
    return null; // what is unknown stays last in both directions
  }
  const numbers = [Number(one), Number(other)];
  return numbers.some(Number.isNaN) ? collator.compare(one, other) : numbers[0] - numbers[1];
}

function sort(table, head) {
  const column = head.cellIndex;
  const numeric = head.classList.contains("number");
  const now = head.getAttribute("aria-sort");
  const down = now ? now === "ascending" : numeric;
  table.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  for (const body of table.tBodies) {
    const rows = [...body.rows].filter((row) => !row.matches(".total, .group"));
    rows.sort((a, b) => {
      const [one, other] = [value(a, column), value(b, column)];
      const compared = compare(one, other);
      if (compared === null) {
        return Number(one === "" || one === "–") - Number(other === "" || other === "–");
      }
      return down ? -compared : compared;
    });
    body.append(...rows);
  }
}

// A map: one stop for the Tab key, arrows go to the neighbour as the eye sees it, whatever the layout.
function rove(group) {
  const links = [...group.querySelectorAll("a")];
  const told = document.querySelector("[data-pointed]");
  const tell = (link) => {
    if (link && told) {
      told.textContent = link.getAttribute("aria-label");
      told.classList.add("at");
    }
  };
  const stand = (link) => links.forEach((one) => one.setAttribute("tabindex", one === link ? "0" : "-1"));
  stand(links[0]);
  group.addEventListener("pointerover", (event) => tell(event.target.closest("a")));
  group.addEventListener("focusin", (event) => {
    const link = event.target.closest("a");
    if (link) {
      stand(link);
      tell(link);
    }
  });
  group.addEventListener("keydown", (event) => {
    const from = event.target.closest("a");
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!from || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const to = step ? neighbour(links, from, step) : { Home: links[0], End: links.at(-1) }[event.key];
    if (step || to) {
      event.preventDefault();
      to?.focus();
    }
  });
}

function neighbour(links, from, [right, down]) {
  const middle = (link) => {
    const box = link.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  };
  const [x, y] = middle(from);
  let best;
  let least = Infinity;
  for (const link of links) {
    const [otherX, otherY] = middle(link);
    const along = (otherX - x) * right + (otherY - y) * down;
    const aside = Math.abs((otherX - x) * down) + Math.abs((otherY - y) * right);
    // Ahead, and more ahead than aside; what stands straight ahead is nearer than what stands askew.
    if (link !== from && along > 1 && aside <= along * 2 && along + 2 * aside < least) {
      least = along + 2 * aside;
      best = link;
    }
  }
  return best;
}

// A table wider (or higher) than its place is scrolled with the arrow keys: it takes the focus then.
function reach(box) {
  if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) {
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", box.querySelector("caption")?.textContent ?? box.querySelector("[aria-label]")?.getAttribute("aria-label") ?? "");
  }
}

const reached = new ResizeObserver((changes) => changes.forEach(({ target }) => reach(target.closest(".scroll, .tiles-box"))));

function prepare(within) {
  within.querySelectorAll("table.sortable:not([data-ready])").forEach((table) => {
    table.dataset.ready = "";
    sortable(table);
  });
  within.querySelectorAll("[data-roving]:not([data-ready])").forEach((group) => {
    group.dataset.ready = "";
    rove(group);
  });
  within.querySelectorAll(".scroll:not([data-watched]), .tiles-box:not([data-watched])").forEach((box) => {
    box.dataset.watched = "";
    reached.observe(box);
    if (box.firstElementChild) {
      reached.observe(box.firstElementChild); // grows when the fonts come
    }
    reach(box);
  });
}

// What is typed into the search is kept when the figures are asked again.
document.addEventListener("input", (event) => {
  const kept = document.querySelector("[data-query]");
  if (kept && event.target.matches?.("#q")) {
    kept.value = event.target.value;
  }
});

prepare(document);
document.addEventListener("htmx:afterSettle", (event) => prepare(event.target));

// What takes some seconds and ends in a download says so: the page itself stays as it is.
addEventListener("submit", (event) => {
  const told = document.getElementById("waiting");
  const wait = event.target.dataset?.wait;
  if (!told || !wait || event.defaultPrevented) {
    return;
  }
  const before = told.textContent;
  const buttons = document.querySelectorAll("form[data-wait] button");
  told.textContent = wait;
  setTimeout(() => buttons.forEach((button) => (button.disabled = true)));
  setTimeout(() => {
    told.textContent = before;
    buttons.forEach((button) => (button.disabled = false));
  }, 6000);
});
