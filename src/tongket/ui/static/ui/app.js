// Small and unobtrusive: every page works without it. Reads data-attributes, changes nothing else.
"use strict";
(() => {
  const every = (selector, root = document) => [...root.querySelectorAll(selector)];
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

  // What only makes sense with a script is hidden until there is one.
  const reveal = (root) => every("[data-needs-script]", root).forEach((element) => { element.hidden = false; });

  // After an answer with something to mind (a refused form, a new part) the keyboard goes there.
  const focusIn = (root) => root.querySelector("[data-focus]")?.focus();

  const openDialog = (dialog) => { if (dialog && !dialog.open) { dialog.showModal(); } };

  const closeMenus = (except) => every("details.menu[open], details.bottom-more[open]").forEach((menu) => {
    if (menu !== except) { menu.open = false; }
  });

  // The keys of this page: those of the frame, and every element that says data-key and data-key-label.
  const openKeys = () => {
    const dialog = document.getElementById("keys");
    const list = dialog.querySelector(".keys");
    every("[data-added]", list).forEach((line) => line.remove());
    every("[data-key]").forEach((element) => {
      const line = document.createElement("div");
      const key = document.createElement("dt");
      const mark = document.createElement("kbd");
      const words = document.createElement("dd");
      mark.textContent = element.dataset.key;
      words.textContent = element.dataset.keyLabel || element.textContent.trim();
      key.append(mark);
      line.append(key, words);
      line.dataset.added = "";
      list.append(line);
    });
    openDialog(dialog);
  };

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-dialog], [data-dialog-close], [data-print], [data-open-keys]");
    closeMenus(event.target.closest("details.menu, details.bottom-more"));
    if (!target) { return; }
    if (target.matches("[data-dialog]")) { event.preventDefault(); openDialog(document.getElementById(target.dataset.dialog)); }
    if (target.matches("[data-dialog-close]") && target.closest("dialog").open) { event.preventDefault(); target.closest("dialog").close(); }
    if (target.matches("[data-print]")) { window.print(); }
    if (target.matches("[data-open-keys]")) { openKeys(); }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = document.querySelector("details.menu[open], details.bottom-more[open]");
      if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) { return; }
    if (event.key === "?") { event.preventDefault(); openKeys(); return; }
    if (event.key === "/") {
      const search = document.getElementById("frame-search");
      if (search) { event.preventDefault(); search.focus(); }
      return;
    }
    const element = every("[data-key]").find((candidate) => candidate.dataset.key === event.key);
    if (element) { event.preventDefault(); element.focus(); element.click(); }
  });

  // A second press while the first is still on its way sends nothing twice.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-once]")) { return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    every("button", form).forEach((button) => button.setAttribute("aria-busy", "true"));
  });
  window.addEventListener("pageshow", () => every("[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    every("[aria-busy]", form).forEach((button) => button.removeAttribute("aria-busy"));
  }));

  // A field saved while typing that met no answer says so beside the field.
  const unsaved = (event) => {
    const note = event.detail.target;
    if (note?.matches?.(".field-note")) { note.textContent = document.body.dataset.unsaved || ""; }
  };
  // A whole page where a part was asked for (signed out meanwhile, or sent on after an act) is gone to.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, boosted } = event.detail;
    if (boosted || !/^\s*<!doctype/i.test(xhr.responseText)) { return; }
    event.detail.shouldSwap = false;
    if (xhr.status >= 400) { unsaved(event); return; }
    const address = new URL(xhr.responseURL || window.location.href);
    if (address.pathname === document.body.dataset.signIn) { window.location.reload(); } else { window.location.assign(address); }
  });

  document.addEventListener("htmx:sendError", unsaved);
  document.addEventListener("htmx:responseError", unsaved);
  document.addEventListener("htmx:afterSettle", (event) => { reveal(event.target); focusIn(event.target); });

  reveal(document);
  focusIn(document);
})();
