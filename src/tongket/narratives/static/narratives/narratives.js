// Dropping a file onto the page; notes in the margin beside their lines; walking from note to note.
// Everything works without it.
"use strict";
(() => {
  const form = document.querySelector("[data-drop]");
  if (form) {
    const field = form.querySelector("input[type=file]");
    const away = () => form.classList.remove("is-over");
    document.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("is-over"); });
    document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) { away(); } });
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      away();
      if (event.dataTransfer.files.length) { field.files = event.dataTransfer.files; form.requestSubmit(); }
    });
  }

  const paper = document.querySelector("[data-paper]");
  if (!paper) { return; }

  // Where there is a margin the text runs on as on paper: a note that is longer than its paragraph
  // moves the next note down, and only when that would be too far the text below.
  const margins = [...paper.querySelectorAll(".group-margin")];
  const last = paper.lastElementChild?.querySelector(".group-text");
  const GAP = 6;
  const FARTHEST = 320;
  const textOf = (margin) => margin.parentElement.querySelector(".group-text");
  const place = () => {
    margins.forEach((margin) => { margin.style.translate = ""; textOf(margin).style.paddingTop = ""; });
    if (last) { last.style.paddingBottom = ""; }
    const beside = getComputedStyle(paper).display === "grid";
    paper.classList.toggle("is-placed", beside);
    if (!beside) { return; }
    // All is measured before anything is moved: one layout, however long the report.
    const start = paper.getBoundingClientRect().top;
    const measured = margins.map((margin) => [margin.getBoundingClientRect().top - start, margin.scrollHeight]);
    const length = paper.getBoundingClientRect().height;
    let free = 0;
    let pushed = 0;
    measured.forEach(([top, height], number) => {
      const more = Math.max(free - (top + pushed) - FARTHEST, 0);
      pushed += more;
      const down = Math.max(free - (top + pushed), 0);
      if (more) { textOf(margins[number]).style.paddingTop = `calc(.3125rem + ${more}px)`; }
      if (more || down) { margins[number].style.translate = `0 ${more + down}px`; }
      free = top + pushed + down + height + GAP;
    });
    const beyond = free - (length + pushed);
    if (last && beyond > 0) { last.style.paddingBottom = `${beyond + Number.parseFloat(getComputedStyle(last).paddingBottom)}px`; }
  };
  paper.addEventListener("toggle", place, true);
  window.addEventListener("resize", place);
  window.addEventListener("load", place);
  place();

  const notes = [...paper.querySelectorAll("[data-note]")];
  const walk = document.querySelector("[data-walk-place]");
  if (!notes.length && walk) { walk.parentElement.hidden = true; }
  let here = -1;
  const mark = (note, on) => paper.querySelectorAll(`.mark[href="#${note.id}"]`).forEach((words) => words.classList.toggle("is-current", on));
  paper.addEventListener("focusin", (event) => {
    const note = event.target.closest("[data-note]");
    if (!note || notes.indexOf(note) === here) { return; }
    if (notes[here]?.id) { mark(notes[here], false); }
    here = notes.indexOf(note);
    if (note.id) { mark(note, true); }
    if (walk) { walk.textContent = `${here + 1}/${notes.length}`; }
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (!button || !notes.length) { return; }
    const by = Number(button.dataset.step);
    const next = here < 0 ? (by > 0 ? 0 : notes.length - 1) : Math.min(Math.max(here + by, 0), notes.length - 1);
    notes[next].focus({ preventScroll: true });
    notes[next].scrollIntoView({ block: "center" });
  });
})();
