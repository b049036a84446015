// Uploads with progress for each file, and the page that looks again until the records are read.
// Without this script the form sends all files at once and the page has a link to look again.
(() => {
  "use strict";
  const look = document.querySelector("[data-reading]:not(form)");
  if (look) {
    const again = async () => {
      try {
        const answer = await fetch(look.dataset.reading, { headers: { Accept: "application/json" } });
        if (!answer.ok || (await answer.json()).reading !== "underway") return location.reload();
      } catch { /* The connection is gone for a moment: look again later. */ }
      setTimeout(again, 1500);
    };
    setTimeout(again, 1000);
  }

  const form = document.querySelector("form.upload");
  if (!form) return;
  const words = form.dataset;
  const most = Number(words.most);
  const list = form.querySelector(".sending");
  const told = form.querySelector(".told");
  const drop = form.querySelector(".drop");
  const rows = [];
  for (const note of form.querySelectorAll(".scripted")) note.hidden = false;

  const add = (files) => {
    for (const file of files) {
      if (rows.some((r) => r.file.name === file.name && r.file.size === file.size && r.file.lastModified === file.lastModified)) continue;
      const item = document.createElement("li");
      const name = document.createElement("span");
      const bar = document.createElement("progress");
      const state = document.createElement("span");
      name.textContent = file.name;
      state.className = "note";
      bar.max = 100;
      bar.value = 0;
      bar.setAttribute("aria-label", file.name);
      item.append(name, bar, state);
      list.append(item);
      const tooLarge = file.size > most;
      state.textContent = tooLarge ? words.tooLarge : words.ready;
      rows.push({ file, bar, state, done: tooLarge });
    }
    list.hidden = rows.length === 0;
  };
  for (const input of form.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => { add(input.files); input.value = ""; });
  }
  for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (e) => { e.preventDefault(); drop.classList.add("over"); });
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (e) => { e.preventDefault(); add(e.dataTransfer.files); });

  // One request for as many files as fit: they are sent one after the other, so that what is sent tells where each one stands.
  const send = (batch) => new Promise((resolve, reject) => {
    const data = new FormData();
    for (const field of form.querySelectorAll("input[type=hidden]")) data.append(field.name, field.value);
    data.append("script", "yes");
    for (const row of batch) data.append("files", row.file, row.file.name);
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (e) => {
      let left = e.loaded * batch.reduce((sum, r) => sum + r.file.size, 0) / e.total;
      for (const row of batch) {
        const part = Math.min(left, row.file.size);
        row.bar.value = row.file.size ? 100 * part / row.file.size : 100;
        row.state.textContent = part >= row.file.size ? words.sent : part > 0 ? words.sending : words.ready;
        left -= part;
      }
    });
    request.addEventListener("load", () => request.status < 400 ? resolve(request.responseURL) : reject(new Error()));
    request.addEventListener("error", () => reject(new Error()));
    request.open("POST", form.action);
    request.send(data);
  });
  form.addEventListener("submit", async (event) => {
    const waiting = rows.filter((r) => !r.done);
    if (waiting.length === 0) return;
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      let to = location.href;
      while (waiting.some((r) => !r.done)) {
        const batch = [];
        let size = 0;
        for (const row of waiting.filter((r) => !r.done)) {
          if (batch.length >= 100 || (batch.length > 0 && size + row.file.size > most)) break;
          batch.push(row);
          size += row.file.size;
        }
        to = await send(batch);
        for (const row of batch) {
          row.done = true;
          row.bar.value = 100;
          row.state.textContent = words.sent;
        }
      }
      told.textContent = words.reading;
      location.assign(to);
    } catch {
      for (const row of waiting.filter((r) => !r.done)) row.state.textContent = words.stopped;
      told.textContent = words.stopped;
      button.disabled = false;
    }
  });
})();
