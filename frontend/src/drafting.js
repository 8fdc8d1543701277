// The planning desk: every field is saved as it is left, with what was seen there before, so that nobody writes over
// what he has not seen. What is not saved yet waits in this tab (sessionStorage) through a lost connection or session.

const desk = document.getElementById("desk");
const csrf = document.querySelector('meta[name="csrf"]');
const account = document.querySelector('meta[name="session"]')?.dataset.account ?? "";
const KEY = "dure.desk " + account + " " + desk.dataset.draft;
const POLL = 4000;
const ACTIVE = 90_000; // who does nothing asks for nothing, or the session would never end
const WIDE = matchMedia("(min-width: 1024px)");

const state = document.getElementById("state");
const told = document.getElementById("told");
const panel = document.getElementById("panel");
const writes = desk.dataset.writes !== "nothing" && WIDE.matches;

let queue = kept();
let busy = false;
let stopped = false;
const own = new Set(); // revisions that this page wrote
let revision = Number(desk.dataset.revision);
let undoing = [];
let redoing = [];
let pause = 1000;
let active = Date.now();
let fresh = 0;

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
  } catch {
    return [];
  }
}

function keep() {
  try {
    queue.length > 0 ? sessionStorage.setItem(KEY, JSON.stringify(queue)) : sessionStorage.removeItem(KEY);
  } catch {
    // a browser may forbid storage: then only an open page keeps what waits
  }
  say();
}

function say() {
  if (!writes) {
    return;
  }
  state.textContent = queue.length === 0 ? desk.dataset.saved : busy ? desk.dataset.saving : desk.dataset.unsaved.replace("{0}", queue.length);
  state.classList.toggle("waits", queue.length > 0 && !busy);
}

function tell(text) {
  told.hidden = !text;
  told.textContent = text ?? "";
}

// Numbers: kept plain, shown with separators; money is written in thousands and kept in won.

const plainNumber = (text) => {
  const plain = text.normalize("NFKC").replace(/[,\s]/g, "");
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? plain.replace(/^([+-]?)0+(?=\d)/, "$1").replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "") : text.trim();
};
const grouped = (plain) => (/^[+-]?\d+(\.\d+)?$/.test(plain) ? plain.replace(/^([+-]?\d+)/, (whole) => whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",")) : plain);

function toWon(text) {
  const plain = plainNumber(text);
  const found = /^(\d+)(?:\.(\d{1,3}))?$/.exec(plain);
  return found ? plainNumber(found[1] + (found[2] ?? "").padEnd(3, "0")) : plain;
}

function fromWon(won) {
  return /^\d+$/.test(won) ? grouped(plainNumber(won.padStart(4, "0").replace(/(\d{3})$/, ".$1"))) : won;
}

function value(field) {
  switch (field.dataset.kind) {
    case "YES":
      return field.checked ? "true" : "";
    case "CHOICES":
      return [...field.querySelectorAll("input:checked")].map((one) => one.value).join(",");
    case "NUMBER":
      return plainNumber(field.value);
    case "THOUSANDS":
      return toWon(field.value);
    default:
      return field.value.trim();
  }
}

function show(field, text) {
  field.dataset.saved = text;
  switch (field.dataset.kind) {
    case "YES":
      field.checked = text === "true";
      break;
    case "CHOICES":
      field.querySelectorAll("input").forEach((one) => (one.checked = text.split(",").includes(one.value)));
      break;
    case "NUMBER":
      field.value = grouped(text);
      break;
    case "THOUSANDS":
      field.value = fromWon(text);
      break;
    default:
      field.value = text;
  }
}

// Where a field stands

function thing(field) {
  const holder = field.closest("[data-subject]");
  return { subject: holder.dataset.subject, item: field.closest("[data-item]")?.dataset.item ?? "" };
}

function find(subject, item, name) {
  return [...desk.querySelectorAll(`[data-field="${CSS.escape(name)}"]`)].filter((field) => {
    const of = thing(field);
    return of.subject === subject && of.item === item;
  });
}

// Saving

