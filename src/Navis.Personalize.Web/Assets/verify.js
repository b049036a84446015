// The verification screen: keys, moving without loading the page anew, pages kept ready, words and regions marked for what was missed, and the time spent.
// Without this script every key is a button or a link, and every move loads the page.
(() => {
  "use strict";
  const screen = document.getElementById("screen");
  if (!screen || !document.getElementById("facts")) return;
  const SHEETS = 24, PARTS = 24;
  const sheets = new Map(); // "d1/2" -> figure, with its picture loaded
  const parts = new Map(); // address -> promise of the parsed page
  const caseOf = location.pathname.replace(/\/verify$/, "");
  const $ = (selector) => screen.querySelector(selector);

  const trim = (map, size) => { while (map.size > size) map.delete(map.keys().next().value); };
  const parse = async (response) => {
    if (!response.ok) throw new Error("status");
    return new DOMParser().parseFromString(await response.text(), "text/html");
  };
  const part = (href) => {
    if (!parts.has(href)) {
      const got = fetch(href + (href.includes("?") ? "&" : "?") + "part=item", { credentials: "same-origin" }).then(parse);
      got.catch(() => parts.delete(href));
      parts.set(href, got);
      trim(parts, PARTS);
    }
    return parts.get(href);
  };

  // One figure a page of the record: it holds the marks of all facts, so that a move only changes which one stands out.
  const store = document.createElement("div");
  store.hidden = true;
  document.body.append(store);
  const keep = (figure) => {
    const name = figure.dataset.sheet;
    if (sheets.has(name)) return sheets.get(name);
    const own = document.adoptNode(figure);
    sheets.set(name, own);
    if (!own.isConnected) store.append(own);
    for (const [old, element] of [...sheets]) {
      if (sheets.size <= SHEETS) break;
      if (element.parentNode === store) { element.remove(); sheets.delete(old); }
    }
    return own;
  };
  const fetchSheet = (name) => {
    const [id, number] = name.split("/");
    return sheets.has(name) ? Promise.resolve(sheets.get(name))
      : fetch(caseOf + "/documents/" + id + "/pages/" + number, { credentials: "same-origin" }).then(parse).then((page) => {
          const figure = page.querySelector(".sheet");
          return figure ? keep(figure) : null;
        });
  };
  const mark = (figure, fact) => {
    for (const element of figure.querySelectorAll("[data-fact]")) element.classList.toggle("now", element.dataset.fact.split(" ").includes(fact));
  };
  const scrollToMark = () => {
    const pane = $("#page");
    if (!pane) return;
    const now = pane.querySelector(".now");
    if (!now) return;
    const box = now.getBoundingClientRect();
    if (box.height === 0) return;
    pane.scrollTop += box.top - pane.getBoundingClientRect().top - pane.clientHeight / 2;
  };
  const show = (name, fact) => {
    const figure = sheets.get(name), pane = $("#page");
    if (!figure || !pane) return false;
    mark(figure, fact);
    if (figure.parentNode !== pane) {
      for (const old of [...pane.children]) store.append(old);
      pane.append(figure);
    }
    scrollToMark();
    return true;
  };

  const links = () => [...screen.querySelectorAll(".facts a")];
  const at = (list) => list.findIndex((a) => a.getAttribute("aria-current"));
  const say = (words) => { const said = $("#said"); if (said) said.textContent = words; };
  const focusOn = (root) => { const target = root.querySelector("[autofocus]"); if (target) target.focus({ preventScroll: true }); };

  // What comes next is fetched while the person looks at this.
  const prepare = () => {
    const list = links(), here = at(list);
    for (const step of [1, 2, -1]) {
      const next = list[here + step];
      if (!next) continue;
      part(next.getAttribute("href")).catch(() => {});
      if (next.dataset.sheet) fetchSheet(next.dataset.sheet).catch(() => {});
    }
  };

  let moving = 0;
  const move = async (link) => {
    const turn = ++moving, href = link.getAttribute("href"), fact = link.dataset.fact || "";
    if (fact) {
      for (const other of links()) if (other === link) other.setAttribute("aria-current", "true"); else other.removeAttribute("aria-current");
      link.scrollIntoView({ block: "nearest" });
      if (link.dataset.sheet) show(link.dataset.sheet, fact);
    }
    try {
      const page = await part(href);
      if (turn !== moving) return;
      const left = page.querySelector(".left"), item = page.querySelector("#item");
      if (!left || !item) throw new Error("page");
      take(left.cloneNode(true), fact || (item.querySelector(".current") || { dataset: {} }).dataset.fact);
      $("#item").replaceWith(document.adoptNode(item.cloneNode(true)));
      history.replaceState(null, "", href);
      focusOn($("#item"));
      const heading = $("#item h2"), value = $("#item .value");
      say((heading ? heading.textContent : "") + (value ? ", " + value.textContent : ""));
      prepare();
    } catch {
      location.assign(href);
    }
  };

  // Puts a new left side in place, with the figure that is kept of its page.
  const take = (left, fact) => {
    const fresh = left.querySelector(".sheet"), pane = $("#page");
    if (!fresh || !pane) { $(".left").replaceWith(document.adoptNode(left)); return; }
    const name = fresh.dataset.sheet;
    if (sheets.has(name)) fresh.remove(); else keep(fresh);
    for (const old of [...pane.children]) if (sheets.get(old.dataset.sheet) === old) store.append(old);
    const now = document.adoptNode(left);
    $(".left").replaceWith(now);
    show(name, fact);
  };

  const submit = async (form, button) => {
    const body = new FormData(form);
    if (button && button.name) body.append(button.name, button.value);
    const done = button ? button.textContent.trim() : "";
    try {
      const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(body), credentials: "same-origin" });
      const page = await parse(response), fresh = page.getElementById("screen");
      if (!fresh || !fresh.querySelector("#facts")) { location.assign(response.url); return; }
      parts.clear();
      moving++;
      const added = /\/missed/.test(form.action);
      if (added) { for (const figure of sheets.values()) figure.remove(); sheets.clear(); }
      for (const old of [...$("#page").children]) if (sheets.get(old.dataset.sheet) === old) store.append(old);
      const left = fresh.querySelector(".left");
      const figure = left && left.querySelector(".sheet");
      const name = figure && figure.dataset.sheet;
      if (figure) { if (sheets.has(name)) figure.remove(); else keep(figure); }
      screen.replaceChildren(...[...fresh.children].map((child) => document.adoptNode(child)));
      const problem = page.querySelector("main > .problem, #main > [role=alert]");
      const old = document.querySelector("#main > [role=alert]");
      if (old) old.remove();
      if (problem && problem.closest("#screen") === null) document.getElementById("main").prepend(document.adoptNode(problem));
      history.replaceState(null, "", new URL(response.url).pathname + new URL(response.url).search);
      const current = $("#item .current");
      if (name) show(name, current && current.dataset.fact);
      focusOn($("#item"));
      const heading = $("#item h2"), value = $("#item .value");
      say((done ? done + ". " : "") + (heading ? "Next: " + heading.textContent : "") + (value ? ", " + value.textContent : ""));
      ready();
      prepare();
    } catch {
      form.submit();
    }
  };

  screen.addEventListener("click", (event) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a[data-move]");
    if (link) { event.preventDefault(); move(link); return; }
    const source = event.target.closest("a[data-source]");
    if (source) { event.preventDefault(); jump(); return; }
    const box = event.target.closest(".sheet [data-fact]");
    if (box && !String(getSelection())) {
      const fact = box.dataset.fact.split(" ")[0];
      const target = links().find((a) => a.dataset.fact === fact);
      if (target) move(target);
    }
  });
  screen.addEventListener("submit", (event) => {
    if (event.target.hasAttribute("data-leave")) return;
    event.preventDefault();
    submit(event.target, event.submitter);
  });
  screen.addEventListener("pointerover", (event) => {
    const link = event.target.closest("a[data-move][data-sheet]");
    if (link) fetchSheet(link.dataset.sheet).catch(() => {});
  });

  // To the source, and back.
  let from = null;
  const jump = () => {
    const pane = $("#page");
    if (document.activeElement === pane && from && from.isConnected) { from.focus(); return; }
    from = document.activeElement;
    const current = $("#item .current");
    if (current && current.dataset.sheet) show(current.dataset.sheet, current.dataset.fact);
    pane.focus({ preventScroll: true });
    pane.scrollIntoView({ block: "nearest" });
    scrollToMark();
  };
  const openMissed = () => {
    const missed = $("#missed");
    if (!missed) return null;
    missed.open = true;
    return missed.querySelector("form");
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
      if (event.key === "Escape" && screen.contains(event.target)) focusOn($("#item"));
      return;
    }
    if (!$("#facts") || !($("#facts").contains(event.target) || event.target === document.body)) return;
    const list = links();
    switch (event.key) {
      case "j": case "k": {
        const next = list[at(list) + (event.key === "j" ? 1 : -1)];
        if (next) move(next);
        break;
      }
      case "s": jump(); break;
      case "?": { const keys = $("#keys"); keys.open = !keys.open; if (keys.open) keys.scrollIntoView({ block: "nearest" }); break; }
      case "m": {
        const form = openMissed();
        if (form) { marked(form); form.querySelector("#missed-words").value ? form.querySelector("#missed-says").focus() : form.querySelector("#missed-words").focus(); }
        break;
      }
      default: {
        const target = screen.querySelector('[data-key="' + CSS.escape(event.key) + '"]');
        if (!target) return;
        if (target.tagName === "BUTTON") target.click();
        else if (target.tagName === "FORM") target.querySelector("button").click();
        else target.focus();
      }
    }
    event.preventDefault();
  });

  // Words that are selected in the text of the page: which of several places they are is counted.
  const marked = (form) => {
    const selection = getSelection(), words = String(selection).trim();
    if (!words || selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0), record = range.commonAncestorContainer.parentElement && range.commonAncestorContainer.parentElement.closest(".record");
    if (!record || !$("#page").contains(record)) return;
    const before = document.createRange();
    before.selectNodeContents(record);
    before.setEnd(range.startContainer, range.startOffset);
    const start = before.toString().length, text = record.textContent;
    let nth = 0;
    for (let place = text.indexOf(words); place >= 0 && place < start - 1; place = text.indexOf(words, place + 1)) nth++;
    form.querySelector("[name=words]").value = words;
    form.querySelector("[name=nth]").value = String(nth);
    form.querySelector("[name=span]").value = "";
  };
  screen.addEventListener("mouseup", (event) => {
    if (event.target.closest(".record") && String(getSelection()).trim()) { const form = openMissed(); if (form) marked(form); }
  });
  screen.addEventListener("input", (event) => {
    if (event.target.id === "missed-words") for (const name of ["nth", "span"]) event.target.form.querySelector("[name=" + name + "]").value = "";
  });

  // A rectangle drawn on the picture: the words inside it come from the program, and are shown before anything is added.
  let drag = null;
  const pointOf = (svg, event) => {
    const matrix = svg.getScreenCTM().inverse();
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  };
  screen.addEventListener("pointerdown", (event) => {
    const svg = event.target.closest("#page .sheet svg");
    if (!svg || event.button !== 0) return;
    drag = { svg, start: pointOf(svg, event), rect: null };
  });
  screen.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const now = pointOf(drag.svg, event), width = Math.abs(now.x - drag.start.x), height = Math.abs(now.y - drag.start.y);
    if (!drag.rect && width + height < 8) return;
    if (!drag.rect) {
      for (const old of drag.svg.querySelectorAll(".drawn")) old.remove();
      drag.rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      drag.rect.setAttribute("class", "drawn");
      drag.svg.append(drag.rect);
    }
    const values = { x: Math.min(now.x, drag.start.x), y: Math.min(now.y, drag.start.y), width, height };
    for (const name in values) drag.rect.setAttribute(name, values[name].toFixed(1));
    event.preventDefault();
  });
  addEventListener("pointerup", async () => {
    const done = drag;
    drag = null;
    if (!done || !done.rect) return;
    const name = done.svg.closest(".sheet").dataset.sheet.split("/"), box = ["x", "y", "width", "height"].map((a) => done.rect.getAttribute(a));
    const form = openMissed();
    if (!form) return;
    const response = await fetch(caseOf + "/documents/" + name[0] + "/pages/" + name[1] + "/words?x=" + box[0] + "&y=" + box[1] + "&w=" + box[2] + "&h=" + box[3], { credentials: "same-origin" });
    const found = response.ok ? await response.json() : { words: "" };
    form.querySelector("[name=words]").value = found.words;
    form.querySelector("[name=span]").value = found.words ? found.span : "";
    form.querySelector("[name=nth]").value = "";
    form.querySelector("#missed-says").focus();
    say(found.words ? "Marked: " + found.words : "There are no words inside.");
  });

  // Time counts while the page is in sight and somebody does something.
  let active = Date.now();
  for (const kind of ["keydown", "pointermove", "pointerdown", "wheel"]) addEventListener(kind, () => { active = Date.now(); }, { passive: true });
  setInterval(async () => {
    if (document.hidden || Date.now() - active > 60000) return;
    const token = screen.querySelector("[name=__RequestVerificationToken]");
    if (!token) return;
    const response = await fetch(screen.dataset.time, { method: "POST", body: new URLSearchParams({ __RequestVerificationToken: token.value }), credentials: "same-origin" }).catch(() => null);
    const spent = $("#spent");
    if (response && response.ok && spent) spent.textContent = await response.text();
  }, 20000);

  const ready = () => {
    const figure = $("#page .sheet");
    if (figure && !sheets.has(figure.dataset.sheet)) sheets.set(figure.dataset.sheet, figure);
    scrollToMark();
  };
  ready();
  prepare();
})();
