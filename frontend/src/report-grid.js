// The reporting grid: every cell is saved as it is typed, with the version that was seen there. What is not saved yet waits in
// this browser (localStorage, by account and report) through a lost connection, session or tab, and is sent again under the
// same name, so that it is saved once.

const form = document.getElementById("report");
const say = form.dataset;
const csrf = document.querySelector('meta[name="csrf"]');
const account = document.querySelector('meta[name="session"]')?.dataset.account ?? "";
const PREFIX = "dure.report " + account + " " + say.report + " ";
const KEY = PREFIX + unique().slice(0, 8);
const KEPT_FOR = 60 * 24 * 3600 * 1000;
const BATCH = 40; // cells in one request: a lost connection loses the answer of few
const SOON = 500;

const state = document.getElementById("state");
const told = document.getElementById("told");
const left = document.querySelector("[data-unreported]");

const waiting = new Map(); // what is typed and not on its way
let batch = null; // what is on its way: sent again as it is until it is answered
let busy = false;
let stopped = false;
let offline = false;
let pause = 1000;
let timer = 0;
let savedAt = "";

function unique() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (whole, at) => values[at] ?? whole);
const number = new Intl.NumberFormat(document.documentElement.lang);
const shown = (value) => (value === null || value === "" ? "" : /^\d+$/.test(String(value)) ? number.format(value) : value);

// Cells

const inputs = [...form.querySelectorAll("input[data-field]")];
const byKey = new Map(inputs.map((input) => [keyOf(input), input]));
const totals = new Map(); // the running total beside a cell, by the cell's key

function keyOf(input) {
  return input.closest("tr").dataset.project + " " + input.dataset.field;
}

const isNumber = (input) => input.classList.contains("number");
const isTotal = (input) => input.dataset.of !== undefined;
const cellOf = (input) => (isTotal(input) ? byKey.get(input.closest("tr").dataset.project + " " + input.dataset.of) : input);

for (const place of form.querySelectorAll("td.report-total")) {
  const input = document.createElement("input");
  input.className = "number";
  input.inputMode = "numeric";
  input.maxLength = 30;
  input.autocomplete = "off";
  input.dataset.of = place.dataset.of;
  input.dataset.before = place.dataset.before;
  input.setAttribute("aria-label", place.dataset.label);
  place.classList.add("report-cell");
  place.replaceChildren(input);
  const cell = cellOf(input);
  totals.set(keyOf(cell), input);
  beside(cell);
}
form.querySelector("[data-save]").hidden = true;

/** Shows the running total of what stands in a cell. */
function beside(cell) {
  const input = totals.get(keyOf(cell));
  if (input && input !== document.activeElement) {
    const typed = parse(cell.value);
    input.value = typed.number === null ? "" : shown(Number(input.dataset.before) + typed.number);
    input.placeholder = shown(Number(input.dataset.before));
  }
}

// Numbers as clerks write them; the same rules as dure.reporting.TypedNumber

const UNITS = { 조: 1e12, 억: 1e8, 만: 1e4, 천: 1e3, 백: 100, 십: 10 };
const wrong = (key) => ({ number: null, fault: say[key] });