function save(edits, kind = "edit", then) {
  if (edits.length === 0) {
    return;
  }
  const last = queue.at(-1);
  const one = edits[0];
  const same = last && !(busy && queue.length === 1) && kind === "edit" && last.kind === "edit" && last.edits.length === 1 && edits.length === 1;
  if (same && last.edits[0].subject === one.subject && last.edits[0].item === one.item && last.edits[0].field === one.field) {
    last.edits[0].to = one.to; // not sent yet: only the last of it matters
  } else {
    queue.push({ edits, kind });
    if (then) {
      queue.at(-1).then = fresh;
      afterwards.set(fresh++, then);
    }
  }
  keep();
  pump();
}

const afterwards = new Map();

async function pump() {
  if (busy || stopped || queue.length === 0) {
    return;
  }
  busy = true;
  say();
  const batch = queue[0];
  let answer;
  try {
    answer = await fetch(desk.dataset.api + "/edits" + desk.dataset.query, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang, [csrf.dataset.header]: csrf.content },
      body: JSON.stringify({ draft: desk.dataset.draft, edits: batch.edits }),
      redirect: "manual",
    });
  } catch {
    answer = null;
  }
  busy = false;
  if (answer?.status === 401 || answer?.type === "opaqueredirect") {
    keep();
    location.assign("/sign-in?expired&next=" + encodeURIComponent(location.pathname + location.search));
    return;
  }
  if (!answer || answer.status >= 500 || answer.status === 429) {
    keep(); // it waits, and is tried again
    setTimeout(pump, pause);
    pause = Math.min(pause * 2, 15_000);
    return;
  }
  pause = 1000;
  document.dispatchEvent(new Event("htmx:afterRequest")); // the session lasts on
  const said = await answer.json().catch(() => ({}));
  queue.shift();
  keep();
  if (answer.ok) {
    saved(batch, said);
  } else if (said.outcome === "CLASHING") {
    said.clashes.forEach(clash);
    retry(batch, said.clashes);
  } else if (said.outcome === "WRONG") {
    said.faults.forEach(fault);
    retry(batch, said.faults);
    tell(desk.dataset.wrong);
  } else {
    tell(said.detail ?? desk.dataset.wrong);
    if (answer.status === 409 || answer.status === 404) {
      stopped = true;
      state.textContent = desk.dataset.replaced;
    }
  }
  say();
  pump();
}

/** What was not refused of a saving is saved without the rest. */
function retry(batch, refused) {
  const left = batch.edits.filter((edit) => !refused.some((one) => one.subject === edit.subject && one.item === edit.item && one.field === edit.field));
  if (left.length > 0 && left.length < batch.edits.length && !batch.edits.some((edit) => edit.field === "*")) {
    queue.unshift({ edits: left, kind: batch.kind });
  }
}

function saved(batch, said) {
  own.add(said.revision);
  if (said.revision <= revision + 1) {
    revision = Math.max(revision, said.revision);
  } else {
    poll(); // others wrote in between
  }
  totals(said.totals);
  write(said.changes, true);
  const back = inverse(said.changes);
  if (back.length > 0) {
    (batch.kind === "undo" ? redoing : undoing).push(back);
    if (batch.kind === "edit") {
      redoing = [];
    }
  }
  batch.edits.forEach((edit) => find(edit.subject, edit.item, edit.field).forEach(clear));
  const structure = said.changes.some((change) => change.field === "*" || change.field === "no");
  refresh(structure && said.changes.some((change) => change.subject !== "PROJECT"), said);
  afterwards.get(batch.then)?.(said);
  afterwards.delete(batch.then);
}

/** What stands there now, as far as it is on this page. */
function write(changes, mine) {
  for (const change of changes) {
    for (const field of find(change.subject, change.item, change.field)) {
      const text = change.after ?? "";
      if (value(field) === text || (mine && field === document.activeElement)) {
        field.dataset.saved = text;
      } else if (value(field) === (field.dataset.saved ?? "") || mine) {
        show(field, text);
      }
      // else: somebody is typing here; the save will say what clashes
    }
  }
}

function inverse(changes) {
  const things = new Map();
  for (const change of changes) {
    const key = change.subject + " " + change.item;
    things.set(key, [...(things.get(key) ?? []), change]);
  }
  return [...things.values()].reverse().flatMap((ofThing) => {
    const itself = ofThing.find((change) => change.field === "*");
    const { subject, item } = ofThing[0];
    if (itself) {
      return [{ subject, item, field: "*", from: itself.after, to: itself.before }];
    }
    return ofThing.map((change) =>
      change.field === "no" && subject !== "PROJECT"
        ? { subject, item: change.after, field: "no", from: change.after, to: change.before }
        : { subject, item, field: change.field, from: change.after, to: change.before },
    );
  });
}

