// Dropping a file onto the page; n and p go from note to note. Everything works without it.
"use strict";
(() => {
  const form = document.querySelector("[data-drop]");
  if (form) {
    const field = form.querySelector("input[type=file]");
    const over = (event) => { event.preventDefault(); form.classList.add("is-over"); };
    const away = () => form.classList.remove("is-over");
    document.addEventListener("dragover", over);
    document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) { away(); } });
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      away();
      if (event.dataTransfer.files.length) { field.files = event.dataTransfer.files; form.requestSubmit(); }
    });
  }

  const notes = [...document.querySelectorAll("[data-note]")];
  const step = (by) => {
    const here = notes.indexOf(document.activeElement.closest("[data-note]"));
    const next = notes[here < 0 ? (by > 0 ? 0 : notes.length - 1) : here + by];
    if (next) { next.focus(); next.scrollIntoView({ block: "center" }); }
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) { return; }
    if (event.key === "n") { event.preventDefault(); step(1); }
    if (event.key === "p") { event.preventDefault(); step(-1); }
  });
})();