function parse(typed) {
  const text = typed.normalize("NFKC").replace(/\s/g, "");
  if (text === "") {
    return { number: null, fault: null };
  }
  if (/^([-‐‑–—−]|없음|해당없음)$/.test(text)) {
    return { number: 0, fault: null };
  }
  if (/^[-−△▲(].*\d/.test(text)) {
    return wrong("negative");
  }
  if (/여$|^약|여[개명건인]|가량$|정도$/.test(text)) {
    return wrong("approximate");
  }
  const bare = text.replace(/(개소|개사|개|명|건|인|원|곳)$/, "");
  if (/^(\d{1,3}(,\d{3})+|\d{1,15})(\.0+)?$/.test(bare)) {
    return whole(Number(bare.replace(/,/g, "")));
  }
  if (!/^([\d,]+(\.\d+)?[조억만천백십]+)+([\d,]+)?$/.test(bare)) {
    return wrong(/^[\d,]+\.\d+$/.test(bare) ? "whole" : "form");
  }
  let sum = 0;
  let before = Infinity;
  for (const part of bare.matchAll(/([\d,]+(?:\.\d+)?)?([조억만천백십]*)/g)) {
    if (part[0] === "") {
      continue;
    }
    const factor = [...part[2]].reduce((one, unit) => one * UNITS[unit], 1);
    if (factor >= before) {
      return wrong("form");
    }
    sum += Math.round((part[1] === undefined ? 1 : Number(part[1].replace(/,/g, ""))) * factor * 1000) / 1000;
    before = factor;
  }
  return whole(sum);
}

function whole(value) {
  return value > 1e15 ? wrong("large") : Number.isInteger(value) ? { number: value, fault: null } : wrong("whole");
}

// What a cell has to say

function note(input, classes, ...content) {
  clear(input);
  const box = document.createElement("span");
  box.className = "report-note " + classes;
  box.id = "note-" + unique().slice(0, 8);
  box.append(...content);
  input.closest("td").append(box);
  input.setAttribute("aria-describedby", box.id);
  if (classes !== "converted") {
    input.setAttribute("aria-invalid", "true");
  }
}

function clear(input) {
  input.closest("td").querySelectorAll(".report-note").forEach((one) => one.remove());
  input.removeAttribute("aria-invalid");
  input.removeAttribute("aria-describedby");
}

function tell(...content) {
  told.hidden = content.length === 0;
  told.replaceChildren(...content);
}

function show() {
  const count = waiting.size + (batch ? batch.cells.length : 0);
  const red = inputs.filter((input) => input.getAttribute("aria-invalid") === "true").length;
  state.textContent =
    count === 0
      ? savedAt === "" ? "" : fill(say.saved, savedAt)
      : offline ? fill(say.offline, count) : busy ? say.saving : fill(say.waiting, count);
  state.classList.toggle("waits", count > 0 && (offline || red > 0));
  if (left) {
    left.textContent = number.format(inputs.filter((input) => input.dataset.field.startsWith("quantity/") && parse(input.value).number === null).length);
  }
}

/** How far the row has come. */
function progress(cell) {
  const row = cell.closest("tr");
  const total = totals.get(keyOf(cell));
  if (!total || !cell.dataset.field.startsWith("quantity/")) {
    return;
  }
  const typed = parse(cell.value).number;
  const sum = typed === null ? null : Number(total.dataset.before) + typed;
  const target = row.querySelector("[data-target]");
  target?.querySelector(".sub")?.remove();
  if (target && sum !== null && Number(target.dataset.target) > 0) {
    const share = document.createElement("span");
    share.className = "sub";
    share.textContent = ((sum / Number(target.dataset.target)) * 100).toFixed(1) + " %";
    target.append(" ", share);
  }
  row.querySelector(".behind").hidden = sum === null || row.dataset.until === "" || sum >= Number(row.dataset.until) * Number(say.laggard);
}

// Keeping

function keep() {
  try {
    const kept = { at: Date.now(), cells: [...waiting.values()], batch };
    waiting.size > 0 || batch ? localStorage.setItem(KEY, JSON.stringify(kept)) : localStorage.removeItem(KEY);
  } catch {
    // a browser may forbid storage: then only an open page keeps what waits
  }
  show();
}

function restore() {
  const restored = new Map();
  const again = [];
  try {
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))) {
      const kept = JSON.parse(localStorage.getItem(name));
      localStorage.removeItem(name);
      if (kept.at + KEPT_FOR < Date.now()) {
        continue;
      }
      if (kept.batch) {
        again.push(kept.batch);
        kept.batch.cells.forEach((cell) => restored.set(cell.project + " " + cell.field, cell));
      }
      kept.cells.forEach((cell) => restored.set(cell.project + " " + cell.field, cell));
    }
  } catch {
    return; // nothing is kept here
  }
  restored.forEach((cell, key) => {
    const input = byKey.get(key);
    if (input) {
      const total = totals.get(key);
      if (cell.as === "CUMULATIVE" && total) {
        total.value = shown(cell.to);
        typedTotal(total, false);
      } else {
        input.value = isNumber(input) ? shown(cell.to) : cell.to;
        typed(input, false);
      }
      waiting.set(key, { ...cell, invalid: waiting.get(key)?.invalid });
    }
  });
  if (again.length > 0) {
    batch = again[0]; // under its own name, whatever has become of it; of others what differs is seen by their versions
    batch.cells.forEach((cell) => {
      const key = cell.project + " " + cell.field;
      if (waiting.get(key)?.to === cell.to) {
        waiting.delete(key);
      }
    });
  }
  if (restored.size > 0) {
    tell(fill(say.restored, restored.size));
  }
  keep();
}