function undo() {
  const back = undoing.pop();
  back ? save(back, "undo", () => tell(desk.dataset.undone)) : tell(desk.dataset.nothing);
}

function redo() {
  const again = redoing.pop();
  again ? save(again, "redo", () => tell(desk.dataset.redone)) : tell(desk.dataset.nothing);
}

// What a field has to say

function note(field, classes, ...content) {
  clear(field);
  const box = document.createElement("div");
  box.className = "desk-note " + classes;
  box.setAttribute("role", "alert");
  box.append(...content);
  (field.closest(".desk-field") ?? field.closest("th") ?? field).append(box);
  field.setAttribute("aria-invalid", "true");
}

function clear(field) {
  (field.closest(".desk-field") ?? field.closest("th"))?.querySelectorAll(".desk-note").forEach((one) => one.remove());
  field.removeAttribute("aria-invalid");
}

function fault(one) {
  const fields = find(one.subject, one.item, one.field);
  fields.forEach((field) => note(field, "wrong", one.message));
  if (fields.length === 0) {
    tell(one.message);
  }
}

function clash(one) {
  const [field] = find(one.subject, one.item, one.field);
  if (!field) {
    tell(one.message);
    refresh(true);
    return;
  }
  const mine = value(field);
  const theirs = one.theirs ?? "";
  field.dataset.saved = theirs;
  const said = document.createElement("p");
  const shown = field.dataset.kind === "THOUSANDS" ? fromWon(theirs) : field.dataset.kind === "NUMBER" ? grouped(theirs) : (field.querySelector?.(`option[value="${CSS.escape(theirs)}"]`)?.textContent ?? theirs);
  said.textContent = one.message + " ‘" + (theirs === "" ? desk.dataset.clashNone : shown) + "’";
  const button = (label, work) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "second";
    made.textContent = label;
    made.addEventListener("click", () => {
      clear(field);
      work();
      field.focus?.();
    });
    return made;
  };
  note(
    field,
    "clashes",
    said,
    button(desk.dataset.clashTheirs, () => show(field, theirs)),
    button(desk.dataset.clashMine, () => save([{ ...thing(field), field: one.field, from: theirs, to: mine }])),
  );
}

// What others see of it, and we of theirs

function totals(of) {
  if (!of) {
    return;
  }
  const put = (name, text) => {
    const cell = desk.querySelector(`[data-total="${name}"]`);
    if (cell) {
      cell.textContent = text;
    }
  };
  const number = (count) => (count === null ? "–" : count.toLocaleString());
  put("target", number(of.target));
  put("itemised", number(of.itemised));
  put("remainder", number(of.remainder));
  put("money", fromWon(String(of.money)));
  put("projects", number(of.projects));
  desk.querySelector('[data-total="remainder"]')?.classList.toggle("over", (of.remainder ?? 0) < 0);
}

async function fragment(path) {
  const answer = await fetch(desk.dataset.page + path + desk.dataset.query, { redirect: "manual" });
  return answer.ok ? answer.text() : null;
}

let treeTimer;
let findingsTimer;
let afterTree = [];

/** @param head whether goals, components or strategies came or went */
function refresh(head) {
  clearTimeout(treeTimer);
  treeTimer = setTimeout(tree, 250);
  clearTimeout(findingsTimer);
  findingsTimer = setTimeout(findings, 1200);
  if (head) {
    fragment("/head").then((html) => html !== null && replace(document.getElementById("head"), html));
  }
}

async function tree() {
  if (document.activeElement?.matches?.(".desk-name") && value(document.activeElement) !== document.activeElement.dataset.saved) {
    return; // a name is being typed; its own save asks again
  }
  const html = await fragment("/tree");
  if (html === null) {
    return;
  }
  replace(document.getElementById("tree"), html);
  stand();
  afterTree.splice(0).forEach((work) => work());
}

async function findings() {
  const html = await fragment("/findings");
  if (html !== null) {
    document.getElementById("findings").innerHTML = html;
  }
}

