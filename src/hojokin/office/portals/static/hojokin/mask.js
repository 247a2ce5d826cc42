/* Blacking out by pointer: what is drawn on a page becomes a row of numbers, and what is typed there is drawn.
   Without this script the rows and the list of found numbers do the same; the server paints. */
(() => {
  "use strict";
  const form = document.getElementById("mask-form");
  if (!form) return;
  const list = document.getElementById("mask-areas");
  const template = document.getElementById("mask-row");
  const touch = document.getElementById("mask-touch");
  const WHOLE = 1000, TENTHS = 10, LEAST = 4;
  const SVG = "http://www.w3.org/2000/svg";
  const pages = [...form.querySelectorAll(".mask-page")];
  const svgOf = (number) => pages.find((each) => each.dataset.page === number)?.querySelector("svg");
  const rows = new Map();

  const inputs = (row) => ["page", "left", "top", "width", "height"].map((each) => row.querySelector(`[name=area-${each}]`));
  const plain = (text) => text.normalize("NFKC").trim();
  const thousandths = (input) => (plain(input.value) === "" ? NaN : Math.round(Number(plain(input.value)) * TENTHS));
  const percent = (value) => String(value / TENTHS);

  const drawn = (row) => {
    if (!rows.has(row)) {
      const rect = document.createElementNS(SVG, "rect");
      rect.setAttribute("class", "mask-drawn");
      rows.set(row, rect);
    }
    return rows.get(row);
  };
  const place = (rect, left, top, width, height) => {
    Object.entries({ x: left, y: top, width, height }).forEach(([name, value]) => rect.setAttribute(name, value));
  };
  const show = (row) => {
    const [page, ...sides] = inputs(row);
    const numbers = sides.map(thousandths);
    const svg = svgOf(plain(page.value));
    const rect = drawn(row);
    if (!svg || numbers.some((each) => !(each >= 0 && each <= WHOLE))) return rect.remove();
    place(rect, ...numbers);
    if (rect.parentNode !== svg) svg.append(rect);
    return undefined;
  };
  const isBlank = (row) => inputs(row).slice(1).every((each) => plain(each.value) === "");
  const fresh = () => {
    const row = template.content.firstElementChild.cloneNode(true);
    list.append(row);
    return row;
  };

  form.querySelectorAll("rect.mask-drawn").forEach((each) => each.remove());
  [...list.children].forEach(show);
  form.querySelector(".mask-how").hidden = false;
  if (matchMedia("(any-pointer: coarse)").matches) touch.closest("label").hidden = false;

  list.addEventListener("input", (event) => show(event.target.closest("li")));
  list.addEventListener("focusin", (event) => drawn(event.target.closest("li")).classList.add("current"));
  list.addEventListener("focusout", (event) => drawn(event.target.closest("li")).classList.remove("current"));
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=drop]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("li");
    const next = row.nextElementSibling ?? row.previousElementSibling;
    drawn(row).remove();
    rows.delete(row);
    row.remove();
    inputs(next ?? fresh())[0].focus();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name !== "found") return;
    form.querySelectorAll(`[data-found="${event.target.value}"]`).forEach((each) => each.classList.toggle("black", event.target.checked));
  });
  touch.addEventListener("change", () => pages.forEach((each) => each.classList.toggle("by-touch", touch.checked)));

  let drawing = null;
  const at = (page, event) => {
    const box = page.getBoundingClientRect();
    const inside = (value, size) => Math.min(WHOLE, Math.max(0, Math.round((value / size) * WHOLE)));
    return [inside(event.clientX - box.left, box.width), inside(event.clientY - box.top, box.height)];
  };
  const area = (from, to) => [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.abs(from[0] - to[0]), Math.abs(from[1] - to[1])];
  const cancel = () => { drawing?.rect.remove(); drawing = null; };
  pages.forEach((page) => {
    page.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || (event.pointerType === "touch" && !touch.checked)) return;
      event.preventDefault();
      cancel();
      page.setPointerCapture(event.pointerId);
      const rect = document.createElementNS(SVG, "rect");
      rect.setAttribute("class", "mask-drawn current");
      page.querySelector("svg").append(rect);
      drawing = { page, rect, from: at(page, event) };
    });
    page.addEventListener("pointermove", (event) => {
      if (drawing?.page === page) place(drawing.rect, ...area(drawing.from, at(page, event)));
    });
    page.addEventListener("pointerup", (event) => {
      if (drawing?.page !== page) return;
      const numbers = area(drawing.from, at(page, event));
      cancel();
      if (numbers[2] < LEAST || numbers[3] < LEAST) return;
      const row = [...list.children].find(isBlank) ?? fresh();
      const [number, ...sides] = inputs(row);
      number.value = page.dataset.page;
      sides.forEach((each, index) => { each.value = percent(numbers[index]); });
      show(row);
    });
    page.addEventListener("pointercancel", cancel);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") cancel(); });
})();
