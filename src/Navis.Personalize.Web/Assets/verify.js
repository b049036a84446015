// Keys of the verification screen. They work only while the focus is in the list of facts and not in a field;
// without this script every one of them is a button or a link.
(() => {
  "use strict";
  const mark = document.querySelector(".left .scroll :is(mark, rect).now");
  if (mark) {
    const pane = mark.closest(".scroll");
    pane.scrollTop += mark.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 2;
  }
  const facts = document.getElementById("facts");
  if (!facts) return;
  facts.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    if (event.key === "j" || event.key === "k") {
      const links = [...facts.querySelectorAll(".facts a")];
      const at = links.findIndex((a) => a.getAttribute("aria-current"));
      const next = links[at + (event.key === "j" ? 1 : -1)];
      if (next) next.click();
      event.preventDefault();
      return;
    }
    const target = facts.querySelector('[data-key="' + CSS.escape(event.key) + '"]');
    if (!target) return;
    event.preventDefault();
    if (target.tagName === "BUTTON") target.click();
    else if (target.tagName === "FORM") target.querySelector("button").click();
    else target.focus();
  });
})();