/** The same place has the focus afterwards. */
function replace(box, html) {
  const focused = box.contains(document.activeElement) ? document.activeElement : null;
  const row = focused?.closest("tr, [data-subject]");
  const field = focused?.dataset.field;
  const opened = focused?.matches("[data-open]");
  box.innerHTML = html;
  if (row) {
    const again = box.querySelector(`[data-subject="${row.dataset.subject}"][data-item="${row.dataset.item}"]`);
    (field ? (again?.querySelector(`[data-field="${CSS.escape(field)}"]`) ?? again) : opened ? again?.querySelector("[data-open]") : again)?.focus();
  }
  limit();
}

async function poll() {
  if (document.hidden || stopped || Date.now() - active > ACTIVE) {
    return;
  }
  const answer = await fetch(desk.dataset.api + "/changes" + desk.dataset.query + "&after=" + revision, { redirect: "manual", headers: { "Accept-Language": document.documentElement.lang } }).catch(() => null);
  if (!answer?.ok) {
    if (answer?.status === 404) {
      stopped = true;
      tell(desk.dataset.replaced);
    }
    return;
  }
  const said = await answer.json();
  if (said.draft !== desk.dataset.draft) {
    stopped = true;
    tell(desk.dataset.replaced);
    return;
  }
  const changes = said.changes.filter((change) => change.revision > revision && !own.has(change.revision));
  revision = Math.max(revision, said.changes.at(-1)?.revision ?? 0);
  if (changes.length === 0) {
    return;
  }
  totals(said.totals);
  write(changes, false);
  feed(changes);
  refresh(changes.some((change) => change.field === "*" || change.subject !== "PROJECT"));
}

