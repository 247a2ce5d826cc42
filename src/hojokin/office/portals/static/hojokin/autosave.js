/* Saving while typing: nothing typed is lost while the site, the network or the session is away.
   htmx does the saving; this keeps a copy until the answer says "saved", and tells when it did not come. */
(() => {
  "use strict";
  const form = document.getElementById("section-form");
  if (!form) return;
  const offline = document.getElementById("offline");
  const signIn = offline.querySelector(".offline-signin");
  const unsaved = new Map();
  const tooLarge = new Set(); // not sent again before they are changed
  const kept = "hojokin:"; // by every form of this tab
  const key = (name) => `${kept}${form.dataset.keep}:${name}`;
  const inputsOf = (box) => [...box.querySelectorAll("input, select, textarea")]
    .filter((each) => each.name && !each.name.startsWith("version-") && !["file", "hidden"].includes(each.type));
  const typedIn = (box) => inputsOf(box)
    .filter((each) => !["checkbox", "radio"].includes(each.type) || each.checked)
    .map((each) => [each.name, each.value]);
  const saidIn = (box) => inputsOf(box)
    .filter((each) => !["checkbox", "radio"].includes(each.type) || each.checked)
    .map((each) => (each.checked ? each.closest("label").textContent.trim() : each.selectedOptions?.[0]?.textContent ?? each.value))
    .filter(Boolean).join("\n");
  const boxOf = (element) => element.closest?.("[data-field]");
  const fileIn = (box) => box.querySelector("input[type=file]");
  const versionOf = (box) => box.querySelector('input[name^="version-"]')?.value ?? "0";

  const keep = (box) => {
    const name = box.dataset.field;
    unsaved.set(name, (unsaved.get(name) ?? 0) + 1);
    tooLarge.delete(name);
    try {
      const copy = { version: versionOf(box), typed: typedIn(box), said: saidIn(box) };
      sessionStorage.setItem(key(name), JSON.stringify(copy));
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
    if (!box) return;
    if (event.target.type === "file") {
      unsaved.set(box.dataset.field, (unsaved.get(box.dataset.field) ?? 0) + 1);
      return;
    }
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

  const giveUp = (element) => {
    const { field } = boxOf(element).dataset;
    tooLarge.add(field);
    if (element.type !== "file") return;
    element.value = "";
    forget(field);
  };

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
      event.detail.target.querySelectorAll(":scope > [role=alert]").forEach((each) => each.remove());
      if (boxOf(event.detail.requestConfig.elt)) giveUp(event.detail.requestConfig.elt);
    }
  });

  /* An answer may draw a table anew. What was typed after its request left is put back, and saved in its turn. */
  const late = new Map();
  const lateFiles = new Map();
  const putBack = new Set(); // an answer tells of its swap once for every part of the page that it brought
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
    const { xhr, requestConfig, shouldSwap, isError } = event.detail;
    const [name, count, before] = sent.get(xhr) ?? [];
    const box = name && document.getElementById(`field-${name}`);
    if (!box || !shouldSwap || isError || unsaved.get(name) === count) return;
    const file = fileIn(box);
    if (file) lateFiles.set(name, file.files);
    else late.set(name, withoutRow(typedSince(before, typedIn(box)), requestConfig.parameters.remove));
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const [name] = sent.get(event.detail.xhr) ?? [];
    if (lateFiles.has(name)) fileIn(document.getElementById(`field-${name}`)).files = lateFiles.get(name);
    const typed = late.get(name);
    const box = name && document.getElementById(`field-${name}`);
    if (!typed || !box || putBack.has(name)) return;
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
    if (changed) putBack.add(name);
    else late.delete(name);
  });

  document.body.addEventListener("htmx:responseError", (event) => away([401, 403].includes(event.detail.xhr.status)));
  document.body.addEventListener("htmx:sendError", () => away(false));

  /* Problems of a field that the page does not show: the answer that brought it was lost, or somebody else made it asked. */
  document.body.addEventListener("htmx:oobErrorNoTarget", (event) => {
    const selector = event.detail.target.replace("#problems-", "#field-");
    const box = document.querySelector(selector);
    if (box?.hidden) htmx.ajax("GET", location.pathname + location.search, { source: box, target: box, select: selector, swap: "outerHTML" });
  });

  document.body.addEventListener("htmx:afterSettle", (event) => {
    const name = sent.get(event.detail.xhr)?.[0];
    if (event.detail.elt.id === "watch" && !offline.hidden && !event.detail.elt.querySelector("[data-somebody-else]")) saveAgain();
    if (!name) return;
    /* A field that is not asked any more has nothing to save; its copy stays. */
    for (const each of [...unsaved.keys()]) {
      if (!document.querySelector(`[data-field="${each}"]`)) forget(each);
    }
    const [, count] = sent.get(event.detail.xhr);
    sent.delete(event.detail.xhr);
    const box = document.getElementById(`field-${name}`);
    const state = box?.querySelector("[data-state]")?.dataset.state;
    putBack.delete(name);
    if (box && late.delete(name)) htmx.trigger(box, "change");
    if (box && lateFiles.delete(name)) htmx.trigger(fileIn(box), "change");
    if (box && event.detail.successful && (state === "saved" || state === undefined) && unsaved.get(name) === count) {
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
      if (box && !tooLarge.has(name)) htmx.trigger(fileIn(box) ?? box, "change");
    }
  };

  addEventListener("focus", () => {
    const watch = document.getElementById("watch");
    if (!offline.hidden && watch) htmx.ajax("GET", watch.getAttribute("hx-get"), { source: watch, target: watch, swap: "outerHTML" });
  });
  addEventListener("beforeunload", (event) => { if (unsaved.size) event.preventDefault(); });
  form.addEventListener("submit", () => {
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

  /* What was typed into a field that is no more one's own to write is shown, to be copied from there. */
  const showNotKept = () => {
    const lost = copies(key(""))
      .map(([each, copy]) => [document.getElementById(`field-${each.slice(key("").length)}`), copy.said])
      .filter(([box, said]) => box?.classList.contains("theirs") && said && !box.querySelector(".case-answer").innerText.includes(said));
    if (!lost.length) return;
    const notice = document.getElementById("not-kept").content.firstElementChild.cloneNode(true);
    for (const [box, said] of lost) {
      const label = box.querySelector(".case-label").firstChild.textContent.trim();
      for (const [tag, text] of [["dt", label], ["dd", said]]) {
        notice.querySelector("dl").append(Object.assign(document.createElement(tag), { innerText: text }));
      }
    }
    form.before(notice);
  };

  /* What could not be saved the last time comes back, once htmx is ready. It is sent with the version that was seen then:
     where somebody wrote the field since, the answer shows both, and nothing typed goes without a word. */
  document.addEventListener("DOMContentLoaded", () => {
    dropSent();
    showNotKept();
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
