// The page's side of the preview: it listens to the server, takes over new content, and shows what runs and what is wrong.
// The server puts it into each page that it sends; nothing of it is part of a site.
(() => {
  "use strict";

  const CONTENT = "[data-md-component=container]"; // what Material, too, replaces when it goes to another page
  const known = JSON.parse(document.currentScript.dataset.known);
  let stream, page, busy = false, latest = null;

  const bar = document.createElement("div");
  bar.className = "wsp-status";
  bar.setAttribute("role", "status");
  document.body.append(bar);

  function listen() {
    stream?.close();
    page = location.pathname;
    stream = new EventSource("/_preview/events?page=" + encodeURIComponent(decodeURI(page)));
    stream.onmessage = (event) => receive(JSON.parse(event.data));
    stream.onerror = () => tell("no connection to the preview: is it still running?", "lost");
  }

  async function receive(message) {
    latest = message;
    if (busy) return; // the newest one is taken when this one is done
    busy = true;
    try {
      while (latest) {
        const now = latest;
        latest = null;
        await follow(now);
      }
    } finally {
      busy = false;
    }
  }

  async function follow(message) {
    if (message.session !== known.session || message.epoch !== known.epoch) return location.reload();
    if (message.version !== known.version) await swap();
    known.version = message.version;
    tell(message.running, "running");
    show(message.problems);
  }

  function tell(text, kind) {
    bar.dataset.kind = kind;
    if (bar.textContent !== text) bar.textContent = text;
  }

  // New content in the place of the old; what the reader opened stays open, and the page where it is.
  async function swap() {
    const answer = await fetch(location.pathname, { cache: "no-store" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const target = document.querySelector(CONTENT), source = fresh.querySelector(CONTENT);
    if (!answer.ok || !target || !source) return location.reload();
    keepOpen(target, source);
    const place = [scrollX, scrollY];
    target.replaceWith(document.adoptNode(source));
    document.title = fresh.title;
    window.document$?.next(document);
    scrollTo({ left: place[0], top: place[1], behavior: "instant" });
  }

  function keepOpen(target, source) {
    const before = target.querySelectorAll("details"), after = source.querySelectorAll("details");
    if (before.length === after.length) after.forEach((each, number) => { each.open = before[number].open; });
  }

  function show(problems) {
    document.querySelectorAll(".wsp-problems, .wsp-problem").forEach((each) => each.remove());
    const article = document.querySelector("article") ?? document.body;
    if (!problems.length) return;
    const places = problems.map((problem) => place(article, problem.near));
    places.forEach((where, number) => where && where.after(box(problems[number], number)));
    article.prepend(list(problems, places));
  }

  function list(problems, places) {
    const section = make("section", "wsp-problems");
    section.setAttribute("aria-label", "Problems");
    section.append(make("p", "", problems.length === 1 ? "1 problem" : problems.length + " problems"));
    const items = make("ul", "");
    problems.forEach((problem, number) => {
      const item = make("li", "");
      const where = make(places[number] ? "a" : "code", "", problem.where);
      if (places[number]) where.href = "#wsp-problem-" + number;
      item.append(where, " " + problem.code + " " + problem.message);
      if (problem.hint) item.append(make("span", "wsp-hint", "hint: " + problem.hint));
      items.append(item);
    });
    section.append(items);
    return section;
  }

  function box(problem, number) {
    const found = make("div", "wsp-problem");
    found.id = "wsp-problem-" + number;
    found.append(make("p", "", problem.code + " " + problem.message), make("code", "", problem.where));
    if (problem.hint) found.append(make("span", "wsp-hint", "hint: " + problem.hint));
    return found;
  }

  function make(name, kind, text = "") {
    const element = document.createElement(name);
    if (kind) element.className = kind;
    element.textContent = text;
    return element;
  }

  // The first of the places near a problem that the page has: the block of a cell's code, an exercise, a heading.
  function place(article, near) {
    for (const [kind, name] of near) {
      if (kind === "exercise") {
        const heading = article.querySelector(`[id="exercise-${name}"], [id="${name}"]`);
        if (heading) return heading;
      } else {
        const all = article.querySelectorAll(kind === "code" ? ".highlight, pre" : "h1, h2, h3, h4, h5, h6");
        const text = (element) => plain(kind === "heading" ? element.firstChild?.textContent : element.textContent);
        const found = [...all].find((element) => text(element) === plain(name));
        if (found) return found;
      }
    }
    return null;
  }

  const plain = (text) => (text ?? "").replace(/[`*_¶]/g, "").replace(/\s+/g, " ").trim();

  window.document$?.subscribe(() => {
    if (location.pathname !== page) {
      known.version = -1;
      listen();
    }
  });
  // A browser opens few connections to one host: a page that nobody sees keeps none.
  document.addEventListener("visibilitychange", () => (document.hidden ? stream?.close() : listen()));
  listen();
})();