function feed(changes) {
  const list = document.getElementById("feed");
  for (const change of changes.slice(-20)) {
    const line = document.createElement("li");
    const name = document.querySelector(`tr[data-subject="${change.subject}"][data-item="${CSS.escape(change.item)}"] [data-cell="name"]`)?.textContent ?? "";
    const time = new Date(change.at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    line.textContent = [time, change.by, name, change.label, (change.before ?? "–") + " → " + (change.after ?? "–")].filter(Boolean).join(" · ");
    list.prepend(line);
  }
  while (list.children.length > 20) {
    list.lastChild.remove();
  }
}

// The tree: arrows go, Enter opens, Alt and arrows move, Delete takes away (and undo brings back).

const rows = () => [...desk.querySelectorAll(".desk-tree tbody tr")].filter((row) => !row.hidden);
const current = () => desk.querySelector('.desk-tree tr[tabindex="0"]');

function stand(row) {
  const all = rows();
  const at = row ?? all.find((one) => one.dataset.item === standing?.item && one.dataset.subject === standing?.subject) ?? all[0];
  all.forEach((one) => one.setAttribute("tabindex", one === at ? "0" : "-1"));
  if (row) {
    standing = { subject: row.dataset.subject, item: row.dataset.item };
  }
  mark();
}

let standing = null;

function mark() {
  const open = panel.querySelector("[data-project]")?.dataset.project;
  rows().forEach((row) => row.classList.toggle("open", row.dataset.subject === "PROJECT" && row.dataset.item === open));
}

function fold(row, open) {
  row.setAttribute("aria-expanded", String(open));
  const task = row.dataset.task;
  let next = row.nextElementSibling;
  while (next && Number(next.getAttribute("aria-level")) > Number(row.getAttribute("aria-level"))) {
    next.hidden = !open;
    if (open && next.hasAttribute("aria-expanded")) {
      next.setAttribute("aria-expanded", "true");
    }
    next = next.nextElementSibling;
  }
  return task;
}

async function open(project, focus) {
  const html = await fragment("/projects/" + project);
  if (html === null) {
    return;
  }
  panel.innerHTML = html;
  panel.querySelectorAll('[data-kind="NUMBER"]').forEach((field) => (field.value = grouped(field.dataset.saved)));
  limit();
  mark();
  history.replaceState(null, "", desk.dataset.page + desk.dataset.query + "&project=" + project);
  if (focus) {
    const first = panel.querySelector("[data-field]");
    first?.focus();
    if (focus === "select") {
      first?.select?.();
    }
  }
}

function close() {
  const project = panel.querySelector("[data-project]")?.dataset.project;
  (project ? desk.querySelector(`tr[data-subject="PROJECT"][data-item="${project}"]`) : current())?.focus();
}

function place() {
  const row = current();
  return row?.dataset.task ?? "";
}

function addProject() {
  const task = place();
  save(
    [
      { subject: "PROJECT", item: "new", field: "*", from: null, to: "" },
      { subject: "PROJECT", item: "new", field: "name", from: null, to: desk.dataset.newProject },
      ...(task && desk.dataset.writes === "all" ? [{ subject: "PROJECT", item: "new", field: "task", from: null, to: task }] : []),
    ],
    "edit",
    (said) => {
      standing = { subject: "PROJECT", item: said.added.new };
      open(said.added.new, "select");
    },
  );
}

function addNamed(subject, item, name) {
  save(
    [
      { subject, item, field: "*", from: null, to: "" },
      { subject, item, field: subject === "COMPONENT" ? "label" : "name", from: null, to: name },
    ],
    "edit",
    (said) => {
      const added = said.added[item];
      standing = { subject, item: added };
      afterTree.push(() => {
        const field = find(subject, added, "name")[0];
        field?.focus();
        field?.select();
      });
    },
  );
}

function addTask() {
  const strategy = place().split(".")[0] || desk.querySelector('tr[data-subject="STRATEGY"]:last-of-type')?.dataset.item;
  const last = [...desk.querySelectorAll('tr[data-subject="STRATEGY"]')].at(-1)?.dataset.item;
  if (strategy || last) {
    addNamed("TASK", (strategy || last) + ".new", desk.dataset.newTask);
  }
}

function remove(subject, item) {
  const all = rows();
  const row = all.find((one) => one.dataset.subject === subject && one.dataset.item === item);
  const next = all[all.indexOf(row) + 1] ?? all[all.indexOf(row) - 1];
  if (row?.contains(document.activeElement) && next) {
    stand(next);
    next.focus();
  }
  save([{ subject, item, field: "*", from: "", to: null }], "edit", () => {
    if (subject === "PROJECT" && panel.querySelector(`[data-project="${item}"]`)) {
      panel.replaceChildren();
    }
    tell(desk.dataset.removed);
  });
}

/** Up and down among its like; past the end into the next task or strategy. */
function move(row, down) {
  const { subject, item, task } = row.dataset;
  if (desk.dataset.writes !== "all" || !item) {
    return;
  }
  standing = { subject, item };
  if (subject === "PROJECT") {
    const like = rows().filter((one) => one.dataset.subject === "PROJECT" && one.dataset.task === task);
    const other = like[like.indexOf(row) + (down ? 1 : -1)];
    if (other) {
      save([{ subject, item, field: "no", from: row.dataset.no, to: other.dataset.no }], "edit", () => tell(desk.dataset.moved));
      return;
    }
    const places = [...desk.querySelectorAll("tr.strategy, tr.task")].map((one) => one.dataset.task);
    const to = places[places.indexOf(task) + (down ? 1 : -1)];
    if (to !== undefined) {
      save([{ subject, item, field: "task", from: task, to }], "edit", () => tell(desk.dataset.moved));
    }
    return;
  }
  const like = [...desk.querySelectorAll(`tr[data-subject="${subject}"]`)].map((one) => one.dataset.item).filter((one) => subject === "STRATEGY" || one.split(".")[0] === item.split(".")[0]);
  const to = like[like.indexOf(item) + (down ? 1 : -1)];
  if (to) {
    save([{ subject, item, field: "no", from: item, to }], "edit", () => {
      standing = { subject, item: to };
      tell(desk.dataset.moved);
    });
  }
}

function periods(kind) {
  const group = panel.querySelector(".desk-group-targets");
  const project = panel.querySelector("[data-project]").dataset.project;
  const fields = [...group.querySelectorAll('[data-field^="target/"]')];
  const year = desk.dataset.year;
  const names = kind === "YEAR" ? [year] : kind === "QUARTERS" ? [1, 2, 3, 4].map((no) => year + "-Q" + no) : [...Array(12).keys()].map((no) => year + "-" + String(no + 1).padStart(2, "0"));
  const amounts = fields.map((field) => field.dataset.saved).filter((text) => /^\d+$/.test(text));
  const sum = amounts.reduce((whole, one) => whole + Number(one), 0);
  const edits = fields.filter((field) => field.dataset.saved !== "").map((field) => ({ subject: "PROJECT", item: project, field: field.dataset.field, from: field.dataset.saved, to: null }));
  // Spread evenly, the rest to the last ones: seen at once, and changed where it is to be otherwise.
  const each = Math.floor(sum / names.length);
  const rest = sum - each * names.length;
  if (amounts.length > 0) {
    names.forEach((name, at) => {
      const to = String(each + (at >= names.length - rest ? 1 : 0));
      const known = edits.find((edit) => edit.field === "target/" + name);
      known ? (known.to = to) : edits.push({ subject: "PROJECT", item: project, field: "target/" + name, from: null, to });
    });
    save(edits.filter((edit) => edit.from !== edit.to), "edit", () => open(project));
  } else {
    // Nothing to spread: only other fields to write into.
    fields.slice(1).forEach((field) => field.closest(".desk-field").remove());
    const model = fields[0].closest(".desk-field");
    const made = names.map((name) => {
      const copy = model.cloneNode(true);
      const field = copy.querySelector("[data-field]");
      field.dataset.field = "target/" + name;
      field.dataset.saved = "";
      field.value = "";
      copy.querySelector(".desk-label").textContent = name;
      return copy;
    });
    model.replaceWith(...made);
    made[0].querySelector("input").focus();
  }
}

const doing = {
  undo,
  redo,
  close,
  "add-project": addProject,
  "add-strategy": () => addNamed("STRATEGY", "new", desk.dataset.newStrategy),
  "add-task": addTask,
  "add-goal": () =>
    save([
      { subject: "GOAL", item: "new", field: "*", from: null, to: "" },
      { subject: "GOAL", item: "new", field: "value", from: null, to: "0" },
    ]),
  "add-component": () => addNamed("COMPONENT", "new", desk.dataset.newComponent),
  remove: (button) => remove("PROJECT", button.dataset.item),
  "remove-thing": (button) => remove(button.dataset.subject, button.dataset.item),
  periods: (button) => periods(button.dataset.periods),
};

/** On a telephone the desk is read. */
function limit() {
  if (!writes) {
    desk.querySelectorAll("[data-field]").forEach((field) => {
      "readOnly" in field && field.type !== "checkbox" && field.tagName !== "SELECT" ? (field.readOnly = true) : (field.disabled = true);
      field.querySelectorAll?.("input").forEach((one) => (one.disabled = true));
    });
  }
}

// What people do

const timers = new WeakMap();

function changed(field) {
  clearTimeout(timers.get(field));
  const text = value(field);
  const saved = field.dataset.saved ?? "";
  if (text === saved) {
    return;
  }
  const of = thing(field);
  if (of.subject === "YEAR") {
    yearChanged(field, of.item, saved, text);
    return;
  }
  field.dataset.saved = text;
  save([{ ...of, field: field.dataset.field, from: saved, to: text }]);
}

/** A year of a term plan comes and goes with its target. */
function yearChanged(field, item, saved, text) {
  field.dataset.saved = text;
  if (text === "") {
    save([{ subject: "YEAR", item, field: "*", from: "", to: null }]);
  } else if (saved === "") {
    save([
      { subject: "YEAR", item, field: "*", from: null, to: "" },
      { subject: "YEAR", item, field: "quantity", from: null, to: text },
    ]);
  } else {
    save([{ subject: "YEAR", item, field: "quantity", from: saved, to: text }]);
  }
}

const fieldOf = (element) => element.closest?.("[data-field]");

if (writes) {
  desk.addEventListener("input", (event) => {
    const field = fieldOf(event.target);
    if (field) {
      clearTimeout(timers.get(field));
      timers.set(field, setTimeout(() => changed(field), 1000));
    }
  });
  desk.addEventListener("change", (event) => {
    const field = fieldOf(event.target);
    if (field) {
      changed(field);
      if (field.dataset.kind === "NUMBER") {
        field.value = grouped(plainNumber(field.value));
      } else if (field.dataset.kind === "THOUSANDS") {
        field.value = fromWon(toWon(field.value));
      }
    }
  });
}

desk.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button && writes) {
    doing[button.dataset.do](button);
    return;
  }
  const link = event.target.closest("[data-open]");
  if (link) {
    event.preventDefault();
    stand(link.closest("tr"));
    open(link.dataset.open, WIDE.matches ? "focus" : null).then(() => WIDE.matches || panel.scrollIntoView());
    return;
  }
  const row = event.target.closest(".desk-tree tbody tr");
  if (row && !event.target.closest("input, a, button")) {
    stand(row);
    row.focus();
  }
});

