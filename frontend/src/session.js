// The end of an idle session: a warning before it, and what was typed until then is there again after signing in.
// Kept in this tab only (sessionStorage), by address and account; never passwords, never what is marked data-private.

const KEPT = "dure.kept ";
const ENDED = "dure.ended";
const UNTIL = "dure.until";
const KEPT_FOR = 12 * 3600 * 1000;

const session = document.querySelector('meta[name="session"]');
const page = location.pathname + location.search;

// A browser may forbid storage: then nothing is kept, and everything else works.
function storage(kind) {
  try {
    const store = window[kind];
    store.getItem(UNTIL);
    return store;
  } catch {
    return null;
  }
}

const tab = storage("sessionStorage");
const shared = storage("localStorage");

const forms = () => [...document.querySelectorAll("main form")].filter((form) => form.method === "post" && !form.matches("[data-private]"));
const keeps = (field) =>
  field.name &&
  !["hidden", "password", "file", "submit", "button", "reset"].includes(field.type) &&
  field.autocomplete !== "one-time-code" &&
  !field.closest("[data-private]");
const chooses = (field) => field.type === "checkbox" || field.type === "radio";

function read(form) {
  return [...form.elements]
    .filter(keeps)
    .map((field) => [field.name, field.value, chooses(field) ? field.checked : null]);
}

function write(form, values) {
  const left = [...values];
  for (const field of [...form.elements].filter(keeps)) {
    const at = left.findIndex(([name, value, checked]) => name === field.name && (checked === null || value === field.value));
    if (at >= 0) {
      const [[, value, checked]] = left.splice(at, 1);
      if (checked === null) {
        field.value = value;
      } else {
        field.checked = checked;
      }
    }
  }
}

const key = () => KEPT + session.dataset.account + " " + page;

function keep() {
  const typed = Object.fromEntries(forms().map((form) => [form.getAttribute("action"), read(form)]));
  tab.setItem(key(), JSON.stringify({ at: Date.now(), typed }));
}

function keptKeys() {
  return Object.keys(tab).filter((one) => one.startsWith(KEPT));
}

function restore() {
  const kept = JSON.parse(tab.getItem(key()) ?? "null");
  if (!kept) {
    return;
  }
  if (tab.getItem(ENDED) === null || kept.at + KEPT_FOR < Date.now()) {
    tab.removeItem(key()); // a new visit begins with an empty form
    return;
  }
  tab.removeItem(ENDED);
  forms().forEach((form) => write(form, kept.typed[form.getAttribute("action")] ?? []));
  const told = document.querySelector("[data-restored]");
  told.hidden = false;
  told.textContent = told.dataset.restored;
}

if (tab && session) {
  // Whoever signs in now is not shown what another typed.
  keptKeys()
    .filter((one) => !one.startsWith(KEPT + session.dataset.account + " "))
    .forEach((one) => tab.removeItem(one));
  restore();
  document.addEventListener("input", (event) => {
    if (forms().includes(event.target.form)) {
      keep();
    }
  });
  document.addEventListener("submit", (event) => {
    if (event.target.getAttribute("action") === "/sign-out") {
      keptKeys().forEach((one) => tab.removeItem(one));
      tab.removeItem(ENDED);
    }
  });
} else if (tab && document.querySelector('form[action="/sign-in"]') && keptKeys().length > 0) {
  tab.setItem(ENDED, "");
}

// The warning. Tabs share the time until which the session lasts: what is done in one is done for all.
function idle() {
  const whole = Number(session.dataset.idle) * 1000;
  const warning = Math.min(Number(session.dataset.warning) * 1000, whole / 2);
  const dialog = document.getElementById("idle");
  let until = 0;
  const touched = () => {
    until = Date.now() + whole;
    shared?.setItem(UNTIL, String(until));
  };
  const last = () => Math.max(until, Number(shared?.getItem(UNTIL) ?? 0));
  const stay = async () => {
    const csrf = document.querySelector('meta[name="csrf"]');
    const answer = await fetch("/session/keep", { method: "POST", headers: { [csrf.dataset.header]: csrf.content }, redirect: "manual" });
    if (answer.ok) {
      touched();
      dialog.close();
    } else {
      leave();
    }
  };
  const leave = () => {
    clearInterval(clock);
    if (tab && forms().length > 0) {
      keep();
    }
    location.assign("/sign-in?expired&next=" + encodeURIComponent(page));
  };
  const look = () => {
    const left = last() - Date.now();
    if (left <= 0) {
      leave();
    } else if (left <= warning) {
      const seconds = Math.ceil(left / 1000);
      dialog.querySelector("[data-left]").textContent = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
      if (!dialog.open) {
        dialog.showModal();
      }
    } else if (dialog.open) {
      dialog.close(); // stayed in another tab
    }
  };
  touched();
  document.addEventListener("htmx:afterRequest", touched);
  dialog.querySelector("button").addEventListener("click", stay);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    stay();
  });
  const clock = setInterval(look, 1000);
}

if (session && Number(session.dataset.idle) > 0) {
  idle();
}