// Typing

function edit(cell, to, as, invalid) {
  const key = keyOf(cell);
  const project = Number(cell.closest("tr").dataset.project);
  const seen = waiting.get(key)?.version ?? batch?.cells.find((one) => one.project + " " + one.field === key)?.version;
  waiting.set(key, { project, field: cell.dataset.field, version: seen ?? Number(cell.dataset.version), to, as, invalid });
}

function typed(cell, later = true) {
  if (isNumber(cell)) {
    const read = parse(cell.value);
    read.fault ? note(cell, "wrong", read.fault) : clear(cell);
    edit(cell, read.fault ? cell.value : read.number === null ? "" : String(read.number), "FLOW", Boolean(read.fault));
    const total = totals.get(keyOf(cell));
    if (total) {
      clear(total);
      beside(cell);
    }
    progress(cell);
  } else {
    edit(cell, cell.value.trim(), "FLOW", false);
  }
  if (later) {
    soon();
  }
}

/** 누계: what was until last period is taken off, and told. */
function typedTotal(total, later = true) {
  const cell = cellOf(total);
  const read = parse(total.value);
  const before = Number(total.dataset.before);
  if (read.fault) {
    note(total, "wrong", read.fault);
    edit(cell, total.value, "CUMULATIVE", true);
  } else if (read.number === null) {
    clear(total);
    cell.value = "";
    edit(cell, "", "FLOW", false);
  } else if (read.number < before) {
    note(total, "wrong", fill(say.falls, shown(read.number), shown(before)));
    edit(cell, String(read.number), "CUMULATIVE", true);
  } else {
    clear(cell);
    cell.value = shown(read.number - before);
    note(total, "converted", fill(say.converted, shown(read.number), shown(before), shown(read.number - before)));
    edit(cell, String(read.number), "CUMULATIVE", false);
  }
  progress(cell);
  if (later) {
    soon();
  }
}

function soon() {
  keep();
  clearTimeout(timer);
  timer = setTimeout(pump, SOON);
}

// Sending

async function pump() {
  clearTimeout(timer);
  if (busy || stopped) {
    return;
  }
  if (!batch) {
    const cells = [...waiting].filter(([, cell]) => !cell.invalid).slice(0, BATCH);
    if (cells.length === 0) {
      show();
      return;
    }
    batch = { key: unique(), cells: cells.map(([, cell]) => ({ project: cell.project, field: cell.field, version: cell.version, to: cell.to, as: cell.as })) };
    cells.forEach(([key]) => waiting.delete(key));
  }
  busy = true;
  keep();
  let answer = null;
  try {
    answer = await fetch(say.api, {
      method: "PUT",
      headers: { "Content-Type": "application/json", "Idempotency-Key": batch.key, "Accept-Language": document.documentElement.lang, [csrf.dataset.header]: csrf.content },
      body: JSON.stringify({ cells: batch.cells }),
      redirect: "manual",
    });
  } catch {
    // told below
  }
  const said = await answer?.json().catch(() => null);
  busy = false;
  if (!answer || answer.status >= 500 || answer.status === 429 || (answer.ok && !said)) {
    offline = true;
    keep();
    timer = setTimeout(pump, pause);
    pause = Math.min(pause * 2, 15_000);
    return;
  }
  pause = 1000;
  offline = false;
  if (answer.status === 401 || answer.type === "opaqueredirect" || (answer.status === 403 && (await isSignedOut()))) {
    signedOut();
    return;
  }
  if (!answer.ok) {
    batch.cells.forEach((cell) => {
      const key = cell.project + " " + cell.field;
      waiting.has(key) || waiting.set(key, cell);
    });
    batch = null;
    stopped = true;
    keep();
    const reason = said?.errors?.map((one) => one.message).join(" ") || said?.detail || String(answer.status);
    tell(fill(say.refused, reason, waiting.size));
    return;
  }
  document.dispatchEvent(new Event("htmx:afterRequest")); // the session lasts on
  batch = null;
  savedAt = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
  said.cells.forEach(answered);
  keep();
  pump();
}

async function isSignedOut() {
  const answer = await fetch(say.api, { redirect: "manual" }).catch(() => null);
  return !answer?.ok;
}