desk.addEventListener("focusin", (event) => {
  const row = event.target.closest(".desk-tree tbody tr");
  if (row) {
    stand(row);
  }
});

desk.addEventListener("keydown", (event) => {
  if (event.isComposing) {
    return;
  }
  const typing = event.target.closest("input, select, textarea, button");
  if (event.key === "Escape" && typing && desk.contains(typing)) {
    const row = typing.closest(".desk-tree tbody tr");
    row ? row.focus() : close();
    event.stopPropagation();
    return;
  }
  const row = event.target.closest?.(".desk-tree tbody tr");
  if (!row) {
    return;
  }
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    if (writes) {
      move(row, event.key === "ArrowDown");
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || (typing && event.key !== "Enter")) {
    return;
  }
  const all = rows();
  const go = { ArrowDown: all[all.indexOf(row) + 1], ArrowUp: all[all.indexOf(row) - 1], Home: all[0], End: all.at(-1) }[event.key];
  if (go && !typing) {
    event.preventDefault();
    stand(go);
    go.focus();
  } else if ((event.key === "ArrowLeft" || event.key === "ArrowRight") && row.hasAttribute("aria-expanded")) {
    event.preventDefault();
    fold(row, event.key === "ArrowRight");
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (typing?.matches(".desk-name")) {
      changed(typing);
      row.focus();
    } else if (row.dataset.subject === "PROJECT") {
      open(row.dataset.item, "focus");
    } else {
      row.querySelector(".desk-name")?.focus();
    }
  } else if (writes && event.key === "Delete" && row.dataset.subject && desk.dataset.writes === "all") {
    remove(row.dataset.subject, row.dataset.item);
  } else if (writes && event.code === "KeyN") {
    event.preventDefault();
    addProject();
  } else if (writes && desk.dataset.writes === "all" && event.code === "KeyS") {
    event.preventDefault();
    doing["add-strategy"]();
  } else if (writes && desk.dataset.writes === "all" && event.code === "KeyT") {
    event.preventDefault();
    addTask();
  }
});

