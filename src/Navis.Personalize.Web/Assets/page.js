// Buttons that only a script can do: print, and copy a text. Without this script they are not shown.
(() => {
  "use strict";
  for (const part of document.querySelectorAll(".scripted")) part.hidden = false;
  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy);
      const told = button.parentElement.querySelector("[role=status]");
      try {
        await navigator.clipboard.writeText(text.textContent);
      } catch {
        // Not allowed here: mark the text, so that it can be copied by hand.
        getSelection().selectAllChildren(text);
        return;
      }
      told.textContent = button.dataset.copied;
    });
  }
})();