function signedOut() {
  stopped = true;
  keep();
  const count = waiting.size + (batch ? batch.cells.length : 0);
  const link = document.createElement("a");
  link.href = "/sign-in?expired&next=" + encodeURIComponent(say.here);
  link.textContent = say.signin;
  tell(fill(say.signedout, count) + " ", link);
}

function answered(one) {
  const key = one.project + " " + one.field;
  const input = byKey.get(key);
  if (!input) {
    return;
  }
  const since = waiting.get(key);
  if (one.result === "WRONG") {
    note(input, "wrong", one.message);
    if (!since) {
      edit(input, input.value, "FLOW", true);
    }
    return;
  }
  if (one.result === "CLASH") {
    clash(input, one.cell);
    return;
  }
  input.dataset.version = one.cell?.version ?? 0;
  input.dataset.saved = one.cell?.value ?? "";
  if (since) {
    since.version = Number(input.dataset.version); // typed on meanwhile, over what this page has saved itself
    return;
  }
  if (input !== document.activeElement) {
    input.value = isNumber(input) ? shown(input.dataset.saved) : input.dataset.saved;
  }
  input.removeAttribute("aria-invalid");
  beside(input);
  progress(input);
}

/** Another wrote there: neither is lost, and whoever is here says which it is. */
function clash(input, theirs) {
  const key = keyOf(input);
  const mine = waiting.get(key)?.to ?? (isNumber(input) ? String(parse(input.value).number ?? "") : input.value);
  waiting.delete(key);
  const value = theirs?.value ?? "";
  const choose = (label, chosen) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "second";
    button.textContent = label;
    button.addEventListener("click", () => {
      clear(input);
      input.dataset.version = theirs?.version ?? 0;
      input.dataset.saved = value;
      input.value = isNumber(input) ? shown(chosen) : chosen;
      beside(input);
      progress(input);
      if (chosen !== value) {
        edit(input, chosen, "FLOW", false);
        soon();
      }
      input.focus();
      show();
    });
    return button;
  };
  note(input, "clashes", fill(say.clash, theirs?.by ?? "–", shown(value) || "–") + " ", choose(say.theirs, value), " ", choose(say.mine, mine));
}

// By keyboard

const rows = [...form.querySelectorAll("tbody tr")];
const cells = (row) => [...row.querySelectorAll("td.report-cell")].map((cell) => cell.querySelector("input"));
const columnOf = (input) => input.closest("td").cellIndex;

function go(input, down) {
  const column = columnOf(input);
  for (let at = rows.indexOf(input.closest("tr")) + down; at >= 0 && at < rows.length; at += down) {
    const next = rows[at].cells[column]?.querySelector("input");
    if (next) {
      next.focus();
      return;
    }
  }
}

function aside(input, right) {
  const all = cells(input.closest("tr"));
  all[all.indexOf(input) + right]?.focus();
}

form.addEventListener("keydown", (event) => {
  const input = event.target;
  if (!input.matches?.("td.report-cell input") || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
  if (event.key === "Enter" || event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    go(input, event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey) ? -1 : 1);
  } else if (event.key === "ArrowRight" && !event.shiftKey && (whole || input.selectionStart === input.value.length)) {
    event.preventDefault();
    aside(input, 1);
  } else if (event.key === "ArrowLeft" && !event.shiftKey && (whole || input.selectionEnd === 0)) {
    event.preventDefault();
    aside(input, -1);
  } else if (event.key === "Escape") {
    const cell = cellOf(input);
    cell.value = isNumber(cell) ? shown(cell.dataset.saved) : cell.dataset.saved;
    typed(cell);
    if (isTotal(input)) {
      clear(input);
      input.value = cell.value === "" ? "" : shown(Number(input.dataset.before) + parse(cell.value).number);
    }
    input.select();
  }
});

form.addEventListener("focusin", (event) => {
  if (event.target.matches("td.report-cell input")) {
    event.target.select();
  }
});

form.addEventListener("input", (event) => {
  if (event.target.matches("td.report-cell input")) {
    isTotal(event.target) ? typedTotal(event.target) : typed(event.target);
  }
});

form.addEventListener("change", (event) => {
  const input = event.target;
  if (input.matches("td.report-cell input")) {
    if (isNumber(input) && parse(input.value).number !== null) {
      input.value = shown(parse(input.value).number);
    }
    pump();
  }
});

// From a spreadsheet

