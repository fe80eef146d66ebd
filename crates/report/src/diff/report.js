"use strict";
(() => {
  const body = document.body;
  const all = (selector) => [...document.querySelectorAll(selector)];
  all(".bar").forEach((bar) => { bar.hidden = false; });

  const filters = all("input[data-filter]");
  const apply = () => {
    body.dataset.hide = filters.filter((f) => !f.checked && f.dataset.filter !== "none").map((f) => f.dataset.filter).join(" ");
    const same = filters.find((f) => f.dataset.filter === "none");
    all("details.run").forEach((run) => { run.open = same.checked; });
    tell();
  };
  filters.forEach((f) => f.addEventListener("change", apply));
  const toggle = (name) => {
    const filter = filters.find((f) => f.dataset.filter === name);
    filter.checked = !filter.checked;
    apply();
  };

  const views = all("button[data-view]");
  const view = (name) => {
    body.dataset.view = name;
    views.forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.view === name)));
  };
  views.forEach((b) => b.addEventListener("click", () => view(b.dataset.view)));

  all("[data-theme-toggle]").forEach((b) => b.addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  }));

  const shown = (selector) => all(selector).filter((e) => e.offsetParent !== null);
  let current = null;
  const tell = () => {
    const entries = shown(".entry");
    const at = entries.indexOf(current);
    document.getElementById("position").textContent = at < 0 ? `${entries.length} changes` : `${at + 1} of ${entries.length}`;
  };
  const step = (by, selector) => {
    const entries = shown(selector);
    if (entries.length === 0) { return; }
    const line = 90;
    const at = entries.indexOf(current);
    let next;
    if (at >= 0) {
      next = entries[Math.min(entries.length - 1, Math.max(0, at + by))];
    } else if (by > 0) {
      next = entries.find((e) => e.getBoundingClientRect().top > line) || entries[entries.length - 1];
    } else {
      next = entries.filter((e) => e.getBoundingClientRect().top < line - 20).pop() || entries[0];
    }
    current = next;
    next.scrollIntoView({ block: "start" });
    next.focus({ preventScroll: true });
    tell();
  };
  all("button[data-step]").forEach((b) => b.addEventListener("click", () => step(Number(b.dataset.step), ".entry")));
  document.addEventListener("focusin", (event) => {
    const entry = event.target.closest(".entry");
    if (entry) { current = entry; tell(); }
  });

  // A link to a place that a filter hides or a fold covers opens it.
  const open = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) { return; }
    const run = target.closest("details");
    if (run) { run.open = true; }
    const name = target.dataset.class;
    const filter = filters.find((f) => f.dataset.filter === name && name !== "none");
    if (filter && !filter.checked) { toggle(name); }
    target.scrollIntoView({ block: "start" });
    if (target.classList.contains("entry")) { target.focus({ preventScroll: true }); }
  };
  addEventListener("hashchange", open);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input[type=text], textarea")) { return; }
    const does = {
      j: () => step(1, ".entry"), k: () => step(-1, ".entry"), n: () => step(1, ".entry[data-noted]"),
      v: () => view(body.dataset.view === "sides" ? "inline" : "sides"),
      m: () => toggle("mechanical"), e: () => toggle("editorial"), u: () => toggle("none"),
    }[event.key];
    if (does) { event.preventDefault(); does(); }
  });

  apply();
  open();
})();
