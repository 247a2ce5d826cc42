/* A form that stays steady under the hand: its answers may draw fields anew while somebody presses, writes or moves about in them. */
(() => {
  "use strict";
  const form = document.getElementById("section-form");
  if (!form) return;
  const fieldOf = (element) => element.closest?.("[data-field]")?.dataset.field;
  const boxNamed = (name) => document.getElementById(`field-${name}`);
  const rowsIn = (name) => boxNamed(name)?.querySelectorAll("fieldset.line").length;

  /* While an input method composes, nothing half written is sent, and no answer draws the field anew. */
  let composing = null;
  const afterwards = [];
  const once = (name, task) => {
    if (composing === name && boxNamed(name)?.contains(document.activeElement)) afterwards.push(task);
    else task();
  };
  form.addEventListener("compositionstart", (event) => { composing = fieldOf(event.target) ?? null; });
  form.addEventListener("input", (event) => {
    if (event.isComposing && composing) event.stopPropagation();
  }, true);
  form.addEventListener("compositionend", (event) => {
    composing = null;
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => { for (const task of afterwards.splice(0)) task(); });
  });

  /* What a press is about, to find it again in a field that was drawn anew. */
  const pressOf = (element) => {
    const control = element.control ?? element;
    const field = fieldOf(element);
    return { field, name: control.name, value: control.value, rows: rowsIn(field) };
  };
  const isSame = (one, other) => one?.field === other.field && one.name === other.name && one.value === other.value;
  const pressAgain = (press) => {
    const controls = [...(boxNamed(press.field)?.querySelectorAll("button, input, select, textarea") ?? [])];
    const found = controls.find((each) => isSame(press, pressOf(each)));
    if (found && (press.name === "add" || press.rows === rowsIn(press.field))) found.click();
  };

  /* A button of a field waits for the answer on the way. A second press of the same button is one press. */
  const onTheWay = new Map();
  const held = new Map();
  const settledMs = 100;
  const release = (name) => {
    const press = held.get(name);
    if (!press || onTheWay.has(name)) return;
    held.delete(name);
    pressAgain(press);
  };
  /* A press that did not get through, or to the sign-in only, is told at its field. */
  const tooLarge = 413; // the answer says so itself
  const tellIfFailed = (name, xhr, path) => {
    const status = document.getElementById(`status-${name}`);
    const isThere = xhr.status > 0 && xhr.status < 400 && new URL(xhr.responseURL).pathname === path;
    if (!status || isThere || xhr.status === tooLarge) return;
    status.querySelectorAll(".press-failed").forEach((each) => each.remove());
    status.append(Object.assign(document.createElement("p"), { className: "wrong press-failed", textContent: form.dataset.failed }));
  };
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    const { elt, xhr, pathInfo } = event.detail;
    const name = fieldOf(elt);
    if (!name) return;
    onTheWay.set(name, { xhr, press: elt.matches("button") ? pressOf(elt) : undefined });
    const load = xhr.onload;
    xhr.onload = (...all) => once(name, () => load.apply(xhr, all));
    xhr.addEventListener("loadend", () => once(name, () => {
      if (onTheWay.get(name)?.xhr === xhr) onTheWay.delete(name);
      if (elt.matches("button")) tellIfFailed(name, xhr, pathInfo.requestPath);
      setTimeout(() => release(name), settledMs);
    }));
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-field] button[hx-post]");
    const before = button && onTheWay.get(fieldOf(button));
    if (!before) return;
    event.preventDefault();
    event.stopPropagation();
    const press = pressOf(button);
    if (!isSame(before.press, press)) held.set(press.field, press);
  }, true);

  /* An answer may move a button or a choice from under the mouse between press and release. It was pressed all the same. */
  const mostMovedPixels = 10;
  const topOf = (element) => element.getBoundingClientRect().top;
  let pressed = null;
  form.addEventListener("pointerdown", (event) => {
    const isPress = event.button === 0 && event.pointerType === "mouse";
    const on = isPress && (event.target.closest("button, a[href], summary, label") ?? event.target.closest("input"));
    pressed = on ? { on, press: pressOf(on), x: event.clientX, y: event.clientY, top: topOf(on) } : null;
  });
  addEventListener("pointerup", (event) => {
    const was = pressed;
    pressed = null;
    if (!was || was.on.contains(event.target)) return;
    if (Math.hypot(event.clientX - was.x, event.clientY - was.y) > mostMovedPixels) return;
    if (was.on.isConnected && topOf(was.on) !== was.top) was.on.click();
    else if (!was.on.isConnected && was.press.name) pressAgain(was.press);
  });

  /* What an answer drew anew took the focus with it: go on in the row that was added, at the same choice, or in the field. */
  const focused = new Map();
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const name = fieldOf(event.detail.requestConfig.elt) ?? event.detail.target?.dataset?.field;
    const active = document.activeElement;
    if (name && boxNamed(name)?.contains(active)) focused.set(name, [active.name, active.value]);
    else focused.delete(name);
  });
  document.body.addEventListener("htmx:afterSettle", (event) => {
    const { elt } = event.detail.requestConfig;
    const name = fieldOf(elt);
    const box = name && boxNamed(name);
    if (!box || held.has(name) || document.activeElement !== document.body) return;
    const inputs = [...box.querySelectorAll("input:not([type=hidden]), select, textarea")];
    const [at, value] = focused.get(name) ?? [];
    const same = inputs.find((each) => each.name === at && each.value === value);
    const added = elt.name === "add" && [...box.querySelectorAll("fieldset.line")].at(-1);
    const place = same ?? (added ? inputs.find((each) => added.contains(each)) : inputs[0]);
    place?.focus();
  });

  /* What was opened in a part that an answer replaces stays open. */
  const written = "details:not(:has(> summary[hx-get]))";
  document.body.addEventListener("htmx:oobBeforeSwap", (event) => {
    const [old, young] = [event.detail.target, event.detail.fragment].map((each) => [...each.querySelectorAll(written)]);
    if (old.length === young.length) young.forEach((each, index) => { each.open = old[index].open; });
  });

  /* The whole form waits for a field that is on its way: its own version would else count as somebody else's.
     A button that htmx has not taken over yet, in a field that was just drawn, sends its field alone all the same. */
  const [pauseMs, mostPauses] = [50, 400];
  let pauses = 0;
  form.addEventListener("submit", (event) => {
    const { submitter } = event;
    if (window.htmx && submitter?.matches("[data-field] button[hx-post]")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      const press = pressOf(submitter);
      held.set(press.field, press);
      setTimeout(() => release(press.field), settledMs);
      return;
    }
    if ((!onTheWay.size && !held.size) || pauses >= mostPauses) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pauses += 1;
    setTimeout(() => form.requestSubmit(submitter?.isConnected ? submitter : null), pauseMs);
  });
})();