/** Tabs and lines; a cell with a line break stands in quotation marks. */
function table(text) {
  const lines = [[]];
  for (const found of text.replace(/\r\n?/g, "\n").replace(/\n$/, "").matchAll(/("(?:[^"]|"")*"|[^\t\n]*)(\t|\n|$)/g)) {
    lines.at(-1).push(found[1].startsWith('"') ? found[1].slice(1, -1).replace(/""/g, '"') : found[1]);
    if (found[2] === "\n") {
      lines.push([]);
    } else if (found[2] === "") {
      break;
    }
  }
  return lines;
}

const word = (text) => text.normalize("NFKC").replace(/\s/g, "").toLowerCase();

form.addEventListener("paste", (event) => {
  const input = event.target;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!input.matches?.("td.report-cell input") || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) {
    return;
  }
  event.preventDefault();
  const lines = table(text);
  const named = new Map();
  rows.forEach((row) => {
    for (const name of [word(row.dataset.code), word(row.dataset.name)]) {
      named.has(name) || named.set(name, row);
    }
  });
  const byName = lines.filter((line) => line.length > 1 && named.has(word(line[0]))).length * 2 >= lines.length;
  const first = rows.indexOf(input.closest("tr"));
  const unmatched = [];
  let pastedRows = 0;
  let pastedCells = 0;
  let beyond = 0;
  lines.forEach((line, at) => {
    const row = byName ? named.get(word(line[0])) : rows[first + at];
    if (!row) {
      byName ? line.some((cell) => cell.trim() !== "") && unmatched.push(line[0]) : beyond++;
      return;
    }
    const count = put(row, columnOf(input), byName ? line.slice(1) : line);
    pastedRows += count > 0 ? 1 : 0;
    pastedCells += count;
  });
  const parts = [fill(say.pasted, number.format(pastedRows), number.format(pastedCells))];
  if (unmatched.length > 0) {
    parts.push(fill(say.unmatched, number.format(unmatched.length), unmatched.slice(0, 5).join(", ")));
  }
  if (beyond > 0) {
    parts.push(fill(say.beyond, number.format(beyond)));
  }
  tell(parts.join(" "));
  soon();
});

/** A pasted line from this column on; what is empty says nothing. */
function put(row, column, line) {
  const places = cells(row).filter((input) => columnOf(input) >= column);
  let count = 0;
  line.forEach((value, at) => {
    const input = places[at];
    if (!input || value.trim() === "") {
      return;
    }
    count++;
    const cell = cellOf(input);
    const flow = isTotal(input) && at > 0 && line[at - 1].trim() !== "" ? parse(cell.value).number : null;
    const total = parse(value).number;
    if (flow !== null && total !== null && total - Number(input.dataset.before) === flow) {
      return; // both columns of the same table, which agree
    }
    input.value = isNumber(input) && parse(value).number !== null ? shown(parse(value).number) : value.trim();
    if (flow !== null && total !== null) {
      note(input, "wrong", fill(say.converted, shown(total), shown(input.dataset.before), shown(total - Number(input.dataset.before))));
      edit(cell, cell.value, "FLOW", true); // the two contradict each other: somebody says which it is
      return;
    }
    isTotal(input) ? typedTotal(input, false) : typed(input, false);
  });
  return count;
}

// Submitting

let submitting = false;

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (submitting) {
    return;
  }
  submitting = true;
  await pump();
  for (let tries = 0; (busy || batch) && !offline && !stopped && tries < 200; tries++) {
    await new Promise((done) => setTimeout(done, 50));
  }
  submitting = false;
  const open = new Set([...waiting.keys(), ...inputs.filter((input) => input.getAttribute("aria-invalid") === "true").map(keyOf)]);
  if (batch || open.size > 0) {
    tell(fill(say.unfinished, open.size + (batch ? batch.cells.length : 0)));
    form.querySelector('[aria-invalid="true"]')?.focus();
    return;
  }
  if (event.submitter?.value === "submit") {
    inputs.forEach((input) => (input.disabled = true)); // every cell is saved: only the step is sent
    const then = document.createElement("input");
    then.type = "hidden";
    then.name = "then";
    then.value = "submit";
    form.append(then);
    form.submit();
  }
});

addEventListener("online", pump);
addEventListener("offline", () => {
  offline = true;
  show();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    location.reload(); // out of the browser's memory: the versions of then are not those of now
  }
});

restore();
show();
pump();
form.dataset.ready = "";
