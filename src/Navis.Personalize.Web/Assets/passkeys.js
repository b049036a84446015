// Asks the browser for a passkey and puts what it gives into the form. The question stands in the form; nothing is fetched.
(() => {
  "use strict";
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const trouble = form.querySelector("[data-trouble]");
    const field = form.elements.namedItem("passkey");
    const makes = form.dataset.passkey === "create";
    const say = (words) => {
      trouble.textContent = words;
      trouble.hidden = false;
    };
    form.addEventListener("submit", async (event) => {
      if (field.value) return;
      event.preventDefault();
      const kind = window.PublicKeyCredential;
      if (!kind || !kind.parseRequestOptionsFromJSON) {
        say(form.dataset.old);
        return;
      }
      try {
        const options = JSON.parse(form.dataset.options);
        const given = makes
          ? await navigator.credentials.create({ publicKey: kind.parseCreationOptionsFromJSON(options) })
          : await navigator.credentials.get({ publicKey: kind.parseRequestOptionsFromJSON(options) });
        field.value = JSON.stringify(given);
        form.submit();
      } catch (error) {
        say(error.name === "InvalidStateError" ? form.dataset.twice : form.dataset.failed);
      }
    });
  }
})();
