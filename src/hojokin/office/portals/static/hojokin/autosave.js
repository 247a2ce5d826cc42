/* Saving while typing: nothing typed is lost while the site, the network or the session is away.
   htmx does the saving; this keeps a copy until the answer says "saved", and tells when it did not come. */
(() => {
  "use strict";
  const form = document.getElementById("section-form");
  if (!form) return;
  const offline = document.getElementById("offline");
  const signIn = offline.querySelector(".offline-signin");
  const unsaved = new Map();
  const kept = "hojokin:"; // by every form of this tab
  const key = (name) => `${kept}${form.dataset.keep}:${name}`;
  const inputsOf = (box) => [...box.querySelectorAll("input, select, textarea")]
    .filter((each) => each.name && !each.name.startsWith("version-") && !["file", "hidden"].includes(each.type));
  const typedIn = (box) => inputsOf(box)
    .filter((each) => !["checkbox", "radio"].includes(each.type) || each.checked)
    .map((each) => [each.name, each.value]);
  const boxOf = (element) => element.closest?.("[data-field]");
  const versionOf = (box) => box.querySelector('input[name^="version-"]')?.value ?? "0";

  const keep = (box) => {
    const name = box.dataset.field;
    unsaved.set(name, (unsaved.get(name) ?? 0) + 1);
    try {
      sessionStorage.setItem(key(name), JSON.stringify({ version: versionOf(box), typed: typedIn(box) }));
    } catch { /* a full or forbidden storage: the page itself still holds the text */ }
  };
  const forget = (name) => {
    unsaved.delete(name);
    if (!unsaved.size) { offline.hidden = true; signIn.hidden = true; }
  };
  const settled = (name) => {
    sessionStorage.removeItem(key(name));
    forget(name);
  };
  const away = (isSignedOut) => {
    if (!unsaved.size) return;
    offline.hidden = false;
    signIn.hidden = !isSignedOut;
  };

  form.addEventListener("input", (event) => {
    const box = boxOf(event.target);
    if (!box || event.target.type === "file") return;
    keep(box);
    recount(box, event.target);
  });

  const recount = (box, input) => {
    const counter = [...box.querySelectorAll("[data-count]")].find((each) => each.dataset.count === input.name);
    if (!counter) return;
    const left = Number(counter.dataset.most) - [...input.value].length;
    counter.querySelector(".n").textContent = counter.dataset[left < 0 ? "over" : "left"].replace("%n%", Math.abs(left).toLocaleString());
    counter.classList.toggle("over", left < 0);
  };

  const sent = new Map();
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    const box = boxOf(event.detail.elt);
    if (box) sent.set(event.detail.xhr, [box.dataset.field, unsaved.get(box.dataset.field), typedIn(box)]);
  });

  /* An answer may draw a table anew. What was typed after its request left is put back, and saved in its turn. */
  const late = new Map();
  const grouped = (typed) => {
    const found = new Map();
    for (const [name, value] of typed) found.set(name, [...(found.get(name) ?? []), value]);
    return found;
  };
  const typedSince = (before, now) => {
    const [old, young] = [grouped(before), grouped(now)];
    const names = [...new Set([...old.keys(), ...young.keys()])];
    return new Map(names.map((name) => [name, young.get(name) ?? []])
      .filter(([name, values]) => JSON.stringify(values) !== JSON.stringify(old.get(name) ?? [])));
  };
  const withoutRow = (typed, removed) => {
    const [field, gone] = (removed ?? "").split(":");
    if (!gone) return typed;
    const moved = new Map();
    for (const [name, values] of typed) {
      const [place, ...column] = name.slice(field.length + 1).split("-");
      if (Number(place) !== Number(gone)) moved.set(`${field}-${place - (Number(place) > Number(gone))}-${column.join("-")}`, values);
    }
    return moved;
  };
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    const [name, count, before] = sent.get(xhr) ?? [];
    const box = name && document.getElementById(`field-${name}`);
    if (!box || unsaved.get(name) === count) return;
    late.set(name, withoutRow(typedSince(before, typedIn(box)), requestConfig.parameters.remove));
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const [name] = sent.get(event.detail.xhr) ?? [];
    const typed = late.get(name);
    const box = name && document.getElementById(`field-${name}`);
    if (!typed || !box) return;
    let changed = false;
    for (const input of inputsOf(box)) {
      if (!typed.has(input.name)) continue;
      const values = typed.get(input.name);
      if (["checkbox", "radio"].includes(input.type)) {
        changed ||= input.checked !== values.includes(input.value);
        input.checked = values.includes(input.value);
      } else if (input.value !== values[0]) {
        changed = true;
        input.value = values[0];
      }
    }
    if (!changed) late.delete(name);
  });

  /* An answer from another address is the sign-in page: keep it out of the form. */
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, pathInfo, serverResponse } = event.detail;
    const here = new URL(xhr.responseURL || location.href).pathname;
    const asked = new URL(pathInfo.finalRequestPath ?? pathInfo.requestPath, location.href).pathname;
    if (here !== asked) {
      event.detail.shouldSwap = false;
      away(true);
    } else if (xhr.status === 413 && serverResponse) {
      event.detail.shouldSwap = true;
      event.detail.swapOverride = "beforeend";
    }
  });
  document.body.addEventListener("htmx:responseError", (event) => away([401, 403].includes(event.detail.xhr.status)));
  document.body.addEventListener("htmx:sendError", () => away(false));

  /* A button that an answer drew anew took the focus with it: go on in the row that was added, or in the field. */
  const refocus = (name, button) => {
    const box = document.getElementById(`field-${name}`);
    if (!box || document.activeElement !== document.body) return;
    const place = button === "add" ? [...box.querySelectorAll("fieldset.line")].at(-1) : box;
    place?.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  };

  document.body.addEventListener("htmx:afterSettle", (event) => {
    const name = sent.get(event.detail.xhr)?.[0];
    if (event.detail.elt.id === "watch" && !offline.hidden) saveAgain();
    if (!name) return;
    refocus(name, event.detail.requestConfig.elt.name);
    /* A field that is not asked any more has nothing to save; its copy stays. */
    for (const each of [...unsaved.keys()]) {
      if (!document.querySelector(`[data-field="${each}"]`)) forget(each);
    }
    const [, count] = sent.get(event.detail.xhr);
    sent.delete(event.detail.xhr);
    const box = document.getElementById(`field-${name}`);
    const state = box?.querySelector("[data-state]")?.dataset.state;
    if (box && late.delete(name)) htmx.trigger(box, "change");
    if (box && (state === "saved" || state === undefined) && unsaved.get(name) === count) {
      settled(name);
      if (box.dataset.unshown && !unsaved.size) location.reload();
    }
    for (const each of document.querySelectorAll("[data-field]")) {
      const wrong = Boolean(each.querySelector(".case-problems > .wrong"));
      for (const input of inputsOf(each)) {
        if (input.type === "radio") continue;
        const cell = document.getElementById(`wrong-${input.name}`);
        if (cell ? !cell.hidden && cell.classList.contains("wrong") : wrong) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      }
    }
  });

  const saveAgain = () => {
    for (const name of unsaved.keys()) {
      const box = document.getElementById(`field-${name}`);
      if (box) htmx.trigger(box, "change");
    }
  };

  addEventListener("focus", () => {
    const watch = document.getElementById("watch");
    if (!offline.hidden && watch) htmx.ajax("GET", watch.getAttribute("hx-get"), { source: watch, target: watch, swap: "outerHTML" });
  });
  addEventListener("beforeunload", (event) => { if (unsaved.size) event.preventDefault(); });
  /* The whole form waits for a field that is on its way: its own version would else count as somebody else's. */
  const [pauseMs, mostPauses] = [50, 60];
  let pauses = 0;
  form.addEventListener("submit", (event) => {
    const { submitter } = event;
    if (form.querySelector("[data-field].htmx-request") && pauses < mostPauses) {
      event.preventDefault();
      pauses += 1;
      setTimeout(() => form.requestSubmit(submitter?.isConnected ? submitter : null), pauseMs);
      return;
    }
    for (const name of [...unsaved.keys()]) unsaved.delete(name);
    for (const [each, copy] of copies(key(""))) sessionStorage.setItem(each, JSON.stringify({ ...copy, sent: true }));
  });

  /* Copies that went with a whole form are not needed once the site says that all of it was saved. */
  const copies = (start) => Object.keys(sessionStorage)
    .filter((each) => each.startsWith(start))
    .map((each) => [each, JSON.parse(sessionStorage.getItem(each))]);
  const dropSent = () => {
    if (!document.cookie.split("; ").includes("form_saved=1")) return;
    document.cookie = "form_saved=; Max-Age=0; Path=/; SameSite=Lax";
    for (const [each, copy] of copies(kept)) if (copy.sent) sessionStorage.removeItem(each);
  };

  /* Rows that the page does not show are sent unseen; once they are kept, the page is read anew. */
  const addUnshown = (box, typed) => {
    const known = new Set(inputsOf(box).map((each) => each.name));
    const unshown = typed.filter(([name]) => !known.has(name));
    if (!unshown.length) return;
    for (const [name, value] of unshown) {
      const input = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      box.append(input);
    }
    box.setAttribute("hx-params", [box.getAttribute("hx-params"), ...new Set(unshown.map(([name]) => name))].join(","));
    box.dataset.unshown = "1";
  };

  /* What could not be saved the last time comes back, once htmx is ready. It is sent with the version that was seen then:
     where somebody wrote the field since, the answer shows both, and nothing typed goes without a word. */
  document.addEventListener("DOMContentLoaded", () => {
    dropSent();
    for (const box of form.querySelectorAll("[data-field]")) {
      const stored = sessionStorage.getItem(key(box.dataset.field));
      if (!stored) continue;
      const { version, typed } = JSON.parse(stored);
      if (JSON.stringify(typed) === JSON.stringify(typedIn(box))) {
        sessionStorage.removeItem(key(box.dataset.field));
        continue;
      }
      const seen = box.querySelector('input[name^="version-"]');
      if (seen) seen.value = version;
      for (const input of inputsOf(box)) {
        const values = typed.filter(([name]) => name === input.name).map(([, value]) => value);
        if (["checkbox", "radio"].includes(input.type)) input.checked = values.includes(input.value);
        else if (values.length) input.value = values[0];
        recount(box, input);
      }
      addUnshown(box, typed);
      const note = document.createElement("p");
      note.className = "notice caution";
      note.textContent = form.dataset.restored;
      box.prepend(note);
      unsaved.set(box.dataset.field, 1);
      htmx.trigger(box, "change");
    }
  });
})();
