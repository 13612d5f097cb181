// What needs a script: a chosen claim is shown beside the article, the keyboard leads from claim to claim,
// and a served page follows its report. Everything else is HTML and CSS.
(() => {
  "use strict";
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  // Rules for pages with a script apply from the first line on.
  root.classList.add("js");

  let chosen = null; // the chosen row's id
  let opener = null; // where the focus goes back to

  /** The card of a row. Where scripts run, a `noscript` holds its markup as text. */
  const card = (row) => row.querySelector("noscript")?.textContent ?? "";

  /** Puts a row's card into the row itself. */
  const unfold = (row) => {
    if (!row.querySelector(":scope > .card")) {
      row.insertAdjacentHTML("beforeend", card(row));
    }
  };

  const say = (text) => {
    byId("status").textContent = text;
  };

  /** The marks of a row; its id has nothing in it that a selector would take amiss. */
  const marksOf = (id) => document.querySelectorAll(`#report a.m[href="#${id}"]`);

  /** Takes back what shows the choice in the page. */
  const unmark = () => {
    for (const element of document.querySelectorAll(".chosen")) {
      element.classList.remove("chosen");
      element.removeAttribute("aria-current");
    }
  };

  const mark = (id) => {
    for (const link of marksOf(id)) {
      link.classList.add("chosen");
      link.setAttribute("aria-current", "true");
    }
    byId(id)?.classList.add("chosen");
  };

  /** Links to what else is said of the same passage. */
  const also = (ids) => {
    const list = document.createElement("p");
    list.className = "also";
    list.append("Also about this passage: ");
    ids.forEach((id, number) => {
      const link = document.createElement("a");
      link.className = "to";
      link.href = "#" + id;
      link.append(byId(id)?.querySelector(".id")?.cloneNode(true) ?? id);
      if (number > 0) list.append(", ");
      list.append(link);
    });
    return list;
  };

  /** Shows a row's claim in the panel. */
  const choose = (id, { from = null, focus = true } = {}) => {
    const row = byId(id);
    if (!row?.classList.contains("claim")) return false;
    unmark();
    chosen = id;
    mark(id);
    const title = byId("panel-title");
    const summary = row.querySelector("summary").cloneNode(true);
    summary.querySelector(".brief")?.remove();
    title.replaceChildren(...summary.childNodes);
    const box = byId("panel-card");
    box.innerHTML = card(row);
    if (from?.dataset.also) box.append(also(from.dataset.also.split(" ")));
    byId("panel").scrollTop = 0;
    root.classList.add("has-chosen");
    history.replaceState(null, "", "#" + id);
    if (focus) {
      opener = from ?? opener;
      title.focus({ preventScroll: true });
      // On a narrow page the panel may have come to lie over it.
      from?.scrollIntoView({ block: "nearest" });
    } else {
      say(title.textContent);
    }
    return true;
  };

  const close = () => {
    unmark();
    chosen = null;
    root.classList.remove("has-chosen");
    history.replaceState(null, "", location.pathname + location.search);
    if (opener?.isConnected) opener.focus();
    opener = null;
  };

  const filter = () => document.querySelector('input[name="show"]:checked')?.value ?? "all";

  /** The claims that the filter lets through, in their order. */
  const rows = () => {
    const shown = filter();
    const all = [...document.querySelectorAll("#report .claim:not(.figure)")];
    return shown === "all" || shown === "uncovered" ? all : all.filter((row) => row.classList.contains(shown));
  };

  /** Goes on to the next claim, and brings its passage into view. */
  const step = (by) => {
    const all = rows();
    if (all.length === 0) return say("no claim to show");
    const at = all.findIndex((row) => row.id === chosen);
    const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length;
    const id = all[next].id;
    choose(id, { focus: false });
    (byId("m-" + id) ?? all[next]).scrollIntoView({ block: "center" });
  };

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest?.("a.to");
    if (link) {
      const id = link.getAttribute("href").slice(1);
      if (choose(id, { from: link })) event.preventDefault();
      return;
    }
    switch (event.target.closest?.("button")?.id) {
      case "close":
        return close();
      case "next":
        return step(1);
      case "previous":
        return step(-1);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen !== null) close();
  });

  document.addEventListener("change", (event) => {
    if (event.target.name === "show") {
      const number = event.target.nextElementSibling.querySelector("b").textContent;
      say(number + " shown");
    }
  });

  // Does not bubble, so it is caught on its way down.
  document.addEventListener(
    "toggle",
    (event) => {
      if (event.target.open && event.target.classList.contains("folded")) unfold(event.target);
    },
    true,
  );

  // On paper every claim that the filter lets through is there in full, and so is every conflict.
  let openedForPrint = [];
  window.addEventListener("beforeprint", () => {
    openedForPrint = [...rows(), ...document.querySelectorAll(".conflict")].filter((row) => !row.open);
    for (const row of openedForPrint) {
      unfold(row);
      row.open = true;
    }
  });
  window.addEventListener("afterprint", () => {
    for (const row of openedForPrint) row.open = false;
    openedForPrint = [];
  });

  const chooseByAddress = () => {
    const id = location.hash.slice(1);
    if (id !== "" && id !== chosen && choose(id, { focus: false })) {
      (byId("m-" + id) ?? byId(id)).scrollIntoView({ block: "center" });
    }
  };
  window.addEventListener("hashchange", chooseByAddress);

  /** What is in the window and how far from its top: what is worked at, then the rest from the top on. */
  const places = (focused) => {
    const found = new Map();
    const add = (element) => {
      const top = element?.getBoundingClientRect().top;
      if (top >= 0 && top < innerHeight) found.set(element.id, top);
    };
    add(focused?.closest("[id]"));
    add(byId("m-" + chosen));
    for (let y = 8; y < innerHeight; y += 24) {
      add(document.elementFromPoint(innerWidth / 4, y)?.closest("#report [id]"));
    }
    return [...found];
  };

  /** Puts the newest report in place of the one shown: same place, same filter, same claim. */
  const refresh = async (address) => {
    const response = await fetch(address, { cache: "no-store" });
    if (!response.ok) throw new Error(response.statusText);
    const text = await response.text();
    // Parsed within this page, where scripts run, a card stays folded up in its `noscript`.
    const box = document.createElement("div");
    box.innerHTML = text.slice(text.indexOf('<main id="report"'), text.lastIndexOf("</main>"));
    const fresh = box.querySelector("#report");
    if (!fresh) throw new Error("no report");
    const report = byId("report");
    const focused = report.contains(document.activeElement) ? document.activeElement : null;
    const before = places(focused);
    const scrolled = scrollY;
    const shown = filter();
    const open = [...report.querySelectorAll("details[open][id]")].map((row) => row.id);
    const inputs = [...report.querySelectorAll("details.inputs")].map((row) => row.open);
    const focus = focused && (focused.id || focused.closest("[id]").id);
    const toSummary = focused?.tagName === "SUMMARY";

    fresh.querySelectorAll("details.inputs").forEach((row, number) => (row.open = inputs[number] ?? false));
    for (const row of fresh.querySelectorAll(".folded[open]")) {
      row.open = byId(row.id)?.open ?? true;
      unfold(row);
    }
    report.replaceWith(fresh);
    document.title = fresh.querySelector("h1").textContent + " – addsup";
    const choice = byId("show-" + shown);
    if (choice) choice.checked = true;
    for (const id of open) {
      const row = byId(id);
      if (row) {
        unfold(row);
        row.open = true;
      }
    }
    if (chosen !== null) {
      const panel = byId("panel").scrollTop;
      const inside = byId("panel-card").contains(document.activeElement);
      if (choose(chosen, { focus: inside })) {
        byId("panel").scrollTop = panel;
      } else {
        close();
      }
    }
    // The first that is still there, and that the filter still shows.
    const kept = before.find(([id]) => byId(id)?.getClientRects().length > 0);
    if (kept) {
      scrollBy(0, byId(kept[0]).getBoundingClientRect().top - kept[1]);
    } else {
      scrollTo(0, scrolled);
    }
    if (focus) {
      const element = byId(focus);
      (toSummary ? element?.querySelector("summary") : element)?.focus({ preventScroll: true });
    }
    say("updated: " + fresh.querySelector("h1").textContent);
  };

  const follow = (events) => {
    let running = parsed;
    let waiting = false;
    // Changes that come while one is shown are one change.
    const update = () => {
      if (waiting) return;
      waiting = true;
      running = running.then(() => {
        waiting = false;
        return refresh(location.pathname + location.search).catch(() => say("the report cannot be fetched"));
      });
    };
    const source = new EventSource(events);
    let lost = false;
    source.onmessage = update;
    source.onerror = () => {
      lost = true;
      root.classList.add("lost");
    };
    source.onopen = () => {
      root.classList.remove("lost");
      if (lost) update();
      lost = false;
    };
  };

  const parsed = new Promise((done) => document.addEventListener("DOMContentLoaded", done)).then(() => {
    document.querySelectorAll(".folded[open]").forEach(unfold);
    chooseByAddress();
  });
  // It stands above this script. Whoever listens early misses little.
  const live = document.querySelector('meta[name="addsup-live"]');
  if (live) follow(live.content);
})();