document.addEventListener("keydown", (event) => {
  if (!writes || event.isComposing || !(event.ctrlKey || event.metaKey) || event.code !== "KeyZ") {
    return;
  }
  const field = fieldOf(event.target);
  if (field && value(field) !== (field.dataset.saved ?? "")) {
    return; // the browser's own undo of what is being typed
  }
  event.preventDefault();
  event.shiftKey ? redo() : undo();
});

// Dragging: onto a project before it, onto a strategy or task into it.
let dragged = null;
desk.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("tr.project");
  if (dragged) {
    event.dataTransfer.setData("text/plain", dragged.dataset.item);
    event.dataTransfer.effectAllowed = "move";
  }
});
const target = (event) => (dragged && writes ? event.target.closest?.(".desk-tree tbody tr") : null);
desk.addEventListener("dragover", (event) => {
  const row = target(event);
  desk.querySelectorAll("tr.drop").forEach((one) => one.classList.remove("drop"));
  if (row && row !== dragged) {
    event.preventDefault();
    row.classList.add("drop");
  }
});
desk.addEventListener("drop", (event) => {
  const row = target(event);
  desk.querySelectorAll("tr.drop").forEach((one) => one.classList.remove("drop"));
  if (!row || row === dragged) {
    return;
  }
  event.preventDefault();
  const { item, task, no } = dragged.dataset;
  const edits = [];
  if (row.dataset.task !== task) {
    edits.push({ subject: "PROJECT", item, field: "task", from: task, to: row.dataset.task });
  }
  if (row.dataset.subject === "PROJECT") {
    edits.push({ subject: "PROJECT", item, field: "no", from: no, to: row.dataset.no });
  }
  standing = { subject: "PROJECT", item };
  save(edits, "edit", () => tell(desk.dataset.moved));
  dragged = null;
});

for (const kind of ["pointerdown", "keydown", "pointermove"]) {
  document.addEventListener(kind, () => (active = Date.now()), { passive: true });
}
addEventListener("online", pump);
addEventListener("beforeunload", (event) => {
  if (queue.length > 0 && writes) {
    event.preventDefault();
  }
});

desk.querySelectorAll('[data-kind="NUMBER"]').forEach((field) => (field.value = grouped(field.dataset.saved)));
limit();
stand();
say();
pump();
setInterval(poll, POLL);
desk.dataset.ready = "";
